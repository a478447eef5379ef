"""What is known of a whole layer before its first tile: where each band's values lie.  Never taken from a tile."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch

QUANTILES = (0.05, 0.5, 0.95)
WIDTH = 3.2897
"""Between the outer two, in standard deviations of a normal distribution."""


class Statistics(NamedTuple):
    """Of a layer, a number for every band."""

    level: tuple[float, ...]
    """The median."""
    spread: tuple[float, ...]
    """The standard deviation, told by quantiles, so that a cloud does not matter; above 0."""
    least: tuple[float, ...]
    """The least valid value."""

    @classmethod
    def of(cls, samples: Sequence[np.ndarray]) -> Statistics:
        """samples: the valid values of each band, any shape; spread over the layer.  A band of one value has spread 1."""
        low, middle, high = (
            [float(np.quantile(band, share)) if band.size else 0.0 for band in samples] for share in QUANTILES
        )
        spread = [(top - bottom) / WIDTH or 1.0 for bottom, top in zip(low, high)]
        return cls(tuple(middle), tuple(spread), tuple(float(band.min()) if band.size else 0.0 for band in samples))

    def normalized(self, values: torch.Tensor) -> torch.Tensor:
        """(C, H, W) -> in standard deviations from the median."""
        return (values - column(self.level, values)).div_(column(self.spread, values))


def column(numbers: Sequence[float], like: torch.Tensor) -> torch.Tensor:
    """(C, 1, 1)"""
    return torch.tensor(numbers, dtype=like.dtype, device=like.device)[:, None, None]
