"""What makes trust more than a guess: its weights fitted, and its claim held to, on tiles whose truth is known.

The claim (see inference/trust.py): of a tile's pixels with trust AT or more, at least SHARE are within WITHIN of the truth.
The bound is scaled until the mean share of those that are not, over the tiles and one more that is all wrong, is at most
1 - SHARE: then, for a further tile of the same kind, it is expected to be no larger (conformal risk control, Angelopoulos et
al. 2022).  The share is made to rise with the number of trusted pixels, as the proof wants it.  Where the tiles come from
several sources, the claim is held to on each of them by itself: the next source may be like the worst of them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, Optional

import numpy as np
import torch

from gan_core.inference.trust import (
    AT,
    FEWEST,
    HALF,
    MEASURES,
    SHARE,
    TTA_TRANSFORMS,
    UNCALIBRATED,
    WITHIN,
    bound,
    measures,
    other_end,
    trust_of,
)
from gan_core.radiometry.consistency import Base
from gan_core.radiometry.lock import Held, held_to, of_others
from gan_core.training.heldout import BORDER, ValidationTile

COUNTED = 0.01
"""Share of a tile below which its trusted pixels count as so many: five pixels say nothing."""
FACTORS = np.geomspace(0.05, 500, 500)
SWEEPS = 500
EVERY = 13
"""Of the pixels, for the fit."""
STRENGTHS = (0.0, 0.5, 1.0)
FIT = 3
"""Every third tile is for the fit alone."""
FLOOR = 1e-3
"""Share of the range; errors of pixels that are expected to be nearer weigh no more."""


Networks = Callable[[float], torch.nn.Module]
"""By strength."""


class Evidence(NamedTuple):
    """Of one tile."""

    measured: torch.Tensor
    """(B, len(MEASURES), H, W)."""
    error: torch.Tensor
    """(B, H, W): mean absolute error over the bands that a network sees together, share of the range."""
    worst: torch.Tensor
    """The same of the worst band."""


@torch.inference_mode()
def measure_evidence(
    tile: ValidationTile,
    first: torch.nn.Module,
    other: torch.nn.Module,
    distance: float,
    base: Base,
    passes: int = 2,
    held: Held = "exact",
) -> Evidence:
    """What a run would measure on the tile, and its error.  first: the network of the result.  other: of the other passes.
    held: to what of the input the result is held, at scales above 1."""
    scale = tile.truth.shape[-1] // tile.low_res.shape[-1]
    held = held if scale > 1 else "none"
    result = held_to(tile.low_res, first(tile.network_input), base, held, response=tile.response)
    others = [
        turn.back(
            held_to(turn(tile.low_res), other(turn(tile.network_input)), base, of_others(held), response=tile.response),
            scale,
        )
        for turn in TTA_TRANSFORMS[: passes - 1]
    ]
    measured = measures(result, others, tile.low_res, distance, held != "lock")
    truth = tile.truth.reshape(*tile.low_res.shape[:2], *tile.truth.shape[1:])
    error = (torch.nn.functional.pixel_shuffle(result, scale) - truth).abs()
    margin = (error.shape[-1] - measured.shape[-1]) // 2
    outer = slice(margin, error.shape[-2] - margin), slice(margin, error.shape[-1] - margin)
    inner = ..., slice(BORDER, -BORDER), slice(BORDER, -BORDER)
    error = error[..., outer[0], outer[1]][inner]
    return Evidence(measured[inner], error.mean(1), error.amax(1))


def gather_evidence(
    tiles: Sequence[ValidationTile],
    networks: Networks,
    weight_names: Sequence[str],
    strength: float,
    base: Base,
    held: Held = "exact",
) -> list[Evidence]:
    """Of every tile, as a run at this strength would find it.  weight_names: the model's sets of weights."""
    farther, distance = other_end(strength, weight_names)
    first, other = networks(strength), networks(farther)
    return [measure_evidence(tile, first, other, distance, base, held=held) for tile in tiles]


def calibrate(sources: Sequence[Sequence[Evidence]], weights: Optional[Sequence[float]] = None) -> list[float]:
    """Weights that hold the claim on each source.  weights: to be scaled alone; left out, they are fitted first, on
    tiles that take no part in the scaling."""
    if weights is None:
        weights = fit_weights([tile for tiles in sources for tile in tiles[::FIT]])
        sources = [[tile for index, tile in enumerate(tiles) if index % FIT] for tiles in sources]
    largest = max(find_factor(tiles, weights) for tiles in sources)
    return [float(f"{largest * weight:.4g}") for weight in weights]


