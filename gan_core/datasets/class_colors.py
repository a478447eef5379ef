"""A colour for each class: as asked for, as people expect of its name, or one that is far from the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

EXPECTED = {
    "water river lake sea ocean": "#2b6cb0",
    "forest tree wood": "#1b6e3c",
    "grass meadow pasture herb lawn": "#9ccc65",
    "crop agri field farm arable": "#e6c229",
    "urban built develop town city house road street": "#d1495b",
    "bare soil sand rock beach quarry": "#c9a27e",
    "shrub bush scrub heath": "#8a9a3b",
    "wetland marsh swamp bog": "#7e6bad",
    "snow ice glacier": "#cfe8f3",
    "cloud": "#bdbdbd",
}
"""By words that a class's name may contain."""
OTHERS = (
    *("#1f77b4", "#f28e2b", "#8c6bb1", "#a6761d", "#66c2a5", "#e377c2", "#4e4e4e", "#b2df8a", "#76b7b2", "#ff9da7"),
    *("#9c755f", "#edc948", "#003f5c", "#bcbd22", "#d62728", "#17becf", "#7f7f7f", "#98df8a", "#5254a3", "#f7b6d2"),
)
"""The one farthest from those already taken is next; they come round again after the last."""


def colours_of(classes: Sequence[str], asked: Mapping[str, str]) -> list[str]:
    """#rrggbb for each class.  asked: some of them, by class."""
    colors: list[str] = []
    wanted = [asked.get(name) or _expected(name) for name in classes]
    for name, color in zip(classes, wanted):
        if not color or (color in colors and name not in asked):
            taken = [used for used in (*colors, *wanted) if used]
            color = max(OTHERS, key=lambda other: min((_distance(other, used) for used in taken), default=0))
        colors.append(color)
    return colors


def _distance(color: str, other: str) -> int:
    """Squared, of two colours."""
    return sum((a - b) ** 2 for a, b in zip(bytes.fromhex(color[1:]), bytes.fromhex(other[1:])))


def _expected(name: str) -> str:
    low = name.lower()
    return next((colour for words, colour in EXPECTED.items() if any(word in low for word in words.split())), "")
