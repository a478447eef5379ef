"""The GeoTIFF that every output is first written to, tile by tile, beside its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, Optional

import numpy as np
from osgeo import gdal

from gan_core.raster.band_masks import write_band_masks
from gan_core.raster.categories import BandSpec
from gan_core.raster.creation import Layout
from gan_core.raster.facts import RasterFacts
from gan_core.raster.failing import quiet
from gan_core.raster.grid import Grid
from gan_core.raster.metadata import describe, lay
from gan_core.raster.overviews import OverviewRule, Overviews
from gan_core.raster.rollback import Savepoint, savepoint
from gan_core.raster.source import RasterSource
from gan_core.tiling.window import Window


class Subject(NamedTuple):
    """What a raster shows."""

    source: RasterSource
    window: Window
    """Of the source."""
    factor: int
    """How many times finer its pixels are."""
    layer: Optional[BandSpec] = None
    """Its bands of bytes; left out, the bands are as the source's."""

    @property
    def grid(self) -> Grid:
        return self.source.grid.part(self.window, self.factor)

    @property
    def expected(self) -> RasterFacts:
        return RasterFacts.expected(self.source, self.window, self.factor, self.layer)

    @property
    def nodata(self) -> list[Optional[float]]:
        """Of each band."""
        return (
            [self.layer.nodata] * self.layer.bands
            if self.layer
            else [band.GetNoDataValue() for band in self.source.bands]
        )

    @property
    def masked(self) -> bool:
        """Whether one mask is written for all bands."""
        return self.source.has_mask and not self.layer

    @property
    def masked_by_band(self) -> bool:
        return bool(self.source.band_masks) and not self.layer

    def describe(self, target: gdal.Dataset, tags: Mapping[str, str]) -> None:
        """All that a file says besides its pixels, and its mask, empty."""
        if self.layer:
            lay(target, self.source, self.window, self.factor)
            target.SetMetadata(dict(tags))
            self.layer.describe(target)
            return
        describe(target, self.source, self.window, self.factor, tags)
        if self.masked:
            gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES")
            target.CreateMaskBand(gdal.GMF_PER_DATASET)


class StagedGeoTiff:
    """An open file.  Everything raises RuntimeError or OSError as GDAL does."""

    def __init__(self, path: Path, subject: Subject, layout: Layout) -> None:
        self.path, self.subject, self.layout = path, subject, layout
        self.dataset: Any = None
        self.mask: Any = None
        self.overviews: Optional[Overviews] = None
        self.last = Window(0, 0, 1, 1)
        """The latest that was written."""

    def open(self, tile: tuple[int, int], tags: Mapping[str, str], resumed: bool, overviews: bool) -> None:
        """tile, resumed, overviews: as RasterSink takes them."""
        subject, grid = self.subject, self.subject.grid
        if resumed:
            self.dataset = gdal.OpenEx(str(self.path), gdal.OF_RASTER | gdal.OF_UPDATE)
        else:
            self.dataset = self.layout.create(str(self.path), grid.width, grid.height)
            subject.describe(self.dataset, tags)
        if subject.masked:
            self.mask = self.dataset.GetRasterBand(1).GetMaskBand()
        if overviews and not subject.masked_by_band:  # GDAL keeps no masks for these
            layer, source = subject.layer, subject.source
            alpha = not layer and source.alpha == [len(source.bands)]
            taken = layer is not None and bool(layer.categories or not layer.averaged)
            rule = OverviewRule(taken, subject.nodata, alpha)
            self.overviews = Overviews(self.dataset, tile, rule)

    def write(self, window: Window, values: np.ndarray, mask: Optional[np.ndarray]) -> None:
        """Pixels (C, H, W) in the raster's data type and mask (H, W) bool at `window`, which lies within the raster."""
        self.last = window
        self.dataset.WriteArray(values, window.column, window.row)
        for number in range(len(values)):  # compressed here, in the writer's thread, not all at once at the end
            self.dataset.GetRasterBand(number + 1).FlushCache()
        if mask is not None:
            self.mask.WriteArray(mask.astype(np.uint8) * 255, window.column, window.row)
        if self.overviews:
            self.overviews.write(window, values, mask)

    def stored(self, values: np.ndarray) -> int:
        """Bytes that pixels (C, H, W) take in such a file."""
        path = f"/vsimem/{self.path.name}"
        piece = self.layout.create(path, *values.shape[:0:-1])
        piece.WriteArray(values)
        piece = None
        size: int = gdal.VSIStatL(path).size
        gdal.Unlink(path)
        return size

    def savepoint(self) -> Optional[Savepoint]:
        """As RasterSink's."""
        self.dataset.FlushCache()
        if self.mask is not None:
            self.mask.FlushCache()
            self.mask.GetDataset().FlushCache()
        # no flush reaches what C's stdio holds back, but reading does
        self.dataset.GetRasterBand(1).ReadAsArray(*self.last[:2], 1, 1)
        if all(band.GetDataCoverageStatus(*window)[1] == 100 for band, window in self._last_written()):
            return savepoint(self.path)
        return None

    def _last_written(self) -> Iterator[tuple[gdal.Band, Window]]:
        """The bands that the last piece went into, as others see the file, and where in them."""
        reader = gdal.OpenEx(str(self.path), gdal.OF_RASTER)
        first, last = reader.GetRasterBand(1), reader.GetRasterBand(reader.RasterCount)
        levels = [(-1, self.last), *(self.overviews.places(self.last) if self.overviews else [])]
        for level, window in levels:
            yield (last if level < 0 else last.GetOverview(level)), window
            if self.mask is not None:
                yield (first if level < 0 else first.GetOverview(level)).GetMaskBand(), window

    def close(self, tags: Mapping[str, str]) -> None:
        """tags: those that are known at the end only."""
        for name, value in tags.items():
            self.dataset.SetMetadataItem(name, value)
        if self.overviews:
            self.overviews.finish()
        self.overviews = self.mask = None
        self.dataset.FlushCache()
        self.dataset = None
        if self.subject.masked_by_band:
            write_band_masks(self.path, *self.subject[:3])

    def abandon(self) -> None:
        """Closing flushes once more: what failed has been told already."""
        gdal.DontUseExceptions()
        with quiet():
            if self.overviews:
                self.overviews.dataset = (
                    None  # an error's traceback may hold them: closed late, the file would come back
                )
            self.overviews = self.mask = self.dataset = None
        gdal.UseExceptions()
