"""Formats that can't be written tile by tile, and options that change values: made from the finished GeoTIFF, then read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from osgeo import gdal

from gan_core.raster.facts import RasterFacts, complete
from gan_core.raster.failing import Unfit
from gan_core.raster.pixel_check import PixelDifference, compare


class Format(NamedTuple):
    """How an output is written."""

    driver: gdal.Driver
    options: Sequence[str]
    """Creation options."""
    direct: bool
    """Whether it is the GeoTIFF itself that is written tile by tile."""

    @property
    def layout_options(self) -> Sequence[str]:
        """Of the GeoTIFF that is written tile by tile."""
        return self.options if self.direct else ()

    def check(self, path: Path, expected: RasterFacts) -> str:
        """What a file of this format does not say of its raster is written beside it, then it is opened.

        Gives what can't be kept in any way, in words.  Raises Unfit or RuntimeError.
        """
        complete(path, expected)
        try:
            got = RasterFacts.of(gdal.OpenEx(str(path), gdal.OF_RASTER))
        except RuntimeError as error:
            raise Unfit(f"GDAL does not open it again: {error}") from error
        differences = expected.differences(got)
        lost = differences.pop("CRS", "") if self.driver.ShortName == "GTiff" else ""  # no format keeps it better
        if differences:
            raise Unfit("; ".join(list(differences.values())[:3]))
        return lost


def convert(finished: Path, made: Path, how: Format, expected: RasterFacts, exact: bool) -> PixelDifference:
    """`made`, in a new folder of its own, with all files that belong to it, read back and compared with `finished`.

    exact: whether every value has to be the same.  Raises Unfit, RuntimeError or OSError, and leaves no folder then.
    """
    shutil.rmtree(made.parent, ignore_errors=True)  # of a run that was broken off
    made.parent.mkdir()
    try:
        _copy(finished, made, how)
        how.check(made, expected)
        difference = _compared(finished, made, exact)
        for path in made.parent.iterdir():
            if path.is_dir():
                raise Unfit("it is a folder of files")
            with path.open("rb+") as file:
                os.fsync(file.fileno())
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
        raise Unfit(f"{difference.validity} pixels become nodata or are it no longer")
    if exact and difference.worst:
        raise Unfit(f"values of band {difference.band} change by up to {difference.worst:.3g}")
    return difference
