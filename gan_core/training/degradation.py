"""What a sensor and its file format make of the ground: blur, shifted bands, averaging, noise, stripes, JPEG.

The order and the ranges follow what is known of overhead sensors: the modulation transfer function (MTF) is what is left of
a pattern's contrast at the finest pattern that the pixels can hold (their Nyquist frequency), 0.1 to 0.4 in orbit; noise has
a constant part and one that grows with the signal.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch

from gan_core.radiometry.conditions import Conditions
from gan_core.training.jpeg import compressed

Range = tuple[float, float]


class SensorImage(NamedTuple):
    """What a sensor saw."""

    image: torch.Tensor
    """(B, C, H / scale, W / scale) in 0..1."""
    conditions: Conditions
    """The noise in each image of it, and the response of the blur that it was seen through."""


@dataclass(frozen=True)
class Degradation:
    """How often each fault is met, and how strong it is; strengths are drawn evenly from their range, patch by patch."""

    scale: int
    clean: float = 1.0
    """Share of patches that are averaged and nothing else."""
    blurred: float = 0.5
    mtf: Range = (0.12, 0.6)
    shift: float = 0.15
    """Standard deviation of a band's displacement, pixels of what is seen; blurred patches only."""
    noisy: float = 0.7
    noise: Range = (0.0, 30 / 255)
    striped: float = 0.1
    stripes: Range = (0.0, 4 / 255)
    packed: float = 0.3
    quality: Range = (25.0, 95.0)
    rounded: bool = True
    """What is faulty is stored in 8 bits."""

    def see(self, truth: torch.Tensor, rng: np.random.Generator) -> SensorImage:
        """truth: (B, C, H, W) in 0..1, sides multiples of 16 * scale."""
        count = len(truth)
        faulty = rng.random(count) >= self.clean
        if not faulty.any():
            return SensorImage(area_mean(truth, self.scale), Conditions(torch.zeros(count), torch.ones(count)))
        image, response = self._blur(truth, faulty & (rng.random(count) < self.blurred), rng)
        image = area_mean(image, self.scale)
        sigma = self._drawn(self.noise, faulty & (rng.random(count) < self.noisy), rng)
        image = image + noise(image, sigma, rng)
        stripe = self._drawn(self.stripes, faulty & (rng.random(count) < self.striped), rng)
        image = image + stripe[:, None, None, None] * normal((count, image.shape[1], 1, image.shape[3]), rng)
        packed = torch.from_numpy(faulty & (rng.random(count) < self.packed))
        if packed.any():
            image[packed] = compressed(
                image[packed], torch.from_numpy(rng.uniform(*self.quality, int(packed.sum()))).float()
            )
        conditions = Conditions(sigma, response)
        if not self.rounded:
            return SensorImage(image, conditions)
        stored = torch.round(image.clamp(0, 1) * 255) / 255
        return SensorImage(torch.where(torch.from_numpy(faulty)[:, None, None, None], stored, image), conditions)

    def _blur(
        self, truth: torch.Tensor, which: np.ndarray, rng: np.random.Generator
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """The images with `which` of them blurred, and the response that was left of each."""
        chosen, response = torch.from_numpy(which), torch.ones(len(truth))
        if not which.any():
            return truth, response
        image, bands = truth[chosen], truth.shape[1]
        mtf = rng.uniform(*self.mtf, len(image))
        response[chosen] = torch.from_numpy(mtf).float()
        sigma = torch.from_numpy(mtf_sigma(mtf, self.scale)).float()
        shifts = normal((2, len(image), bands), rng) * self.shift * self.scale
        result = truth.clone()
        result[chosen] = blurred(image, sigma[:, None].expand(-1, bands), shifts)
        return result, response

    @staticmethod
    def _drawn(strength: Range, which: np.ndarray, rng: np.random.Generator) -> torch.Tensor:
        return torch.from_numpy(np.where(which, rng.uniform(*strength, len(which)), 0)).float()


def mtf_sigma(mtf: np.ndarray | float, scale: int) -> np.ndarray:
    """Standard deviation, pixels of the ground truth, of the Gaussian whose MTF at the seen grid's Nyquist is `mtf`."""
    return np.asarray(scale / math.pi * np.sqrt(-2 * np.log(mtf)))


def blurred(image: torch.Tensor, sigma: torch.Tensor, shift: torch.Tensor) -> torch.Tensor:
    """(B, C, H, W) under a Gaussian of sigma (B, C), pixels, centred at shift (2, B, C): rows, columns.

    The kernel is made from its response, exp(-2 (pi sigma f)**2): sampled in space, a Gaussian narrower than a pixel would
    leave twice the contrast that it should.
    """
    radius = math.ceil(float(3 * sigma.max() + shift.abs().max())) + 6
    taps = torch.arange(-radius, radius + 1)
    frequency = taps / len(taps)
    response = torch.exp(-2 * (math.pi * sigma.reshape(-1, 1) * frequency) ** 2)
    planes = image.reshape(1, -1, *image.shape[2:])
    for axis, pad in ((0, (0, 0, radius, radius)), (1, (radius, radius, 0, 0))):
        phase = 2 * math.pi * (taps - shift[axis].reshape(-1, 1, 1)) * frequency[:, None]
        kernel = (response[:, :, None] * torch.cos(phase)).mean(1)
        kernel = kernel.reshape(-1, 1, *((len(taps), 1) if axis == 0 else (1, len(taps))))
        planes = torch.nn.functional.conv2d(torch.nn.functional.pad(planes, pad, "reflect"), kernel, groups=len(kernel))
    return planes.reshape(image.shape)


def noise(image: torch.Tensor, sigma: torch.Tensor, rng: np.random.Generator) -> torch.Tensor:
    """Noise of standard deviation `sigma` (B,) over each image; half of its variance grows with the signal."""
    grows = image.clamp(0, 1) / image.mean((1, 2, 3), keepdim=True).clamp(min=1e-3)
    share = torch.from_numpy(rng.random(len(image)) < 0.5).float()[:, None, None, None] * 0.5
    return sigma[:, None, None, None] * torch.sqrt(1 - share + share * grows.clamp(max=4)) * normal(image.shape, rng)


def normal(shape: tuple[int, ...] | torch.Size, rng: np.random.Generator) -> torch.Tensor:
    return torch.from_numpy(rng.standard_normal(tuple(shape), np.float32))


def area_mean(truth: torch.Tensor, scale: int) -> torch.Tensor:
    """What a sensor with a box response of `scale` pixels sees: (B, C, H, W) -> (B, C, H / scale, W / scale)."""
    return torch.nn.functional.avg_pool2d(truth, scale)
