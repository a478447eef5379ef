"""The sensors that every figure is taken behind: blur, noise and compression as people's layers have them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple, Optional

import numpy as np
import torch

from gan_core.api.sensors import BOX, USUAL_TOTAL
from gan_core.inference.sensor_estimate import estimate_sensor
from gan_core.pipeline.sensing import NEARLY_PERFECT, NEARLY_SILENT
from gan_core.radiometry.conditions import Conditions
from gan_core.radiometry.lock import Held
from gan_core.radiometry.sensor import Sensor
from gan_core.radiometry.sharpness import planes
from gan_core.training.degradation import area_mean, blurred, mtf_sigma
from gan_core.training.jpeg import compressed


class Point(NamedTuple):
    """A sensor of the grid."""

    response: float = 1.0
    """What its Gaussian blur leaves at the Nyquist frequency of its pixels; 1 for no blur."""
    noise: float = 0.0
    """Standard deviation, of 255."""
    quality: Optional[int] = None
    """Of JPEG; None where nothing is compressed."""

    @property
    def name(self) -> str:
        if self == PERFECT:
            return "perfect"
        blur = f"M {self.response:g}" if self.response < 1 else "no blur"
        return f"{blur}, noise {self.noise:g}" + (f", JPEG {self.quality}" if self.quality else "")

    @property
    def sensor(self) -> Sensor:
        """In the network's range."""
        return Sensor(self.response, self.noise / 255)


PERFECT = Point()
GRID = (
    *(Point(response, noise) for response, noise in product((1.0, 0.6, 0.4, 0.25, 0.15), (0.0, 1.0, 3.0))),
    Point(0.4, 1, 75),
)
SOFT, SOFTER = Point(0.4, 1), Point(0.25, 1)
USUAL_POINTS = (PERFECT, SOFT, SOFTER)
"""Those that are quoted."""


@torch.inference_mode()
def degraded(truth: torch.Tensor, scale: int, point: Point, seed: int) -> torch.Tensor:
    """What the sensor shows of (1, C, H, W), in 0..1, sides multiples of 16 * scale: (1, C, H / scale, W / scale), 8 bits."""
    image = truth
    if point.response < 1:
        bands = truth.shape[1]
        sigma = torch.full((1, bands), float(mtf_sigma(point.response, scale)))
        image = blurred(truth, sigma, torch.zeros(2, 1, bands))
    image = area_mean(image, scale)
    noise = torch.from_numpy(np.random.default_rng(seed).standard_normal(tuple(image.shape), np.float32))
    image = rounded(image + noise * (point.noise / 255))
    return rounded(compressed(image, torch.tensor([float(point.quality)]))) if point.quality else image


def rounded(image: torch.Tensor) -> torch.Tensor:
    """0..1, as 8 bits hold it."""
    return image.clamp(0, 1).mul(255).round() / 255


def conditions(sensor: Sensor) -> Conditions:
    """What a network is told of any number of images of this sensor.  Its noise is in the network's range."""
    return Conditions(torch.tensor([sensor.noise]), torch.tensor([sensor.response]))


def held_by(sensor: Sensor) -> Held:
    """To what of the input a result is held, as at use."""
    return "exact" if sensor.perfect else "lock"


def estimated(images: Sequence[torch.Tensor]) -> Sensor:
    """The sensor as the engine measures it on (1, C, H, W) images, taken together as one layer that no preset fits."""
    estimate = estimate_sensor(planes([image[0].numpy() for image in images]))
    if estimate is None:
        return Sensor(USUAL_TOTAL / BOX, 0)
    if estimate.response >= NEARLY_PERFECT and estimate.noise <= NEARLY_SILENT:
        return PERFECT.sensor
    return Sensor(estimate.response, estimate.noise)
