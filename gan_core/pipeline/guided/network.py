"""Which network sharpens which band, and which of its bands each of a layer's plays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Optional

import torch

from gan_core.api import library
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.sharpening import REGRESSION, SharpenJob
from gan_core.api.library import LibraryEntry
from gan_core.api.model_card import ModelCard
from gan_core.api.protocol import Report
from gan_core.inference.model import load
from gan_core.raster.source import RasterSource

ROLE_NAMES = {"blue": "B2", "green": "B3", "red": "B4", "nir": "B8"}
"""Sentinel-2's names of what its guide's bands are."""


@dataclass(frozen=True)
class BandNetwork:
    """A network for the bands of a pair."""

    network: Any = None
    """As a Sharpener takes it; None: the regression alone."""
    slots: Optional[Sequence[Optional[int]]] = None
    guide_slots: Optional[Sequence[int]] = None
    """As a Sharpener takes them."""
    card: Optional[ModelCard] = None

    @property
    def cards(self) -> list[ModelCard]:
        return [self.card] if self.card else []


def choose_network(
    job: SharpenJob,
    coarse: RasterSource,
    guide: RasterSource,
    numbers: Sequence[int],
    guide_numbers: Sequence[int],
    device: torch.device,
    report: Report,
) -> BandNetwork:
    """The one that the job names; without a name that of the sensor whose bands these are, else the one for any band.

    numbers, guide_numbers: of the bands that are sharpened, and of those that are looked at.
    Raises RasterGanError `model-...`.
    """
    if job.model == REGRESSION:
        return BandNetwork()
    names = [coarse.band_names[number - 1] for number in numbers]
    guides = guide_names(guide, guide_numbers)
    entry = _entry(job, coarse, names, guides)
    slots, guide_slots = _slots(entry.card, names), _guide_slots(entry.card, guides)
    if guide_slots is None or (slots is not None and all(slot is None for slot in slots)):
        expected = f"{', '.join(entry.card.bands)} beside {', '.join(_guides_of(entry.card))}"
        raise RasterGanError("sharpen-bands", model=entry.card.id, expected=expected)
    code = "model" if job.model else "model-automatic"
    report.note(code, bands=", ".join(map(str, numbers)), model=entry.card.id)
    return BandNetwork(load(entry.path).network.to(device), slots, guide_slots or None, entry.card)


def guide_names(guide: RasterSource, numbers: Sequence[int]) -> list[str]:
    """Sentinel-2's short names of the guide's bands, as far as the guide tells what they are."""
    return [ROLE_NAMES.get(guide.roles[number - 1]) or guide.band_names[number - 1] for number in numbers]


def _entry(job: SharpenJob, coarse: RasterSource, names: Sequence[str], guides: Sequence[str]) -> LibraryEntry:
    if job.model:
        return library.find(job.model, job.models, [job.task])
    several = library.find(library.AUTOMATIC[job.task, 6], job.models)
    known = set(names) <= set(several.card.bands) and bool(_guide_slots(several.card, guides))
    is_sentinel = coarse.preset is not None and coarse.preset.id == "sentinel-2"
    if known and (is_sentinel or len(set(names)) > 2):
        return several
    return library.find(library.AUTOMATIC[job.task, 1], job.models)


def _slots(card: ModelCard, names: Sequence[str]) -> Optional[list[Optional[int]]]:
    """None for a network that takes each band by itself."""
    if len(card.bands) == 1:
        return None
    return [card.bands.index(name) if name in card.bands else None for name in names]


def _guides_of(card: ModelCard) -> list[str]:
    return list(card.training.get("guides", []))


def _guide_slots(card: ModelCard, guides: Sequence[str]) -> Optional[list[int]]:
    """Empty for a network of one band, which takes the mean of whatever guides there are; None where a guide is none of those
    that it knows."""
    if len(card.bands) == 1:
        return []
    known = _guides_of(card)
    return [known.index(name) for name in guides] if set(guides) <= set(known) else None
