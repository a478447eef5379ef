"""A raster to write: complete or not there at all.

Pixels and their overviews go into a tiled GeoTIFF beside the output's place; at the end it is closed, checked and renamed.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Iterator, Optional, Union

import numpy as np
from osgeo import gdal

from gan_core.api.errors import RasterGanError
from gan_core.api.staging import SIDE_FILES, remove_traces, staged_path
from gan_core.raster.categories import BandSpec
from gan_core.raster.commit import Destination, all_or_none
from gan_core.raster.creation import Layout
from gan_core.raster.metadata import describe, keep_beside, lay
from gan_core.raster.output_check import check_place, driver_for
from gan_core.raster.overviews import OverviewRule, Overviews
from gan_core.raster.rollback import Savepoint, savepoint
from gan_core.raster.source import RasterSource
from gan_core.tiling.window import Window


class RasterSink:
    """Use as a context, alone or with others in `all_or_none`: the output is put in its place, or every trace removed."""

    def __init__(
        self,
        output: str,
        source: RasterSource,
        window: Window,
        factor: int,
        tile: tuple[int, int],
        options: Sequence[str] = (),
        tags: Mapping[str, str] | None = None,
        layer: Optional[BandSpec] = None,
        process: Union[int, str] = 0,
        resumed: bool = False,
        overviews: bool = True,
    ) -> None:
        """tile: width and height of the pieces that will be written; blocks are cut so that each is written once.

        layer: the one band of bytes to write; left out, the bands are as the source's.  process: in the staged file's name,
        this one when left out; a staged file of another name is removed by whoever named it.  resumed: the staged file is
        there already, with some pieces written.  overviews: whether it gets any; a part of a raster needs none.
        """
        self.output = Path(output).absolute()
        self.place = Destination(self.output)
        self.tags: dict[str, str] = {}
        """Those that are known at the end only; may be set until then."""
        self.nodata = [layer.nodata] if layer else [band.GetNoDataValue() for band in source.bands]
        self.origin = (source, window, factor, layer is None)
        self.driver = driver_for(self.output)
        self.process = process or os.getpid()
        self.staged = staged_path(self.output, self.process)
        self.grid = source.grid.part(window, factor)
        pixel = 1 if layer else len(source.bands) * source.dtype.itemsize
        size = self.grid.width * self.grid.height * pixel
        check_place(self.output, source, max(0, size - self.staged.stat().st_size) if resumed else size)
        converted = self.driver.ShortName != "GTiff"
        self.converter_options = list(options) if converted else []
        self.layout = Layout.of(source, layer, tile, () if converted else options)
        self.dataset: Any = None
        self.mask: Any = None
        self.overviews: Optional[Overviews] = None
        self.last = Window(0, 0, 1, 1)
        """The latest that was written."""
        try:
            with self.failing():
                if resumed:
                    self.dataset = gdal.OpenEx(str(self.staged), gdal.OF_RASTER | gdal.OF_UPDATE)
                else:
                    self.dataset = self.layout.create(str(self.staged), self.grid.width, self.grid.height)
                    self._describe(source, window, factor, tags or {}, layer)
                if source.has_mask and not layer:
                    self.mask = self.dataset.GetRasterBand(1).GetMaskBand()
                if overviews:
                    alpha = not layer and source.alpha == [len(source.bands)]
                    kind = OverviewRule(bool(layer and layer.categories), self.nodata, alpha)
                    self.overviews = Overviews(self.dataset, tile, kind)
        except BaseException:
            self.remove_traces()
            raise

    def _describe(
        self, source: RasterSource, window: Window, factor: int, tags: Mapping[str, str], layer: Optional[BandSpec]
    ) -> None:
        """All that the file says besides its pixels, and its mask, empty."""
        if layer:
            lay(self.dataset, source, window, factor)
            self.dataset.SetMetadata(dict(tags))
            layer.describe(self.dataset.GetRasterBand(1))
            return
        describe(self.dataset, source, window, factor, tags)
        if source.has_mask:
            gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES")
            self.dataset.CreateMaskBand(gdal.GMF_PER_DATASET)

    def write(self, window: Window, values: np.ndarray, mask: np.ndarray | None = None) -> None:
        """Pixels (C, H, W) in the raster's data type and mask (H, W) bool, at `window` of the output; cut at its edges."""
        inside = self.last = window.intersection(self.grid.window)
        values = values[:, : inside.height, : inside.width]
        mask = None if self.mask is None or mask is None else mask[: inside.height, : inside.width]
        with self.failing():
            self.dataset.WriteArray(values, inside.column, inside.row)
            for number in range(len(values)):  # compressed here, in the writer's thread, not all at once at the end
                self.dataset.GetRasterBand(number + 1).FlushCache()
            if mask is not None:
                self.mask.WriteArray(mask.astype(np.uint8) * 255, inside.column, inside.row)
            if self.overviews:
                self.overviews.write(inside, values, mask)

    def __enter__(self) -> RasterSink:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self.remove_traces()
            return
        with all_or_none([self]):
            pass

    def stored(self, values: np.ndarray) -> int:
        """Bytes that pixels (C, H, W) take in this file."""
        path = f"/vsimem/{self.staged.name}"
        piece = self.layout.create(path, *values.shape[:0:-1])
        piece.WriteArray(values)
        piece = None
        size: int = gdal.VSIStatL(path).size
        gdal.Unlink(path)
        return size

    def savepoint(self) -> Optional[Savepoint]:
        """What is written so far is on the disk; where `roll_back` can bring the staged file back to.

        None where the file, seen from outside, does not hold the last piece: GDAL kept something to itself.
        """
        moment = None
        with self.failing():
            self.dataset.FlushCache()
            if self.mask is not None:
                self.mask.FlushCache()
                self.mask.GetDataset().FlushCache()
            # no flush reaches what C's stdio holds back, but reading does
            self.dataset.GetRasterBand(1).ReadAsArray(*self.last[:2], 1, 1)
            if all(band.GetDataCoverageStatus(*place)[1] == 100 for band, place in self._last_seen()):
                moment = savepoint(self.staged)
        return moment

    def _last_seen(self) -> Iterator[tuple[gdal.Band, Window]]:
        """The bands that the last piece went into, as others see the file, and where in them."""
        there = gdal.OpenEx(str(self.staged), gdal.OF_RASTER)
        first, last = there.GetRasterBand(1), there.GetRasterBand(there.RasterCount)
        levels = [(-1, self.last), *(self.overviews.places(self.last) if self.overviews else [])]
        for level, place in levels:
            yield (last if level < 0 else last.GetOverview(level)), place
            if self.mask is not None:
                yield (first if level < 0 else first.GetOverview(level)).GetMaskBand(), place

    def finish(self) -> None:
        """Overviews built, closed, converted, synced.  Raises RasterGanError `output-failed`."""
        with self.failing():
            for name, value in self.tags.items():
                self.dataset.SetMetadataItem(name, value)
            if self.overviews:
                self.overviews.finish()
            self.overviews = self.mask = None
            self.dataset.FlushCache()
            self.dataset = None
            if len({repr(value) for value in self.nodata}) > 1:
                _write_band_nodata(self.staged, self.nodata)
            keep_beside(str(self.staged), *self.origin)
            if self.driver.ShortName != "GTiff":
                self._convert()
            with open(self.staged, "rb+") as file:
                os.fsync(file.fileno())

    def _convert(self) -> None:
        """Formats that can't be written tile by tile are made from the finished GeoTIFF."""
        made = staged_path(self.output, self.process, self.output.suffix)
        finished = gdal.Open(str(self.staged))
        self.driver.CreateCopy(str(made), finished, 1, self.converter_options)
        finished = None
        for suffix in ("", *SIDE_FILES):
            Path(f"{self.staged}{suffix}").unlink(missing_ok=True)
        self.staged = made

    def put_in_place(self) -> None:
        """Raises RasterGanError `output-failed`."""
        with self.failing():
            for suffix in SIDE_FILES:
                side, place = Path(f"{self.staged}{suffix}"), Path(f"{self.output}{suffix}")
                if side.exists():
                    self.place.put(side, place)
                else:
                    place.unlink(missing_ok=True)  # of a raster that stood here before
            self.place.put(self.staged, self.output)

    def take_back(self) -> None:
        """What `put_in_place` did is undone."""
        self.place.take_back()

    def remove_traces(self) -> None:
        """Whatever was written on the way is gone."""
        gdal.DontUseExceptions()  # closing flushes once more: what failed has been told already
        gdal.PushErrorHandler("CPLQuietErrorHandler")
        self.overviews = self.mask = self.dataset = None
        gdal.PopErrorHandler()
        gdal.UseExceptions()
        remove_traces(self.output, os.getpid())

    @contextmanager
    def failing(self) -> Iterator[None]:
        """GDAL reports some failures of a flush or a close only to its error handler: here they count too.

        Raises RasterGanError `output-failed`.
        """
        failures: list[str] = []

        def note(kind: int, _number: int, message: str) -> None:
            if kind >= gdal.CE_Failure:
                failures.append(message)

        gdal.PushErrorHandler(note)
        try:
            yield
        except (RuntimeError, OSError) as error:
            failures.append(str(error))
            traceback.clear_frames(error.__traceback__)  # they would keep the dataset open
        finally:
            gdal.PopErrorHandler()
        if failures:
            raise RasterGanError("output-failed", path=str(self.output), reason=failures[0])


def _write_band_nodata(path: Path, nodata: Sequence[float | None]) -> None:
    """GeoTIFF has one nodata value for all bands; set on a file opened to read, GDAL keeps them in its .aux.xml."""
    dataset = gdal.OpenEx(str(path), gdal.OF_RASTER)
    for number, value in enumerate(nodata, 1):
        if value is not None:
            dataset.GetRasterBand(number).SetNoDataValue(value)
