"""Fine-tune a model on picked tiles: learn, compare with its parent on tiles held out, and keep it only if it is better."""

from __future__ import annotations

import copy
import dataclasses
import hashlib
import time
from pathlib import Path
from typing import Any

import torch

from gan_core.api.jobs.finetuning import FinetuneJob
from gan_core.api.protocol import Report, Stage
from gan_core.api.training_runs import STRIP
from gan_core.datasets.picked_tiles import PickedTiles, read_picked_tiles
from gan_core.datasets.super_resolution import SuperResolutionDataset
from gan_core.evaluation import gan_gate
from gan_core.evaluation.finetune_gate import ScoreComparison, objections
from gan_core.inference import devices, model
from gan_core.pipeline.provenance import stamp
from gan_core.pipeline.sensing import Wanted
from gan_core.reports.finetuning import page
from gan_core.runs.folder import RunFolder
from gan_core.runs.logger import RunLogger
from gan_core.runs.model_slot import model_slot
from gan_core.runs.publish import publish
from gan_core.runs.strip import HeldOutPreview, Strip
from gan_core.training.adapt import adapted
from gan_core.training.finetuning import SEED, Phases, faithful_phase, gan_phase
from gan_core.training.heldout import GainOverParent, ValidationSet
from gan_core.training.random_features import random_features
from gan_core.training.trainer import Trainer

PREPARED, LEARNED = 0.02, 0.98
"""Shares of the work that are done before the first step and after the last."""
AFTERWARDS = 10.0
"""Seconds kept for the comparison and the model file at the end."""


def run(job: FinetuneJob, report: Report) -> dict[str, Any]:
    """The model to go on with, whether it is new, and its figures.  Raises RasterGanError."""
    with model_slot(job) as path:
        return train(job, path, report)


def train(job: FinetuneJob, path: Path, report: Report) -> dict[str, Any]:
    """The same, for a model that becomes the file `path`."""
    began = time.monotonic()
    picked = read_picked_tiles(job, report)
    dataset = SuperResolutionDataset(picked, Wanted(), report)
    sensor = dataset.sensor_facts()
    if sensor:
        report.note("own-sensor", **sensor)
    parent = model.load(picked.parent.path)
    start = adapted(parent.card.architecture, parent.card.arguments, parent.network, picked.bands)
    card, tiles = parent.card, dataset.validation_tiles()
    validation = ValidationSet(tiles, card.base, card.operator, dataset.held_to(dataset.conditions))  # type: ignore[arg-type]
    folder = RunFolder(facts(job, picked), anew=not job.resume)
    repeatable = dataclasses.replace(job, tiles=folder.kept(job.tiles))
    folder.log("begin", name=path.stem, parent=picked.parent.card.id, job=dataclasses.asdict(repeatable))
    report.note("training-folder", folder=str(folder.path))
    with folder:
        seconds = max(1.0, job.minutes * 60 - (time.monotonic() - began) - AFTERWARDS)
        networks, comparison, steps = learn_phases(job, picked, dataset, validation, start, folder, seconds, report)
        against = objections(comparison)
        html = folder.write_page(page(path.stem, picked, comparison, folder, against))
        if not against:
            training: dict[str, Any] = {
                "tiles": len(picked.train),
                "held out": len(picked.validation),
                "steps": steps,
                **sensor,
            }
            if job.truth:
                training["truth"] = Path(job.truth).name
            publish(picked, path, without_invention(validation, networks, report), validation, comparison, training)
            report.note("published", model=path.stem, gain=comparison.model.mean - comparison.parent.mean)
        for objection in against:
            report.note(objection.code, **objection.values)
        reasons = [objection._asdict() for objection in against]
        folder.finished(gain=comparison.model.mean - comparison.parent.mean, against=reasons)
    report.progress(1.0)
    return {
        "MODEL": str(picked.parent.path if against else path),
        "PUBLISHED": int(not against),
        "REPORT": str(html),
        "GAIN_OVER_PARENT": comparison.model.mean - comparison.parent.mean,
        "GAIN_OVER_BASELINE": comparison.model.mean - comparison.base.mean,
        "SMALLEST_GAIN": comparison.model.worst_gain(comparison.parent),
        "TILES": len(picked.train),
        "VALIDATION": len(picked.validation),
        "STEPS": steps,
        "SECONDS": time.monotonic() - began,
    }


def learn_phases(
    job: FinetuneJob,
    picked: PickedTiles,
    dataset: SuperResolutionDataset,
    validation: ValidationSet,
    start: torch.nn.Module,
    folder: RunFolder,
    seconds: float,
    report: Report,
) -> tuple[dict[str, torch.nn.Module], ScoreComparison, int]:
    """The networks by kind of weights, how the faithful one compares, and the steps of all phases."""
    torch.manual_seed(SEED)
    device, tiles = devices.choose(job.device), len(picked.train)
    before = validation.scores(None), validation._replace(base="nearest").scores(None), validation.scores(start)
    phases = Phases.of(job.gan, tiles, seconds)
    middle = PREPARED + (LEARNED - PREPARED) * phases.faithful / (phases.faithful + phases.gan)
    strip = Strip(folder.path / STRIP, HeldOutPreview(validation, picked.stretch), start)
    module = faithful_phase(copy.deepcopy(start).to(device), dataset.batches(), tiles, validation)
    logger = RunLogger(Stage(report, PREPARED, middle), folder, "faithful", strip)
    metrics = GainOverParent(validation, before[2])
    networks = {"l1": Trainer(module, folder.path / "faithful.safetensors", phases.faithful, logger, metrics).fit()}
    comparison, steps = ScoreComparison(*before, validation.scores(networks["l1"])), module.done
    if phases.gan and not objections(comparison):
        player = copy.deepcopy(networks["l1"]).requires_grad_(True).to(device)
        module = gan_phase(player, dataset.batches(), tiles, picked.bands, validation)
        logger = RunLogger(Stage(report, middle, LEARNED), folder, "gan", strip)
        metrics = GainOverParent(validation, comparison.model, chooses=False)
        networks["gan"] = Trainer(module, folder.path / "gan.safetensors", phases.gan, logger, metrics).fit()
        steps += module.done
    return networks, comparison, steps


def without_invention(
    validation: ValidationSet, networks: dict[str, torch.nn.Module], report: Report
) -> dict[str, torch.nn.Module]:
    """The networks that may be published: the GAN's only if it passes a gate of its own beside the faithful one."""
    if "gan" not in networks:
        return networks
    features = random_features(len(validation.tiles[0].truth))
    figures = {
        name: [
            gan_gate.measure(tile.low_res.flatten(0, 1), validation.image(network, tile), tile.truth, features)
            for tile in validation.tiles
        ]
        for name, network in networks.items()
    }
    against = gan_gate.objections(figures["l1"], figures["gan"])
    if not against:
        return networks
    report.note("gan-left-out", reasons="; ".join(against))
    return {"l1": networks["l1"]}


def facts(job: FinetuneJob, picked: PickedTiles) -> dict[str, Any]:
    """What tells this training from another: what it learns from and how, but not how long it may take."""
    tiles = repr((picked.train, picked.validation)).encode()
    return {
        "input": [job.input, *stamp(job.input)],
        "truth": [job.truth, *stamp(job.truth)],
        "tiles": hashlib.sha256(tiles).hexdigest(),
        "parent": picked.parent.card.tensors_sha256,
        "bands": picked.numbers,
        "gan": job.gan,
    }
