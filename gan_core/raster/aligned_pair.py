"""A raster beside a finer one of the same ground, its guide, on whose grid the raster's pixels are whole squares."""

from __future__ import annotations

from dataclasses import dataclass

from gan_core.raster.source import RasterSource
from gan_core.tiling.window import Window


@dataclass(frozen=True)
class AlignedPair:
    """A raster whose pixels are squares of `ratio` x `ratio` pixels of a guide."""

    original: RasterSource
    coarse: RasterSource
    """The original where the two grids nest; else interpolated."""
    guide: RasterSource
    ratio: int
    column: int
    """Of the guide's grid, at which the raster's first pixel begins; may lie outside."""
    row: int
    pixel: float
    """Width of the original's pixels, in pixels of the guide."""
    shift: tuple[float, float]
    """By how many pixels of the guide the original was moved to the right and down."""

    @property
    def nested(self) -> bool:
        """Whether the raster's own pixels are used, not interpolated ones."""
        return self.coarse is self.original

    def cells(self, window: Window) -> Window:
        """The raster's pixels that a window of the guide's grid touches; they may lie outside the raster."""
        left, top = (window.column - self.column) // self.ratio, (window.row - self.row) // self.ratio
        right = -(-(window.column + window.width - self.column) // self.ratio)
        bottom = -(-(window.row + window.height - self.row) // self.ratio)
        return Window(left, top, right - left, bottom - top)

    def ground_of(self, cells: Window) -> Window:
        """The window of the guide's grid under some of the raster's pixels."""
        column, row, width, height = cells.scaled(self.ratio)
        return Window(column + self.column, row + self.row, width, height)

    @property
    def same_edges(self) -> bool:
        """Whether both cover the same ground to the pixel."""
        return self.ground_of(self.coarse.grid.window) == self.guide.grid.window

    @property
    def common(self) -> Window:
        """Of the guide's grid, what both cover."""
        return self.ground_of(self.coarse.grid.window).intersection(self.guide.grid.window)
