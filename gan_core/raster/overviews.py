"""A raster's overviews, made of the tiles while they are at hand: nothing is read back, however large the raster is.

Each level has half the pixels of the one before it in a row, down to LARGEST a side.  What a level's blocks share between
tiles is made at the end, from the level before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Optional

import numpy as np
from osgeo import gdal

from gan_core.tiling.window import Window

LARGEST = 512
BLOCKS = (128, 64)
"""Sides of a block, pixels: GDAL takes powers of 2 from 64 on."""


class OverviewRule(NamedTuple):
    """What the pixels are, and which of them count."""

    categories: bool
    """Whether they are classes, of which one is taken; else they are averaged."""
    nodata: list[Optional[float]]
    """Of each band."""
    alpha: bool
    """Whether the last band is 0 where the others mean nothing."""


class Overviews:
    """Of an open dataset."""

    def __init__(self, dataset: gdal.Dataset, tile: tuple[int, int], kind: OverviewRule) -> None:
        """tile: width and height of the pieces that come in.  What there is already, is kept."""
        self.dataset, self.kind = dataset, kind
        sides = [(side, size) for side, size in zip(tile, (dataset.RasterXSize, dataset.RasterYSize)) if side < size]
        block = next((one for one in BLOCKS if all(side % (2 * one) == 0 for side, _ in sides)), BLOCKS[-1])
        self.factors = list(factors_of(max(dataset.RasterXSize, dataset.RasterYSize)))
        self.with_tiles = 0
        """How many levels are written with the tiles; their blocks are whole pieces of a tile's."""
        while self.with_tiles < len(self.factors) and all(
            side % (self.factors[self.with_tiles] * block) == 0 for side, _ in sides
        ):
            self.with_tiles += 1
        if self.factors and not dataset.GetRasterBand(1).GetOverviewCount():
            gdal.SetThreadLocalConfigOption("GDAL_TIFF_OVR_BLOCKSIZE", str(block))
            try:
                dataset.BuildOverviews("NONE", self.factors)
            finally:
                gdal.SetThreadLocalConfigOption("GDAL_TIFF_OVR_BLOCKSIZE", None)

    def places(self, window: Window) -> list[tuple[int, Window]]:
        """Each level that is written with the tiles, and where the tile at `window` lies in it."""
        return [(level, _shrunk(window, factor)) for level, factor in enumerate(self.factors[: self.with_tiles])]

    def write(self, window: Window, values: np.ndarray, mask: Optional[np.ndarray]) -> None:
        """The tile's share of the levels.  values: (C, H, W).  mask: (H, W) bool, False where nothing is valid."""
        for level, place in self.places(window):
            values, mask = halved(values, mask, self.kind)
            self._put(level, place, values, mask)

    def finish(self) -> None:
        """The levels that are left."""
        for level in range(self.with_tiles, len(self.factors)):
            for strip, values, mask in self._strips(level - 1):
                self._put(level, _shrunk(strip, 2), *halved(values, mask, self.kind))

    def _bands(self, level: int) -> list[gdal.Band]:
        """level: -1 is the raster itself."""
        bands = [self.dataset.GetRasterBand(number + 1) for number in range(self.dataset.RasterCount)]
        return bands if level < 0 else [band.GetOverview(level) for band in bands]

    def _put(self, level: int, place: Window, values: np.ndarray, mask: Optional[np.ndarray]) -> None:
        bands = self._bands(level)
        planes = list(zip(bands, values))
        if mask is not None:
            planes.append((bands[0].GetMaskBand(), mask.astype(np.uint8) * 255))
        for band, plane in planes:
            band.WriteArray(plane, place.column, place.row)
        for band, _ in planes:
            band.FlushCache()

    def _strips(self, level: int) -> Iterator[tuple[Window, np.ndarray, Optional[np.ndarray]]]:
        """A level in strips: where each is, its pixels (C, H, W) and its mask (H, W)."""
        bands = self._bands(level)
        height, width = bands[0].YSize, bands[0].XSize
        mask = bands[0].GetMaskBand() if bands[0].GetMaskFlags() == gdal.GMF_PER_DATASET else None
        for row in range(0, height, 2 * BLOCKS[0]):
            strip = Window(0, row, width, min(2 * BLOCKS[0], height - row))
            values = np.stack([band.ReadAsArray(*strip) for band in bands])
            yield strip, values, None if mask is None else mask.ReadAsArray(*strip) > 0


