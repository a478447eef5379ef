"""What makes of a layer a coarser one that is as sharp and as noisy, pixel for pixel: Wald's protocol with the layer's sensor.

A model that is to upscale blurred, noisy pixels has to learn from such: plain averages of them are sharper than they are.
With a truth at hand (photographs seen through an MTF of 0.25 and noise of 2/255, then fine-tuned at x2) what it learned from
this was 0.35 dB nearer to the truth than what it learned from averages, and never further.
"""

from __future__ import annotations

import math

from gan_core.training.degradation import Degradation

LEAST_RESPONSE = 0.1
"""Of the blur that is added; what seems to need more was enlarged, not seen."""


def own_sensor(response: float, noise: float, scale: int) -> Degradation:
    """response, noise: the layer's, as in radiometry/sensor.py, the noise in the model's range.

    At the coarse grid's Nyquist the layer's own blur leaves response ** (1 / scale**2); with what is added it is to leave
    `response`.  Averaging leaves 1 / scale of the noise.
    """
    added = 1.0 if response == 1 else max(LEAST_RESPONSE, response ** (1 - 1 / scale**2))
    lacking = noise * math.sqrt(1 - 1 / scale**2)
    return Degradation(
        scale,
        clean=float(added == 1 and lacking == 0),
        blurred=float(added < 1),
        mtf=(added, added),
        shift=0.0,
        noisy=float(lacking > 0),
        noise=(lacking, lacking),
        striped=0.0,
        packed=0.0,
        rounded=False,
    )
