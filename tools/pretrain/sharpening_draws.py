"""What the two kinds of batches for `sharpen` draw alike: responses, what is told of them, gains, turns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Optional

import numpy as np
import torch

from gan_core.sharpening.response import Response

KINDS = {"own": 0.55, "misjudged": 0.15, "means": 0.12, "slight": 0.08, "unknown": 0.1}
"""Shares of batches: each band's own response; told a little wrong; plain block means; DSen2's slight blur (a Gaussian of
half a fine pixel at ratio 2, Lanaras et al. 2018); told nothing."""
SLIGHT = 0.735
VARIED, MISJUDGED = 0.05, 0.08
"""Standard deviations of a response, and of what is told of it."""
GAIN = 0.4
"""Standard deviation of a band's gain, as a logarithm."""


class Draw(NamedTuple):
    """Responses at the coarse grid's Nyquist frequency."""

    bands: list[float]
    guide: list[float]
    told: Optional[list[float]]
    """Of the bands; None: nothing."""

    def told_at(self, ratio: int) -> list[Optional[Response]]:
        return [Response.of(one, ratio) for one in self.told] if self.told else [None] * len(self.bands)

    def bands_at(self, ratio: int) -> list[Response]:
        return [Response.of(one, ratio) for one in self.bands]

    def guide_at(self, ratio: int) -> list[Response]:
        return [Response.of(one, ratio) for one in self.guide]


def drawn_responses(
    bands: Sequence[float], guide: Sequence[float], rng: np.random.Generator, shares: Mapping[str, float] = KINDS
) -> Draw:
    kind = rng.choice(list(shares), p=list(shares.values()))
    if kind in ("means", "slight"):
        same = 1.0 if kind == "means" else SLIGHT
        return Draw([same] * len(bands), [same] * len(guide), [same] * len(bands))
    own, others = ([_varied(one, VARIED, rng) for one in every] for every in (bands, guide))
    told = [_varied(one, MISJUDGED, rng) for one in own] if kind == "misjudged" else own
    return Draw(own, others, None if kind == "unknown" else told)


def _varied(response: float, spread: float, rng: np.random.Generator) -> float:
    """To a hundredth, so that the filters are few."""
    return round(float(np.clip(response + rng.normal(0, spread), 0.12, 1.0)), 2)


def gains(count: int, bands: int, rng: np.random.Generator) -> torch.Tensor:
    return torch.from_numpy(np.exp(rng.normal(0, GAIN, (count, bands, 1, 1)))).float()


def turned(patch: np.ndarray, turns: int, flipped: bool) -> np.ndarray:
    """(..., H, W)"""
    patch = np.rot90(patch, turns, (-2, -1))
    return patch[..., ::-1] if flipped else patch
