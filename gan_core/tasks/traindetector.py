"""Teach a detector from a few marked objects: learn from them and from what is pasted elsewhere, judge on ground held out."""

from __future__ import annotations

import dataclasses
import hashlib
import time
from pathlib import Path
from typing import Any

import torch

from gan_core import __version__
from gan_core.cards import SUFFIX, ModelCard
from gan_core.detect_jobs import TrainDetectorJob
from gan_core.errors import Cancelled
from gan_core.events import Report, Stage
from gan_core.inference import devices, model
from gan_core.inference.detector import Detector
from gan_core.networks import build
from gan_core.networks.centre import ARCHITECTURE, halo
from gan_core.tasks.detect import SCORE
from gan_core.tasks.detectpage import page
from gan_core.tasks.finetune import stamp
from gan_core.tasks.judging import Judged, judged
from gan_core.tasks.objectset import CROP, ObjectGround, object_ground
from gan_core.tasks.publish import reserved
from gan_core.tasks.rundir import RunFolder
from gan_core.tasks.seek import Seeker
from gan_core.tasks.written import written
from gan_core.training.detecting import Lessons, Look
from gan_core.training.scenes import Piece, Scenes

FEATURES = 32
SEED = 7
STATE = "detector.safetensors"
PREPARED, LEARNED = 0.02, 0.95
"""Shares of the work that are done before the first step and after the last."""
AFTERWARDS = 0.08
"""Of the time, for judging and the report."""
PALETTE = ("#e6194b", "#4363d8", "#f58231", "#3cb44b", "#911eb4", "#42d4f4", "#ffe119", "#f032e6", "#9a6324", "#808000")


def run(job: TrainDetectorJob, report: Report) -> dict[str, Any]:
    """The detector, a report, and how good it is on ground held out.  Raises RasterGanError."""
    with reserved(job, "detector") as place:
        return trained(job, place, report)


def trained(job: TrainDetectorJob, place: Path, report: Report) -> dict[str, Any]:
    """The same, for a model that becomes the file `place`."""
    began = time.monotonic()
    work = object_ground(job, report)
    pieces = work.pieces(report)
    folder = RunFolder(facts(job, work, pieces), anew=not job.resume)
    folder.log("begin", name=place.stem, job=again(job, folder))
    report.note("training-folder", folder=str(folder.path))
    with folder:
        seconds = max(1.0, job.minutes * 60 * (1 - AFTERWARDS) - (time.monotonic() - began))
        lessons = prepared(job, work, pieces, folder, seconds, report)
        network = learned(lessons, folder, report)
        scheme = {"scheme": "fixed", "scale": work.normalizer.scale, "offset": work.normalizer.offset}
        detector = Detector(network, work.arguments(FEATURES), devices.choose(job.device))
        reach = halo(work.shrink, work.fold)
        found = judged(work, Seeker(work.source, work.numbers, scheme, detector, reach), Stage(report, LEARNED, 1.0))
        card = card_of(job, work, place.name[: -len(SUFFIX)], scheme, found, lessons.done)
        html = folder.write_page(page(card, work, found, folder.lines()))
        with written(place) as part:
            model.save(part, card, {"l1": network.cpu().state_dict()})
            model.load(part)
        figures = {"ap50": found.ap50, "precision": found.precision, "recall": found.recall, "score": found.score}
        folder.finished(note="detector-published", **figures)
    report.note("detector-published", model=card.id, **figures)
    report.progress(1.0)
    return {
        "MODEL": str(place),
        "REPORT": str(html),
        "AP50": found.ap50,
        "PRECISION": found.precision,
        "RECALL": found.recall,
        "MINIMUM_SCORE": found.score,
        "OBJECTS": int((~work.held).sum()),
        "HELD_OUT": int(work.held.sum()),
        "CLASSES": len(work.names),
        "STEPS": lessons.done,
        "SECONDS": time.monotonic() - began,
    }


