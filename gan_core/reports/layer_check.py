"""A layer's verdicts as one HTML page that needs nothing beside it.  What a file says is shown as text, never as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any, Optional

from gan_core.api.findings import CHECKS, Finding
from gan_core.api.model_card import ModelCard
from gan_core.api.protocol import note_text
from gan_core.reports.model_card import STYLE

OWN_STYLE = """
td.verdict { font-weight: bold; color: #fff; text-align: center; }
td.good { background: #2c7a3f; } td.look { background: #8a6100; } td.bad { background: #b3261e; }
"""
MARKS = {"good": "✓ good", "look": "? look", "bad": "✗ bad"}
UNITS = {
    "GSD": "side of a pixel on the ground, metres",
    "NOISE": "standard deviation of the noise in the noisiest band, in the layer's units",
    "BLUR_MTF": "contrast left at the finest pattern that pixels can hold, 0 to 1",
    "JPEG": "how much more often the largest of five steps lies on a grid of 8 x 8 pixels, 0 to 1",
    "UPSAMPLED": "how many times finer the pixels are than what they show; 1: not at all",
    "NODATA_SHARE": "share of the layer that is nodata, 0 to 1",
}


def page(layer: str, found: Sequence[Finding], results: dict[str, Any], card: Optional[ModelCard]) -> str:
    """The whole page."""
    rows = "".join(_row(finding) for finding in found)
    figures = "".join(
        f'<tr><th>{name}</th><td class="number">{_figure(results[name])}</td><td>{unit}</td></tr>'
        for name, unit in UNITS.items()
    )
    name = escape(Path(layer).name)
    head = f'<meta charset="utf-8"><title>Raster GAN: {name}</title><style>{STYLE}{OWN_STYLE}</style>'
    verdict = f"{results['PROBLEMS']} bad, {results['WARNINGS']} to look at"
    return (
        f"<!DOCTYPE html>\n<html><head>{head}</head>\n<body><h1>{name}: {verdict}</h1>\n"
        f"<table><tr><th>Check</th><th>Verdict</th><th>Finding</th><th>What to do</th></tr>\n{rows}</table>\n"
        f"{_model(card)}<h2>Figures</h2><table>{figures}</table>\n"
        "<p><small>Pixels were sampled: at most 64 windows of 64 x 64, spread evenly. Limits were set on aerial photographs "
        "and satellite scenes; forest and crops can look like noise. A layer may be used whatever stands here.</small></p>"
        f"<p><small>{escape(layer)}</small></p>\n</body></html>\n"
    )


def _row(finding: Finding) -> str:
    fix = escape(note_text(f"{finding.code}-fix", finding.values)) if finding.verdict != "good" else ""
    verdict = f'<td class="verdict {finding.verdict}">{MARKS[finding.verdict]}</td>'
    text = escape(note_text(finding.code, finding.values))
    return f"<tr><th>{CHECKS[finding.check]}</th>{verdict}<td>{text}</td><td>{fix}</td></tr>\n"


def _model(card: Optional[ModelCard]) -> str:
    if card is None:
        return ""
    limits = escape(card.limits or "not stated")
    return f"<h2>{escape(card.title)} <code>{escape(card.id)}</code></h2><p>{limits}</p>\n"


def _figure(value: Optional[float]) -> str:
    return "not measured" if value is None else f"{value:.3g}"