def recalibrate(
    tiles: Sequence[ValidationTile],
    networks: Networks,
    weight_names: Sequence[str],
    base: Base,
    parent: Mapping[str, Any],
    held: Held = "exact",
) -> dict[str, Any]:
    """A card's `trust` for a model made from a parent, whose card's `trust` is given: scaled where there are tiles enough for
    a claim, as it was where there are not."""
    before = {level["strength"]: level["weights"] for level in parent.get("levels", [])}
    levels = []
    for strength in STRENGTHS if "gan" in weight_names else STRENGTHS[:1]:
        weights = before.get(strength) or before.get(0.0) or UNCALIBRATED
        if len(tiles) >= FEWEST:
            weights = calibrate([gather_evidence(tiles, networks, weight_names, strength, base, held)], weights)
        levels.append({"strength": strength, "weights": list(weights)})
    return {"tiles": len(tiles), "levels": levels}


def fit_weights(tiles: Sequence[Evidence]) -> list[float]:
    """Weights, none below 0, with which the bound comes nearest to the mean absolute error, relative to its size."""
    measured = np.concatenate([_columns(tile)[::EVERY] for tile in tiles]).astype(np.float64)
    error = np.concatenate([tile.error.flatten().numpy()[::EVERY] for tile in tiles]).astype(np.float64)
    rough = measured @ least_squares(measured, error)
    size = np.maximum(rough, FLOOR)
    return [float(weight) for weight in least_squares(measured / size[:, None], error / size)]


def find_factor(tiles: Sequence[Evidence], weights: Sequence[float]) -> float:
    """By what the weights must be multiplied for the claim to hold; the largest there is where nothing makes it hold."""
    risks = np.stack([_risks(tile, weights) for tile in tiles])
    bad = (risks.sum(0) + 1) / (len(tiles) + 1) > 1 - SHARE
    return float(FACTORS[-1] if bad.all() else FACTORS[~bad].min())


def coverage(tiles: Sequence[Evidence], weights: Sequence[float]) -> tuple[float, float]:
    """(share of the pixels with trust AT or more that are within WITHIN, NaN for none; share of all pixels that have it)."""
    trusted = [trust_of(tile.measured, weights) >= AT for tile in tiles]
    near = [tile.worst[mask] <= WITHIN for tile, mask in zip(tiles, trusted)]
    count = sum(map(len, near))
    within = sum(int(inside.sum()) for inside in near) / count if count else math.nan
    return within, count / sum(mask.numel() for mask in trusted)


def error_ratio(tiles: Sequence[Evidence], weights: Sequence[float]) -> float:
    """Mean absolute error in the lowest-trust tenth of all pixels, over that in the highest-trust half."""
    bounds = np.concatenate([bound(tile.measured, weights).flatten().numpy() for tile in tiles])
    error = np.concatenate([tile.error.flatten().numpy() for tile in tiles])
    order = np.argsort(bounds, kind="stable")
    return float(error[order[-(len(order) // 10) :]].mean() / max(error[order[: len(order) // 2]].mean(), 1e-12))


def _risks(tile: Evidence, weights: Sequence[float]) -> np.ndarray:
    """For each of FACTORS: the share of trusted pixels that are not near, or of a larger factor's if that is more."""
    limit = HALF * (100 / AT - 1)
    bounds = bound(tile.measured, weights).flatten().double().numpy()
    order = np.argsort(bounds, kind="stable")
    far = np.cumsum(tile.worst.flatten().numpy()[order] > WITHIN)
    count = np.arange(1, len(far) + 1)
    share = np.maximum.accumulate(far / np.maximum(count, COUNTED * len(far)))
    trusted = np.searchsorted(bounds[order], limit / FACTORS, side="right")
    return np.where(trusted > 0, share[np.maximum(trusted, 1) - 1], 0.0)


def _columns(tile: Evidence) -> np.ndarray:
    """(pixels, len(MEASURES))."""
    columns: np.ndarray = tile.measured.movedim(1, -1).reshape(-1, len(MEASURES)).numpy()
    return columns


def least_squares(matrix: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """min |matrix x - wanted| with x >= 0, by coordinate descent; (n, k) and (n,) -> (k,)."""
    gram, right = matrix.T @ matrix, matrix.T @ wanted
    weights = np.zeros(len(right))
    for _ in range(SWEEPS):
        for index in range(len(weights)):
            slope = gram[index] @ weights - right[index]
            weights[index] = max(0.0, weights[index] - slope / max(gram[index, index], 1e-30))
    return weights
