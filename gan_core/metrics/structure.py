"""How alike the structure of two images is: SSIM, its forerunner UQI; and how sharp one is beside another."""

from __future__ import annotations

import math

import torch

WINDOW, SIGMA = 11, 1.5
K1, K2 = 0.01, 0.03


def ssim(image: torch.Tensor, truth: torch.Tensor, peak: float = 1.0) -> float:
    """Structural similarity (Wang et al. 2004), mean over the valid region, the bands and the leading axes; 1 is identical.

    (..., C, H, W) of the same shape, H and W at least WINDOW; peak: the range of the values.  Gaussian window of WINDOW
    pixels and standard deviation SIGMA, weights of sum 1, no correction of the variances for the sample's size.
    """
    return _similarity(image, truth, (K1 * peak) ** 2, (K2 * peak) ** 2)


def uqi(image: torch.Tensor, truth: torch.Tensor) -> float:
    """Universal quality index (Wang and Bovik 2002), -1 to 1: correlation times likeness of mean times likeness of contrast.

    Shapes, means and window as in `ssim`, whose constants are 0 here; where both windows are flat their means alone count.
    """
    return _similarity(image, truth, 0.0, 0.0)


def relative_sharpness(image: torch.Tensor, truth: torch.Tensor) -> float:
    """Mean length of the gradient over the truth's: 1 is as sharp, less is soft, more is overdone.  NaN for a flat truth."""
    wanted = _steepness(truth)
    return _steepness(image) / wanted if wanted > 0 else math.nan


def _steepness(image: torch.Tensor) -> float:
    values = image.double()
    down = values[..., 1:, :-1] - values[..., :-1, :-1]
    right = values[..., :-1, 1:] - values[..., :-1, :-1]
    return float(torch.hypot(down, right).mean())


def _similarity(image: torch.Tensor, truth: torch.Tensor, c1: float, c2: float) -> float:
    height, width = image.shape[-2:]
    if image.shape != truth.shape or min(height, width) < WINDOW:
        raise ValueError(f"SSIM needs two images of one shape and {WINDOW} pixels, not {image.shape} and {truth.shape}")
    image, truth = (each.double().reshape(-1, 1, height, width) for each in (image, truth))
    mean, other_mean = _blurred(image), _blurred(truth)
    variance = _blurred(image**2) - mean**2
    other_variance = _blurred(truth**2) - other_mean**2
    covariance = _blurred(image * truth) - mean * other_mean
    brightness = _ratio(2 * mean * other_mean + c1, mean**2 + other_mean**2 + c1)
    return float((brightness * _ratio(2 * covariance + c2, variance + other_variance + c2)).mean())


def _ratio(above: torch.Tensor, below: torch.Tensor) -> torch.Tensor:
    """1 where there is nothing to compare but rounding."""
    return torch.where(below.abs() > 1e-14, above / below, 1.0)


def _blurred(image: torch.Tensor) -> torch.Tensor:
    """(N, 1, H, W) -> (N, 1, H - WINDOW + 1, W - WINDOW + 1)."""
    offsets = torch.arange(WINDOW, dtype=image.dtype, device=image.device) - WINDOW // 2
    weights = torch.exp(-(offsets**2) / (2 * SIGMA**2))
    weights = weights / weights.sum()
    down = torch.nn.functional.conv2d(image, weights.reshape(1, 1, -1, 1))
    return torch.nn.functional.conv2d(down, weights.reshape(1, 1, 1, -1))
