"""A raster laid on another grid."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from osgeo import gdal

from gan_core.raster.grid import Grid
from gan_core.raster.source import RasterSource


def warped(source: RasterSource, numbers: Sequence[int], grid: Grid, crs: str, finer: bool) -> np.ndarray:
    """(C, H, W) float64 of the bands `numbers` on `grid`, NaN where nothing is known.

    crs: of the grid, as WKT, "" where neither has one.  finer: the source's pixels are smaller than the grid's and are
    averaged; else they are interpolated.  Raises RuntimeError as GDAL does.
    """
    canvas = gdal.GetDriverByName("MEM").Create("", grid.width, grid.height, len(numbers), gdal.GDT_Float64)
    canvas.SetGeoTransform(grid.geotransform)
    canvas.SetProjection(crs)
    for number in range(len(numbers)):
        canvas.GetRasterBand(number + 1).SetNoDataValue(math.nan)
        canvas.GetRasterBand(number + 1).Fill(math.nan)
    bands = gdal.Translate("", source.dataset, format="VRT", bandList=list(numbers))
    gdal.Warp(canvas, bands, resampleAlg="average" if finer else "cubic")
    return canvas.ReadAsArray().reshape(len(numbers), grid.height, grid.width)


def pixel_in(source: RasterSource, crs: str) -> float:
    """The side of the source's pixels in the units of another CRS (WKT, "" for its own).  Raises RuntimeError."""
    if not crs:
        return pixel(source.grid)
    transform = gdal.AutoCreateWarpedVRT(source.dataset, None, crs).GetGeoTransform()
    return pixel(Grid(transform, 1, 1))


def pixel(grid: Grid) -> float:
    """The side of a pixel, map units."""
    transform = grid.geotransform
    return math.sqrt(abs(transform[1] * transform[5] - transform[2] * transform[4]))
