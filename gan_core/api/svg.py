"""Lines and words of a chart as SVG, which a page holds and QGIS draws."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


def drawing(width: int, height: int, parts: Iterable[str], ink: str = "#222") -> str:
    """Parts as one drawing, in pixels.  ink: the letters' color."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="sans-serif" font-size="11" fill="{ink}">{"".join(parts)}</svg>'
    )


def line(points: Iterable[tuple[float, float]], color: str) -> str:
    """Through (x, y), from the top left corner."""
    places = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{places}" fill="none" stroke="{color}" stroke-width="2"/>'


def label(x: float, y: float, text: str, anchor: str = "start", **attributes: str) -> str:
    """A word or two.  anchor: start, middle or end lies at x.  attributes: fill, font_weight, ..."""
    others = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}"{others}>{escape(text)}</text>'
