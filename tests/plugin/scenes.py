"""Small rasters made by code."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from osgeo import gdal, osr

ROOT = Path(__file__).resolve().parents[2]
gdal.UseExceptions()


def write_raster(path: Path, array: np.ndarray, nodata: float | None = None, rgb: bool = False) -> Path:
    """(C, H, W) as a GeoTIFF in UTM 33N with pixels of 2 m."""
    kinds = {"uint8": gdal.GDT_Byte, "uint16": gdal.GDT_UInt16, "float32": gdal.GDT_Float32}
    options = ["PHOTOMETRIC=RGB"] if rgb else ["PHOTOMETRIC=MINISBLACK"]
    bands, height, width = array.shape
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), width, height, bands, kinds[str(array.dtype)], options)
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32633)
    dataset.SetSpatialRef(reference)
    dataset.SetGeoTransform((500000, 2, 0, 4100000, 0, -2))
    dataset.WriteArray(array)
    if nodata is not None:
        for number in range(bands):
            dataset.GetRasterBand(number + 1).SetNoDataValue(nodata)
    return path


def scenery(bands: int, height: int, width: int, dtype: str = "uint8") -> np.ndarray:
    """Smooth hills with some texture, (bands, height, width)."""
    rows, columns = np.mgrid[:height, :width]
    noise = np.random.default_rng(7).normal(0, 6, (bands, height, width))
    hills = 110 + 60 * np.sin(rows / 9) * np.cos(columns / 7)
    return (hills + noise).clip(0, 255).astype(dtype)
