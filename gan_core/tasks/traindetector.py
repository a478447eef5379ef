"""Teach a detector from a few marked objects: learn from them and from what is pasted elsewhere, judge on ground held out."""

from __future__ import annotations

import copy
import dataclasses
import hashlib
import time
from pathlib import Path
from typing import Any

import torch

from gan_core import __version__
from gan_core.api import card_texts
from gan_core.api.jobs.detection import TrainDetectorJob
from gan_core.api.model_card import SUFFIX, ModelCard
from gan_core.api.protocol import Report, Stage
from gan_core.api.staging import atomic_write
from gan_core.datasets.marked_objects import CROP, MarkedObjects, read_marked_objects
from gan_core.datasets.pseudo_labels import add_pseudo_labels
from gan_core.evaluation.detector import DetectionEvaluation, evaluate_detector
from gan_core.inference import devices, model
from gan_core.inference.detector import Detector
from gan_core.networks.centernet import ARCHITECTURE, CenterPoints, halo
from gan_core.pipeline.provenance import stamp
from gan_core.pipeline.tiled_detection import SCORE, TiledDetector
from gan_core.reports.detector import page
from gan_core.runs.folder import RunFolder
from gan_core.runs.ground import ground_encoder
from gan_core.runs.logger import RunLogger
from gan_core.runs.model_slot import model_slot
from gan_core.training.detection_crops import CropSampler, SourceImage
from gan_core.training.detector import DetectorModule, SecondRound, steps_for
from gan_core.training.prefetch import Prefetched
from gan_core.training.trainer import Trainer

FEATURES = 32
"""Of the encoder that every detector starts from."""
SEED = 7
FIRST, SECOND = "detector.safetensors", "detector-again.safetensors"
PREPARED, GUESSED, LEARNED = 0.02, 0.4, 0.95
"""Shares of the work that are done before the first step, before the first that learns from guesses, and after the last."""
MARKED_ALONE = 0.4
"""Of the time, at most, for learning from nothing but what is marked."""
AFTERWARDS = 0.08
"""Of the time, for judging and the report."""
PALETTE = ("#e6194b", "#4363d8", "#f58231", "#3cb44b", "#911eb4", "#42d4f4", "#ffe119", "#f032e6", "#9a6324", "#808000")


def run(job: TrainDetectorJob, report: Report) -> dict[str, Any]:
    """The detector, a report, and how good it is on ground held out.  Raises RasterGanError."""
    with model_slot(job, "detector") as path:
        return train(job, path, report)


def train(job: TrainDetectorJob, path: Path, report: Report) -> dict[str, Any]:
    """The same, for a model that becomes the file `path`."""
    began = time.monotonic()
    objects = read_marked_objects(job, report)
    pieces = objects.pieces(report)
    folder = RunFolder(facts(job, objects, pieces), anew=not job.resume)
    folder.log("begin", name=path.stem, job=repeatable(job, folder))
    report.note("training-folder", folder=str(folder.path))
    with folder:
        seconds = max(1.0, job.minutes * 60 * (1 - AFTERWARDS) - (time.monotonic() - began))
        network, steps, pseudo_label_count = train_twice(job, objects, pieces, folder, seconds, report)
        evaluation = evaluate_detector(objects, detector_of(job, objects, network), Stage(report, LEARNED, 1.0))
        card = card_of(job, objects, path.name[: -len(SUFFIX)], evaluation, steps, pseudo_label_count)
        html = folder.write_page(page(card, objects, evaluation, folder.lines()))
        with atomic_write(path) as part:
            model.save(part, card, {"l1": network.cpu().state_dict()})
            model.load(part)
        figures = {
            "ap50": evaluation.ap50,
            "precision": evaluation.precision,
            "recall": evaluation.recall,
            "score": evaluation.score,
        }
        folder.finished(note="detector-published", **figures)
    report.note("detector-published", model=card.id, **figures)
    report.progress(1.0)
    return {
        "MODEL": str(path),
        "REPORT": str(html),
        "AP50": evaluation.ap50,
        "PRECISION": evaluation.precision,
        "RECALL": evaluation.recall,
        "MINIMUM_SCORE": evaluation.score,
        "OBJECTS": int((~objects.is_validation).sum()),
        "HELD_OUT": int(objects.is_validation.sum()),
        "CLASSES": len(objects.names),
        "STEPS": steps,
        "SECONDS": time.monotonic() - began,
    }


