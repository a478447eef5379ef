"""The range that a network sees.  It belongs to the model and the whole layer, never to a tile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

QUANTILES = (0.005, 0.995)
LEAST = 1e-6
"""What counts as the value of ground that is 0."""
NEXT_TO_NOTHING = 1e-9
"""The range of ground that is constant, as a share of its value: what a network adds to it is then less than rounding."""


@dataclass(frozen=True)
class Normalizer:
    """value = network value * scale + offset."""

    scale: float
    offset: float
    constant: bool = False
    """Whether nothing but `offset` was seen."""

    @classmethod
    def each(cls, scheme: Mapping[str, Any]) -> list[Normalizer]:
        """One for each band of a card's `normalization` of scheme "bands"."""
        return [cls(float(scale), float(offset)) for scale, offset in zip(scheme["scale"], scheme["offset"])]

    @classmethod
    def of(cls, scheme: Mapping[str, Any], dtype: np.dtype, samples: Sequence[np.ndarray]) -> Normalizer:
        """scheme: a card's `normalization`.  samples: valid values of the bands that the model sees together.

        The bands share one range, so that the ratios of colours survive.
        """
        if scheme["scheme"] == "fixed":
            return cls(float(scheme["scale"]), float(scheme["offset"]))
        if dtype == np.uint8:
            return cls(255.0, 0.0)
        filled = [values.astype(np.float64) for values in samples if values.size]
        if not filled:
            return cls(1.0, 0.0)
        low, high = _range(filled)
        if low == high:
            return cls(max(abs(low), LEAST) * NEXT_TO_NOTHING, float(low), True)
        return cls(float(high) - float(low), float(low))


def own_range(values: np.ndarray) -> tuple[float, float]:
    """Of a band's valid values, without the rarest; (0, 0) where there are none."""
    if not values.size:
        return 0.0, 0.0
    low, high = _quantiles(values.astype(np.float64))
    return float(low), float(high)


def _range(bands: Sequence[np.ndarray]) -> tuple[float, float]:
    """Without the rarest values; with them where there is nothing else but one value."""
    pairs = [_quantiles(values) for values in bands]
    low, high = min(pair[0] for pair in pairs), max(pair[1] for pair in pairs)
    return (low, high) if low < high else (min(values.min() for values in bands), max(values.max() for values in bands))


def _quantiles(values: np.ndarray) -> np.ndarray:
    with np.errstate(over="ignore", invalid="ignore"):  # between two extremes of the type
        quantiles: np.ndarray = np.quantile(values, QUANTILES)
    return quantiles
