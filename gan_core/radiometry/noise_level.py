"""How strong the noise in a raster is, seen where the ground is smoothest."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np

SIDE = 16
SMOOTHEST = 0.1
"""The quantile of the blocks that is taken: a tenth of nearly every scene is plain."""
OF_PURE_NOISE = 0.877
"""What that quantile is, over the true value, where there is nothing but noise (measured on 10,000 blocks)."""
LEAST_BLOCKS = 8


def noise_level(windows: Iterable[tuple[np.ndarray, np.ndarray]]) -> float:
    """The standard deviation of one band's noise, in its units; 0 where too little of the band is valid.

    windows: pairs of values (H, W) and validity (H, W) bool.  The difference of two Laplacians, which no plane, slope or
    straight edge along an axis passes, leaves six times the noise (Immerkaer 1996).
    """
    levels = np.concatenate([_levels(values.astype(np.float64), valid) for values, valid in windows] or [np.empty(0)])
    if len(levels) < LEAST_BLOCKS:
        return 0.0
    return float(np.quantile(levels, SMOOTHEST) / OF_PURE_NOISE)


def plain_noise(images: Sequence[np.ndarray]) -> float:
    """As `noise_level` of whole images (H, W), but never more than what vanishes as noise does; 0 where texture hides it.

    Averaged over 2 x 2 pixels, noise is halved while a scene's texture is as strong on its new grid: what two scales tell.
    """
    fine, coarse = (
        noise_level((image, np.ones(image.shape, bool)) for image in planes)
        for planes in (images, [halved(i) for i in images])
    )
    return math.sqrt(max(0.0, fine**2 - coarse**2) / 0.75)


def halved(image: np.ndarray) -> np.ndarray:
    """(H, W) -> the mean of each 2 x 2 block, (H // 2, W // 2)."""
    rows, columns = (side // 2 for side in image.shape)
    return image[: 2 * rows, : 2 * columns].reshape(rows, 2, columns, 2).mean((1, 3))


def _levels(values: np.ndarray, valid: np.ndarray) -> np.ndarray:
    """The standard deviation in every whole block of SIDE pixels that is valid and not saturated to one value."""
    if min(values.shape) < SIDE:
        return np.empty(0)
    down = values[:-2] - 2 * values[1:-1] + values[2:]
    cross = np.pad(down[:, :-2] - 2 * down[:, 1:-1] + down[:, 2:], 1)
    rows, columns = (side // SIDE for side in values.shape)

    def blocks(array: np.ndarray) -> np.ndarray:
        cut = array[: rows * SIDE, : columns * SIDE].reshape(rows, SIDE, columns, SIDE)
        return cut.transpose(0, 2, 1, 3).reshape(-1, SIDE, SIDE)

    inner = blocks(cross)[:, 1:-1, 1:-1]
    whole = blocks(valid).all((1, 2)) & (np.ptp(blocks(values), (1, 2)) > 0)
    return np.sqrt((inner[whole] ** 2).mean((1, 2))) / 6
