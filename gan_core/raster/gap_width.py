"""How wide a gap is, and how far its pixels are from what is known: exact, and bounded, so that tiles agree."""

from __future__ import annotations

import math

import numpy as np

FARTHEST = 128
"""Pixels beyond which no distance is told."""


def opened(gap: np.ndarray, widest: int) -> np.ndarray:
    """Which pixels of a gap lie in a part of it that is wider than `widest` pixels: those that some disc covers, of a radius
    of `widest` / 2 between the middles of pixels, that lies wholly in the gap (its morphological opening).

    gap: (H, W) bool.  Gives (H - 2 * widest, W - 2 * widest): what lies nearer to the edge is not known.
    """
    middles = ~_dilated(~gap, widest)
    if not middles.any():
        return np.zeros([side - 2 * widest for side in gap.shape], bool)
    edge = widest - widest // 2 * 2  # an odd width's disc is that of the next smaller one
    inner = _dilated(middles, widest)
    return inner[edge:-edge, edge:-edge] if edge else inner


def _dilated(mask: np.ndarray, width: int) -> np.ndarray:
    """Everything within `width` / 2 pixels of the mask, without an edge of `width` // 2 pixels."""
    reach = width // 2
    height, columns = (side - 2 * reach for side in mask.shape)
    sums = np.zeros((mask.shape[0], mask.shape[1] + 1), np.int32)
    np.cumsum(mask, 1, out=sums[:, 1:])
    result = np.zeros((height, columns), bool)
    for row in range(-reach, reach + 1):
        half = math.isqrt(width * width // 4 - row * row)
        line = sums[reach + row : reach + row + height]
        result |= (
            line[:, reach + half + 1 : reach + half + 1 + columns] != line[:, reach - half : reach - half + columns]
        )
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
