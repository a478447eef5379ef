"""Which tiles are held out: whole stretches of neighbouring ground, since a tile beside one learned from is no test."""

from __future__ import annotations

from collections.abc import Sequence

from gan_core.tiling.window import Window

SHARE = 0.2
FEWEST = 2


def held_out(tiles: Sequence[Window]) -> set[int]:
    """Places, in `tiles`, of those to judge a model by: a fifth and at least two, in two stretches along a curve that keeps
    neighbours together.  Gives none for fewer than four tiles."""
    if len(tiles) < 2 * FEWEST:
        return set()
    wanted = max(FEWEST, round(SHARE * len(tiles)))
    order = sorted(range(len(tiles)), key=lambda index: _along_curve(tiles[index]))
    first, second = wanted - wanted // 2, wanted // 2
    quarter, most = len(order) // 4, 3 * len(order) // 4
    begin = max(0, quarter - first // 2)
    again = max(begin + first, most - second // 2)
    return {*order[begin : begin + first], *order[again : again + second]}


def apart(tiles: Sequence[Window], validation: set[int]) -> list[int]:
    """Places of the tiles that may be learned from: those that share no pixel with a held-out one."""
    return [
        index
        for index, tile in enumerate(tiles)
        if index not in validation and all(0 in tile.intersection(tiles[other])[2:] for other in validation)
    ]


def _along_curve(tile: Window) -> int:
    """How far along the curve a tile's middle lies."""
    return along_curve(tile.row + tile.height // 2, tile.column + tile.width // 2)


def along_curve(row: int, column: int) -> int:
    """How far along Morton's curve a pixel lies: the bits of its row and column, one after the other."""
    return sum(
        ((row >> bit & 1) << (2 * bit + 1)) | ((column >> bit & 1) << (2 * bit))
        for bit in range(max(row.bit_length(), column.bit_length(), 1))
    )
