"""What a translated image keeps to, whatever its network says: the input's brightness, the target's histogram."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Optional

import numpy as np
import torch

from gan_core.radiometry.luminance import LuminanceLock

SHARES = (0.0, 0.005, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.995, 1.0)
"""Of a band's values, at which two histograms are brought together."""


class Curve(NamedTuple):
    """A rising line of straight pieces; beyond its ends it goes on as it is."""

    values: Sequence[float]
    wanted: Sequence[float]

    @classmethod
    def between(cls, made: np.ndarray, truth: np.ndarray) -> Curve:
        """The one that gives values the histogram of others."""
        values, wanted = (np.quantile(band.astype(np.float64), SHARES) for band in (made, truth))
        rises = np.concatenate(([True], np.diff(values) > 1e-9))
        return cls(values[rises].tolist(), wanted[rises].tolist())

    def __call__(self, band: np.ndarray) -> np.ndarray:
        inside: np.ndarray = np.interp(band, self.values, self.wanted)
        below, above = np.minimum(band - self.values[0], 0), np.maximum(band - self.values[-1], 0)
        return inside + below + above


class TranslationRules(NamedTuple):
    """All in the network's range."""

    lock: Optional[LuminanceLock] = None
    low: float = -math.inf
    high: float = math.inf
    """Between which locked colors are held."""
    curves: Sequence[Curve] = ()
    """One for each band, or none."""

    @classmethod
    def of(cls, values: Mapping[str, Any], low: float, high: float) -> TranslationRules:
        """As a card's `translation` has them."""
        lock = LuminanceLock(values["luminance"], *values["brightness"]) if values["luminance"] else None
        return cls(lock, low, high, [Curve(*pair) for pair in values["curves"]])

    def __call__(self, image: torch.Tensor, given: torch.Tensor) -> torch.Tensor:
        """(B, K, H, W) as it is to be.  given: (B, C, H, W), what was translated."""
        if self.curves:
            bands = [torch.from_numpy(curve(band.numpy())) for curve, band in zip(self.curves, image.unbind(1))]
            image = torch.stack(bands, 1).to(image.dtype)
        return image if self.lock is None else self.lock(image, given, self.low, self.high)
