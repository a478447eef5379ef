"""Write into the built-in models' cards what their trust is calibrated to, on the corpus' validation photographs.

python -m tools.calibrate --corpus FOLDER [MODEL ...]
"""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
from safetensors.torch import load_file

from gan_core import library
from gan_core.cards import ModelCard
from gan_core.inference import model
from gan_core.networks.residual import cut
from gan_core.radiometry.consistency import Base
from gan_core.radiometry.told import with_estimated
from gan_core.tasks.claims import in_words
from gan_core.training.calibration import STRENGTHS, Evidence, calibrated, coverage, gathered, informative
from gan_core.training.degradation import Sensor
from gan_core.training.heldout import Tile
from gan_core.training.pairs import AROUND
from tools.corpus import photographs
from tools.recipes import SHIPPED

SIDES = {"upscale": 160, "enhance": 96}
"""Pixels of the truth along a tile's side, by task: at the same scale a network has more to do."""
PER_PHOTOGRAPH = 8
SEED = 6


def ground_side(card: ModelCard) -> int:
    """Of the squares that are seen: a tile's, or more where a model is told of its surroundings."""
    return AROUND if card.arguments.get("noise") else SIDES[card.task]


def tiles(card: ModelCard, photograph: np.ndarray, number: int, count: int = PER_PHOTOGRAPH) -> list[Tile]:
    """Some squares of a photograph (3, H, W) uint8, as truth, and what a sensor would have seen of them."""
    rng = np.random.default_rng([SEED, number])
    side, found = ground_side(card), []
    for _ in range(count):
        top, left = (int(rng.integers((length - side) // 8 + 1)) * 8 for length in photograph.shape[1:])
        square = photograph[:, top : top + side, left : left + side]
        found.append(tile(card, torch.from_numpy(square.astype(np.float32) / 255), rng))
    return found


def tile(card: ModelCard, truth: torch.Tensor, rng: np.random.Generator) -> Tile:
    """truth: (C, H, W) in the model's range."""
    batch = truth[None] if len(card.bands) > 1 else truth[:, None]
    sensor = Sensor(card.scale) if card.scale > 1 else Sensor(1, clean=0.05)
    seen, noise = sensor.see(batch, rng)
    given = with_estimated(seen, card.arguments.get("noise", 0), noise)
    edge = (truth.shape[1] - SIDES[card.task]) // 2 if card.scale == 1 else 0
    return Tile(cut(truth[None], edge)[0], cut(seen, edge), cut(given, edge))


def by_source(card: ModelCard, corpus: Path) -> dict[str, list[Tile]]:
    """The tiles of each of the corpus' places."""
    found: dict[str, list[Tile]] = {}
    for number, (name, image) in enumerate(photographs(corpus, "validation").items()):
        found.setdefault(name.split("_")[0], []).extend(tiles(card, image, number))
    return found


def measured(entry: library.Entry, sources: Mapping[str, Sequence[Tile]], strength: float) -> dict[str, list[Evidence]]:
    """What a run at this strength would find on them."""
    card = entry.card

    def networks(at: float) -> torch.nn.Module:
        return model.load(entry.path, at).network

    base = cast(Base, card.base)
    return {name: gathered(found, networks, card.weights, strength, base) for name, found in sources.items()}


def left_out(found: Mapping[str, Sequence[Evidence]]) -> dict[str, float]:
    """By source: the coverage there when the others alone are calibrated on."""
    shares = {}
    for name, own in found.items():
        weights = calibrated([one for other, one in found.items() if other != name])
        shares[name] = round(coverage(own, weights)[0], 3)
    return shares


def trust_of_model(entry: library.Entry, corpus: Path) -> dict[str, Any]:
    """The card's `trust`."""
    sources, levels = by_source(entry.card, corpus), []
    for strength in STRENGTHS if "gan" in entry.card.weights else STRENGTHS[:1]:
        found = measured(entry, sources, strength)
        weights = calibrated(list(found.values()))
        every = [one for several in found.values() for one in several]
        told = {
            "coverage": round(coverage(every, weights)[0], 3),
            "share with 80 or more": round(coverage(every, weights)[1], 3),
            "error ratio": round(informative(every, weights), 2),
            "coverage where left out": left_out(found),
        }
        levels.append({"strength": strength, "weights": weights, **told})
    return {"tiles": sum(map(len, sources.values())), "sources": sorted(sources), "levels": levels}


def write(entry: library.Entry, corpus: Path) -> ModelCard:
    """Calibrate a model and put it into its card; the weights stay as they are."""
    trust = trust_of_model(entry, corpus)
    card = dataclasses.replace(entry.card, trust=trust, metrics={**entry.card.metrics, "trust": in_words(trust)})
    weights: dict[str, dict[str, torch.Tensor]] = {kind: {} for kind in card.weights}
    for name, tensor in load_file(entry.path).items():
        kind, key = name.split(".", 1)
        weights[kind][key] = tensor
    written = model.save(entry.path, card, weights)
    entry.path.chmod(0o644)
    return written


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="*", metavar="MODEL", help=", ".join(SHIPPED))
    parser.add_argument("--corpus", type=Path, required=True)
    options = parser.parse_args()
    at_hand = library.readable([library.BUILT_IN])
    for name in options.models or sorted(at_hand):
        before = at_hand[name].card.tensors_sha256
        card = write(at_hand[name], options.corpus)
        assert card.tensors_sha256 == before, "the weights must stay as they are"
        print(name, card.trust, flush=True)


if __name__ == "__main__":
    main()
