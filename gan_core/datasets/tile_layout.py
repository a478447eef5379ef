"""Where synthetic tiles lie: on ground that somebody names, or on a table that is nowhere."""

from __future__ import annotations

import math
from typing import NamedTuple

from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.generation import MOST_TILES, GenerateJob
from gan_core.api.model_card import ModelCard
from gan_core.raster.grid import Extent, Grid
from gan_core.raster.synthetic import north_up, reference_of, same_units
from gan_core.tiling.window import Window

A_ROW = 100
"""Tiles side by side, where each is a file."""


class TileLayout(NamedTuple):
    """Where tiles lie, row by row."""

    grid: Grid
    crs: str
    size: int
    """Side of a tile, pixels."""
    columns: int
    rows: int
    first: int = 0
    """Cells that stay empty before the first tile."""

    def window(self, number: int) -> Window:
        """Of a tile, whole."""
        row, column = divmod(self.first + number, self.columns)
        return Window(column * self.size, row * self.size, self.size, self.size)


def on_table(job: GenerateJob, card: ModelCard, size: int) -> TileLayout:
    """Side by side from a corner at 0, 0, in the raster's units but nowhere on the ground.

    Files of their own lie where their seed says, so that the same seed gives the same file.
    """
    columns = math.ceil(math.sqrt(job.count)) if job.mosaic else A_ROW
    first = 0 if job.mosaic or job.between else job.seed
    rows = math.ceil((first + job.count) / columns)
    grid = Grid(north_up(0.0, 0.0, card.raster["pixel"]), columns * size, rows * size)
    return TileLayout(grid, "", size, columns, rows, first)


def on_ground(job: GenerateJob, card: ModelCard, size: int) -> TileLayout:
    """As many as cover the extent, from its upper left corner.  Raises RasterGanError `generate-extent-empty` or
    `generate-crs`."""
    extent, pixel, crs = Extent(*job.extent or ()), card.raster["pixel"], card.raster["crs"]
    words = f"{pixel[0]:g} x {pixel[1]:g}"
    try:
        if job.crs:
            reference_of(job.crs)
        fits = not (job.crs and crs) or same_units(job.crs, crs)
    except RuntimeError:
        fits = False
    if not fits:
        raise RasterGanError("generate-crs", pixel=words, got=job.crs)
    sides = ((extent.right - extent.left) / pixel[0], (extent.top - extent.bottom) / pixel[1])
    good = all(math.isfinite(side) and side >= 0.5 for side in sides)
    columns, rows = (math.ceil(round(side) / size) for side in sides) if good else (0, 0)
    if not 0 < columns * rows <= MOST_TILES:
        got = "{:.10g}, {:.10g} to {:.10g}, {:.10g}".format(*extent)
        raise RasterGanError("generate-extent-empty", pixel=words, most=MOST_TILES, got=got)
    grid = Grid(north_up(extent.left, extent.top, pixel), round(sides[0]), round(sides[1]))
    return TileLayout(grid, job.crs or crs, size, columns, rows)
