"""A raster that GDAL reads as a GeoTIFF of our own layout, with overviews."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from osgeo import gdal

from gan_core.api.errors import RasterGanError
from gan_core.raster.creation import Layout
from gan_core.raster.overviews import factors_of
from gan_core.raster.source import SENSOR_DOMAIN, RasterSource

BLOCK = 512
COPYING = 0.8
"""Of the time; the overviews take the rest."""


def copy(source: str, name: str, target: Path, progress: Callable[[float], None]) -> None:
    """source: what GDAL opens, the text of a VRT too.  name: of what is made, in a message.  progress: told the share done; it
    may raise, which ends the copy.  Raises RasterGanError `input-...` or `output-failed`."""
    raster = RasterSource(source)
    options = Layout.of(raster, None, (BLOCK, BLOCK), ()).options
    watch = Watch(progress)
    try:
        driver = gdal.GetDriverByName("GTiff")
        copied = driver.CreateCopy(str(target), raster.dataset, False, options, watch.during(0, COPYING))
        for domain in ("IMAGERY", SENSOR_DOMAIN):  # GDAL takes them over from a GeoTIFF alone
            copied.SetMetadata(raster.dataset.GetMetadata(domain), domain)
        factors = list(factors_of(max(copied.RasterXSize, copied.RasterYSize)))
        if factors:
            copied.BuildOverviews("AVERAGE", factors, watch.during(COPYING, 1))
        copied.FlushCache()
    except RuntimeError as error:
        if watch.error is not None:
            raise watch.error from None
        raise RasterGanError("output-failed", path=name, reason=str(error)) from error


class Watch:
    """GDAL's callbacks, which can't raise."""

    def __init__(self, progress: Callable[[float], None]) -> None:
        self.progress = progress
        self.error: BaseException | None = None

    def during(self, begin: float, end: float) -> Callable[..., int]:
        """A callback for the work between two shares of the whole."""

        def told(share: float, *_: Any) -> int:
            try:
                self.progress(begin + (end - begin) * share)
            except BaseException as error:  # Ctrl+C too; `copy` raises it where Python can
                self.error = error
            return int(self.error is None)

        return told
