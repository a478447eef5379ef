"""Gaps as they come: Landsat 7's stripes, round holes, clouds, dead pixels."""

from __future__ import annotations

import math

import numpy as np
import torch

Shape = tuple[int, int]
LEAST, MOST = 0.01, 0.7
STRIPES, ROUND, CLOUDS = 0.4, 0.35, 0.2
"""Shares of gaps to learn from; the others are single pixels."""


def stripes(shape: Shape, width: float, period: float, slope: float, phase: float = 0.0) -> np.ndarray:
    """(H, W) bool: `width` pixels of every `period` down a column.  slope: pixels down for each to the right."""
    row, column = np.mgrid[: shape[0], : shape[1]]
    across = (row + slope * column) / math.hypot(1, slope)
    return (across + phase) % period < width


def holes(shape: Shape, diameter: float, period: int) -> np.ndarray:
    """(H, W) bool: round ones, `period` pixels apart, every row of them moved aside."""
    row, column = np.mgrid[: shape[0], : shape[1]]
    down = (row + 0.3 * period) % period - period / 2
    along = (column + 0.3 * period + row // period * 0.46 * period) % period - period / 2
    return down**2 + along**2 < (diameter / 2) ** 2


def cloud(shape: Shape, grain: int, share: float, rng: np.random.Generator) -> np.ndarray:
    """(H, W) bool: where smooth noise, `grain` pixels fine, is highest."""
    size = [side // grain + 4 for side in shape]
    noise = torch.from_numpy(rng.standard_normal((1, 1, *size)))
    smooth = torch.nn.functional.interpolate(noise, scale_factor=float(grain), mode="bicubic")[0, 0].numpy()
    top, left = rng.integers(grain, size=2)
    smooth = smooth[grain + top :, grain + left :][: shape[0], : shape[1]]
    return smooth > np.quantile(smooth, 1 - share)


def drawn(shape: Shape, rng: np.random.Generator) -> np.ndarray:
    """(H, W) bool, of any kind, between LEAST and MOST of the pixels."""
    while True:
        gaps = _drawn(shape, rng)
        if LEAST < gaps.mean() < MOST:
            return gaps


def _drawn(shape: Shape, rng: np.random.Generator) -> np.ndarray:
    kind = rng.random()
    if kind < STRIPES:
        width = int(rng.integers(1, 17))
        period, slope = width * rng.uniform(2, 6), rng.uniform(-0.3, 0.3) if rng.random() < 0.7 else rng.uniform(-2, 2)
        turned = rng.random() < 0.4
        gaps = stripes(shape[::-1] if turned else shape, width, period, slope, rng.uniform(0, period))
        return gaps.T if turned else gaps
    if kind < STRIPES + ROUND:
        row, column = np.mgrid[: shape[0], : shape[1]]
        gaps = np.zeros(shape, bool)
        for _ in range(rng.integers(1, 5)):
            middle, long = rng.uniform(0, 1, 2) * shape, rng.uniform(0.6, 1.6)
            gaps |= (row - middle[0]) ** 2 * long + (column - middle[1]) ** 2 / long < (rng.uniform(4, 52) / 2) ** 2
        return gaps
    if kind < STRIPES + ROUND + CLOUDS:
        return cloud(shape, int(rng.choice([8, 16, 24])), rng.uniform(0.1, 0.4), rng)
    return rng.random(shape) < rng.uniform(0.02, 0.3)
