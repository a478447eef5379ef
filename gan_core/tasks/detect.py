"""Find objects in a raster: every tile through the detector, each object once, written as polygons."""

from __future__ import annotations

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
from gan_core.inference.detector import Detections, Detector
from gan_core.inference.model import load
from gan_core.pipeline.outputs import open_outputs
from gan_core.pipeline.provenance import Provenance
from gan_core.pipeline.run import run_pipeline
from gan_core.pipeline.tiled_detection import TiledDetector, TileDetections, score_threshold_of
from gan_core.raster.source import RasterSource
from gan_core.vector import objects


def run(job: DetectJob, report: Report) -> dict[str, Any]:
    """The layer of detected objects and how many there are.  Raises RasterGanError `input-...`, `model-...`, `detect-...`,
    `bands-unknown`, `extent-outside` or `output-...`."""
    source = RasterSource(job.input)
    window = source.window(job.extent)
    entry = _entry(job)
    names = entry.card.classes
    score_threshold = score_threshold_of(job.score, entry.card)
    prepared = _detector(job, entry, source).prepare(window, score_threshold, job.tile_size)
    size = {
        "width": window.width,
        "height": window.height,
        "core": prepared.plan.core_width,
        "halo": prepared.plan.halo,
    }
    report.note("plan", **size, tiles=len(prepared.plan), device=prepared.step.devices[0])
    provenance = Provenance.of(job, source, prepared.sample)
    with open_outputs(prepared, provenance, [], report) as (outputs, journal):
        summary: TileDetections = run_pipeline(prepared, outputs, journal, report)
        detections = summary.distinct()
        if job.only:
            detections = detections.only(detections.classes == names.index(job.only))
        provenance.check_input()
        _write(job, source, detections, names)
    report.note("objects-found", count=len(detections.scores), score=score_threshold)
    return {
        "OUTPUT": job.output,
        "OBJECTS": len(detections.scores),
        "MINIMUM_SCORE": score_threshold,
        "SECONDS": journal.before + provenance.seconds,
    }


def _entry(job: DetectJob) -> LibraryEntry:
    detectors = {name: entry for name, entry in library.entries(job.models).items() if entry.card.task == job.verb}
    if not job.model:
        raise RasterGanError("detect-model", expected=", ".join(sorted(detectors)) or "none")
    entry = library.find(job.model, job.models, [job.verb])
    if job.only and job.only not in entry.card.classes:
        raise RasterGanError("detect-class", expected=", ".join(entry.card.classes), got=job.only)
    return entry


def _detector(job: DetectJob, entry: LibraryEntry, source: RasterSource) -> TiledDetector:
    card = entry.card
    numbers, _ = bands_for(job.bands, source, len(card.bands))
    if len(numbers) != len(card.bands):
        names = ", ".join(card.bands)
        raise RasterGanError("detect-bands", model=card.id, expected=len(card.bands), names=names, got=len(numbers))
    detector = Detector.of(load(entry.path), devices.choose(job.device), job.views)
    return TiledDetector(source, numbers, card.normalization, detector, card.halo, card)


def _write(job: DetectJob, source: RasterSource, detections: Detections, names: list[str]) -> None:
    """Boxes end where the raster ends."""
    limits = [source.grid.width, source.grid.height] * 2
    rows = [
        objects.DetectedObject(tuple(box), names[class_index], float(score))
        for box, class_index, score in zip(
            detections.boxes.clip(0, limits).tolist(), detections.classes, detections.scores
        )
    ]
    try:
        with atomic_write(Path(job.output)) as part:
            objects.write(part, source.grid, source.dataset.GetProjection(), rows)
    except RuntimeError as error:
        raise RasterGanError("output-failed", path=job.output, reason=str(error)) from error
