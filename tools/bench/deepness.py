"""The way that the QGIS plugin Deepness 0.6.5 upscales, as its code goes about it, written anew and small.

Tiles of 64 pixels side by side, one after the other; every band of every tile read by itself; values divided by 255; the
whole output in memory as bytes; then a scratch GeoTIFF, neither tiled nor compressed, and a copy of it at the output's place.
Where this differs it is faster or better than what it stands for: GDAL reads, not QGIS's resampling provider; the file holds
bytes, not floats; what is beyond bytes is clipped, not wrapped round.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from osgeo import gdal

TILE = 64


def deepness(source: str, output: str, run: Callable[[np.ndarray], np.ndarray], scale: int) -> tuple[int, int]:
    """Width and height of what was written.  run: (3, TILE, TILE) float32 in 0..1 -> the same, `scale` times finer."""
    dataset = gdal.Open(source)
    width, height = dataset.RasterXSize, dataset.RasterYSize
    columns, rows = -(-width // TILE), -(-height // TILE)
    whole = np.zeros((rows * TILE * scale, columns * TILE * scale, 3), np.uint8)
    for row in range(0, rows * TILE, TILE):
        for column in range(0, columns * TILE, TILE):
            image = run(tile(dataset, column, row)) * 255
            area = slice(row * scale, (row + TILE) * scale), slice(column * scale, (column + TILE) * scale)
            whole[area] = image.clip(0, 255).transpose(1, 2, 0)
    written(whole[: height * scale, : width * scale], dataset, output, scale)
    return width * scale, height * scale


def tile(dataset: gdal.Dataset, column: int, row: int) -> np.ndarray:
    """(3, TILE, TILE) float32 in 0..1; zeros beyond the raster's edge."""
    image = np.zeros((3, TILE, TILE), np.float32)
    width, height = min(TILE, dataset.RasterXSize - column), min(TILE, dataset.RasterYSize - row)
    for band in range(3):
        image[band, :height, :width] = dataset.GetRasterBand(band + 1).ReadAsArray(column, row, width, height)
    return image / np.float32(255)


def written(image: np.ndarray, source: gdal.Dataset, output: str, scale: int) -> None:
    """(H, W, 3) as GeoTIFF."""
    height, width, bands = image.shape
    driver = gdal.GetDriverByName("GTiff")
    with tempfile.TemporaryDirectory() as folder:
        scratch = driver.Create(str(Path(folder) / "grid_data"), width, height, bands, gdal.GDT_Byte)
        left, across, skew, top, turn, down = source.GetGeoTransform()
        scratch.SetGeoTransform((left, across / scale, skew / scale, top, turn / scale, down / scale))
        scratch.SetProjection(source.GetProjection())
        for band in range(bands):
            scratch.GetRasterBand(band + 1).WriteArray(image[:, :, band])
        scratch.FlushCache()
        driver.CreateCopy(output, scratch)
        scratch = None
