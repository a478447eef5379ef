"""What a training's log looks like as curves: SVG that a page holds and QGIS draws."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any, NamedTuple

from .messages import QT_TRANSLATE_NOOP

WIDTH, HEIGHT, MARGIN = 320, 120, 30


class Curve(NamedTuple):
    """A figure of the log's looks."""

    key: str
    title: str


CURVES = (
    Curve("gain", QT_TRANSLATE_NOOP("@default", "Gain over the parent on held-out tiles, dB")),
    Curve("distance", QT_TRANSLATE_NOOP("@default", "Texture unlike the truth's (0: the same)")),
    Curve("kid", QT_TRANSLATE_NOOP("@default", "Distance to the real tiles (KID; 0: the same kind of image)")),
    Curve("diversity", QT_TRANSLATE_NOOP("@default", "Diversity of the images (1: as varied as real tiles)")),
    Curve("loss", QT_TRANSLATE_NOOP("@default", "Loss of the generator")),
    Curve("margin", QT_TRANSLATE_NOOP("@default", "Margin of the discriminator (0: it can't tell)")),
    Curve("rate", QT_TRANSLATE_NOOP("@default", "Learning rate, share of the first")),
)


def drawn(looks: Sequence[dict[str, Any]]) -> list[Curve]:
    """The curves that have anything to show."""
    return [curve for curve in CURVES if any(look.get(curve.key) for look in looks)]


def svg(looks: Sequence[dict[str, Any]], key: str, title: str, steps: str, ink: str = "#222") -> str:
    """looks: log lines, a later phase counting its steps from 0 again.  steps: the word.  ink: the letters' colour."""
    places = _running(looks)
    values = [look.get(key) or 0.0 for look in looks]
    low, high = min(*values, 0.0), max(*values, 1e-9)
    inner = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN

    def height_of(value: float) -> float:
        return MARGIN + inner[1] * (high - value) / (high - low)

    points = " ".join(
        f"{MARGIN + inner[0] * place / places[-1]:.1f},{height_of(value):.1f}" for place, value in zip(places, values)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="sans-serif" font-size="11" fill="{ink}">'
        f'<text x="{MARGIN}" y="16" font-weight="bold">{escape(title)}</text>'
        f'<text x="{MARGIN - 4}" y="{MARGIN + 4}" text-anchor="end">{high:.2g}</text>'
        f'<text x="{MARGIN - 4}" y="{HEIGHT - MARGIN + 4}" text-anchor="end">{low:.2g}</text>'
        f'<text x="{WIDTH - MARGIN}" y="{HEIGHT - MARGIN + 16}" text-anchor="end">{places[-1]} {escape(steps)}</text>'
        f'<line x1="{MARGIN}" x2="{WIDTH - MARGIN}" y1="{height_of(0):.1f}" y2="{height_of(0):.1f}" stroke="#999"/>'
        f'<polyline points="{points}" fill="none" stroke="#2f8fb0" stroke-width="2"/></svg>'
    )


def _running(looks: Sequence[dict[str, Any]]) -> list[int]:
    """Steps over all phases."""
    places, step, last = [], 0, 0
    for look in looks:
        step += look["step"] - last if look["step"] > last else look["step"]
        last = look["step"]
        places.append(step)
    return places
