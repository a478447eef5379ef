"""Map land cover: read a tile, decide for every pixel, write its class and how sure that is."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import math
import time
from dataclasses import dataclass
from typing import Any, Optional

import numpy as np

import gan_core
from gan_core.api import library
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.classification import ClassifyJob
from gan_core.api.library import LibraryEntry
from gan_core.api.model_card import ModelCard
from gan_core.api.protocol import Report
from gan_core.inference import devices, model
from gan_core.inference.classifier import Decider
from gan_core.networks.landcover import KINDS
from gan_core.pipeline.prefetch import Behind, ahead
from gan_core.pipeline.provenance import NOT_TOLD
from gan_core.pipeline.tiles import Tile, normalised, read_tile
from gan_core.radiometry.normalize import Normalizer
from gan_core.raster.categories import Category, Layer
from gan_core.raster.grid import Extent
from gan_core.raster.sample import Sample
from gan_core.raster.sink import RasterSink
from gan_core.raster.source import RasterSource
from gan_core.tiling.plan import SIZES, Plan
from gan_core.tiling.window import Window

TASK = "classify"
UNKNOWN, UNSURE = 0, 255
"""What stands in the raster of classes and in that of confidence where nothing is decided or known."""
LARGEST_PLANES = 256 << 20
"""Bytes of a tile's features."""


@dataclass(frozen=True)
class Work:
    """A raster cut into tiles, and the classifier for it."""

    source: RasterSource
    window: Window
    numbers: list[int]
    """Of the bands, in the model's order."""
    plan: Plan
    card: ModelCard
    decider: Decider
    normalizers: list[Normalizer]
    codes: np.ndarray
    """(K,) the pixel value of each class."""
    background: np.ndarray

    @property
    def categories(self) -> tuple[Category, ...]:
        return tuple(map(Category, self.codes.tolist(), self.card.classes, self.card.colours))


def run(job: ClassifyJob, report: Report) -> dict[str, Any]:
    """The raster's path, how many pixels of each class it has, and speed.

    Raises RasterGanError `input-...`, `model-...`, `classifier-...`, `bands-unknown`, `extent-outside` or `output-...`.
    """
    began = time.monotonic()
    work = prepared(job, report)
    counts = np.zeros(256, np.int64)
    with contextlib.ExitStack() as stack:
        classes = stack.enter_context(sink(job, job.output, work, Layer("class", UNKNOWN, work.categories)))
        certainty = stack.enter_context(sink(job, job.confidence, work, Layer("confidence, %", UNSURE)))
        write = stack.enter_context(Behind(lambda window, values, sure: both(classes, certainty, window, values, sure)))
        for done, tile in enumerate(ahead(tiles(work))):
            report.check()
            report.progress(done / len(work.plan))
            values, sure = decided(tile, work, job.minimum)
            counts += np.bincount(values[tile.inside].ravel(), minlength=256)
            write(tile.core.within(work.window), values[None], sure[None])
    report.progress(1.0)
    return results(job, work, counts, time.monotonic() - began)


def prepared(job: ClassifyJob, report: Report) -> Work:
    source = RasterSource(job.input)
    entry = classifier(job.model, job.models)
    card = entry.card
    numbers = played(job, source, card)
    window = source.grid.snapped(Extent(*job.extent)) if job.extent else source.grid.window
    side = next((size for size in SIZES if planes(size, card) <= LARGEST_PLANES), SIZES[-1])
    plan = Plan.of(window, card.halo, job.tile_size or side)
    sample = Sample(source)
    every = [sample.values(number) for number in numbers]
    background = np.array([np.median(values) if values.size else 0 for values in every])
    strange(card, every, report)
    decider = Decider(
        model.load(entry.path),
        devices.choose(job.device),
        card.halo,
        "none",
        report.note,
    )
    codes = np.array([int(code) for code in card.codes] or range(1, len(card.classes) + 1), np.uint8)
    report.note("model", bands=", ".join(map(str, numbers)), model=card.id)
    size = {"width": window.width, "height": window.height, "core": plan.core_width, "halo": plan.halo}
    report.note("plan", **size, tiles=len(plan), device=str(decider.device))
    normalizers = Normalizer.each(card.normalization)
    return Work(source, window, numbers, plan, card, decider, normalizers, codes, background)


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


