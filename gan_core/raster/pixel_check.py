"""Whether the pixels of a file that was written are those that were made."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Optional

import numpy as np
from osgeo import gdal

from gan_core.tiling.window import Window

PATCH, MOST = 16, 16
"""Pixels a side, and how many are remembered."""
AT_ONCE = 1 << 22
"""Pixels of a band that are compared at once."""


class PixelDifference(NamedTuple):
    """Between the pixels of a file and those that it was made from."""

    worst: float = 0.0
    """The largest, where both are valid."""
    share: float = 0.0
    """The mean, of the band's range."""
    validity: int = 0
    """Pixels that are valid in one and not in the other."""
    band: int = 0
    """The one with the largest."""


@dataclass
class Patches:
    """Small pieces of what is written, to look at again when the file is closed."""

    patches: list[tuple[Window, np.ndarray, Optional[np.ndarray]]] = field(default_factory=list)
    count: int = 0

    def note(self, window: Window, values: np.ndarray, mask: Optional[np.ndarray]) -> None:
        """The corner of every piece at first, of ever fewer later.  values: (C, H, W).  mask: (H, W) bool."""
        self.count += 1
        if self.count & (self.count - 1) == 0 and len(self.patches) < MOST:
            side = slice(0, PATCH)
            patch = Window(window.column, window.row, *values[:, side, side].shape[:0:-1])
            piece = values[:, side, side].copy()
            self.patches.append((patch, piece, None if mask is None else mask[side, side].copy()))

    def check(self, path: Path) -> None:
        """Raises RuntimeError, where a file holds anything else too."""
        dataset = gdal.OpenEx(str(path), gdal.OF_RASTER)
        for window, values, mask in self.patches:
            position = f"at column {window.column}, row {window.row}"
            for number, plane in enumerate(values, 1):
                pixels = dataset.GetRasterBand(number).ReadAsArray(*window)
                if not np.array_equal(pixels, plane, equal_nan=plane.dtype.kind == "f"):
                    raise RuntimeError(f"band {number} holds other values {position}")
            pixels = dataset.GetRasterBand(1).GetMaskBand().ReadAsArray(*window) != 0
            if mask is not None and not np.array_equal(pixels, mask):
                raise RuntimeError(f"the mask is another {position}")


def compare(made_from: gdal.Dataset, file: gdal.Dataset) -> PixelDifference:
    """All pixels of two rasters of the same size and bands; of any band what is most."""
    differences = [
        _compare(made_from.GetRasterBand(number), file.GetRasterBand(number))._replace(band=number)
        for number in range(1, made_from.RasterCount + 1)
    ]
    share, validity = (
        max(difference.share for difference in differences),
        sum(difference.validity for difference in differences),
    )
    return max(differences)._replace(share=share, validity=validity)


def _compare(band: gdal.Band, other: gdal.Band) -> PixelDifference:
    worst, total, count, validity, low, high = 0.0, 0.0, 0, 0, math.inf, -math.inf
    for strip in _strips(band.XSize, band.YSize):
        values, others = (raster_band.ReadAsArray(*strip) for raster_band in (band, other))
        valid, other_valid = _valid(band, strip, values), _valid(other, strip, others)
        validity += int((valid != other_valid).sum())
        both = valid & other_valid
        if not both.any():
            continue
        values, others = values[both].astype(np.float64), others[both].astype(np.float64)
        low, high = min(low, float(values.min())), max(high, float(values.max()))
        with np.errstate(over="ignore", invalid="ignore"):
            errors = np.where(values == others, 0, np.abs(values - others))
            total, count = total + float(errors.sum()), count + len(errors)
        worst = max(worst, float(errors.max()))
    share = total / count / (high - low) if worst and low < high else float(worst > 0)
    return PixelDifference(worst, share, validity)


def _valid(band: gdal.Band, window: Window, values: np.ndarray) -> np.ndarray:
    if band.GetMaskFlags() == gdal.GMF_ALL_VALID:
        valid = np.ones(values.shape, bool)
    else:
        valid = band.GetMaskBand().ReadAsArray(*window) != 0
    return valid & ~np.isnan(values) if values.dtype.kind == "f" else valid


def _strips(width: int, height: int) -> Iterator[Window]:
    rows = max(1, AT_ONCE // width)
    for row in range(0, height, rows):
        yield Window(0, row, width, min(rows, height - row))
