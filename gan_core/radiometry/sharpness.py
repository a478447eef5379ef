"""How much of the finest contrast a raster holds, and whether its pixels were made from coarser ones.

Everything is measured on planes: whole (SIDE, SIDE) windows of valid values, float.  None of it needs the truth: along any
line of a natural scene the power of a pattern falls with the square of its frequency (Burton and Moorhead 1987), so what
falls faster was taken away by optics or by resampling.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

import numpy as np

from gan_core.radiometry.noise_level import noise_level

SIDE = 64
LEAST_PLANES, MOST_PLANES = 4, 512
FREQUENCIES = np.arange(SIDE // 2 + 1) / SIDE
COARSE, FINE = slice(3, 8), slice(6, 26)
"""Frequencies (cycles a pixel times SIDE) that the law is pinned to, and that the blur is fitted to."""
LEAST_CONTRAST = 0.1
"""A pattern that keeps less than this is not resolved (the usual limit, MTF10)."""
PROFILE = 48
PEAKS = {2.0: (1, 24, 2.6), 4.0: (1, 12, 3.0), 1.5: (2, 16, 5.0)}
"""By factor of resampling: the order of the difference whose strength repeats, the frequency at which it does (times
PROFILE), and how far above the other frequencies it stands at least; calibrated on aerial and satellite images."""
BLOCKS = 6
"""The frequency (times PROFILE) at which JPEG blocks repeat."""


def blur(planes: Sequence[np.ndarray]) -> Optional[float]:
    """The contrast left at the finest pattern that pixels can hold (MTF at Nyquist), about 0 to 1; None if unknown.

    A Gaussian is fitted to what is left of the scene's law at middle frequencies, where noise is weak.
    """
    left = transfer(planes)
    if left is None:
        return None
    design = np.stack([np.ones_like(FREQUENCIES[FINE]), FREQUENCIES[FINE] ** 2], 1)
    slope = np.linalg.lstsq(design, np.log(np.maximum(left[FINE], 1e-3)), rcond=None)[0][1]
    return float(min(1.0, np.exp(slope / 4)))


def planes(tiles: Sequence[np.ndarray]) -> list[np.ndarray]:
    """(SIDE, SIDE) windows of tiles (C, H, W), evenly drawn of all that there are."""
    windows = [
        band[top : top + SIDE, left : left + SIDE]
        for tile in tiles
        for top in range(0, tile.shape[1] - SIDE + 1, SIDE)
        for left in range(0, tile.shape[2] - SIDE + 1, SIDE)
        for band in tile
    ]
    return windows[:: max(1, len(windows) // MOST_PLANES)]


def upsampled(planes: Sequence[np.ndarray]) -> Optional[float]:
    """How many times finer the pixels are than what they show; 1 for none, None if unknown.

    Interpolation leaves differences whose strength repeats with the old pixels (Gallagher 2005); other ways of enlarging
    leave a spectrum that ends before the pixels' own limit.
    """
    left = transfer(planes)
    if left is None:
        return None
    resolved = FREQUENCIES[1:][left[1:] >= LEAST_CONTRAST]
    ended = 0.5 / float(resolved.max(initial=FREQUENCIES[1]))
    return max([1.0 if ended < 1.2 else ended, *(factor for factor in PEAKS if _repeats(planes, factor))])


def transfer(planes: Sequence[np.ndarray]) -> Optional[np.ndarray]:
    """(SIDE / 2 + 1,): the contrast at each frequency relative to the law, about 1 at coarse ones; None if unknown."""
    if len(planes) < LEAST_PLANES:
        return None
    window = np.hanning(SIDE + 1)[:SIDE]
    window /= np.linalg.norm(window)
    lines = np.concatenate([side for plane in planes for side in (plane, plane.T)])
    lines = (lines - lines.mean(1, keepdims=True)) * window
    power = (np.abs(np.fft.rfft(lines, axis=1)) ** 2).mean(0)
    noise = noise_level((plane, np.ones(plane.shape, bool)) for plane in planes)
    scene = np.maximum(power - noise**2, 0) * FREQUENCIES**2
    level = scene[COARSE].mean()
    return np.sqrt(scene / level) if level > 0 else None


def _repeats(planes: Sequence[np.ndarray], factor: float) -> bool:
    """Whether the strength of differences repeats as enlarging by `factor` makes it, and JPEG blocks don't explain it."""
    order, index, least = PEAKS[factor]
    repeated = _periods(planes, order)[index]
    return bool(repeated > max(least, 0.5 * _periods(planes, 2)[BLOCKS]))


def _periods(planes: Sequence[np.ndarray], order: int) -> np.ndarray:
    """(PROFILE / 2 + 1,): how strongly differences repeat at each frequency, relative to the usual one."""
    window = np.hanning(PROFILE + 1)[:PROFILE]
    sides = np.stack([side for plane in planes for side in (plane, plane.T)])
    profiles = np.abs(np.diff(sides, order)).mean(1)[:, :PROFILE]
    profiles = profiles / np.maximum(profiles.mean(1, keepdims=True), 1e-12)
    peaks = np.median(np.abs(np.fft.rfft((profiles - 1) * window, axis=1)), 0)
    return peaks / max(float(np.median(peaks[4:])), 1e-12)
