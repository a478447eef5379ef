"""How a raster is cut: equal tiles, each with a halo of real pixels around its core; the last of a row is shorter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gan_core.tiling.window import Window

SIZES = (512, 384, 256, 192, 128, 64)
"""Sides that halve a few times, as overviews are written with the tiles."""
LARGEST_TILE = 48 << 20
"""Bytes of an output tile; a few of them wait to be written at any time."""
LARGEST_PADDED = 576
"""Side of a padded tile in input pixels: a network that looks far holds many planes of it."""
SMALLEST_PADDED = 144
"""PyTorch computes an image of at most 20,480 values by another convolution, which rounds differently: 144 * 144 is more."""
STEP = 16
"""Cores are multiples of this, so that an output tile is a whole number of GeoTIFF blocks."""


def automatic_size(scale: int, bands: int, itemsize: int, halo: int = 0) -> int:
    """The largest tile, in input pixels, that stays within LARGEST_PADDED and its output within LARGEST_TILE."""
    fitting = (size for size in SIZES if size + 2 * halo <= LARGEST_PADDED)
    return next((size for size in fitting if (size * scale) ** 2 * bands * itemsize <= LARGEST_TILE), SIZES[-1])


@dataclass(frozen=True)
class Plan:
    """Cores abut and cover `area`; the last of a row or column is cut to what is left, rounded up to `step`."""

    area: Window
    core_width: int
    core_height: int
    halo: int
    step: int = STEP
    """Pixels: what every core's sides are multiples of."""

    @classmethod
    def of(cls, area: Window, halo: int, size: int) -> Plan:
        """Tiles of at most `size` pixels, of a side that leaves the least to compute.

        No padded tile is smaller than SMALLEST_PADDED, so that every size gives the same bits.
        """
        return cls(area, _side(area.width, halo, size), _side(area.height, halo, size), halo)

    def __iter__(self) -> Iterator[Window]:
        """Every core, row by row."""
        area, (last_width, last_height) = self.area, self.last
        for row in range(area.row, area.row + area.height, self.core_height):
            height = self.core_height if row + self.core_height < area.row + area.height else last_height
            for column in range(area.column, area.column + area.width, self.core_width):
                width = self.core_width if column + self.core_width < area.column + area.width else last_width
                yield Window(column, row, width, height)

    @property
    def last(self) -> tuple[int, int]:
        """Width of the last core of a row, and height of the last of a column."""
        least = smallest_core(self.halo)
        sides = (self.area.width, self.core_width), (self.area.height, self.core_height)
        width, height = (_last(*length, least, self.step) for length in sides)
        return width, height

    @property
    def rows(self) -> int:
        """Of tiles."""
        return -(-self.area.height // self.core_height)

    def share(self, core: Window) -> float:
        """A core's pixels, of those of a whole one."""
        return core.width * core.height / (self.core_width * self.core_height)

    def part(self, number: int, count: int) -> Plan:
        """The `number`th of `count` pieces of whole rows, nearly equal, with the very tiles of this one.

        count: at most `rows`.
        """
        begin, end = (self.rows * edge // count * self.core_height for edge in (number - 1, number))
        piece = Window(self.area.column, self.area.row + begin, self.area.width, end - begin)
        return replace(self, area=piece.intersection(self.area))

    def __len__(self) -> int:
        return -(-self.area.width // self.core_width) * self.rows


def smallest_core(halo: int) -> int:
    """The smallest side of a core whose padded tile is computed like any larger one."""
    return _stepped(max(SMALLEST_PADDED - 2 * halo, STEP))


def _side(length: int, halo: int, largest: int) -> int:
    """Of those that are allowed, the one with which the pixels of all padded tiles in a row are the fewest."""
    least = smallest_core(halo)
    if length <= largest:
        return max(_stepped(length), least)
    allowed = [max(side, least) for side in (largest // STEP * STEP, *SIZES) if side <= largest]

    def computed(side: int) -> int:
        return (length - 1) // side * (side + halo) + _last(length, side, least) + halo

    return min(allowed, key=computed)


def _last(length: int, side: int, least: int, step: int = STEP) -> int:
    """The side of the last core along `length`."""
    return min(side, _stepped(max(length - (length - 1) // side * side, least), step))


def _stepped(length: int, step: int = STEP) -> int:
    return -(-length // step) * step
