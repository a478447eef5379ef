"""A look at a whole layer that stays cheap at any size: small windows spread evenly over it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gan_core.raster.source import RasterSource
from gan_core.tiling.window import Window

WINDOWS, SIDE = 8, 64


def sample(source: RasterSource, numbers: Sequence[int]) -> list[np.ndarray]:
    """The valid values of each band `numbers` in at most 8 x 8 windows of 64 x 64 pixels, always the same ones."""
    found: list[list[np.ndarray]] = [[] for _ in numbers]
    for row in _starts(source.grid.height):
        for column in _starts(source.grid.width):
            window = Window(column, row, SIDE, SIDE).clipped(source.grid.window)
            values, valid = source.read(window, numbers)
            for index in range(len(numbers)):
                found[index].append(values[index][valid[index]])
    return [np.concatenate(parts) for parts in found]


def _starts(length: int) -> list[int]:
    count = min(WINDOWS, -(-length // SIDE))
    if count == 1:
        return [0]
    return [round(index * (length - SIDE) / (count - 1)) for index in range(count)]
