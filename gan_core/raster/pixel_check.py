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
        """Raises RuntimeError, where a file holds anything else too."""
        dataset = gdal.OpenEx(str(path), gdal.OF_RASTER)
        for place, values, mask in self.kept:
            where = f"at column {place.column}, row {place.row}"
            for number, plane in enumerate(values, 1):
                got = dataset.GetRasterBand(number).ReadAsArray(*place)
                if not np.array_equal(got, plane, equal_nan=plane.dtype.kind == "f"):
                    raise RuntimeError(f"band {number} holds other values {where}")
            got = dataset.GetRasterBand(1).GetMaskBand().ReadAsArray(*place) != 0
            if mask is not None and not np.array_equal(got, mask):
                raise RuntimeError(f"the mask is another {where}")


def compare(made_from: gdal.Dataset, file: gdal.Dataset) -> PixelDifference:
    """All pixels of two rasters of the same size and bands; of any band what is most."""
    every = [
        _compare(made_from.GetRasterBand(number), file.GetRasterBand(number))._replace(band=number)
        for number in range(1, made_from.RasterCount + 1)
    ]
    share, validity = max(one.share for one in every), sum(one.validity for one in every)
    return max(every)._replace(share=share, validity=validity)


def _compare(band: gdal.Band, other: gdal.Band) -> PixelDifference:
    worst, total, count, validity, low, high = 0.0, 0.0, 0, 0, math.inf, -math.inf
    for strip in _strips(band.XSize, band.YSize):
        values, others = (each.ReadAsArray(*strip) for each in (band, other))
        known, shown = _valid(band, strip, values), _valid(other, strip, others)
        validity += int((known != shown).sum())
        both = known & shown
        if not both.any():
            continue
        values, others = values[both].astype(np.float64), others[both].astype(np.float64)
        low, high = min(low, float(values.min())), max(high, float(values.max()))
        with np.errstate(over="ignore", invalid="ignore"):
            off = np.where(values == others, 0, np.abs(values - others))
            total, count = total + float(off.sum()), count + len(off)
        worst = max(worst, float(off.max()))
    share = total / count / (high - low) if worst and low < high else float(worst > 0)
    return PixelDifference(worst, share, validity)


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
