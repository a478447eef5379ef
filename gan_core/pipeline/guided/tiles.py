"""A piece of a raster beside the finer one that guides it, with all that sharpening needs to see around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from gan_core.pipeline.work import AnyStep, PreparedJob, medians
from gan_core.radiometry.normalize import Normalizer
from gan_core.raster.aligned_pair import AlignedPair
from gan_core.raster.sample import Sample
from gan_core.raster.source import RasterSource
from gan_core.raster.stretch import Stretch
from gan_core.sharpening.statistics import Statistics
from gan_core.tiling.window import Window, symmetric_indexes


class GuidedTile(NamedTuple):
    """Of a core on the guide's grid: the coarse pixels that it touches, with a halo, and the guide under all of them."""

    core: Window
    inside: tuple[slice, slice]
    """Rows and columns of the core that are written; the rest reaches over the edge."""
    cells: Window
    """Of the coarse grid: the pixels that the core touches."""
    coarse: np.ndarray
    """(C, h + 2 * halo, w + 2 * halo) float32 in the raster's units, each band's level taken off."""
    coarse_valid: np.ndarray
    """The same shape, bool."""
    alpha: np.ndarray
    """(A, h, w) the transparency bands of `cells`, as the file has them; 0 beyond its edge."""
    guide: np.ndarray
    """(G, (h + 2 * halo) * ratio, (w + 2 * halo) * ratio) float32, the same of the guide."""
    guide_valid: np.ndarray
    """(the same height and width) bool: of all bands."""
    offset: tuple[int, int]
    """Rows and columns from the first cell's corner to the core's."""

    @property
    def valid(self) -> np.ndarray:
        return self.coarse_valid

    @property
    def nbytes(self) -> int:
        return self.coarse.nbytes + self.guide.nbytes


@dataclass(frozen=True)
class GuidedBands:
    """Bands of one of the two rasters."""

    source: RasterSource
    numbers: Sequence[int]
    sample: Sample
    level: np.ndarray
    """(C,), the median of each: taken off before the values become float32, which holds no more than seven digits."""

    @classmethod
    def of(cls, source: RasterSource, numbers: Sequence[int]) -> GuidedBands:
        sample = Sample(source)
        return cls(source, numbers, sample, medians(sample, numbers))

    @property
    def statistics(self) -> Statistics:
        """Of what `read` gives."""
        values = (self.sample.values(number).astype(np.float64) for number in self.numbers)
        return Statistics.of([band - level for band, level in zip(values, self.level)])

    @property
    def ranges(self) -> list[Normalizer]:
        """What 100 % of each band's range is, the level not taken off."""
        values = (self.sample.values(number) for number in self.numbers)
        return [Normalizer.of({"scheme": "auto"}, self.source.dtype, [band]) for band in values]

    @property
    def stretch(self) -> Stretch:
        """For pictures of what `read` gives."""
        return Stretch.of(self.source, self.numbers).scaled([1.0] * len(self.numbers), self.level.tolist())

    def read(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """(C, H, W) float32, the level taken off, and bool; a window may reach over the edge, where nothing is valid."""
        inside = window.intersection(self.source.grid.window)
        shape = len(self.numbers), window.height, window.width
        values, valid = np.zeros(shape, np.float32), np.zeros(shape, bool)
        if inside.width and inside.height:
            rows, columns = inside.relative_to(window).slices
            read, valid[:, rows, columns] = self.source.read(inside, self.numbers)
            for band, level in enumerate(self.level):
                known = valid[band, rows, columns]
                values[band, rows, columns] = np.where(known, read[band].astype(np.float64) - level, 0.0)
        return values, valid

    def read_mirrored(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """The same, mirrored where the window reaches over the edge."""
        grid = self.source.grid
        rows = np.array(symmetric_indexes(window.row, window.row + window.height, grid.height))
        columns = np.array(symmetric_indexes(window.column, window.column + window.width, grid.width))
        needed = Window(*map(int, (columns.min(), rows.min(), np.ptp(columns) + 1, np.ptp(rows) + 1)))
        read = self.read(needed)
        if needed == window:
            return read
        values, valid = (array.take(rows - needed.row, 1).take(columns - needed.column, 2) for array in read)
        return values, valid

    def alpha(self, window: Window, numbers: Sequence[int]) -> np.ndarray:
        """(A, H, W) of the bands `numbers` in the file's data type, 0 beyond the edge."""
        values = np.zeros((len(numbers), window.height, window.width), self.source.dtype)
        inside = window.intersection(self.source.grid.window)
        if len(numbers) and inside.width and inside.height:
            rows, columns = inside.relative_to(window).slices
            values[:, rows, columns] = self.source.read(inside, numbers)[0]
        return values


@dataclass(frozen=True)
class PreparedSharpening(PreparedJob[AnyStep]):
    """`source` is the output's canvas; what is read are the two rasters."""

    pair: AlignedPair
    coarse: GuidedBands
    guide: GuidedBands
    halo: int
    """Coarse pixels."""

    @property
    def samples(self) -> list[Sample]:
        original = self.coarse.sample if self.pair.nested else Sample(self.pair.original)
        return [original, self.guide.sample]

    def read(self, core: Window) -> GuidedTile:
        cells = self.pair.cells(core)
        padded = cells.buffered(self.halo)
        mirrors = self.pair.same_edges  # else one raster would be mirrored where the other is not
        coarse, coarse_valid = (self.coarse.read_mirrored if mirrors else self.coarse.read)(padded)
        guide, guide_valid = (self.guide.read_mirrored if mirrors else self.guide.read)(self.pair.ground_of(padded))
        corner = self.pair.ground_of(cells)
        return GuidedTile(
            core,
            core.intersection(self.plan.area).relative_to(core).slices,
            cells,
            coarse,
            coarse_valid,
            self.coarse.alpha(cells, self.pair.original.alpha),
            guide,
            guide_valid.all(0),
            (core.row - corner.row, core.column - corner.column),
        )
