"""How far a translated pixel can be trusted: whether its input is like what was learned, and a turned pass says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import torch
from torch.nn.functional import avg_pool2d

from gan_core.inference.trust import HALF
from gan_core.radiometry.normalize import Normalizer

AROUND = 9
"""Pixels along the side of the neighborhood whose mean is compared with what was learned."""
LEAST = 0.01
"""Bound of a pixel about which nothing is doubtful, as a share of the range."""
FAR = 3.0
"""Standard deviations of what was learned within which a neighborhood is like it."""
DISAGREEMENT, UNLIKENESS = 3.0, 0.05
"""Weights in the bound: of the passes' difference, and of each standard deviation beyond FAR."""


class Doubt(NamedTuple):
    """Of one model."""

    middle: Sequence[float]
    spread: Sequence[float]
    """Of the bands that were learned from, in the network's range."""

    @classmethod
    def of(cls, learned: Mapping[str, Any], inputs: Sequence[Normalizer]) -> Doubt:
        """learned: a card's `translation["input"]`."""
        pairs = list(zip(learned["mean"], learned["spread"], inputs))
        return cls(
            [(mean - own.offset) / own.scale for mean, _, own in pairs],
            [max(spread / own.scale, 1e-6) for _, spread, own in pairs],
        )

    def __call__(self, given: torch.Tensor, made: torch.Tensor, again: torch.Tensor, halo: int) -> torch.Tensor:
        """(H, W) bytes, 0 to 100.  given: (C, H + 2 * halo, W + 2 * halo), what the network saw.  made, again: (K, H, W)."""
        around = avg_pool2d(given[None].double(), AROUND, 1)[0]
        edge = halo - AROUND // 2
        around = around[:, edge : around.shape[1] - edge, edge : around.shape[2] - edge]
        middle, spread = (around.new_tensor(values)[:, None, None] for values in (self.middle, self.spread))
        beyond = ((around - middle).abs() / spread - FAR).clamp(min=0).amax(0)
        bound = LEAST + DISAGREEMENT * (made - again).abs().mean(0).double() + UNLIKENESS * beyond
        return (100 / (1 + bound / HALF)).floor().to(torch.uint8)
