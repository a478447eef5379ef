"""Map land cover: read a tile, decide for every pixel, write its class and how sure that is."""

from __future__ import annotations

from typing import Any

import numpy as np

from gan_core.api import library
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.classification import ClassifyJob
from gan_core.api.library import LibraryEntry
from gan_core.api.model_card import ModelCard
from gan_core.api.protocol import Report
from gan_core.inference import devices, model
from gan_core.inference.classifier import LikeliestClass
from gan_core.inference.predictor import Predictor
from gan_core.networks.landcover import KINDS
from gan_core.pipeline.outputs import OutputRaster, open_outputs
from gan_core.pipeline.pixel_classification import UNKNOWN, UNSURE, ClassCounts, PixelClassification
from gan_core.pipeline.provenance import Provenance
from gan_core.pipeline.run import run_pipeline
from gan_core.pipeline.work import PreparedJob, medians
from gan_core.radiometry.normalize import Normalizer
from gan_core.raster.categories import BandSpec
from gan_core.raster.sample import Sample
from gan_core.raster.source import RasterSource
from gan_core.tiling.plan import SIZES, Plan

TASK = "classify"
LARGEST_PLANES = 256 << 20
"""Bytes of a tile's features."""


def run(job: ClassifyJob, report: Report) -> dict[str, Any]:
    """The raster's path, how many pixels of each class it has, and speed.

    Raises RasterGanError `input-...`, `model-...`, `classifier-...`, `bands-unknown`, `extent-outside` or `output-...`.
    """
    prepared = prepare(job, report)
    provenance = Provenance.of(job, prepared.source, *prepared.samples)
    with open_outputs(prepared, provenance, rasters(job, prepared, provenance), report) as (outputs, journal):
        summary: ClassCounts = run_pipeline(prepared, outputs, journal, report)
    return results(job, prepared, summary, journal.before + provenance.seconds)


def prepare(job: ClassifyJob, report: Report) -> PreparedJob[PixelClassification]:
    source = RasterSource(job.input)
    entry = classifier(job.model, job.models)
    card = entry.card
    numbers = bands_for_model(job, source, card)
    window = source.window(job.extent)
    side = next((size for size in SIZES if planes(size, card) <= LARGEST_PLANES), SIZES[-1])
    plan = Plan.of(window, card.halo, job.tile_size or side)
    sample = Sample(source)
    tell_other_range(card, [sample.values(number) for number in numbers], report)
    finish = LikeliestClass(card.halo)
    predictor = Predictor(model.load(entry.path), devices.choose(job.device), card.halo, finish, report.note)
    codes = np.array([int(code) for code in card.codes] or range(1, len(card.classes) + 1), np.uint8)
    report.note("model", bands=", ".join(map(str, numbers)), model=card.id)
    size = {"width": window.width, "height": window.height, "core": plan.core_width, "halo": plan.halo}
    report.note("plan", **size, tiles=len(plan), device=str(predictor.device))
    step = PixelClassification(card, predictor, Normalizer.each(card.normalization), codes, job.minimum)
    return PreparedJob(source, plan, sample, numbers, medians(sample, numbers), step)


def rasters(job: ClassifyJob, prepared: PreparedJob[PixelClassification], provenance: Provenance) -> list[OutputRaster]:
    """The classes, and the confidence where it is wanted."""

    def raster(path: str, layer: BandSpec) -> OutputRaster:
        return OutputRaster(path, provenance.tags(prepared.step.cards, prepared.source), layer, job.creation_options)

    classes = raster(job.output, BandSpec("class", UNKNOWN, prepared.step.categories))
    return [classes, *([raster(job.confidence, BandSpec("confidence, %", UNSURE))] if job.confidence else [])]


def planes(size: int, card: ModelCard) -> int:
    """Bytes of the features of a tile."""
    return (size + 2 * card.halo) ** 2 * len(card.bands) * len(KINDS) * 4


def classifier(name: str, folders: tuple[str, ...]) -> LibraryEntry:
    """The classifier of this name; without a name the only one.

    Raises RasterGanError `model-unknown`, `model-broken`, `model-task` or `classifier-missing`.
    """
    if not name:
        known = [entry for entry in library.entries(folders).values() if entry.card.task == TASK]
        if len(known) != 1:
            raise RasterGanError("classifier-missing", known=", ".join(entry.card.id for entry in known) or "–")
        return known[0]
    entry = library.find(name, folders)
    if entry.card.task != TASK:
        raise RasterGanError("model-task", expected=TASK, got=entry.card.id, task=entry.card.task)
    return entry


def bands_for_model(job: ClassifyJob, source: RasterSource, card: ModelCard) -> list[int]:
    """Numbers of the bands that the classifier looks at.

    Left out, they are those whose names are the model's, or all of as many.
    """
    every = [number for number in range(1, len(source.bands) + 1) if number not in source.alpha]
    wanted = len(card.bands)
    if job.bands:
        if not (len(set(job.bands)) == len(job.bands) == wanted and set(job.bands) <= set(every)):
            got = ", ".join(map(str, job.bands))
            raise RasterGanError("bands-unknown", expected=wanted, count=len(source.bands), got=got)
        return list(job.bands)
    names = [source.bands[number - 1].GetDescription().lower() for number in every]
    if all(names.count(name) == 1 for name in card.bands):
        return [every[names.index(name)] for name in card.bands]
    if len(every) != wanted:
        raise RasterGanError(
            "classifier-bands", model=card.id, expected=wanted, bands=", ".join(card.bands), got=len(every)
        )
    return every


def tell_other_range(card: ModelCard, every: list[np.ndarray], report: Report) -> None:
    """Says so where a band's values lie elsewhere than those that the model was trained on."""
    for name, values, normalizer in zip(card.bands, every, Normalizer.each(card.normalization)):
        if values.size:
            middle = float(np.median((values.astype(np.float64) - normalizer.offset) / normalizer.scale))
            if not -1 <= middle <= 2:
                report.note("other-range", band=name, model=card.id, got=float(np.median(values)))


def results(
    job: ClassifyJob, prepared: PreparedJob[PixelClassification], summary: ClassCounts, seconds: float
) -> dict[str, Any]:
    total = prepared.window.width * prepared.window.height
    rows = [
        {
            "value": category.value,
            "class": category.name,
            "colour": category.colour,
            "pixels": summary.counts[category.value],
            "percent": round(100 * summary.counts[category.value] / total, 2),
        }
        for category in prepared.step.categories
    ]
    return {
        "OUTPUT": job.output,
        "CONFIDENCE": job.confidence,
        "CLASSES": rows,
        "CLASSIFIED": sum(summary.counts[category.value] for category in prepared.step.categories) / total,
        "SECONDS": seconds,
        "MEGAPIXELS_PER_SECOND": total / 1e6 / seconds,
    }
