"""Where a raster's pixels lie on the ground."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from osgeo import gdal

from gan_core.api.errors import RasterGanError
from gan_core.tiling.window import Window

GeoTransform = tuple[float, float, float, float, float, float]

CIRCLE = 360.0
"""Degrees."""


class Extent(NamedTuple):
    """In the units of the CRS."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Grid:
    """Size and GDAL geotransform; the transform may be rotated, non-square or south-up."""

    geotransform: GeoTransform
    width: int
    height: int

    @classmethod
    def of(cls, dataset: gdal.Dataset) -> Grid:
        return cls(tuple(dataset.GetGeoTransform()), dataset.RasterXSize, dataset.RasterYSize)

    @property
    def window(self) -> Window:
        return Window(0, 0, self.width, self.height)

    @property
    def extent(self) -> Extent:
        """The upright rectangle round all four corners."""
        corners = [self.ground(column, row) for column in (0, self.width) for row in (0, self.height)]
        xs, ys = zip(*corners)
        return Extent(min(xs), min(ys), max(xs), max(ys))

    def ground(self, column: float, row: float) -> tuple[float, float]:
        """Where on the ground a place on the pixel grid is."""
        x0, ax, bx, y0, ay, by = self.geotransform
        return x0 + column * ax + row * bx, y0 + column * ay + row * by

    def part(self, window: Window, factor: int = 1) -> Grid:
        """The grid of a window of this one, with pixels `factor` times finer."""
        x, y = self.ground(window.column, window.row)
        _, ax, bx, _, ay, by = self.geotransform
        transform = (x, ax / factor, bx / factor, y, ay / factor, by / factor)
        return Grid(transform, window.width * factor, window.height * factor)

    def snapped(self, extent: Extent) -> Window:
        """The smallest window of whole pixels that covers what `extent` and the raster share.

        Raises RasterGanError `extent-outside` where they share nothing.  An edge within a thousandth of a pixel of a pixel's
        edge counts as on it, as extents pass through text.
        """
        inverse = gdal.InvGeoTransform(self.geotransform)
        if inverse is not None and all(map(math.isfinite, extent)):
            corners = [(x, y) for x in (extent.left, extent.right) for y in (extent.bottom, extent.top)]
            columns, rows = zip(*(gdal.ApplyGeoTransform(inverse, x, y) for x, y in corners))
            left, right = _pixels(columns, self.width)
            top, bottom = _pixels(rows, self.height)
            if left < right and top < bottom:
                return Window(left, top, right - left, bottom - top)
        raise RasterGanError("extent-outside", raster=_text(self.extent), got=_text(extent))


def unwrapped(extent: Extent, raster: Extent, degrees: bool) -> Extent:
    """`extent` as one rectangle in the raster's own count of degrees.  degrees: whether its CRS counts in them.

    Over the date line an extent is written with its greatest longitude first (179 to -179).  Raises RasterGanError
    `extent-order` for edges that are out of order for no such reason, `extent-dateline` where it would take two rectangles.
    """
    if extent.bottom > extent.top or (extent.left > extent.right and not degrees):
        raise RasterGanError("extent-order", got=_text(extent))
    if extent.left <= extent.right:
        return extent
    turns = [
        Extent(extent.left + turn, extent.bottom, extent.right + CIRCLE + turn, extent.top)
        for turn in (-CIRCLE, 0.0, CIRCLE)
    ]
    shared = [turn for turn in turns if turn.left < raster.right and turn.right > raster.left]
    if len(shared) > 1:
        raise RasterGanError("extent-dateline", raster=_text(raster), got=_text(extent))
    return shared[0] if shared else turns[1]


def _pixels(places: Sequence[float], size: int) -> tuple[int, int]:
    """The first of `size` whole pixels that the places reach, and the one after the last; places may be beyond all numbers."""
    first, last = min(places) + 1e-3, max(places) - 1e-3
    return math.floor(min(max(0.0, first), size)), math.ceil(min(max(0.0, last), size))


def _text(extent: Extent) -> str:
    return "{:.10g}, {:.10g} to {:.10g}, {:.10g}".format(*extent)
