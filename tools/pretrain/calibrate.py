"""Write into the built-in models' cards what their trust is calibrated to: on the validation images, behind the sensor grid.

python -m tools.pretrain.calibrate --corpus FOLDER --imagery FOLDER [MODEL ...]
"""

from __future__ import annotations

import argparse
import dataclasses
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast

import numpy as np
import torch
from safetensors.torch import load_file

from gan_core.api import library
from gan_core.api.model_card import ModelCard
from gan_core.evaluation.trust_calibration import STRENGTHS, Evidence, calibrate, coverage, error_ratio, gather_evidence
from gan_core.inference import model
from gan_core.pipeline.trust_claim import in_words
from gan_core.radiometry.conditions import Conditions, append_conditions
from gan_core.radiometry.consistency import Base
from gan_core.radiometry.lock import Held
from gan_core.training import pairs
from gan_core.training.heldout import ValidationTile
from tools.common.sensor_grid import GRID, PERFECT, Point, conditions, degraded, held_by
from tools.common.validation import Pieces, spread, target, validation
from tools.pretrain.recipes import FAITHFUL

SIDES = {"upscale": 192, "enhance": 96}
"""Pixels of the truth along a tile's side, by task: at the same scale a network has more to do."""
PER_SET = 40
"""Tiles, at least: of fewer than 15 the calibration can't make any claim, and a set of one image counts as any other."""
SEED = 6


QUIET = ("bogota", "boruszyn", "brighton", "caliterra", "naip_rgbn")
"""The sets that trust is calibrated on: the others' truths hold noise or compression of their own (2 to 9 of 255), and nothing
can be within 2 % of the range of such."""


class Sample(NamedTuple):
    """A tile, and to what of its input a result is held."""

    tile: ValidationTile
    held: Held


def samples(card: ModelCard, pieces: Pieces) -> dict[str, list[Sample]]:
    """By set: some squares of its pieces as truth, each with what a sensor drawn from the grid shows of it."""
    side = SIDES[card.task]
    drawn: dict[str, list[Sample]] = {}
    for number, (name, own) in enumerate(pieces.items()):
        rng = np.random.default_rng([SEED, number])
        squares = []
        for piece in spread(own, PER_SET):
            for _ in range(math.ceil(PER_SET / len(own))):
                top, left = (int(rng.integers(length - side + 1)) for length in piece.shape[1:])
                squares.append(target(piece[:, top : top + side, left : left + side])[0])
        drawn[name] = [sample(card, square, rng) for square in squares]
    return drawn


def sample(card: ModelCard, truth: torch.Tensor, rng: np.random.Generator) -> Sample:
    """truth: (C, H, W) in the model's range."""
    planes = card.arguments.get("noise", 0)
    point = GRID[rng.integers(len(GRID))] if planes else PERFECT
    return behind(point, card, truth, rng)


def behind(point: Point, card: ModelCard, truth: torch.Tensor, rng: np.random.Generator) -> Sample:
    """The same behind a certain sensor; the network is told of it as if it had been measured."""
    low_res = degraded(truth[None], card.scale, point, int(rng.integers(2**31)))
    low_res = low_res if len(card.bands) > 1 else low_res.transpose(0, 1)
    planes = card.arguments.get("noise", 0)
    sensor = point.sensor
    seen_by = Conditions(*(torch.full((len(low_res),), value) for value in (sensor.noise, sensor.response)))
    network_input = append_conditions(low_res, planes, pairs.measured(conditions(point.sensor), rng))
    return Sample(ValidationTile(truth, low_res, network_input, seen_by), held_by(point.sensor))


def measured(
    entry: library.LibraryEntry, sources: Mapping[str, Sequence[Sample]], strength: float
) -> dict[str, list[Evidence]]:
    """What a run at this strength would measure on them."""
    card = entry.card

    def networks(at: float) -> torch.nn.Module:
        return model.load(entry.path, at).network

    def of_source(drawn: Sequence[Sample]) -> list[Evidence]:
        evidence: dict[int, Evidence] = {}
        for held in ("exact", "lock"):
            chosen = {number: sample.tile for number, sample in enumerate(drawn) if sample.held == held}
            gained = gather_evidence(
                list(chosen.values()), networks, card.weights, strength, cast(Base, card.base), held
            )
            evidence.update(zip(chosen, gained))
        return [evidence[number] for number in range(len(drawn))]

    return {name: of_source(drawn) for name, drawn in sources.items()}


def left_out(evidence: Mapping[str, Sequence[Evidence]]) -> dict[str, float]:
    """By source: the coverage there when the others alone are calibrated on."""
    shares = {}
    for name, own in evidence.items():
        weights = calibrate([others for other, others in evidence.items() if other != name])
        shares[name] = round(coverage(own, weights)[0], 3)
    return shares


def trust_of_model(entry: library.LibraryEntry, pieces: Pieces) -> dict[str, Any]:
    """The card's `trust`."""
    quiet = {name: own for name, own in pieces.items() if name in QUIET}
    sources, levels = samples(entry.card, quiet), []
    for strength in STRENGTHS if "gan" in entry.card.weights else STRENGTHS[:1]:
        evidence = measured(entry, sources, strength)
        weights = calibrate(list(evidence.values()))
        every = [tile for tiles in evidence.values() for tile in tiles]
        level = {
            "coverage": round(coverage(every, weights)[0], 3),
            "share with 80 or more": round(coverage(every, weights)[1], 3),
            "error ratio": round(error_ratio(every, weights), 2),
            "coverage where left out": left_out(evidence) if len(evidence) > 1 else {},
        }
        levels.append({"strength": strength, "weights": weights, **level})
    return {"tiles": sum(map(len, sources.values())), "sources": sorted(sources), "levels": levels}


def put_into_card(entry: library.LibraryEntry, trust: dict[str, Any]) -> ModelCard:
    """A calibration into a model's card; the weights stay as they are."""
    card = dataclasses.replace(entry.card, trust=trust, metrics={**entry.card.metrics, "trust": in_words(trust)})
    weights: dict[str, dict[str, torch.Tensor]] = {name_of_set: {} for name_of_set in card.weights}
    for name, tensor in load_file(entry.path).items():
        name_of_set, key = name.split(".", 1)
        weights[name_of_set][key] = tensor
    written = model.save(entry.path, card, weights)
    entry.path.chmod(0o644)
    assert written.tensors_sha256 == entry.card.tensors_sha256, "the weights must stay as they are"
    return written


def write(entry: library.LibraryEntry, pieces: Pieces) -> ModelCard:
    """Calibrate a model and put it into its card."""
    return put_into_card(entry, trust_of_model(entry, pieces))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="*", metavar="MODEL", help=", ".join(FAITHFUL))
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--imagery", type=Path, required=True)
    options = parser.parse_args()
    every = library.readable([library.BUILT_IN])
    at_hand = {name: entry for name, entry in every.items() if entry.card.task in library.IMAGES}
    for name in options.models or sorted(at_hand):
        entry = at_hand[name]
        pieces = validation(
            options.corpus, options.imagery, entry.card.scale, bands=range(max(3, len(entry.card.bands)))
        )
        card = write(entry, pieces)
        print(name, card.trust, flush=True)


if __name__ == "__main__":
    main()
