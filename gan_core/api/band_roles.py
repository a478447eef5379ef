"""Which band is red, green, blue or near infrared: as a raster declares it, names it, or as its sensor's files have it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Dict, List, Optional, Set

from .sensors import SensorPreset, short_name

ROLES = {4: ("red", "green", "blue", "nir"), 3: ("red", "green", "blue")}
"""What the bands of a model of so many are, the more the better."""
WORDS = {
    "red": r"\bred\b(?![ _-]?edge)",
    "green": r"\bgreen\b",
    "blue": r"\bblue\b",
    "nir": r"\bnir1?\b|near[ _-]?infra[ _-]?red",
}
SENTINEL2 = {"B4": "red", "B3": "green", "B2": "blue", "B8": "nir"}
LANDSAT8 = {"B4": "red", "B3": "green", "B2": "blue", "B5": "nir"}
OF_SENTINEL2_ALONE = {"B8A", "B12"}
OF_LANDSAT = {"B5", "B6", "B7"}


def band_roles(names: Sequence[str], declared: Sequence[str], preset: Optional[SensorPreset]) -> List[str]:
    """Of each band "red", "green", "blue", "nir" or "": what is declared before what is named, and an order that only the
    sensor tells at last.  A role that two bands claim is nobody's.

    declared: of each band the color that its file gives it, "" for none.
    """
    worded = any(map(_worded, names))  # what some are called beats what numbers are usually
    numbered = {} if worded else _numbered({short_name(name) for name in names})
    roles = [color or _worded(name) or numbered.get(short_name(name), "") for color, name in zip(declared, names)]
    if preset and preset.order and len(preset.order) == len(names) and not any(names) and roles.count("") >= 1:
        roles = list(preset.order)
    return [role if role and roles.count(role) == 1 else "" for role in roles]


def _worded(name: str) -> str:
    return next((role for role, words in WORDS.items() if re.search(words, name, re.IGNORECASE)), "")


def _numbered(names: Set[str]) -> Dict[str, str]:
    """By short names: Landsat's eighth band is panchromatic, Sentinel-2's near infrared."""
    if names >= {"B2", "B3", "B4", "B8"} and (names & OF_SENTINEL2_ALONE or not names & OF_LANDSAT):
        return SENTINEL2
    return LANDSAT8 if names >= {"B2", "B3", "B4", "B5"} and not names & OF_SENTINEL2_ALONE else {}
