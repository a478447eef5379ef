"""Which translator a job means, and what its result is like."""

from __future__ import annotations

from gan_core.api import library
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.translation import TRANSLATE, TranslateJob
from gan_core.api.library import LibraryEntry
from gan_core.api.model_card import ModelCard
from gan_core.raster.source import RasterSource
from gan_core.raster.synthetic import translated_canvas


def translator(job: TranslateJob) -> LibraryEntry:
    """The model that the job names; without a name the only one.

    Raises RasterGanError `model-unknown`, `model-broken`, `model-task` or `translate-missing`.
    """
    if job.model:
        return library.find(job.model, job.models, [TRANSLATE])
    known = [entry for entry in library.entries(job.models).values() if entry.card.task == TRANSLATE]
    if len(known) != 1:
        raise RasterGanError("translate-missing", known=", ".join(entry.card.id for entry in known) or "–")
    return known[0]


def canvas_for(source: RasterSource, card: ModelCard) -> RasterSource:
    """What the result is like: the target's bands, data type and nodata on the input's grid."""
    return translated_canvas(source, card.translation["names"], card.raster)