def played(job: ClassifyJob, source: RasterSource, card: ModelCard) -> list[int]:
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


def strange(card: ModelCard, every: list[np.ndarray], report: Report) -> None:
    """Says so where a band's values lie elsewhere than those that the model was trained on."""
    for name, values, one in zip(card.bands, every, Normalizer.each(card.normalization)):
        if values.size:
            middle = float(np.median((values.astype(np.float64) - one.offset) / one.scale))
            if not -1 <= middle <= 2:
                report.note("other-range", band=name, model=card.id, got=float(np.median(values)))


def tiles(work: Work) -> Any:
    """Every tile of the plan, of the model's bands alone."""
    return (read_tile(work.source, work.plan, core, work.background, work.numbers) for core in work.plan)


def decided(tile: Tile, work: Work, minimum: float) -> tuple[np.ndarray, np.ndarray]:
    """(H, W) of the core, bytes: the class's value, and the confidence in percent.  minimum: percent."""
    known = tile.valid.all(0)
    values, sure = np.full(known.shape, UNKNOWN, np.uint8), np.full(known.shape, UNSURE, np.uint8)
    if not known.any():
        return values, sure
    image = normalised(tile.image, work.normalizers)[None]
    number, probability = work.decider(image, image)[0].numpy()
    percent = probability * 100
    sure[known] = percent.round().astype(np.uint8)[known]
    chosen = known & (percent >= minimum)
    values[chosen] = work.codes[number.astype(np.intp)][chosen]
    return values, sure


def sink(job: ClassifyJob, output: str, work: Work, layer: Layer) -> Any:
    """Where a raster goes; nowhere for an output that is not asked for."""
    if not output:
        return contextlib.nullcontext()
    shape = work.plan.core_width, work.plan.core_height
    return RasterSink(output, work.source, work.window, 1, shape, job.creation_options, tags(job, work), layer)


def both(
    classes: RasterSink, certainty: Optional[RasterSink], window: Window, values: np.ndarray, sure: np.ndarray
) -> None:
    classes.write(window, values)
    if certainty is not None:
        certainty.write(window, sure)


def tags(job: ClassifyJob, work: Work) -> dict[str, str]:
    """How the file was made."""
    told = {name: value for name, value in dataclasses.asdict(job).items() if name not in (*NOT_TOLD, "confidence")}
    return {
        "RASTERGAN_AI_GENERATED": "YES",
        "RASTERGAN_VERSION": gan_core.__version__,
        "RASTERGAN_VERB": job.verb,
        "RASTERGAN_MODEL": f"{work.card.id} sha256 {work.card.tensors_sha256}",
        "RASTERGAN_PARAMETERS": json.dumps(told),
    }


def results(job: ClassifyJob, work: Work, counts: np.ndarray, seconds: float) -> dict[str, Any]:
    """counts: (256,) pixels of each value."""
    total = work.window.width * work.window.height
    rows = [
        {
            "value": one.value,
            "class": one.name,
            "colour": one.colour,
            "pixels": int(counts[one.value]),
            "percent": round(100 * counts[one.value] / total, 2),
        }
        for one in work.categories
    ]
    return {
        "OUTPUT": job.output,
        "CONFIDENCE": job.confidence,
        "CLASSES": rows,
        "CLASSIFIED": math.fsum(row["pixels"] for row in rows) / total,
        "SECONDS": seconds,
        "MEGAPIXELS_PER_SECOND": total / 1e6 / seconds,
    }
