"""The dotted pattern that a PixelShuffle can leave: too much of what repeats with every block of output pixels."""

from __future__ import annotations

import torch

WIDTH = 1 / 8
"""Half the width of the band around each harmonic, as a share of 1 / period: content modulates the pattern."""


def checkerboard(image: torch.Tensor, truth: torch.Tensor, period: int) -> float:
    """Power near the harmonics of 1 / period, over the truth's there: about 1 for a natural image, above 3 for a pattern.

    (..., H, W) of the same shape; period: the scale of the upscaling, 2 or 4.
    """
    return float(_power(image, period) / _power(truth, period).clamp(min=1e-12))


def _power(image: torch.Tensor, period: int) -> torch.Tensor:
    height, width = image.shape[-2:]
    window = torch.outer(torch.hann_window(height), torch.hann_window(width)).to(image)
    spectrum = torch.fft.fft2((image - image.mean((-2, -1), keepdim=True)) * window).abs().square()
    near_rows, near_columns = _near(height, period), _near(width, period)
    return spectrum[..., near_rows, :][..., near_columns].sum() / (height * width) ** 2


def _near(length: int, period: int) -> torch.Tensor:
    """Which frequencies of a side lie near a multiple of 1 / period that is not zero."""
    steps = torch.fft.fftfreq(length).abs() * period
    return ((steps - steps.round()).abs() < WIDTH) & (steps.round() > 0)
