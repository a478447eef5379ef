"""A look at a whole layer that stays cheap at any size: small windows spread evenly over it."""

from __future__ import annotations

import numpy as np

from gan_core.raster.source import RasterSource
from gan_core.tiling.window import Window

WINDOWS, SIDE = 8, 64


class Sample:
    """At most 8 x 8 windows of 64 x 64 pixels of every band, always the same ones."""

    def __init__(self, source: RasterSource) -> None:
        numbers = range(1, len(source.bands) + 1)
        places = [(column, row) for row in _starts(source.grid.height) for column in _starts(source.grid.width)]
        self._read = [source.read(Window(*place, SIDE, SIDE).clipped(source.grid.window), numbers) for place in places]

    def windows(self, number: int) -> list[tuple[np.ndarray, np.ndarray]]:
        """Values and validity, (H, W) each, of a band."""
        return [(values[number - 1], valid[number - 1]) for values, valid in self._read]

    def values(self, number: int) -> np.ndarray:
        """All valid values of a band, one after the other."""
        return np.concatenate([values[valid] for values, valid in self.windows(number)])


def _starts(length: int) -> list[int]:
    count = min(WINDOWS, -(-length // SIDE))
    if count == 1:
        return [0]
    return [round(index * (length - SIDE) / (count - 1)) for index in range(count)]
