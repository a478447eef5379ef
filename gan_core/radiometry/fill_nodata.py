"""Invalid pixels are given plausible values before a network sees them, from near neighbours only."""

from __future__ import annotations

import numpy as np

REACH = 16
"""How far, in pixels, valid values are carried into a gap; a tile must be read with as much margin."""


def fill_nodata(values: np.ndarray, valid: np.ndarray, background: np.ndarray) -> np.ndarray:
    """(C, H, W) with every invalid value replaced, ring by ring, by the mean of its known 3 x 3 neighbours.

    values: float; valid: bool, same shape; background: (C,), used farther than REACH from any valid pixel.
    A pixel's new value depends on pixels within REACH only and is summed in a fixed order: tiles agree bit for bit.
    """
    if valid.all():
        return values
    known = valid.copy()
    result = np.where(valid, values, 0)
    for _ in range(REACH):
        if known.all():
            return result
        count = _sum_3x3(known.astype(values.dtype))
        ring = ~known & (count > 0)
        with np.errstate(over="ignore", invalid="ignore"):
            made = _sum_3x3(result)[ring] / count[ring]
        if not np.isfinite(made).all():  # the sum is beyond the type, the mean is not
            made = _sum_3x3(result / 16)[ring] / (count[ring] / 16)
        result[ring] = made.astype(values.dtype)
        known |= ring
    return np.where(known, result, background[:, None, None].astype(values.dtype))


def _sum_3x3(array: np.ndarray) -> np.ndarray:
    padded = np.pad(array, ((0, 0), (1, 1), (1, 1)))
    rows = padded[:, :-2] + padded[:, 1:-1] + padded[:, 2:]
    return rows[:, :, :-2] + rows[:, :, 1:-1] + rows[:, :, 2:]
