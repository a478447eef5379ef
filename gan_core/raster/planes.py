"""A small raster of floats, written at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from osgeo import gdal

from gan_core.api.errors import RasterGanError
from gan_core.raster.facts import RasterFacts
from gan_core.raster.metadata import lay
from gan_core.raster.pixel_check import Patches
from gan_core.raster.source import RasterSource
from gan_core.tiling.window import Window


def write_planes(
    path: Path, source: RasterSource, window: Window, factor: int, planes: np.ndarray, names: Sequence[str]
) -> None:
    """planes: (C, H, W) float32, NaN for nodata, of `window` of the source with pixels `factor` times finer.

    Raises RasterGanError `output-failed`.
    """
    bands, height, width = planes.shape
    try:
        dataset = gdal.GetDriverByName("GTiff").Create(
            str(path), width, height, bands, gdal.GDT_Float32, ["COMPRESS=DEFLATE", "PREDICTOR=3"]
        )
        lay(dataset, source, window, factor)
        for number, name in enumerate(names, 1):
            dataset.GetRasterBand(number).SetDescription(name)
            dataset.GetRasterBand(number).SetNoDataValue(float("nan"))
        dataset.WriteArray(planes)
        facts, patches = RasterFacts.of(dataset), Patches()
        patches.note(Window(0, 0, width, height), planes, None)
        dataset.FlushCache()
        dataset = None
        facts.check(path)
        patches.check(path)
    except RuntimeError as error:
        raise RasterGanError("output-failed", path=str(path), reason=str(error)) from error
