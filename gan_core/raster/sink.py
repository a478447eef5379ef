"""A raster to write: complete or not there at all.

Pixels and their overviews go into a tiled GeoTIFF beside the output's place; at the end it is closed, turned into the format
that is wanted, read back and renamed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Optional, Union

import numpy as np

from gan_core.api.errors import RasterGanError
from gan_core.api.staging import SIDE_FILES, remove_traces, staged_path
from gan_core.raster.categories import BandSpec
from gan_core.raster.commit import Destination, all_or_none
from gan_core.raster.conversion import convert
from gan_core.raster.creation import Layout
from gan_core.raster.failing import failures
from gan_core.raster.geotiff import StagedGeoTiff, Subject
from gan_core.raster.labels import complete_labels
from gan_core.raster.metadata import set_right
from gan_core.raster.output_check import check_files, check_place, files_of
from gan_core.raster.pixel_check import Patches, PixelDifference
from gan_core.raster.rehearsal import choose_format
from gan_core.raster.rollback import Savepoint
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

        layer: its bands of bytes; left out, the bands are as the source's.  process: in the staged file's name,
        this one when left out; a staged file of another name is removed by whoever named it.  resumed: the staged file is
        there already, with some pieces written.  overviews: whether it gets any; a part of a raster needs none.
        """
        self.output = Path(output).absolute()
        self.place = Destination(self.output)
        self.tags: dict[str, str] = {}
        """Those that are known at the end only; may be set until then."""
        self.difference = PixelDifference()
        """Between what was written tile by tile and the file, known at the end."""
        self.lost = ""
        """What the file could not keep, in words; known at the end."""
        self.process = process or os.getpid()
        self.staged = staged_path(self.output, self.process)
        self.folder = staged_path(self.output, self.process, ".files")
        """With all files of a format that is not written directly."""
        self.subject = Subject(source, window, factor, layer)
        self.grid = self.subject.grid
        pixel = layer.bands if layer else len(source.bands) * source.dtype.itemsize
        size = self.grid.width * self.grid.height * pixel
        check_place(self.output, source, max(0, size - self.staged.stat().st_size) if resumed else size)
        try:
            self.format = choose_format(self.output, self.subject, tile, options)
            wanted = options if self.format.driver.ShortName == "GTiff" else ()
            self.layout = Layout.of(source, layer, tile, wanted)
            self.file = StagedGeoTiff(self.staged, self.subject, self.layout)
            self.patches = Patches()
            with self.failing():
                self.file.open(tile, tags or {}, resumed, overviews)
        except BaseException:
            self.remove_traces()
            raise

    def write(self, window: Window, values: np.ndarray, mask: np.ndarray | None = None) -> None:
        """Pixels (C, H, W) in the raster's data type and mask (H, W) bool, at `window` of the output; cut at its edges."""
        inside = window.intersection(self.grid.window)
        values = values[:, : inside.height, : inside.width]
        mask = None if self.file.mask is None or mask is None else mask[: inside.height, : inside.width]
        with self.failing():
            self.file.write(inside, values, mask)
        self.patches.note(inside, values, mask)

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
        return self.file.stored(values)

    def savepoint(self) -> Optional[Savepoint]:
        """What is written so far is on the disk; where `roll_back` can bring the staged file back to.

        None where the file, seen from outside, does not hold the last piece: GDAL kept something to itself.
        """
        with self.failing():
            return self.file.savepoint()
        return None  # for mypy: `failing` raises

    def finish(self) -> None:
        """Closed with its overviews, converted, read back, synced.  Raises RasterGanError `output-failed` or
        `output-side-file`."""
        with self.failing():
            self.file.close(self.tags)
            self.lost = self.format.check(self.staged, self.subject.expected)
            set_right(self.staged, *self.subject[:3], self.subject.layer is None)
            self.patches.check(self.staged)
            if not self.format.direct:
                self._convert()
            for path in [self.staged] if self.format.direct else self.folder.iterdir():
                with path.open("rb+") as file:
                    os.fsync(file.fileno())

    def _convert(self) -> None:
        made = self.folder / self.output.name
        self.difference = convert(self.staged, made, self.format, self.subject.expected)
        self.lost = complete_labels(made, self.staged)
        check_files(self.output, [path.name for path in self.folder.iterdir()], self.subject.source)
        for suffix in ("", *SIDE_FILES):
            Path(f"{self.staged}{suffix}").unlink(missing_ok=True)

    def put_in_place(self) -> None:
        """Raises RasterGanError `output-failed`."""
        with self.failing():
            if self.format.direct:
                files = {Path(f"{self.output}{suffix}"): Path(f"{self.staged}{suffix}") for suffix in (*SIDE_FILES, "")}
            else:
                files = {self.output.parent / path.name: path for path in self.folder.iterdir()}
            files = {place: path for place, path in files.items() if path.exists()}
            for old in files_of(self.output, self.subject.source) - files.keys():
                self.place.remove(old)
            for place in sorted(
                files, key=lambda place: place == self.output
            ):  # it comes last: then the others are there
                self.place.put(files[place], place)
            if not self.format.direct:
                self.format.keeps(self.output, self.subject.expected)

    def take_back(self) -> None:
        """What `put_in_place` did is undone."""
        self.place.take_back()

    def remove_traces(self) -> None:
        """Whatever was written on the way is gone."""
        if hasattr(self, "file"):
            self.file.abandon()
        remove_traces(self.output, os.getpid())

    @contextmanager
    def failing(self) -> Iterator[None]:
        """GDAL reports some failures of a flush or a close only to its error handler: here they count too.

        Raises RasterGanError `output-failed`.
        """
        with failures() as reasons:
            yield
        if reasons:
            raise RasterGanError("output-failed", path=str(self.output), reason=reasons[0])
