"""Scenes of any size to measure on: real imagery, mirrored over and over so that no edge is new."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from osgeo import gdal

from gan_core.tiling.window import symmetric_indexes
from tools.common.samples import samples

gdal.UseExceptions()
STRIP = 512
"""Rows that are written at a time."""


def scene(folder: Path, name: str, side: int) -> Path:
    """The first three bands of a sample, "aerial" (Byte) or "sentinel2" (UInt16, nodata 0), side x side pixels."""
    path = folder / f"{name}_{side}.tif"
    if path.exists():
        return path
    source = gdal.Open(str({path.stem: path for path in samples(folder.parent / "samples")}[name]))
    image = np.stack([source.GetRasterBand(number).ReadAsArray() for number in (1, 2, 3)])
    whole = image[:, : image.shape[1] // 8 * 8, : image.shape[2] // 8 * 8]
    repeat(whole, source, path, side)
    return path


def repeat(image: np.ndarray, source: gdal.Dataset, path: Path, side: int) -> None:
    """Write (3, H, W), mirrored at its edges until side x side pixels are full, where and what `source` is."""
    staged = path.with_suffix(".part.tif")
    data_type = source.GetRasterBand(1).DataType
    options = ["TILED=YES", "PHOTOMETRIC=RGB", "INTERLEAVE=PIXEL", "COMPRESS=DEFLATE", "PREDICTOR=2", "NUM_THREADS=2"]
    mosaic = gdal.GetDriverByName("GTiff").Create(str(staged), side, side, 3, data_type, options)
    mosaic.SetGeoTransform(source.GetGeoTransform())
    mosaic.SetProjection(source.GetProjection())
    nodata = source.GetRasterBand(1).GetNoDataValue()
    if nodata is not None:
        mosaic.GetRasterBand(1).SetNoDataValue(nodata)
    columns = symmetric_indexes(0, side, image.shape[2])
    for row in range(0, side, STRIP):
        rows = symmetric_indexes(row, min(row + STRIP, side), image.shape[1])
        mosaic.WriteArray(image[:, rows][:, :, columns], 0, row)
    mosaic = None
    staged.rename(path)


def picture(path: Path, side: int) -> np.ndarray:
    """The first side x side pixels, (3, side, side)."""
    return gdal.Open(str(path)).ReadAsArray(0, 0, side, side)
