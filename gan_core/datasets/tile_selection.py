"""The tiles of a grid, what is in each, and some that show all kinds of ground."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from gan_core.raster.source import RasterSource
from gan_core.tiling.window import Window

MOST = 2000
"""Tiles that are looked at; of more, every so-manieth."""

LEAST_VALID = 0.95
LARGEST = 1e100
"""Values beyond which squares of them are no numbers any more."""

PLAIN = 0.25
"""Tiles with less than this share of the middling tile's detail teach nothing."""


class Measured(NamedTuple):
    """A tile and what is in it."""

    window: Window
    valid: float
    """Share of pixels that hold a value in every band."""
    contrast: float
    """Standard deviation, mean over the bands, in the raster's units."""
    detail: float
    """Mean difference between neighbouring pixels, mean over the bands, in the raster's units."""


def tiles_of(area: Window, size: int, overlap: int) -> list[Window]:
    """The whole tiles of a grid over `area`, at most MOST of them, spread evenly."""
    step = size - overlap
    every = [
        Window(column, row, size, size)
        for row in range(area.row, area.row + area.height - size + 1, step)
        for column in range(area.column, area.column + area.width - size + 1, step)
    ]
    if len(every) <= MOST:
        return every
    return [every[int(index)] for index in np.linspace(0, len(every) - 1, MOST)]


def measured(source: RasterSource, tile: Window) -> Measured:
    numbers = [number for number in range(1, len(source.bands) + 1) if number not in source.alpha]
    values, valid = source.read(tile, numbers)
    share = float(valid.all(0).mean())
    if share < LEAST_VALID:
        return Measured(tile, share, 0.0, 0.0)
    unit = max(1.0, float(np.abs(values[valid]).max()) / LARGEST)
    known = np.where(valid, values, 2 * np.median(values[valid] / 2)).astype(np.float64) / unit
    steps = [np.abs(np.diff(known, axis=axis)).mean() for axis in (1, 2)]
    return Measured(tile, share, float(known.std((1, 2)).mean()) * unit, float(np.mean(steps)) * unit)


def choose(tiles: Sequence[Measured], count: int) -> list[int]:
    """Places of at most `count` tiles: as many plain as rough ones, and each as far as can be from those chosen before."""
    usable = [index for index, tile in enumerate(tiles) if tile.valid >= LEAST_VALID and tile.detail > 0]
    if not usable:
        return []
    least = PLAIN * float(np.median([tiles[index].detail for index in usable]))
    fit = sorted((index for index in usable if tiles[index].detail >= least), key=lambda index: tiles[index].detail)
    chosen: list[int] = []
    for level in np.array_split(np.array(fit), min(count, len(fit))):
        chosen.append(max(map(int, level), key=lambda index: _distance(index, chosen, tiles)))
    return chosen


def _distance(index: int, chosen: Sequence[int], tiles: Sequence[Measured]) -> int:
    """Squared distance, pixels, to the nearest chosen tile."""
    here = tiles[index].window
    return min(
        (
            (here.row - there.row) ** 2 + (here.column - there.column) ** 2
            for there in (tiles[c].window for c in chosen)
        ),
        default=0,
    )
