"""A look at a whole layer that stays cheap at any size: small windows spread evenly over it."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Optional

import numpy as np

from gan_core.raster.source import RasterSource
from gan_core.tiling.window import Window

WINDOWS, SIDE = 8, 64
STEP = 8
"""Windows begin at multiples of it, so that the blocks of a JPEG lie alike in all of them."""


class Sample:
    """At most 8 x 8 windows of 64 x 64 pixels of every band, always the same ones."""

    def __init__(self, source: RasterSource, part: Optional[Window] = None) -> None:
        """part: the window of the raster that is looked at; all of it when left out."""
        area = part or source.grid.window
        numbers = range(1, len(source.bands) + 1)
        places = [(column, row) for row in _starts(area.height) for column in _starts(area.width)]
        self.places = [
            Window(area.column + column, area.row + row, SIDE, SIDE).intersection(area) for column, row in places
        ]
        self.pieces = [source.read(window, numbers) for window in self.places]
        """Values and validity of all bands, (C, H, W) each, window by window."""

    def divided(self, unit: float) -> Sample:
        """The same, with values in other units, float64."""
        other = copy.copy(self)
        other.pieces = [(values / np.float64(unit), valid) for values, valid in self.pieces]
        return other

    def windows(self, number: int) -> list[tuple[np.ndarray, np.ndarray]]:
        """Values and validity, (H, W) each, of a band."""
        return [(values[number - 1], valid[number - 1]) for values, valid in self.pieces]

    def together(self, numbers: Sequence[int]) -> list[tuple[np.ndarray, np.ndarray]]:
        """The mean of some bands, float (H, W), and whether all of them are valid, window by window."""
        places = [number - 1 for number in numbers]
        return [(values[places].astype(np.float64).mean(0), valid[places].all(0)) for values, valid in self.pieces]

    def values(self, number: int) -> np.ndarray:
        """All valid values of a band, one after the other."""
        return np.concatenate([values[valid] for values, valid in self.windows(number)])


def _starts(length: int) -> list[int]:
    count = min(WINDOWS, -(-length // SIDE))
    if count == 1:
        return [0]
    return [round(index * (length - SIDE) / (count - 1)) // STEP * STEP for index in range(count)]
