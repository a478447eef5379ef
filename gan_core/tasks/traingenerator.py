"""Train a generator on a raster's tiles, say how its images compare with them, and put it into the library."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch

from gan_core import __version__
from gan_core.api import card_texts
from gan_core.api.jobs.generation import TrainGeneratorJob
from gan_core.api.model_card import SUFFIX, ModelCard
from gan_core.api.notes import note_text
from gan_core.api.protocol import Report, Stage
from gan_core.api.staging import atomic_write
from gan_core.api.training_runs import STRIP
from gan_core.datasets.generator_tiles import GeneratorTiles, facts, read_generator_tiles
from gan_core.evaluation import generator as generator_verdict
from gan_core.inference import devices, model
from gan_core.raster.synthetic import described
from gan_core.reports.contact_sheet import Seeds
from gan_core.reports.generator import page
from gan_core.runs.folder import RunFolder
from gan_core.runs.logger import RunLogger
from gan_core.runs.model_slot import model_slot
from gan_core.runs.strip import Strip
from gan_core.training.fingerprint import Fingerprint
from gan_core.training.generated_samples import (
    MADE,
    SampleMetrics,
    TileComparison,
    compare,
    make_images,
    replace_copies,
)
from gan_core.training.tile_gan import ADVERSARY, arguments_for, build_tile_gan
from gan_core.training.trainer import Trainer

PREPARED, LEARNED = 0.02, 0.98
"""Shares of the work that are done before the first step and after the last."""
AFTERWARDS = 10.0
"""Seconds kept for the comparison and the model file at the end."""


def run(job: TrainGeneratorJob, report: Report) -> dict[str, Any]:
    """The model and its figures.  Raises RasterGanError."""
    with model_slot(job, "generator") as path:
        return train(job, path, report)


def train(job: TrainGeneratorJob, path: Path, report: Report) -> dict[str, Any]:
    """The same, for a model that becomes the file `path`."""
    began = time.monotonic()
    dataset = read_generator_tiles(job, report)
    folder = RunFolder(facts(job, dataset), anew=not job.resume)
    repeatable = dataclasses.replace(job, tiles=folder.kept(job.tiles) if job.tiles else "")
    folder.log("begin", name=path.stem, job={"verb": job.verb, **dataclasses.asdict(repeatable)})
    report.note("training-folder", folder=str(folder.path))
    with folder:
        adversary = ADVERSARY[job.architecture] if job.adversary == "auto" else job.adversary
        module = build_tile_gan(job.architecture, dataset.tiles, adversary, devices.choose(job.device))
        seconds = max(1.0, job.minutes * 60 - (time.monotonic() - began) - AFTERWARDS)
        classes = len(dataset.names)
        strip = Strip(folder.path / STRIP, Seeds(dataset.validation, classes, dataset.stretch), module.ema)
        logger = RunLogger(Stage(report, PREPARED, LEARNED), folder, "game", strip)
        metrics = SampleMetrics(dataset.validation, classes)
        trainer = Trainer(module, folder.path / "game.safetensors", seconds, logger, metrics)
        generator = trainer.fit()
        labels = [seed % classes for seed in range(MADE)] if classes else []
        fingerprint = Fingerprint.of(dataset.validation)
        first = make_images(generator, range(MADE), labels, classes)
        images, anew = replace_copies(generator, first, fingerprint, labels, classes)
        comparison = compare(images, dataset.validation, fingerprint, anew)
        verdict = generator_verdict.verdict(comparison)
        training = {"adversary": adversary, "steps": module.done, "minutes": round(trainer.seconds / 60, 1)}
        figures = {
            "model": path.stem,
            "diversity": comparison.diversity,
            "kid": comparison.kid,
            "floor": comparison.floor,
        }
        html = folder.write_page(page(path.stem, dataset, images, comparison, folder))
        publish(job, dataset, path, generator.state_dict(), fingerprint, comparison, training)
        report.note("generator-published", **figures)
        reasons = "; ".join(
            note_text(reason.code, reason.values) for reason in verdict.sentence.values.get("reasons", [])
        )
        report.note(verdict.sentence.code, reasons=reasons)
        if comparison.copies:
            report.note("generator-copies", copies=comparison.copies, made=MADE, nearest=comparison.nearest)
        folder.finished(note="generator-published", **figures)
    report.progress(1.0)
    return {
        "MODEL": str(path),
        "REPORT": str(html),
        "KID": comparison.kid,
        "KID_OF_REAL": comparison.floor,
        "DIVERSITY": comparison.diversity,
        "NEAREST_REAL": comparison.nearest,
        "COPIES": comparison.copies,
        "MADE_ANEW": comparison.anew,
        "VERDICT": verdict.mark,
        "ALARMS": sum(line["kind"] == "alarm" for line in folder.lines()),
        "TILES": len(dataset.tiles.tiles),
        "STEPS": module.done,
        "SECONDS": time.monotonic() - began,
    }


def publish(
    job: TrainGeneratorJob,
    dataset: GeneratorTiles,
    path: Path,
    weights: Mapping[str, torch.Tensor],
    fingerprint: Fingerprint,
    comparison: TileComparison,
    training: Mapping[str, Any],
) -> None:
    """Write the model with its card.  Raises RasterGanError `output-folder`."""
    raster = Path(job.input).name
    bands = [dataset.source.bands[number - 1].GetDescription() or f"band {number}" for number in dataset.numbers]
    card = ModelCard(
        id=path.name[: -len(SUFFIX)],
        title=card_texts.written("generator", size=job.size, raster=raster),
        task="generate",
        architecture=job.architecture,
        arguments=arguments_for(job.architecture, len(bands), dataset.tiles),
        scale=1,
        bands=bands,
        halo=0,
        tensors_sha256="",
        classes=dataset.names,
        normalization={
            "scheme": "bands",
            "scale": [normalizer.scale for normalizer in dataset.normalizers],
            "offset": [normalizer.offset for normalizer in dataset.normalizers],
        },
        raster=described(dataset.source, dataset.numbers),
        metrics={
            "verdict": generator_verdict.MARKS[generator_verdict.verdict(comparison).mark],
            "protocol": f"{MADE} images against {len(dataset.validation)} real tiles; features: brightness, fixed "
            "random filters",
            "model": {"KID": round(comparison.kid, 4), "diversity": round(comparison.diversity, 3)},
            "real tiles": {"KID": round(comparison.floor, 4), "diversity": 1.0},
            "images that may be copies of a real tile": comparison.copies,
        },
        training={"raster": raster, "pieces": len(dataset.tiles.tiles), **training, "code_version": __version__},
        limits=card_texts.written("generator-limits", raster=raster),
    )
    with atomic_write(path) as part:
        model.save(part, card, {"l1": weights}, fingerprint.tensors())
        model.load(part)
