"""How a raster is cut: equal tiles, each with a halo of real pixels around its core, all of one padded shape."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gan_core.tiling.window import Window

SIZES = (384, 256, 192, 128, 64)
LARGEST_TILE = 48 << 20
"""Bytes of an output tile; a few of them wait to be written at any time."""
SMALLEST_PADDED = 144
"""PyTorch computes an image of at most 20,480 values by another convolution, which rounds differently: 144 * 144 is more."""
STEP = 16
"""Cores are multiples of this, so that an output tile is a whole number of GeoTIFF blocks."""


def automatic_size(scale: int, bands: int, itemsize: int) -> int:
    """The largest tile, in input pixels, whose output stays within LARGEST_TILE."""
    return next((size for size in SIZES if (size * scale) ** 2 * bands * itemsize <= LARGEST_TILE), SIZES[-1])


@dataclass(frozen=True)
class Plan:
    """Cores abut and cover `area`; the last of a row or column may reach over its edge, so that all have one shape."""

    area: Window
    core_width: int
    core_height: int
    halo: int

    @classmethod
    def of(cls, area: Window, halo: int, size: int) -> Plan:
        """Tiles of at most `size` pixels: first their number, then equal sides, so none is a sliver.

        No padded tile is smaller than SMALLEST_PADDED, so that every size gives the same bits.
        """
        least = smallest_core(halo)
        return cls(area, max(_side(area.width, size), least), max(_side(area.height, size), least), halo)

    def __iter__(self) -> Iterator[Window]:
        """Every core, row by row."""
        for row in range(self.area.row, self.area.row + self.area.height, self.core_height):
            for column in range(self.area.column, self.area.column + self.area.width, self.core_width):
                yield Window(column, row, self.core_width, self.core_height)

    @property
    def rows(self) -> int:
        """Of tiles."""
        return -(-self.area.height // self.core_height)

    def part(self, number: int, count: int) -> Plan:
        """The `number`th of `count` pieces of whole rows, nearly equal, with the very tiles of this one.

        count: at most `rows`.
        """
        begin, end = (self.rows * edge // count * self.core_height for edge in (number - 1, number))
        piece = Window(self.area.column, self.area.row + begin, self.area.width, end - begin)
        return replace(self, area=piece.clipped(self.area))

    def __len__(self) -> int:
        return -(-self.area.width // self.core_width) * self.rows


def smallest_core(halo: int) -> int:
    """The smallest side of a core whose padded tile is computed like any larger one."""
    return -(-max(SMALLEST_PADDED - 2 * halo, STEP) // STEP) * STEP


def _side(length: int, largest: int) -> int:
    count = -(-length // largest)
    share = -(-length // count)
    return -(-share // STEP) * STEP