def prepared(
    job: TrainDetectorJob, work: ObjectGround, pieces: list[Piece], folder: RunFolder, seconds: float, report: Report
) -> Lessons:
    """An untrained network and its crops, or what an earlier sitting made of them."""
    torch.manual_seed(SEED)
    network = build(ARCHITECTURE.id, work.arguments(FEATURES)).to(devices.choose(job.device))
    scenes = Scenes(pieces, CROP * work.cell, SEED)
    lessons = Lessons(network, scenes, len(work.names), work.cell, folder.path / STATE, seconds)
    if lessons.resume():
        report.note("resumed", step=lessons.done, minutes=lessons.seconds / 60)
    return lessons


def learned(lessons: Lessons, folder: RunFolder, report: Report) -> torch.nn.Module:
    """The trained network.  Raises Cancelled, with the state kept."""
    stage = Stage(report, PREPARED, LEARNED)

    def looked(look: Look) -> None:
        stage.progress(min(1.0, look.seconds / max(1e-9, look.seconds + look.left)))
        folder.log("look", note="detector-look", **look._asdict())
        report.note("detector-look", step=look.step, steps=look.steps, loss=look.loss, left=look.left)

    try:
        return lessons.go(
            looked, lambda reason: report.note("unsaved", reason=reason), lambda: folder.asked_to_stop(report)
        )
    except Cancelled:
        report.note("kept", step=lessons.done)
        raise


def card_of(
    job: TrainDetectorJob, work: ObjectGround, identifier: str, scheme: dict[str, Any], found: Judged, steps: int
) -> ModelCard:
    """What the new model says of itself."""
    raster = Path(job.input).name
    count, held = int((~work.held).sum()), int(work.held.sum())
    judged_on = (
        f"{held} objects on ground held out" if held else "the objects that were learned from: too few to hold any out"
    )
    return ModelCard(
        id=identifier,
        title=f"Finds {', '.join(work.names)} (from {count} on {raster})",
        task="detect",
        architecture=ARCHITECTURE.id,
        arguments=work.arguments(FEATURES),
        scale=1,
        bands=[work.source.bands[number - 1].GetDescription() or f"band {number}" for number in work.numbers],
        halo=halo(work.shrink, work.fold),
        tensors_sha256="",
        classes=work.names,
        colours=[PALETTE[number % len(PALETTE)] for number in range(len(work.names))],
        normalization=scheme,
        metrics={
            "protocol": f"judged on {judged_on}; a find is true from an overlap of half on, and one of an object that nobody "
            "marked counts as false",
            "AP50": round(found.ap50, 3),
            "precision": round(found.precision, 3),
            "recall": round(found.recall, 3),
            SCORE: round(found.score, 4),
        },
        training={"raster": raster, "objects": count, "held out": held, "steps": steps, "code_version": __version__},
        limits=f"Learned from {count} objects of {raster}: best on imagery of the same sensor, season and pixel size.",
    )


def facts(job: TrainDetectorJob, work: ObjectGround, pieces: list[Piece]) -> dict[str, Any]:
    """What tells this training from another: what it learns from and how, but not how long it may take."""
    marks = hashlib.sha256(repr((work.boxes.tolist(), work.classes.tolist(), work.names)).encode())
    for piece in pieces:
        marks.update(piece.known.tobytes())
    return {
        "verb": job.verb,
        "input": [job.input, *stamp(job.input)],
        "objects": marks.hexdigest(),
        "bands": work.numbers,
        "network": work.arguments(FEATURES),
    }


def again(job: TrainDetectorJob, folder: RunFolder) -> dict[str, Any]:
    """The job as it can be run once more: with copies of the features that stay."""
    kept = {name: folder.kept(getattr(job, name), f"{name}.gpkg") for name in ("objects", "empty")}
    return {"verb": job.verb, **dataclasses.asdict(job), **kept}
