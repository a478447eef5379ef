"""What a layer's header says: the checks that read no pixel."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import Optional

from gan_core.api import library
from gan_core.api.band_roles import ROLES
from gan_core.api.errors import RasterGanError
from gan_core.api.findings import Finding
from gan_core.api.model_card import ModelCard
from gan_core.raster.header import RasterHeader

SQUARE = 1.05
"""The longer side of a pixel over the shorter, up to which it counts as a square."""
TRAINED_ON = "pixel_metres"
"""The entry of a card's `training` that says on which pixel sizes: [least, most]."""
COLORS = ("Red", "Green", "Blue")


def check_header(
    facts: RasterHeader, refused: Optional[RasterGanError], card: Optional[ModelCard], known: Sequence[str]
) -> Iterator[Finding]:
    """One for each check of the header.  refused: why the layer can't be upscaled, if it can't.  known: of each band "red",
    "green", "blue", "nir" or "", as every job takes them."""
    yield _size(facts, card)
    yield _crs(facts)
    yield _type(facts, refused, card)
    yield _bands(facts, card, known)


def pixel_side(facts: RasterHeader) -> Optional[float]:
    """Of a pixel on the ground, in metres; None where it is not known."""
    return math.sqrt(facts.pixel[0] * facts.pixel[1]) if facts.pixel else None


def _size(facts: RasterHeader, card: Optional[ModelCard]) -> Finding:
    size = pixel_side(facts)
    if facts.pixel is None or size is None:
        return Finding("size", "size-unknown", {})
    width, height = facts.pixel
    if max(width, height) > SQUARE * min(width, height):
        return Finding("size", "size-oblong", {"width": f"{width:.3g}", "height": f"{height:.3g}"})
    trained = card.training.get(TRAINED_ON) if card else None
    if card and isinstance(trained, list) and len(trained) == 2 and not trained[0] <= size <= trained[1]:
        values = {"size": f"{size:.3g}", "model": card.id, "low": trained[0], "high": trained[1]}
        return Finding("size", "size-model", values)
    return Finding("size", "size-good", {"size": f"{size:.3g}"})


def _crs(facts: RasterHeader) -> Finding:
    code = "crs-missing" if not facts.crs else "crs-degrees" if facts.degrees else "crs-good"
    return Finding("crs", code, {"crs": facts.crs})


def _type(facts: RasterHeader, refused: Optional[RasterGanError], card: Optional[ModelCard]) -> Finding:
    types = ", ".join(dict.fromkeys(facts.types))
    if refused is not None:
        code = "type-palette" if refused.code == "input-palette" else "type-refused"
        return Finding("type", code, refused.values)
    if card and len(card.bands) > 1 and card.normalization == {"scheme": "auto"} and types != "Byte":
        model_values = {"model": card.id, "bands": ", ".join(card.bands), "better": library.one_band_id(card)}
        return Finding("type", "type-model", {"type": types, **model_values})
    return Finding("type", "type-good", {"type": types, "width": facts.width, "height": facts.height})


def _bands(facts: RasterHeader, card: Optional[ModelCard], known: Sequence[str]) -> Finding:
    for number, (role, name) in enumerate(zip(facts.roles, facts.names), 1):
        name_words = set(re.findall(r"[a-z]+", name.lower()))
        called = [color for color in COLORS if color.lower() in name_words and "edge" not in name_words]
        if role in COLORS and called and role not in called:
            return Finding("bands", "bands-swapped", {"band": number, "declared": role, "name": name})
    data = [role for role in facts.roles if role != "Alpha"]
    wanted = ROLES.get(len(card.bands), ()) if card else ()
    colors = [known.index(role) + 1 for role in ROLES[3]] if set(ROLES[3]) <= set(known) else []
    if card and len(card.bands) > 1 and not (wanted and set(wanted) <= set(known)):
        model_values = {"model": card.id, "bands": ", ".join(card.bands), "better": library.one_band_id(card)}
        return Finding("bands", "bands-model", model_values)
    if len(data) >= 3 and not colors:
        return Finding("bands", "bands-unknown", {"count": len(data)})
    if colors and not any(facts.names) and not facts.rgb:
        return Finding("bands", "bands-usual", {"numbers": ", ".join(map(str, colors))})
    names = (name or role for name, role in zip(facts.names, facts.roles))
    return Finding("bands", "bands-good", {"bands": ", ".join(names)})
