"""What a sensor does to the ground, as a formula: a Gaussian blur, the mean over each pixel, noise.

The blur is told by its response, what it leaves of the finest pattern that the pixels can hold (their Nyquist frequency):
sigma = sqrt(-2 ln response) / pi, in pixels of the layer.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

import torch

RADIUS = 3
"""Input pixels on each side that the blur reaches; 4 standard deviations of a response of 0.1."""


@dataclass(frozen=True)
class Sensor:
    """Of one band."""

    response: float
    """0 to 1; 1 for the perfect sensor, whose pixels are the means of what they cover."""
    noise: float
    """Standard deviation, in the raster's units."""

    @property
    def perfect(self) -> bool:
        return self.response == 1 and self.noise == 0


def blur_sigma(response: float) -> float:
    """Standard deviation of the blur, in pixels of the layer.  response: above 0, at most 1."""
    return math.sqrt(-2 * math.log(response)) / math.pi


@functools.cache
def seeing_row(scale: int, response: float) -> torch.Tensor:
    """Blur and mean along one axis, (2 * RADIUS + 1, scale) float64 of sum 1: of an input pixel's sub-pixels and those around.

    The blur is made from its response, exp(-2 (pi sigma f)**2), as in training/degradation.py: sampled in space, a Gaussian
    narrower than a pixel would leave twice the contrast that it should.
    """
    side = (2 * RADIUS + 1) * scale
    frequency = torch.fft.fftfreq(side, dtype=torch.float64)
    spectrum = torch.exp(-2 * (math.pi * blur_sigma(response) * scale * frequency) ** 2)
    box = torch.zeros(side, dtype=torch.float64)
    box[RADIUS * scale : (RADIUS + 1) * scale] = 1 / scale
    row = torch.fft.ifft(torch.fft.fft(box) * spectrum).real.reshape(2 * RADIUS + 1, scale)
    return (row + row.flip(0, 1)) / 2


@functools.cache
@torch.inference_mode(False)  # kept for later calls, which may be training's
def seeing(scale: int, response: float, dtype: torch.dtype, device: torch.device) -> torch.Tensor:
    """The same along both axes, as filters on a sub-pixel stack: (1, scale**2, 2 * RADIUS + 1, 2 * RADIUS + 1), of sum 1."""
    row = seeing_row(scale, response)
    weight = torch.einsum("yi,xj->ijyx", row, row).reshape(1, scale**2, *[2 * RADIUS + 1] * 2)
    return weight.to(device, dtype)


def shown(stack: torch.Tensor, bands: int, weight: torch.Tensor) -> torch.Tensor:
    """What a sensor, by its `seeing`, shows of a sub-pixel stack, (B, bands, H, W), the border replicated."""
    batch, channels, height, width = stack.shape
    folded = stack.reshape(batch * bands, channels // bands, height, width)
    padded = torch.nn.functional.pad(folded, [RADIUS] * 4, "replicate")
    return torch.nn.functional.conv2d(padded, weight).reshape(batch, bands, height, width)


def seen_again(blocks: torch.Tensor, response: float) -> torch.Tensor:
    """(scale**2, H, W) of one band, PixelShuffle's order -> what the sensor would show of it, without noise:
    (H - 2 * RADIUS, W - 2 * RADIUS).

    One axis after the other, in a fifth of the time that `shown` takes with both at once.
    """
    scale = round(len(blocks) ** 0.5)
    weights = seeing_row(scale, response).T.to(blocks.device, blocks.dtype).reshape(1, scale, 1, -1)
    rows = torch.nn.functional.conv2d(blocks.unflatten(0, (scale, scale)), weights)
    return torch.nn.functional.conv2d(rows.transpose(0, 1), weights.transpose(2, 3))[0, 0]
