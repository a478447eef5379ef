"""How near an image is to the truth, value by value."""

from __future__ import annotations

import math

import torch


def psnr(image: torch.Tensor, truth: torch.Tensor, peak: float = 1.0) -> float:
    """Peak signal-to-noise ratio in dB over all values; infinite for identical images.  Same shape, same units as peak."""
    error = float(torch.mean((image.double() - truth.double()) ** 2))
    return math.inf if error == 0 else 10 * math.log10(peak**2 / error)
