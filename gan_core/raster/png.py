"""Small pictures for people: PNG, as bytes."""

from __future__ import annotations

import numpy as np
from osgeo import gdal


def png(image: np.ndarray) -> bytes:
    """(1 or 3, H, W) in 0..1 as a PNG file; what is beyond is clipped."""
    stored = np.round(image.clip(0, 1) * 255).astype(np.uint8)
    bands, height, width = stored.shape
    memory = gdal.GetDriverByName("MEM").Create("", width, height, bands, gdal.GDT_Byte)
    memory.WriteArray(stored)
    path = f"/vsimem/{id(memory)}.png"
    gdal.GetDriverByName("PNG").CreateCopy(path, memory)
    try:
        file = gdal.VSIFOpenL(path, "rb")
        data = bytes(gdal.VSIFReadL(1, gdal.VSIStatL(path).size, file))
        gdal.VSIFCloseL(file)
    finally:
        gdal.GetDriverByName("PNG").Delete(path)
    return data


def side_by_side(panels: list[np.ndarray], gap: int = 4) -> np.ndarray:
    """Panels (C, H, W) of one height, left to right on white."""
    bands, height, _ = panels[0].shape
    between = np.ones((bands, height, gap), np.float32)
    return np.concatenate([part for panel in panels for part in (between, panel)][1:], 2)
