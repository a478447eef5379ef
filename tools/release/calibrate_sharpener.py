"""Write into the cards of `sharpen`'s models what their trust is calibrated to: on the training pairs of Sentinel-2, by Wald's
protocol with each band's own response.

The network has learned from these, so that its errors elsewhere are larger: the weights are raised until the claim holds on
each validation pair too.  A scene that took part in nothing is the check.

python -m tools.release.calibrate_sharpener --imagery FOLDER [sharpen-sentinel2 sharpen-pan] [regression]
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Optional

import numpy as np
import torch

from gan_core.api import library
from gan_core.api.jobs.sharpening import REGRESSION
from gan_core.evaluation.trust_calibration import (
    FACTORS,
    FIT,
    Evidence,
    coverage,
    error_ratio,
    find_factor,
    least_squares,
)
from gan_core.inference import model
from gan_core.inference.trust import SHARE, bound
from gan_core.networks.sharpener import SharpenerNetwork
from gan_core.pipeline.guided.trust import measures
from gan_core.radiometry.normalize import Normalizer
from gan_core.sharpening.regression import Corner
from tools.bench.sharpen import BORDER, Pair, sharpener_for, wald
from tools.common.scenes import BANDS, COARSE, names, scene
from tools.pretrain.calibrate import put_into_card

SIDE = 17
"""Of a tile, pixels of the truth: the smallest scenes have nine of them."""
SOURCE = slice(10)
"""Of a scene's name: the claim is held on each source, which has as many tiles as that takes."""
EVERY = 7
"""Of the pixels, for the fit."""
STEPS = 60
LEAST_TRUSTED = 20
"""Pixels of a scene: a share of fewer says nothing."""
LEAST = 1e-5
"""Share of the range: errors are not told apart any more."""


class BandEvidence(NamedTuple):
    """Of every band of a tile: (C, 6, H, W), and (C, H, W) the absolute error, shares of the bands' ranges."""

    measured: torch.Tensor
    error: torch.Tensor


def evidence(pair: Pair, network: Optional[SharpenerNetwork], slots: Optional[Sequence[int]]) -> list[BandEvidence]:
    """What a run would measure, tile by tile."""
    sharpener = sharpener_for(pair, network, slots, pair.responses)
    valid = torch.ones_like(pair.coarse, dtype=torch.bool)
    made, stages = sharpener.staged(
        pair.coarse, pair.pan, valid, torch.ones_like(pair.pan[:1], dtype=torch.bool), Corner()
    )
    assert stages is not None
    ranges = [Normalizer.of({"scheme": "auto"}, np.dtype(np.uint16), [band.numpy()]).scale for band in pair.coarse]
    measured = torch.cat(
        [
            measures(stages, sharpener, band, valid[band], sharpener.coarse.spread[band] / own)
            for band, own in enumerate(ranges)
        ]
    )
    error = (made - pair.truth).abs() / torch.tensor(ranges)[:, None, None]
    height, width = error.shape[1:]
    return [
        BandEvidence(*(image[..., top : top + SIDE, left : left + SIDE] for image in (measured, error)))
        for top in range(BORDER, height - BORDER - SIDE + 1, SIDE)
        for left in range(BORDER, width - BORDER - SIDE + 1, SIDE)
    ]


def fit_quantile(tiles: Sequence[BandEvidence]) -> list[float]:
    """Weights, none below 0, with which SHARE of the errors are below the bound: those of the least pinball loss (Koenker and
    Bassett 1978), found by majorization (Hunter and Lange 2000)."""
    columns = [tile.measured.movedim(1, -1).flatten(0, 2)[::EVERY].numpy() for tile in tiles]
    measured = np.concatenate(columns).astype(np.float64)
    error = np.concatenate([tile.error.flatten()[::EVERY].numpy() for tile in tiles]).astype(np.float64)
    weights = least_squares(measured, error)
    for _ in range(STEPS):
        apart = np.abs(error - measured @ weights) + LEAST
        root = np.sqrt(1 / apart)
        weights = least_squares(measured * root[:, None], (error + (2 * SHARE - 1) * apart) * root)
    return [float(weight) for weight in weights]


def decisive(tile: BandEvidence, weights: Sequence[float]) -> Evidence:
    """Of every pixel the band that it is trusted least for, beside the worst band's error."""
    band = bound(tile.measured, weights).argmax(0)
    measured = torch.gather(tile.measured, 0, band[None, None].expand(1, tile.measured.shape[1], -1, -1))
    return Evidence(measured, tile.error.mean(0, keepdim=True), tile.error.amax(0, keepdim=True))


