"""What makes of a layer a coarser one that is as sharp and as noisy, pixel for pixel: Wald's protocol with the layer's sensor.

A model that is to upscale blurred, noisy pixels has to learn from such: plain averages of them are sharper than they are.
With a truth at hand (photographs seen through an MTF of 0.25 and noise of 2/255, then fine-tuned at x2) what it learned from
this was 0.35 dB nearer to the truth than what it learned from averages, and never further.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from gan_core.radiometry.noise_level import plain_noise
from gan_core.radiometry.sharpness import blur, planes
from gan_core.training.degradation import Sensor

LEAST_MTF = 0.1
"""Of the blur that is added; what seems to need more was enlarged, not seen."""


def own_sensor(tiles: Sequence[np.ndarray], scale: int) -> Sensor:
    """tiles: (C, H, W) of the layer, in the model's range.  Plain averaging where the layer is sharp or tells too little."""
    mtf, sigma = blur_to_add(tiles, scale), noise_to_add(tiles, scale)
    return Sensor(
        scale,
        clean=float(mtf == 1 and sigma == 0),
        blurred=float(mtf < 1),
        mtf=(mtf, mtf),
        shift=0.0,
        noisy=float(sigma > 0),
        noise=(sigma, sigma),
        striped=0.0,
        packed=0.0,
        rounded=False,
    )


def blur_to_add(tiles: Sequence[np.ndarray], scale: int) -> float:
    """MTF, at the coarse grid's Nyquist, of the Gaussian that makes up for what the others leave there; 1 for none.

    There the layer's own blur, a Gaussian with `found` at its own Nyquist, leaves found ** (1 / scale**2), and averaging
    `box`; together they are to leave `found`.
    """
    found = blur(planes(tiles))
    if found is None:
        return 1.0
    box = 1 / (scale * math.sin(math.pi / (2 * scale)))
    return min(1.0, max(LEAST_MTF, found ** (1 - 1 / scale**2) / box))


def noise_to_add(tiles: Sequence[np.ndarray], scale: int) -> float:
    """Standard deviation of what averaging took of the layer's noise, in the model's range; mean over the bands."""
    found = [plain_noise(list(bands)) for bands in zip(*tiles)]
    return sum(found) / len(found) * math.sqrt(1 - 1 / scale**2)
