"""A layer's verdicts as one HTML page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any, Optional

from gan_core.api.findings import CHECKS, Finding
from gan_core.api.language import translatable
from gan_core.api.model_card import ModelCard
from gan_core.reports.html import cell, document, note, number, small, table, text, tr

STYLE = """
td.verdict { font-weight: bold; color: #fff; text-align: center; }
td.good { background: #2c7a3f; } td.look { background: #8a6100; } td.bad { background: #b3261e; }
"""
MARKS = {
    "good": translatable("✓ good"),
    "look": translatable("? look"),
    "bad": translatable("✗ bad"),
}
UNITS = {
    "GSD": translatable("side of a pixel on the ground, metres"),
    "NOISE": translatable("standard deviation of the noise in the noisiest band, in the layer's units"),
    "BLUR_MTF": translatable("contrast left at the finest pattern that pixels can hold, 0 to 1"),
    "JPEG": translatable("how much more often the largest of five steps lies on a grid of 8 x 8 pixels, 0 to 1"),
    "UPSAMPLED": translatable("how many times finer the pixels are than what they show; 1: not at all"),
    "NODATA_SHARE": translatable("share of the layer that is nodata, 0 to 1"),
}


def page(layer: str, findings: Sequence[Finding], results: dict[str, Any], card: Optional[ModelCard]) -> str:
    """layer: its path.  results: those of `checklayer`."""
    name = Path(layer).name
    verdict = tr("{bad} bad, {look} to look at", bad=results["PROBLEMS"], look=results["WARNINGS"])
    head = (tr("Check"), tr("Verdict"), tr("Finding"), tr("What to do"))
    remark = tr(
        "Pixels were sampled: at most 64 windows of 64 x 64, spread evenly. Limits were set on aerial photographs and "
        "satellite scenes; forest and crops can look like noise. A layer may be used whatever stands here."
    )
    body = (
        f"<h1>{escape(name)}: {verdict}</h1>\n",
        table(map(_row, findings), head),
        _model(card) if card else "",
        f"<h2>{tr('Figures')}</h2>",
        table((key, _figure(results[key]), cell(text(unit))) for key, unit in UNITS.items()),
        small(remark),
        small(escape(layer)),
    )
    return document(name, body, STYLE)


def _row(finding: Finding) -> tuple[str, ...]:
    fix = note(f"{finding.code}-fix", finding.values) if finding.verdict != "good" else ""
    verdict = cell(text(MARKS[finding.verdict]), f"verdict {finding.verdict}")
    return text(CHECKS[finding.check]), verdict, cell(note(finding.code, finding.values)), cell(fix)


def _model(card: ModelCard) -> str:
    limits = text(card.limits) or tr("not stated")
    return f"<h2>{text(card.title)} <code>{escape(card.id)}</code></h2><p>{limits}</p>\n"


def _figure(value: Optional[float]) -> str:
    return number(tr("not measured")) if value is None else number(value, ".3g")
