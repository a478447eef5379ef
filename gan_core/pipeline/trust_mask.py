"""Pixels of little trust made nodata."""

from __future__ import annotations

from typing import Optional

import numpy as np

from gan_core.api.errors import RasterGanError
from gan_core.raster.source import RasterSource


def check_can_hide(source: RasterSource) -> None:
    """Raises RasterGanError `trust-nodata` unless every band can say "nothing here"."""
    bands = [band for number, band in enumerate(source.bands, 1) if number not in source.alpha]
    if source.dtype.kind == "f" or source.alpha or source.has_mask:
        return
    if not all(band.GetNoDataValue() is not None for band in bands):
        raise RasterGanError("trust-nodata")


def hide(
    pixels: np.ndarray, doubtful: np.ndarray, mask: Optional[np.ndarray], source: RasterSource
) -> Optional[np.ndarray]:
    """Doubtful pixels (H, W) made nodata in all bands of (C, H, W), in place; gives the mask."""
    for number, band in enumerate(source.bands, 1):
        nodata = band.GetNoDataValue()
        if number in source.alpha:
            pixels[number - 1][doubtful] = 0
        elif nodata is not None:
            pixels[number - 1][doubtful] = nodata
        elif source.dtype.kind == "f":
            pixels[number - 1][doubtful] = np.nan
    return None if mask is None else mask & ~doubtful
