"""A layer's verdicts as one HTML page: what to do first, then every check and what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any, Optional

from gan_core.api.findings import CHECKS, Finding
from gan_core.api.language import translatable
from gan_core.api.model_card import ModelCard
from gan_core.evaluation.verdict import Mark, Sentence, Verdict
from gan_core.reports.html import (
    card_text,
    cell,
    document,
    meaning,
    note,
    number,
    paragraph,
    section,
    small,
    table,
    text,
    tr,
    verdict,
)

STYLE = "td.check { font-weight: bold; color: var(--tone); white-space: nowrap; }"
MARKS = {
    "good": translatable("✓ good"),
    "look": translatable("? look"),
    "bad": translatable("✗ bad"),
}
LEADS = {"good": translatable("Ready"), "look": translatable("Look first"), "bad": translatable("Fix first")}
FIGURES: dict[str, tuple[str, str]] = {
    "GSD": (translatable("Pixel size, m"), translatable("side of a pixel on the ground")),
    "NOISE": (
        translatable("Noise, layer units"),
        translatable("standard deviation in the noisiest band"),
    ),
    "BLUR_MTF": (
        translatable("MTF at Nyquist, 0 to 1"),
        translatable("contrast left at the finest pattern that pixels can hold; a sharp layer has 0.3 or more"),
    ),
    "JPEG": (
        translatable("JPEG blocks, 0 to 1"),
        translatable("how much more often the largest of five steps lies on a grid of 8 × 8 pixels"),
    ),
    "UPSAMPLED": (
        translatable("Oversampling factor"),
        translatable("how many times finer the pixels are than what they show; 1 is not at all"),
    ),
    "NODATA_SHARE": (translatable("Nodata, 0 to 1"), translatable("share of the layer that is nodata")),
}
"""By key of the results: a name with its unit, and what it means."""


def page(layer: str, findings: Sequence[Finding], results: dict[str, Any], card: Optional[ModelCard]) -> str:
    """layer: its path.  results: those of `checklayer`."""
    name = Path(layer).name
    head = (tr("Check"), tr("Verdict"), tr("Finding"), tr("What to do"))
    remark = tr(
        "Pixels were sampled: at most 64 windows of 64 x 64, spread evenly. Limits were set on aerial photographs and "
        "satellite scenes; forest and crops can look like noise. A layer may be used whatever stands here."
    )
    body = (
        section(tr("Checks"), table(map(_row, findings), head)),
        _model(card) if card else "",
        section(tr("Figures"), table(_figure(key, results[key]) for key in FIGURES)),
        small(remark),
        small(escape(layer)),
    )
    return document(tr("Layer check report"), escape(name), _lead(name, findings), body, STYLE)


def _lead(name: str, findings: Sequence[Finding]) -> str:
    own = layer_verdict(name, findings)
    return verdict(own, text(LEADS[own.mark]))


def layer_verdict(name: str, findings: Sequence[Finding]) -> Verdict:
    """What is to be fixed, else what is to be looked at, else nothing."""
    codes: dict[Mark, str] = {"bad": "verdict-layer-bad", "look": "verdict-layer-look"}
    for mark, code in codes.items():
        chosen = [finding for finding in findings if finding.verdict == mark]
        if chosen:
            checks = [Sentence(f"check-{finding.check}") for finding in chosen]
            return Verdict(
                mark, Sentence(code, {"layer": name, "checks": checks}), [_fix(finding) for finding in chosen]
            )
    return Verdict("good", Sentence("verdict-layer", {"layer": name}))


def _fix(finding: Finding) -> Sentence:
    told = {
        "finding": Sentence(finding.code, finding.values),
        "fix": Sentence(f"{finding.code}-fix", finding.values),
    }
    return Sentence("advice-fix", told)


def _row(finding: Finding) -> tuple[str, ...]:
    fix = note(f"{finding.code}-fix", finding.values) if finding.verdict != "good" else ""
    verdict = cell(text(MARKS[finding.verdict]), f"check {finding.verdict}")
    return text(CHECKS[finding.check]), verdict, cell(note(finding.code, finding.values)), cell(fix)


def _model(card: ModelCard) -> str:
    title = f"{card_text(card.title)} <code>{escape(card.id)}</code>"
    return section(title, paragraph(card_text(card.limits) or tr("not stated")))


def _figure(key: str, value: Optional[float]) -> tuple[str, ...]:
    name, words = FIGURES[key]
    shown = tr("not measured") if value is None else f"{value:.3g}"
    return text(name), number(shown), meaning(text(words))