def calibrated(sources: Mapping[str, Sequence[BandEvidence]]) -> list[float]:
    """Weights that hold the claim on each source; scaled on tiles that they were not fitted on."""
    weights = fit_quantile([tile for tiles in sources.values() for tile in tiles[::FIT]])
    others = ([tile for number, tile in enumerate(tiles) if number % FIT] for tiles in sources.values())
    factors = [find_factor([decisive(tile, weights) for tile in tiles], weights) for tiles in others]
    print("fitted", [round(weight, 4) for weight in weights], "factors", dict(zip(sources, factors)), flush=True)
    return [max(factors) * weight for weight in weights]


def raised(weights: Sequence[float], held_out: Mapping[str, Sequence[BandEvidence]]) -> list[float]:
    """The same, multiplied by as little as makes the claim hold on each scene that was held out and has trusted pixels."""
    decided = {name: [decisive(tile, weights) for tile in tiles] for name, tiles in held_out.items()}
    for factor in FACTORS[FACTORS >= 1]:
        larger = [float(f"{factor * weight:.4g}") for weight in weights]
        shares = {}
        for name, tiles in decided.items():
            share, trusted = coverage(tiles, larger)
            if trusted * sum(tile.error.numel() for tile in tiles) >= LEAST_TRUSTED:
                shares[name] = share
        print(f"times {factor:.2f}", shares, flush=True)
        if all(share >= SHARE for share in shares.values()):
            return larger
    raise ValueError("the claim does not hold however little is trusted")


def pairs(imagery: Path, part: str, joint: bool) -> Iterator[tuple[Pair, list[int]]]:
    """With their bands' slots in the network of several bands.  joint: the bands of 60 m too; else beside one guide too."""
    for ratio in (2, 6) if joint else (2,):
        slots = [BANDS.index(band) for band in COARSE[ratio]]
        for name in names(imagery, part, ratio):
            pair = wald(scene(imagery, name, ratio), None)
            yield pair, slots
            if not joint:
                yield pair._replace(pan=pair.pan.mean(0, keepdim=True)), slots


def gathered(
    imagery: Path, part: str, network: Optional[SharpenerNetwork], joint: bool
) -> dict[str, list[BandEvidence]]:
    """By scene."""
    tiles: dict[str, list[BandEvidence]] = {}
    for pair, slots in pairs(imagery, part, joint):
        tiles.setdefault(pair.name, []).extend(evidence(pair, network, slots if joint else None))
    return tiles


def trust_for(imagery: Path, network: Optional[SharpenerNetwork]) -> dict[str, Any]:
    """The card's `trust`, with how the claim does on ground that the network did not learn from."""
    joint = network is None or network.bands > 1
    sources: dict[str, list[BandEvidence]] = {}
    for name, tiles in gathered(imagery, "train", network, joint).items():
        sources.setdefault(name[SOURCE], []).extend(tiles)
    validation = gathered(imagery, "validation", network, joint)
    weights = raised(calibrated(sources), validation)
    unseen = gathered(imagery, "unseen", network, joint)
    held_out = {name: figures(tiles, weights) for name, tiles in {**validation, **unseen}.items()}
    level = {**figures([tile for tiles in sources.values() for tile in tiles], weights), "held out": held_out}
    count = sum(map(len, [*sources.values(), *validation.values()]))
    return {"tiles": count, "sources": sorted(sources), "levels": [{"strength": 0.0, "weights": weights, **level}]}


def figures(tiles: Sequence[BandEvidence], weights: Sequence[float]) -> dict[str, float]:
    every = [decisive(tile, weights) for tile in tiles]
    within, trusted = coverage(every, weights)
    below = [(bound(tile.measured, weights) >= tile.error).double().mean() for tile in tiles]
    ratio = error_ratio(every, weights)
    shares = {
        "coverage": within,
        "share with 80 or more": trusted,
        "errors below the bound": float(sum(below)) / len(below),
    }
    known = {name: round(share, 3) for name, share in shares.items() if not math.isnan(share)}
    return {**known, "error ratio": round(ratio, 2)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="*", default=["sharpen-sentinel2", "sharpen-pan"])
    parser.add_argument("--imagery", type=Path, required=True)
    parser.add_argument("--models-folder", type=Path, default=library.BUILT_IN)
    options = parser.parse_args()
    at_hand = library.readable([options.models_folder])
    for name in options.models:
        if name == REGRESSION:
            print(name, trust_for(options.imagery, None), flush=True)
            continue
        entry = at_hand[name]
        network = model.load(entry.path).network
        card = put_into_card(entry, trust_for(options.imagery, network))  # type: ignore[arg-type]
        print(name, card.trust, flush=True)


if __name__ == "__main__":
    main()
