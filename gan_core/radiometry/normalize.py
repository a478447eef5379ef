"""The range that a network sees.  It belongs to the model and the whole layer, never to a tile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

QUANTILES = (0.005, 0.995)


@dataclass(frozen=True)
class Normalizer:
    """value = network value * scale + offset."""

    scale: float
    offset: float

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
        with np.errstate(over="ignore", invalid="ignore"):
            filled = [np.quantile(values.astype(np.float64), QUANTILES) for values in samples if values.size]
        if not filled:
            return cls(1.0, 0.0)
        low, high = min(pair[0] for pair in filled), max(pair[1] for pair in filled)
        return cls(float(high) - float(low) or 1.0, float(low))
