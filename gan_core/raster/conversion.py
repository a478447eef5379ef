"""Formats that can't be written tile by tile, and options that change values: made from the finished GeoTIFF, then read."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from osgeo import gdal

from gan_core.raster.facts import RasterFacts, complete
from gan_core.raster.pixel_check import PixelDifference, compare

MOST = 0.25
"""Of a band's range, on average, that values may change by: what compresses changes them less, what cuts them off more."""

BOUNDED = ("MAX_Z_ERROR=", "DISCARD_LSB=", "NBITS=")


class Format(NamedTuple):
    """How an output is written."""

    driver: gdal.Driver
    options: Sequence[str]
    """Creation options."""
    direct: bool
    """Whether it is the GeoTIFF itself that is written tile by tile."""
    exact: bool
    """Whether every value has to stay as it is."""

    @property
    def bounded(self) -> bool:
        """Whether a value changes by itself and by so much at most: then a piece shows what becomes of any value."""
        return any(option.upper().startswith(BOUNDED) for option in self.options)

    @property
    def layout_options(self) -> Sequence[str]:
        """Of the GeoTIFF that is written tile by tile."""
        return self.options if self.direct else ()

    def check(self, path: Path, expected: RasterFacts) -> str:
        """What a file of this format does not say of its raster is written beside it, then it is opened.

        Gives what can't be kept in any way, in words.  Raises RuntimeError, for anything else too.
        """
        complete(path, expected)
        return self.keeps(path, expected)

    def keeps(self, path: Path, expected: RasterFacts) -> str:
        """The same of a file in its place."""
        return expected.check(path, "CRS" if self.driver.ShortName == "GTiff" else "")  # no format keeps that better


def convert(finished: Path, made: Path, how: Format, expected: RasterFacts) -> PixelDifference:
    """`made`, in a new folder of its own, with all files that belong to it, read back and compared with `finished`.

    Raises RuntimeError or OSError, and leaves no folder then.
    """
    shutil.rmtree(made.parent, ignore_errors=True)  # of a run that was broken off
    made.parent.mkdir()
    try:
        _copy(finished, made, how)
        how.check(made, expected)
        difference = _compared(finished, made, how.exact)
        if any(path.is_dir() for path in made.parent.iterdir()):
            raise RuntimeError("it is a folder of files")
        return difference
    except BaseException:
        shutil.rmtree(made.parent, ignore_errors=True)
        raise


def _copy(finished: Path, made: Path, how: Format) -> None:
    options = [*how.options, "COPY_SRC_OVERVIEWS=YES"] if how.driver.ShortName == "GTiff" else list(how.options)
    gdal.SetThreadLocalConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES")
    try:
        how.driver.CreateCopy(str(made), gdal.OpenEx(str(finished), gdal.OF_RASTER), 1, options)
    finally:
        gdal.SetThreadLocalConfigOption("GDAL_TIFF_INTERNAL_MASK", None)


def _compared(finished: Path, made: Path, exact: bool) -> PixelDifference:
    difference = compare(*(gdal.OpenEx(str(path), gdal.OF_RASTER) for path in (finished, made)))
    if difference.validity:
        raise RuntimeError(f"{difference.validity} pixels become nodata or are it no longer")
    if (exact and difference.worst) or difference.share > MOST:
        raise RuntimeError(f"values of band {difference.band} change by up to {difference.worst:.3g}")
    return difference
