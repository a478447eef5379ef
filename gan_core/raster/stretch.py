"""How a layer's bands become a picture: natural colors where it has them, the same for every picture of a layer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from gan_core.raster.sample import Sample
from gan_core.raster.source import RasterSource

SHARES = (0.02, 0.98)
"""Of a band's values: what is black and what is white."""
FULL = (0.0, 255.0)
"""Bytes in natural colors are shown as they are."""


class Stretch(NamedTuple):
    """For arrays of the bands that it was made for."""

    places: list[int]
    """Of the bands shown, among those of an array: red, green, blue; or one."""
    low: np.ndarray
    """(len(places),): black, in the array's units."""
    high: np.ndarray
    names: list[str]
    """Of the bands shown."""

    @classmethod
    def of(cls, source: RasterSource, numbers: Sequence[int]) -> Stretch:
        """For arrays of the layer's bands `numbers`, in its units.

        Natural colors have one contrast, so that hues hold, and each band its own black, so that haze is not blue.  Other
        bands, last, middle and first as red, green and blue, have little in common: each has its own contrast.
        """
        natural = [number for number in source.rgb() if number in numbers]
        chosen = natural if len(natural) == 3 else false_color(numbers)
        sample = Sample(source)
        limits = np.array([_limits(sample.values(number)) for number in chosen])
        low, high = limits.T
        if len(natural) == 3:
            byte = source.dtype == np.uint8
            low, high = (np.full(3, value) for value in FULL) if byte else (low, low + (high - low).max())
        names = [source.band_names[number - 1] or str(number) for number in chosen]
        return cls([list(numbers).index(number) for number in chosen], low, high, names)

    def scaled(self, scales: Sequence[float], offsets: Sequence[float]) -> Stretch:
        """The same for arrays of (value - offset) / scale.  scales, offsets: of every band of an array."""
        scale, offset = (np.array([values[place] for place in self.places]) for values in (scales, offsets))
        return self._replace(low=(self.low - offset) / scale, high=(self.high - offset) / scale)

    def __call__(self, image: np.ndarray) -> np.ndarray:
        """(C, H, W) -> (3 or 1, H, W) float32 in 0..1."""
        low, high = self.low[:, None, None], self.high[:, None, None]
        return ((image[self.places] - low) / np.maximum(high - low, 1e-12)).clip(0, 1).astype(np.float32)


def false_color(numbers: Sequence[int]) -> list[int]:
    """The last, the middle and the first of three bands or more, else the first alone."""
    return [numbers[-1], numbers[len(numbers) // 2], numbers[0]] if len(numbers) >= 3 else [numbers[0]]


def _limits(values: np.ndarray) -> tuple[float, float]:
    if not values.size:
        return 0.0, 1.0
    low, high = np.quantile(values.astype(np.float64), SHARES)
    return (float(low), float(high)) if high > low else (float(low) - 0.5, float(low) + 0.5)