def train_twice(
    job: TrainDetectorJob,
    objects: MarkedObjects,
    pieces: list[SourceImage],
    folder: RunFolder,
    seconds: float,
    report: Report,
) -> tuple[torch.nn.Module, int, int]:
    """The trained network, its steps, and how many objects it guessed.

    It learns from what is marked first, then from what it is sure of elsewhere as well.
    """
    torch.manual_seed(SEED)
    device = devices.choose(job.device)
    network = experienced(objects).to(device)
    logger = RunLogger(Stage(report, PREPARED, GUESSED), folder, "marked")
    network, first = fit(network, objects, pieces, folder.path / FIRST, seconds * MARKED_ALONE, logger)
    if folder.asked_to_stop(report):
        return network, first.module.done, 0
    enlarged = add_pseudo_labels(objects, detector_of(job, objects, network), Stage(report, GUESSED, GUESSED))
    count = len(enlarged.boxes) - len(objects.boxes)
    if not count:
        return network, first.module.done, 0
    student = copy.deepcopy(network).requires_grad_(True).to(device)
    logger = RunLogger(Stage(report, GUESSED, LEARNED), folder, "guessed")
    pieces = enlarged.pieces(report)
    left = seconds - first.seconds
    network, second = fit(student, objects, pieces, folder.path / SECOND, left, logger, SecondRound)
    return network, first.module.done + second.module.done, count


def experienced(objects: MarkedObjects) -> torch.nn.Module:
    """A network that has seen the ground, but none of these objects."""
    network = CenterPoints(**objects.arguments(FEATURES))
    network.encoder.load_state_dict(ground_encoder().state_dict())
    return network


def fit(
    network: torch.nn.Module,
    objects: MarkedObjects,
    pieces: list[SourceImage],
    state: Path,
    seconds: float,
    logger: RunLogger,
    kind: type[DetectorModule] = DetectorModule,
) -> tuple[torch.nn.Module, Trainer]:
    """The trained network, from where an earlier run left it, and its trainer.  state: the checkpoint.  Raises Cancelled."""
    with Prefetched(CropSampler(pieces, CROP * objects.stride, SEED)) as crops:
        steps = steps_for(int((~objects.is_validation).sum()))
        module = kind(network, crops, len(objects.names), objects.stride, steps)
        trainer = Trainer(module, state, seconds, logger)
        return trainer.fit(), trainer


def detector_of(job: TrainDetectorJob, objects: MarkedObjects, network: torch.nn.Module) -> TiledDetector:
    detector = Detector(network, objects.arguments(FEATURES), devices.choose(job.device))
    return TiledDetector(objects.source, objects.numbers, scheme_of(objects), detector, halo(objects.stride))


def scheme_of(objects: MarkedObjects) -> dict[str, Any]:
    """The card's normalization."""
    return {"scheme": "fixed", "scale": objects.normalizer.scale, "offset": objects.normalizer.offset}


def card_of(
    job: TrainDetectorJob,
    objects: MarkedObjects,
    identifier: str,
    evaluation: DetectionEvaluation,
    steps: int,
    pseudo_label_count: int,
) -> ModelCard:
    """What the new model says of itself."""
    raster = Path(job.input).name
    count, validation = int((~objects.is_validation).sum()), int(objects.is_validation.sum())
    judged_on = (
        f"{validation} objects on ground held out"
        if validation
        else "the objects that were learned from: too few to hold any out"
    )
    return ModelCard(
        id=identifier,
        title=card_texts.written("detector", names=", ".join(objects.names), count=count, raster=raster),
        task="detect",
        architecture=ARCHITECTURE.id,
        arguments=objects.arguments(FEATURES),
        scale=1,
        bands=[objects.source.bands[number - 1].GetDescription() or f"band {number}" for number in objects.numbers],
        halo=halo(objects.stride),
        tensors_sha256="",
        classes=objects.names,
        colours=[PALETTE[number % len(PALETTE)] for number in range(len(objects.names))],
        normalization=scheme_of(objects),
        metrics={
            "protocol": f"judged on {judged_on}; a find is true from an overlap of half on, and one of an object that nobody "
            "marked counts as false",
            "AP50": round(evaluation.ap50, 3),
            "precision": round(evaluation.precision, 3),
            "recall": round(evaluation.recall, 3),
            SCORE: round(evaluation.score, 4),
        },
        training={
            "raster": raster,
            "objects": count,
            "guessed": pseudo_label_count,
            "held out": validation,
            "steps": steps,
            "code_version": __version__,
        },
        limits=card_texts.written("detector-limits", count=count, raster=raster),
    )


def facts(job: TrainDetectorJob, objects: MarkedObjects, pieces: list[SourceImage]) -> dict[str, Any]:
    """What tells this training from another: what it learns from and how, but not how long it may take."""
    marks = hashlib.sha256(repr((objects.boxes.tolist(), objects.classes.tolist(), objects.names)).encode())
    for piece in pieces:
        marks.update(piece.known.tobytes())
    return {
        "verb": job.verb,
        "input": [job.input, *stamp(job.input)],
        "objects": marks.hexdigest(),
        "bands": objects.numbers,
        "network": objects.arguments(FEATURES),
    }


def repeatable(job: TrainDetectorJob, folder: RunFolder) -> dict[str, Any]:
    """The job as it can be run once more: with copies of the features that stay."""
    kept = {name: folder.kept(getattr(job, name), f"{name}.gpkg") for name in ("objects", "empty")}
    return {"verb": job.verb, **dataclasses.asdict(job), **kept}
