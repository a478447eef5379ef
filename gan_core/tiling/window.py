"""A rectangle of whole pixels."""

from __future__ import annotations

from typing import NamedTuple


class Window(NamedTuple):
    """Columns `column` to `column + width`, rows `row` to `row + height`, end excluded; it may reach over the edge."""

    column: int
    row: int
    width: int
    height: int

    def scaled(self, factor: int) -> Window:
        """The same ground on a grid `factor` times finer."""
        return Window(*(factor * value for value in self))

    def buffered(self, margin: int) -> Window:
        """With `margin` more pixels on every side."""
        return Window(self.column - margin, self.row - margin, self.width + 2 * margin, self.height + 2 * margin)

    def intersection(self, other: Window) -> Window:
        """What both have in common; width or height is 0 where they don't meet."""
        column, row = max(self.column, other.column), max(self.row, other.row)
        right = min(self.column + self.width, other.column + other.width)
        bottom = min(self.row + self.height, other.row + other.height)
        return Window(column, row, max(0, right - column), max(0, bottom - row))

    def relative_to(self, other: Window) -> Window:
        """This window in the coordinates of `other`'s corner."""
        return Window(self.column - other.column, self.row - other.row, self.width, self.height)

    @property
    def slices(self) -> tuple[slice, slice]:
        """Rows and columns of an array whose corner is this window's origin of coordinates."""
        return slice(self.row, self.row + self.height), slice(self.column, self.column + self.width)


def symmetric_indexes(start: int, stop: int, size: int) -> list[int]:
    """Positions start..stop on a line of `size` pixels, folded back at both ends (the edge pixel is repeated).

    symmetric_indexes(-2, 5, 3) == [1, 0, 0, 1, 2, 2, 1]
    """
    period = 2 * size
    folded = (position % period for position in range(start, stop))
    return [position if position < size else period - 1 - position for position in folded]
