"""The one kind of chart that reports have: lines between two axes, each with a name, a unit and round figures."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Optional

import numpy as np

from gan_core.api.svg import drawing, label, line

WIDTH, HEIGHT = 440, 220
LEFT, RIGHT, TOP, BOTTOM = 52, 16, 44, 44
"""Margins, for the axes' figures and names."""
BINS = 41
TICKS = 4
"""About as many figures on an axis."""
COLORS = {"own": "#2f8fb0", "other": "#d1603d", "truth": "#8a9096"}
"""Legible on light and dark."""


class Axis(NamedTuple):
    title: str
    """Name and unit."""
    low: float
    high: float


class Line(NamedTuple):
    name: str
    """Empty where there is but one."""
    points: Sequence[tuple[float, float]]
    color: str


def plot(lines: Sequence[Line], x: Axis, y: Axis, dot: Optional[tuple[float, float]] = None) -> str:
    """SVG, in the color of the text around it.  dot: a point that is marked."""
    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM

    def across(value: float) -> float:
        return LEFT + (right - LEFT) * (value - x.low) / ((x.high - x.low) or 1)

    def down(value: float) -> float:
        return bottom - (bottom - TOP) * (value - y.low) / ((y.high - y.low) or 1)

    parts = [label(LEFT, 14, y.title, font_weight="bold"), label(right, HEIGHT - 8, x.title, "end", font_weight="bold")]
    for value in ticks(x):
        parts.append(_rule(across(value), TOP, across(value), bottom))
        parts.append(label(across(value), bottom + 16, f"{value:g}", "middle"))
    for value in ticks(y):
        parts.append(_rule(LEFT, down(value), right, down(value)))
        parts.append(label(LEFT - 6, down(value) + 4, f"{value:g}", "end"))
    at = float(LEFT)
    for own in lines:
        parts.append(line(((across(left), down(up)) for left, up in own.points), own.color))
        if own.name:
            parts.append(label(at, 32, f"— {own.name}", fill=own.color))
            at += 28 + 12 * len(own.name)
    if dot:
        parts.append(f'<circle cx="{across(dot[0]):.1f}" cy="{down(dot[1]):.1f}" r="5" fill="{COLORS["other"]}"/>')
    return drawing(WIDTH, HEIGHT, parts, "currentColor")


def histogram(values: Iterable[tuple[str, np.ndarray, str]], x: str, y: str, low: float, high: float) -> str:
    """How often values lie where between low and high, in percent.  values: a name, values of any shape, a color.  x, y: the
    axes' names."""
    edges = np.linspace(low, high, BINS + 1)
    middles = ((edges[1:] + edges[:-1]) / 2).tolist()
    lines = [
        Line(name, list(zip(middles, (100 * np.histogram(every, edges)[0] / every.size).tolist())), color)
        for name, every, color in values
    ]
    top = max(share for own in lines for _, share in own.points) or 1.0
    return plot(lines, Axis(x, low, high), Axis(y, 0.0, top))


def ticks(axis: Axis) -> list[float]:
    """Round figures from one end of an axis to the other, 1, 2 or 5 times a power of ten apart."""
    span = axis.high - axis.low
    if not span > 0:
        return [axis.low]
    unit = 10.0 ** math.floor(math.log10(span / TICKS))
    step = next(unit * factor for factor in (1, 2, 5, 10) if unit * factor * TICKS >= span * 0.999)
    first = math.ceil(axis.low / step - 1e-6)
    return [float(f"{number * step:.6g}") for number in range(first, math.floor(axis.high / step + 1e-6) + 1)]


def _rule(left: float, top: float, right: float, bottom: float) -> str:
    ends = f'x1="{left:.1f}" y1="{top:.1f}" x2="{right:.1f}" y2="{bottom:.1f}"'
    return f'<line {ends} stroke="currentColor" stroke-opacity="0.18"/>'
