"""A mask for each band, beside a GeoTIFF: inside it, all bands share one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from osgeo import gdal

from gan_core.raster.source import RasterSource
from gan_core.tiling.window import Window

AT_ONCE = 1 << 22
"""Pixels of the output."""


def write_band_masks(path: Path, source: RasterSource, window: Window, factor: int) -> None:
    """The masks of `window` of the source, each pixel repeated, into the .msk beside the closed raster at `path`."""
    gdal.SetThreadLocalConfigOption("GDAL_TIFF_INTERNAL_MASK", "NO")
    try:
        dataset = gdal.OpenEx(str(path), gdal.OF_RASTER)  # opened to read, GDAL takes another file for it
        for number in source.band_masks:
            dataset.GetRasterBand(number).CreateMaskBand(0)
        rows = max(1, AT_ONCE // (window.width * factor**2))
        for row in range(0, window.height, rows):
            strip = Window(window.column, window.row + row, window.width, min(rows, window.height - row))
            for number in source.band_masks:
                mask = (source.band_mask(number, strip) * np.uint8(255)).repeat(factor, 0).repeat(factor, 1)
                dataset.GetRasterBand(number).GetMaskBand().WriteArray(mask, 0, row * factor)
        dataset.FlushCache()
    finally:
        gdal.SetThreadLocalConfigOption("GDAL_TIFF_INTERNAL_MASK", None)
