"""A network for sharpening goes on learning on the very layers of a job, and becomes a model of the library if that helps."""

from __future__ import annotations

import copy
import dataclasses
import hashlib
import json
from pathlib import Path
from typing import Any

import torch

from gan_core import __version__
from gan_core.api import card_texts, library
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.sharpening import SharpenJob
from gan_core.api.library import LibraryEntry
from gan_core.api.model_card import SUFFIX, ModelCard
from gan_core.api.protocol import Stage
from gan_core.api.staging import atomic_write
from gan_core.datasets.guided_scene import read_scene
from gan_core.inference import model
from gan_core.pipeline.guided.step import SharpeningStep
from gan_core.pipeline.guided.tiles import PreparedSharpening
from gan_core.runs.folder import RunFolder
from gan_core.runs.logger import RunLogger
from gan_core.runs.model_slot import model_slot
from gan_core.training.scene_adaptation import Judge, SceneAdaptation
from gan_core.training.trainer import Trainer

LEARNED_FROM = "layers"
"""In a card's `training`: what tells the layers that the model was adapted to."""
Prepared = PreparedSharpening[SharpeningStep]


def adapt(job: SharpenJob, prepared: Prepared, fingerprint: str, stage: Stage) -> tuple[Prepared, SharpenJob]:
    """The job made ready with the adapted model, where that is better on a part that it did not learn from; else as it was.

    fingerprint: of the job's layers.  Raises RasterGanError `adapt-model` or `adapt-small`.
    """
    if prepared.step.sharpener.network is None:
        raise RasterGanError("adapt-model")
    parent = prepared.step.cards[0]
    facts = {LEARNED_FROM: fingerprint, "parent": parent.tensors_sha256, "sensors": prepared.step.sensors}
    digest = hashlib.sha256(json.dumps(facts).encode()).hexdigest()
    entry = _known(job, digest) if job.resume else None
    if entry is not None:
        stage.note("adapt-known", model=entry.card.id)
        stage.progress(1.0)
    else:
        entry = _learn(job, prepared, parent, facts, digest, stage)
    if entry is None:
        return prepared, dataclasses.replace(job, adapt=0.0)
    network: Any = model.load(entry.path).network.to(prepared.step.device)
    sharpener = dataclasses.replace(prepared.step.sharpener, network=network)
    step = dataclasses.replace(prepared.step, sharpener=sharpener, cards=[entry.card])
    return dataclasses.replace(prepared, step=step), dataclasses.replace(job, model=str(entry.path), adapt=0.0)


def _known(job: SharpenJob, digest: str) -> LibraryEntry | None:
    """A model that an earlier run of the same has made."""
    entries = library.entries([*([job.folder] if job.folder else []), *job.models]).values()
    return next((entry for entry in entries if entry.card.training.get(LEARNED_FROM) == digest), None)


def _learn(
    job: SharpenJob, prepared: Prepared, parent: ModelCard, facts: dict[str, Any], digest: str, stage: Stage
) -> LibraryEntry | None:
    """None where nothing was gained."""
    learned, held_out = read_scene(prepared, job.sensor).split()
    if not learned.tiles:
        raise RasterGanError("adapt-small")
    network: Any = prepared.step.sharpener.network
    start = copy.deepcopy(network).cpu().requires_grad_(True)
    with model_slot(job, "adapted") as path, RunFolder(facts, anew=not job.resume) as folder:
        folder.log("begin", name=path.stem, parent=parent.id, job=dataclasses.asdict(job))
        stage.note("training-folder", folder=str(folder.path))
        judge = Judge(held_out, start)
        module = SceneAdaptation(start, learned)
        callbacks = RunLogger(stage, folder, "adapt")
        trainer = Trainer(module, folder.path / "adapt.safetensors", job.adapt * 60, callbacks, judge)
        best = trainer.fit()
        stage.progress(1.0)
        gain = trainer.best_score
        folder.finished(gain=gain, against=[] if gain else [{"code": "adapt-refused", "values": {}}])
        if not gain:
            stage.note("adapt-refused", model=parent.id)
            return None
        training = {LEARNED_FROM: digest, "steps": module.done, "gain, dB": round(gain, 3)}
        card = _publish(job, parent, path, best, training)
        stage.note("adapt-kept", model=card.id, gain=gain)
        return LibraryEntry(path, card)


def _publish(
    job: SharpenJob, parent: ModelCard, path: Path, network: torch.nn.Module, training: dict[str, Any]
) -> ModelCard:
    """Raises RasterGanError `output-folder`."""
    raster = Path(job.input).name
    card = dataclasses.replace(
        parent,
        id=path.name[: -len(SUFFIX)],
        title=card_texts.written("adapted", parent=parent.id, raster=raster),
        tensors_sha256="",
        weights=[],
        metrics={"gain over its parent on what was held out of the layer, dB": training["gain, dB"]},
        trust={},
        training={**parent.training, "parent": parent.id, "raster": raster, **training, "code_version": __version__},
        limits=card_texts.written("adapted-limits", raster=raster, limits=parent.limits),
    )
    with atomic_write(path) as part:
        return model.save(part, card, {"l1": network.state_dict()})
