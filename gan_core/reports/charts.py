"""Drawings that only reports have: outlines of histograms, precision against recall."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from gan_core.api.svg import drawing, label, line
from gan_core.metrics.detection import PrecisionRecallCurve
from gan_core.reports.html import tr

BINS = 41
WIDTH, HEIGHT = 420, 150
SIDE, MARGIN = 260, 36


class Outline(NamedTuple):
    name: str
    values: np.ndarray
    """Of any shape."""
    color: str


def histogram(outlines: Sequence[Outline], low: float, high: float, unit: str) -> str:
    """How often values lie where between low and high."""
    edges, x, bottom = np.linspace(low, high, BINS + 1), np.linspace(10, WIDTH - 10, BINS), HEIGHT - 24
    shares = [np.histogram(outline.values, edges)[0] / outline.values.size for outline in outlines]
    top = max(float(share.max()) for share in shares) or 1.0
    parts = [label(10, HEIGHT - 6, f"{low:.3g}"), label(WIDTH - 10, HEIGHT - 6, f"{high:.3g} {unit}", "end")]
    for index, (outline, share) in enumerate(zip(outlines, shares)):
        parts.append(line(zip(x, bottom - (HEIGHT - 44) * share / top), outline.color))
        parts.append(label(10 + 50 * index, 14, outline.name, fill=outline.color))
    return drawing(WIDTH, HEIGHT, parts)


def precision_recall(curve: PrecisionRecallCurve, precision: float, recall: float) -> str:
    """The curve, with a dot at a precision and a recall."""
    inner, high = SIDE - 2 * MARGIN, SIDE - MARGIN

    def point(x: float, y: float) -> tuple[float, float]:
        return MARGIN + inner * x, MARGIN + inner * (1 - y)

    x, y = point(recall, precision)
    parts = (
        f'<rect x="{MARGIN}" y="{MARGIN}" width="{inner}" height="{inner}" fill="none" stroke="#999"/>',
        line(map(point, curve.recall, curve.precision), "#1f6f8b"),
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#b3261e"/>',
        label(MARGIN, high + 14, "0"),
        label(high, high + 14, "1", "end"),
        label(SIDE / 2, high + 26, tr("recall"), "middle"),
        label(MARGIN - 4, MARGIN + 8, "1", "end"),
        label(MARGIN, MARGIN - 8, tr("precision")),
    )
    return drawing(SIDE, SIDE, parts)
