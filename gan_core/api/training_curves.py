"""What a training's log looks like as curves: SVG that a page holds and QGIS draws."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from .language import translatable
from .svg import drawing, label, line

WIDTH, HEIGHT, MARGIN = 320, 120, 30


class LogCurve(NamedTuple):
    """A figure of the log's looks."""

    key: str
    title: str


CURVES = (
    LogCurve("gain", translatable("Gain over the base model on validation tiles (dB)")),
    LogCurve("distance", translatable("Difference in texture to the truth (0 = none)")),
    LogCurve("kid", translatable("Distance to the real tiles (KID, 0 = the same kind of image)")),
    LogCurve("diversity", translatable("Diversity of the images (1 = as varied as real tiles)")),
    LogCurve("loss", translatable("Loss of the generator")),
    LogCurve("margin", translatable("Margin of the discriminator (0 = it can't tell)")),
    LogCurve("rate", translatable("Learning rate (share of the first)")),
)
TRANSLATOR_GAIN = LogCurve("gain", translatable("Gain over a linear regression by pixel on validation tiles (dB)"))
DETECTOR_LOSS = LogCurve("loss", translatable("Loss of the detector"))


def select_curves(evaluations: Sequence[dict[str, Any]]) -> list[LogCurve]:
    """Those that have anything to show, by the kind of training."""
    is_detector = any(str(evaluation.get("note")).startswith("detector") for evaluation in evaluations)
    is_translator = any(str(evaluation.get("note")).startswith("translator") for evaluation in evaluations)
    own = {"loss": DETECTOR_LOSS} if is_detector else {"gain": TRANSLATOR_GAIN} if is_translator else {}
    curves = [own.get(curve.key, curve) for curve in CURVES]
    return [curve for curve in curves if any(evaluation.get(curve.key) for evaluation in evaluations)]


def chart(evaluations: Sequence[dict[str, Any]], key: str, title: str, steps: str, ink: str = "#222") -> str:
    """SVG.  evaluations: log lines, a later phase counting its steps from 0 again.  steps: the word.  ink: of letters."""
    counts = running_steps(evaluations)
    values = [evaluation.get(key) or 0.0 for evaluation in evaluations]
    low, high = min(*values, 0.0), max(*values, 1e-9)
    bottom, right = HEIGHT - MARGIN, WIDTH - MARGIN

    def y(value: float) -> float:
        return MARGIN + (bottom - MARGIN) * (high - value) / (high - low)

    points = [(MARGIN + (right - MARGIN) * count / counts[-1], y(value)) for count, value in zip(counts, values)]
    parts = (
        label(MARGIN, 16, title, font_weight="bold"),
        label(MARGIN - 4, MARGIN + 4, f"{high:.2g}", "end"),
        label(MARGIN - 4, bottom + 4, f"{low:.2g}", "end"),
        label(right, bottom + 16, f"{counts[-1]} {steps}", "end"),
        f'<line x1="{MARGIN}" x2="{right}" y1="{y(0):.1f}" y2="{y(0):.1f}" stroke="#999"/>',
        line(points, "#2f8fb0"),
    )
    return drawing(WIDTH, HEIGHT, parts, ink)


def running_steps(evaluations: Sequence[dict[str, Any]]) -> list[int]:
    """Steps over all phases."""
    counts, count, last = [], 0, 0
    for evaluation in evaluations:
        count += evaluation["step"] - last if evaluation["step"] > last else evaluation["step"]
        last = evaluation["step"]
        counts.append(count)
    return counts
