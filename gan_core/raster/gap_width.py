"""How wide a gap is, and how far its pixels are from what is known: exact, and bounded, so that tiles agree."""

from __future__ import annotations

import math

import numpy as np

from gan_core.tiling.window import Window

FARTHEST = 128
"""Pixels beyond which no distance is told."""
BEYOND = 0.75
"""Of a disc's radius, how far beyond the raster's edge its middle may lie: what is open towards the edge is wide, but not the
end of a stripe, or a corner."""


def opened(gap: np.ndarray, widest: int, inside: Window) -> np.ndarray:
    """Which pixels of a gap lie in a part of it that is wider than `widest` pixels: those that a disc of `widest` + 1 pixels
    covers that lies wholly in the gap (its morphological opening).

    gap: (H, W) bool, beyond the raster too.  inside: the window of it that is the raster; the middle of a disc may lie a part
    of its radius (BEYOND) away from that.  Gives (H - 2 * edge, W - 2 * edge) for an edge of reach(widest): what lies nearer
    to the edge is not known.
    """
    edge = reach(widest) // 2
    rows, columns = (
        np.maximum(0, np.maximum(start - places, places - (start + length - 1)))
        for start, length, places in (
            (inside.row, inside.height, np.arange(edge, gap.shape[0] - edge)),
            (inside.column, inside.width, np.arange(edge, gap.shape[1] - edge)),
        )
    )
    near = rows[:, None] ** 2 + columns**2 <= (BEYOND * edge) ** 2
    fitting = near & ~_dilated(~gap, widest)
    if not fitting.any():
        return np.zeros([side - 4 * edge for side in gap.shape], bool)
    return _dilated(fitting, widest)


def reach(widest: int) -> int:
    """How far `opened` looks."""
    return (widest + 1) // 2 * 2


def _dilated(mask: np.ndarray, widest: int) -> np.ndarray:
    """Everything that a disc around a pixel of the mask covers, without an edge of half its `reach`."""
    edge = reach(widest) // 2
    height, width = (side - 2 * edge for side in mask.shape)
    sums = np.zeros((mask.shape[0], mask.shape[1] + 1), np.int32)
    np.cumsum(mask, 1, out=sums[:, 1:])
    result = np.zeros((height, width), bool)
    for row in range(-edge, edge + 1):
        half = math.isqrt((widest + 1) ** 2 // 4 - row * row)
        line = sums[edge + row : edge + row + height]
        result |= line[:, edge + half + 1 : edge + half + 1 + width] != line[:, edge - half : edge - half + width]
    return result


def distances(known: np.ndarray, edge: int) -> np.ndarray:
    """From every pixel's middle to that of the nearest known one, FARTHEST at most; float32.

    known: (H, W) bool.  Gives (H - 2 * edge, W - 2 * edge), which is exact for an edge of FARTHEST.
    """
    along = np.minimum(_steps(known, 0), FARTHEST)
    inside = slice(edge, known.shape[0] - edge), slice(edge, known.shape[1] - edge)
    most = int(np.minimum(along, _steps(known, 1))[inside].max(initial=0))
    squares = along[inside[0]].astype(np.int32) ** 2
    width = known.shape[1] - 2 * edge
    result = np.full((squares.shape[0], width), FARTHEST**2, np.int32)
    for column in range(-min(most, edge), min(most, edge) + 1):
        beside = squares[:, edge + column : edge + column + width]
        np.minimum(result, beside + column**2, out=result)
    return np.sqrt(result, dtype=np.float32)


def _steps(known: np.ndarray, axis: int) -> np.ndarray:
    """From every pixel to the nearest known one of its column (axis 0) or row (axis 1), a large number where there is none."""
    shape = [-1 if other == axis else 1 for other in (0, 1)]
    places = np.arange(known.shape[axis], dtype=np.int32).reshape(shape)
    far = np.int32(1 << 20)
    before = np.maximum.accumulate(np.where(known, places, -far), axis)
    after = np.flip(np.minimum.accumulate(np.flip(np.where(known, places, far), axis), axis), axis)
    steps: np.ndarray = np.minimum(places - before, after - places)
    return steps
