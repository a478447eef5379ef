"""The model file that a fine-tuning leaves in the library."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch

from gan_core import __version__
from gan_core.api import card_texts
from gan_core.api.model_card import SUFFIX, ModelCard
from gan_core.api.staging import atomic_write
from gan_core.datasets.picked_tiles import PickedTiles
from gan_core.evaluation.finetune_gate import ScoreComparison
from gan_core.evaluation.trust_calibration import recalibrate
from gan_core.inference import model
from gan_core.pipeline.trust_claim import in_words
from gan_core.training.heldout import ValidationSet


def publish(
    tiles: PickedTiles,
    path: Path,
    networks: Mapping[str, torch.nn.Module],
    validation: ValidationSet,
    scores: ScoreComparison,
    training: dict[str, Any],
) -> ModelCard:
    """Write the model with its card.  networks: by kind of weights.  Raises RasterGanError `output-folder`."""
    parent = tiles.parent.card
    arguments = {**parent.arguments, "bands": tiles.bands}
    raster = Path(tiles.source.path).name
    card = dataclasses.replace(
        parent,
        id=path.name[: -len(SUFFIX)],
        title=card_texts.written("tuned", scale=parent.scale, parent=parent.id, raster=raster),
        arguments=arguments,
        bands=names_of(tiles),
        tensors_sha256="",
        weights=[],
        metrics=metrics(scores),
        training={"parent": parent.id, "parent weights": parent.tensors_sha256, "raster": raster, **training},
        limits=card_texts.written("tuned-limits", tiles=training["tiles"], raster=raster, limits=parent.limits),
    )
    card = dataclasses.replace(card, training={**card.training, "code_version": __version__})
    with atomic_write(path) as part:
        weights = {name: network.state_dict() for name, network in networks.items()}
        card = model.save(part, card, weights)
        trust = recalibrate(
            validation.tiles,
            lambda strength: model.load(part, strength).network,
            card.weights,
            validation.base,
            parent.trust,
            validation.held,
        )
        card = dataclasses.replace(card, trust=trust, metrics={**card.metrics, "trust": in_words(trust)})
        card = model.save(part, card, weights)
        model.load(part)
    return card


def names_of(tiles: PickedTiles) -> list[str]:
    """What the new model's bands stand for."""
    if tiles.bands == len(tiles.parent.card.bands):
        return tiles.parent.card.bands
    named = [tiles.source.bands[number - 1].GetDescription() or f"band {number}" for number in tiles.numbers]
    return [name.lower() for name in named]


def metrics(scores: ScoreComparison) -> dict[str, Any]:
    """For the card: a line for each method."""
    rows = {"bicubic+back-projection": scores.base, "parent": scores.parent, "model": scores.model}
    return {
        "protocol": f"mean over {len(scores.model.psnr)} tiles that were not learned from, against themselves made "
        "coarser as their own sensor would show them; PSNR in dB with the model's range as the peak, angle in degrees",
        **{name: {"PSNR": round(row.mean, 3), "angle": round(row.mean_angle, 3)} for name, row in rows.items()},
        "smallest gain over the parent on a tile": round(scores.model.worst_gain(scores.parent), 3),
    }
