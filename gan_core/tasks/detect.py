"""Find objects in a raster: every tile through the detector, each object once, written as polygons."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from gan_core.api import library
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.detection import DetectJob
from gan_core.api.library import LibraryEntry
from gan_core.api.protocol import Report
from gan_core.api.staging import atomic_write
from gan_core.datasets.picked_tiles import bands_for
from gan_core.inference import devices
from gan_core.inference.detector import Detector, Finds
from gan_core.inference.model import load
from gan_core.pipeline.tiled_detection import Seeker, least_score
from gan_core.raster.grid import Extent
from gan_core.raster.source import RasterSource
from gan_core.vector import objects


def run(job: DetectJob, report: Report) -> dict[str, Any]:
    """The layer of found objects and how many there are.  Raises RasterGanError `input-...`, `model-...`, `detect-...`,
    `bands-unknown`, `extent-outside` or `output-...`."""
    began = time.monotonic()
    source = RasterSource(job.input)
    window = source.grid.snapped(Extent(*job.extent)) if job.extent else source.grid.window
    entry = _entry(job)
    least = least_score(job.score, entry.card)
    seeker = _seeker(job, entry, source)
    plan = seeker.plan(window, job.tile_size)
    size = {"width": window.width, "height": window.height, "core": plan.core_width, "halo": plan.halo}
    report.note("plan", **size, tiles=len(plan), device=str(seeker.detector.device))
    found = seeker.finds(window, plan, least, report)
    if job.only:
        found = found.only(found.classes == entry.card.classes.index(job.only))
    _write(job, source, found, entry.card.classes)
    report.progress(1.0)
    report.note("objects-found", count=len(found.scores), score=least)
    return {
        "OUTPUT": job.output,
        "OBJECTS": len(found.scores),
        "MINIMUM_SCORE": least,
        "SECONDS": time.monotonic() - began,
    }


def _entry(job: DetectJob) -> LibraryEntry:
    detectors = {name: entry for name, entry in library.entries(job.models).items() if entry.card.task == job.verb}
    if not job.model:
        raise RasterGanError("detect-model", expected=", ".join(sorted(detectors)) or "none")
    entry = library.find(job.model, job.models, [job.verb])
    if job.only and job.only not in entry.card.classes:
        raise RasterGanError("detect-class", expected=", ".join(entry.card.classes), got=job.only)
    return entry


def _seeker(job: DetectJob, entry: LibraryEntry, source: RasterSource) -> Seeker:
    card = entry.card
    numbers, _ = bands_for(job.bands, source, len(card.bands))
    if len(numbers) != len(card.bands):
        names = ", ".join(card.bands)
        raise RasterGanError("detect-bands", model=card.id, expected=len(card.bands), names=names, got=len(numbers))
    detector = Detector.of(load(entry.path), devices.choose(job.device))
    return Seeker(source, numbers, card.normalization, detector, card.halo)


def _write(job: DetectJob, source: RasterSource, found: Finds, names: list[str]) -> None:
    """Boxes end where the raster ends."""
    limits = [source.grid.width, source.grid.height] * 2
    rows = [
        objects.Found(tuple(box), names[kind], float(score))
        for box, kind, score in zip(found.boxes.clip(0, limits).tolist(), found.classes, found.scores)
    ]
    try:
        with atomic_write(Path(job.output)) as part:
            objects.write(part, source.grid, source.dataset.GetProjection(), rows)
    except RuntimeError as error:
        raise RasterGanError("output-failed", path=job.output, reason=str(error)) from error
