"""How near an image is to the truth, value by value and band by band.

Images are (..., C, H, W) of the same shape and units; figures are means over the leading axes.
"""

from __future__ import annotations

import math

import torch


def psnr(image: torch.Tensor, truth: torch.Tensor, peak: float = 1.0) -> float:
    """Peak signal-to-noise ratio in dB over all values; infinite for identical images.  Same shape, same units as peak."""
    error = float(torch.mean((image.double() - truth.double()) ** 2))
    return math.inf if error == 0 else 10 * math.log10(peak**2 / error)


def spectral_angles(image: torch.Tensor, truth: torch.Tensor) -> torch.Tensor:
    """(..., H, W), degrees: between a pixel's bands and the truth's (Kruse et al. 1993).  NaN where either is all zero."""
    image, truth = image.double(), truth.double()
    cosine = (image * truth).sum(-3) / (image.norm(dim=-3) * truth.norm(dim=-3))
    return torch.rad2deg(torch.acos(cosine.clamp(-1, 1)))


def sam(image: torch.Tensor, truth: torch.Tensor) -> float:
    """Mean spectral angle in degrees, 0 to 180; pixels that are all zero have no direction and are left out."""
    return float(spectral_angles(image, truth).nanmean())


def ergas(image: torch.Tensor, truth: torch.Tensor, scale: int) -> float:
    """Relative error of the whole (Wald 2000): 100 / scale * sqrt(mean over bands of (RMSE / mean of the truth)**2).

    0 is perfect.  scale: the input's pixel size over the output's.  Raises ValueError for a band of mean zero.
    """
    error = (image.double() - truth.double()).square().mean((-2, -1))
    level = truth.double().mean((-2, -1))
    if bool((level == 0).any()):
        raise ValueError("ERGAS divides by the mean of each band: one is zero")
    return float((error / level**2).mean(-1).sqrt().mean() * 100 / scale)
