"""What to say of a model before it runs on a layer: which is taken, whether it fits, and how long it will take."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Optional

from qgis.core import QgsRasterLayer

from ...gan_core.api import library
from ...gan_core.api.band_roles import ROLES
from ...gan_core.api.model_card import ModelCard
from ..engine.speed import expected_seconds
from ..layers.bands import is_8_bit, roles
from ..layers.guides import is_sentinel2
from ..text import card_text, span, tr

BYTE = 255.0


def recommended(task: str, layer: QgsRasterLayer) -> str:
    """The id of the model that is taken when none is named; "" where a task has none."""
    if task == "sharpen":
        return library.AUTOMATIC[task, 6 if is_sentinel2(layer) else 1]
    if task not in library.IMAGES:
        return ""
    known = set(roles(layer))
    count = next((count for count, wanted in ROLES.items() if known >= set(wanted)), 1)
    return library.AUTOMATIC[task, count]


def advice(
    task: str, card: Optional[ModelCard], layer: QgsRasterLayer, pixels: float, folders: Iterable[str]
) -> list[str]:
    """Sentences.  card: of the model that was chosen, None for automatic.  pixels: of the layer that will be taken."""
    best = recommended(task, layer)
    if card is None and not best:
        return []
    taken = card or library.find(best, folders).card
    lines = _fit(taken, layer, best)
    if card is None:
        words = tr("Recommended for this layer: {model} ({title}).")
        lines.insert(0, words.format(model=best, title=card_text(taken.title)))
    seconds = expected_seconds(pixels * passes(taken, layer)) if task in library.IMAGES else None
    if seconds is not None:
        lines.append(tr("About {time} on this computer.").format(time=span(seconds)))
    return lines


def passes(card: ModelCard, layer: QgsRasterLayer) -> int:
    """How often a pixel goes through a network: once for the bands that the model sees together, once for each other."""
    bands, together = len(roles(layer)), len(card.bands)
    joint = together > 1 and set(ROLES.get(together, ())) <= set(roles(layer))
    return 1 + bands - together if joint else bands


def _fit(card: ModelCard, layer: QgsRasterLayer, best: str) -> list[str]:
    """What of the layer is not as the model has learned it."""
    lines = []
    lacking = [role for role in ROLES.get(len(card.bands), ()) if role not in roles(layer)]
    if card.task in library.IMAGES and lacking:
        words = tr("{model} expects {bands}, which this layer does not declare. {best} suits it better.")
        lines.append(words.format(model=card.id, bands=tr(", ").join(map(tr, card.bands)), best=best))
    most, is_byte = _largest(card), is_8_bit(layer)
    if most is None and card.task in library.IMAGES and not is_byte:
        lines.append(
            tr("The layer is not 8-bit: its value range, without the outermost 0.5%, is scaled to the model's.")
        )
    elif most is not None and most <= BYTE and not is_byte:
        words = tr("{model} was trained on 8-bit data, but this layer is not 8-bit. The result may be wrong.")
        lines.append(words.format(model=card.id))
    elif most is not None and most > 2 * BYTE and is_byte:
        words = tr("{model} was trained on values up to {most:.0f}, but this layer is 8-bit. The result may be wrong.")
        lines.append(words.format(model=card.id, most=most))
    return lines


def _largest(card: ModelCard) -> Optional[float]:
    """The largest value that the model was trained on; None where it takes any layer's own range."""
    scheme = card.normalization
    if scheme["scheme"] == "auto":
        return None
    scales, offsets = (value if isinstance(value, list) else [value] for value in (scheme["scale"], scheme["offset"]))
    return max(scale + offset for scale, offset in zip(scales, offsets))