def halved(
    values: np.ndarray, mask: Optional[np.ndarray], kind: OverviewRule
) -> tuple[np.ndarray, Optional[np.ndarray]]:
    """(C, H, W), and a mask (H, W), at half the size, rounded up: the mean of the pixels of each 2 x 2 that are valid.

    Whole numbers are rounded to the nearest, and off the nodata value.  Where none is valid the first of the four is kept.
    """
    halved_mask = None if mask is None else np.logical_or.reduce(_quarters(mask))
    if kind.categories:
        return _quarters(values)[0], halved_mask
    return np.stack(
        [_mean(band, _valid(number, values, mask, kind), kind.nodata[number]) for number, band in enumerate(values)]
    ), halved_mask


def _valid(number: int, values: np.ndarray, mask: Optional[np.ndarray], kind: OverviewRule) -> Optional[np.ndarray]:
    """Which pixels of a band count, (H, W) bool; None for all."""
    band, nodata = values[number], kind.nodata[number]
    known = np.ones(band.shape, bool) if mask is None else mask
    if kind.alpha and number < len(values) - 1:
        known = known & (values[-1] != 0)
    if nodata is not None:
        known = known & (band != nodata)
    if band.dtype.kind == "f":
        known = known & ~np.isnan(band)
    return None if known.all() else known


def _mean(band: np.ndarray, valid: Optional[np.ndarray], nodata: Optional[float]) -> np.ndarray:
    four, whole = _quarters(band), band.dtype.kind in "iu"
    wide = {1: np.int16, 2: np.int32}.get(band.itemsize, np.int64) if whole else band.dtype
    known = None if valid is None else _quarters(valid)
    total = np.zeros(four[0].shape, wide)
    count = np.full(total.shape, 4 if known is None else 0, wide)
    for number, one in enumerate(four if whole else [plane / 4 for plane in four]):  # the sum may be beyond the type
        total += one if known is None else np.where(known[number], one, 0).astype(wide)
        if known is not None:
            count += known[number]
    if known is None:
        made = (total + 2) >> 2 if whole else total
    else:
        divisor = np.maximum(count, 1)
        made = np.where(count > 0, (2 * total + divisor) // (2 * divisor) if whole else total / (divisor / 4), four[0])
    if nodata is not None and whole:
        met = (count > 0) & (made == nodata)
        made[met] += 1 if nodata < np.iinfo(band.dtype).max else -1
    averaged: np.ndarray = made.astype(band.dtype)
    return averaged


def _quarters(plane: np.ndarray) -> list[np.ndarray]:
    """The four pixels of each 2 x 2 of (..., H, W); at an odd edge the last ones count twice."""
    height, width = plane.shape[-2:]
    if height % 2 or width % 2:
        odd = [(0, 0)] * (plane.ndim - 2) + [(0, height % 2), (0, width % 2)]
        plane = np.pad(plane, odd, mode="edge")
    return [plane[..., row::2, column::2] for row in (0, 1) for column in (0, 1)]


def _shrunk(window: Window, factor: int) -> Window:
    """window: begins at a multiple of `factor`."""
    width, height = (-(-side // factor) for side in (window.width, window.height))
    return Window(window.column // factor, window.row // factor, width, height)


def factors_of(longest: int) -> Iterator[int]:
    """How many times coarser each level is.  longest: side of the raster, pixels."""
    factor = 2
    while longest // (factor // 2) > LARGEST:
        yield factor
        factor *= 2
