"""Which band goes through which model: no band is ever left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from gan_core.api import library
from gan_core.api.band_roles import ROLES
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.raster import RestorationJob
from gan_core.api.library import LibraryEntry
from gan_core.api.protocol import Report
from gan_core.radiometry.normalize import own_range
from gan_core.raster.sample import Sample
from gan_core.raster.source import RasterSource


class BandAssignment(NamedTuple):
    """Some bands of the raster and the model that they go through: together, or each by itself."""

    numbers: list[int]
    entry: LibraryEntry
    together: bool


DROWNED = 0.05
"""Share of the range that bands are seen in together, below which a band's own range is too small a part of it."""


def assign_bands(job: RestorationJob, source: RasterSource, sample: Sample, report: Report) -> list[BandAssignment]:
    """Every band but transparency, once.  Raises RasterGanError `model-...` or `bands-unknown`."""
    numbers = [number for number in range(1, len(source.bands) + 1) if number not in source.alpha]
    if not numbers:
        raise RasterGanError("input-no-bands", path=job.input, subdatasets="It holds nothing but transparency.")
    entry = _entry(job, source, report)
    together = _bands_for_model(job, source, numbers, len(entry.card.bands))
    unlike = _tell_unlike(entry, together, source, sample, job, report)
    together = [] if unlike else together
    rest = [number for number in numbers if number not in together]
    assignments = [BandAssignment(together, entry, True)] if together else []
    if rest:
        single = entry if len(entry.card.bands) == 1 else library.one_band(entry.card, job.models)
        assignments.append(BandAssignment(rest, single, False))
    if job.model and not unlike:
        _tell_mismatch(entry, assignments[0], source, report, job)
    for assignment in assignments:
        report.note("model", bands=", ".join(map(str, assignment.numbers)), model=assignment.entry.card.id)
    if source.alpha:
        report.note("alpha", bands=", ".join(map(str, source.alpha)))
    return assignments


def automatic(task: str, given: Sequence[int], source: RasterSource) -> str:
    """The id of the model for a layer that names none, by what its bands are.  given: those that the job names."""
    count = len(given) or max((wanted for wanted, roles in ROLES.items() if source.playing(roles)), default=1)
    return library.AUTOMATIC[task, count if count in ROLES else 1]


def _entry(job: RestorationJob, source: RasterSource, report: Report) -> LibraryEntry:
    if job.model:
        entry = library.find(job.model, job.models, [job.task])
    else:
        entry = library.find(automatic(job.task, job.bands, source), job.models)
        report.note("model-automatic", model=entry.card.id)
    return entry


def _tell_mismatch(
    entry: LibraryEntry, first: BandAssignment, source: RasterSource, report: Report, job: RestorationJob
) -> None:
    """A named model of several bands on a layer that it was not made for is said, with the one that was."""
    card = entry.card
    if len(card.bands) == 1:
        return
    words = {"model": card.id, "bands": ", ".join(card.bands)}
    if not first.together:
        report.note("model-unused", **words, used=first.entry.card.id)
        return
    strangers = first.numbers != source.playing(ROLES.get(len(card.bands), ())) and not job.bands
    if card.normalization == {"scheme": "auto"} and strangers:
        numbers, better = ", ".join(map(str, first.numbers)), library.one_band_id(card)
        report.note("model-mismatch", **words, numbers=numbers, better=better)


def _tell_unlike(
    entry: LibraryEntry,
    together: Sequence[int],
    source: RasterSource,
    sample: Sample,
    job: RestorationJob,
    report: Report,
) -> bool:
    """Whether a band's values are so unlike the others' that its detail would drown in the range of all; said, if so."""
    if not together or entry.card.normalization != {"scheme": "auto"} or source.dtype == np.uint8:
        return False
    ranges = {number: own_range(sample.values(number)) for number in together if sample.values(number).size}
    low = min((pair[0] for pair in ranges.values()), default=0.0)
    high = max((pair[1] for pair in ranges.values()), default=0.0)
    drowned = [number for number, pair in ranges.items() if pair[1] - pair[0] < DROWNED * (high - low)]
    if not drowned:
        return False
    words = ", ".join(
        f"{number}: {ranges[number][0]:.4g} to {ranges[number][1]:.4g}" for number in together if number in ranges
    )
    single = library.one_band(entry.card, job.models).card.id
    report.note("bands-unlike", model=entry.card.id, ranges=words, used=single)
    return True


def _bands_for_model(job: RestorationJob, source: RasterSource, numbers: Sequence[int], wanted: int) -> list[int]:
    """The bands that a model of `wanted` bands sees together; none for a model of one band."""
    if job.bands:
        good = len(set(job.bands)) == len(job.bands) == wanted and set(job.bands) <= set(numbers)
        if not good:
            got = ", ".join(map(str, job.bands))
            raise RasterGanError("bands-unknown", expected=wanted, count=len(source.bands), got=got)
    if wanted == 1:
        return []
    if job.bands:
        return list(job.bands)
    return source.playing(ROLES.get(wanted, ())) or (list(numbers) if len(numbers) == wanted else [])
