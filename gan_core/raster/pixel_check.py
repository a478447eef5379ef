"""Whether the pixels of a file that was written are those that were made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Optional

import numpy as np
from osgeo import gdal

from gan_core.raster.failing import Unfit
from gan_core.tiling.window import Window

PATCH, MOST = 16, 16
"""Pixels a side, and how many are remembered."""
AT_ONCE = 1 << 22
"""Pixels of a band that are compared at once."""


class PixelDifference(NamedTuple):
    """Between the pixels of a file and those that it was made from."""

    worst: float = 0.0
    """The largest of any band that is valid in both."""
    band: int = 0
    """Where that is; 0 where there is none."""
    validity: int = 0
    """Pixels of a band that are valid in one and not in the other."""


@dataclass
class Patches:
    """Small pieces of what is written, to look at again when the file is closed."""

    kept: list[tuple[Window, np.ndarray, Optional[np.ndarray]]] = field(default_factory=list)
    seen: int = 0

    def note(self, window: Window, values: np.ndarray, mask: Optional[np.ndarray]) -> None:
        """The corner of every piece at first, of ever fewer later.  values: (C, H, W).  mask: (H, W) bool."""
        self.seen += 1
        if self.seen & (self.seen - 1) == 0 and len(self.kept) < MOST:
            side = slice(0, PATCH)
            place = Window(window.column, window.row, *values[:, side, side].shape[:0:-1])
            piece = values[:, side, side].copy()
            self.kept.append((place, piece, None if mask is None else mask[side, side].copy()))

    def check(self, path: Path) -> None:
        """Raises Unfit where a file holds anything else, RuntimeError."""
        dataset = gdal.OpenEx(str(path), gdal.OF_RASTER)
        for place, values, mask in self.kept:
            where = f"at column {place.column}, row {place.row}"
            for number, plane in enumerate(values, 1):
                got = dataset.GetRasterBand(number).ReadAsArray(*place)
                if not np.array_equal(got, plane, equal_nan=plane.dtype.kind == "f"):
                    raise Unfit(f"band {number} holds other values {where}")
            got = dataset.GetRasterBand(1).GetMaskBand().ReadAsArray(*place) != 0
            if mask is not None and not np.array_equal(got, mask):
                raise Unfit(f"the mask is another {where}")


def compare(made_from: gdal.Dataset, file: gdal.Dataset) -> PixelDifference:
    """All pixels of two rasters of the same size and bands."""
    worst, band, validity = 0.0, 0, 0
    for number in range(1, made_from.RasterCount + 1):
        bands = made_from.GetRasterBand(number), file.GetRasterBand(number)
        for strip in _strips(made_from.RasterXSize, made_from.RasterYSize):
            one, other = (each.ReadAsArray(*strip) for each in bands)
            known, shown = (_valid(each, strip, values) for each, values in zip(bands, (one, other)))
            validity += int((known != shown).sum())
            both = known & shown & (one != other)
            if both.any():
                with np.errstate(over="ignore", invalid="ignore"):
                    off = float(np.nanmax(np.abs(one[both].astype(np.float64) - other[both].astype(np.float64))))
                if off > worst:
                    worst, band = off, number
    return PixelDifference(worst, band, validity)


def _valid(band: gdal.Band, place: Window, values: np.ndarray) -> np.ndarray:
    if band.GetMaskFlags() == gdal.GMF_ALL_VALID:
        known = np.ones(values.shape, bool)
    else:
        known = band.GetMaskBand().ReadAsArray(*place) != 0
    return known & ~np.isnan(values) if values.dtype.kind == "f" else known


def _strips(width: int, height: int) -> Iterator[Window]:
    rows = max(1, AT_ONCE // width)
    for row in range(0, height, rows):
        yield Window(0, row, width, min(rows, height - row))
