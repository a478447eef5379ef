"""The dotted pattern that a PixelShuffle can leave: too much of what repeats with every block of output pixels."""

from __future__ import annotations

import torch

WIDTH = 1 / 8
"""Half the width of the band around each harmonic, as a share of 1 / period: content modulates the pattern."""


def checkerboard(image: torch.Tensor, truth: torch.Tensor, period: int) -> float:
    """Power near the harmonics of 1 / period, over the truth's there: about 1 for a natural image, above 3 for a pattern.

    (..., H, W) of the same shape; period: the scale of the upscaling, 2 or 4.
    """
    return float(harmonic_power(image, period).sum() / harmonic_power(truth, period).sum().clamp(min=1e-12))


def harmonic_power(image: torch.Tensor, period: int) -> torch.Tensor:
    """(..., H, W) -> (...), the power near every pair of multiples of 1 / period but (0, 0); differentiable."""
    height, width = image.shape[-2:]
    window = torch.outer(torch.hann_window(height), torch.hann_window(width)).to(image)
    spectrum = torch.fft.fft2((image - image.mean((-2, -1), keepdim=True)) * window).abs().square()
    (rows, row_order), (columns, column_order) = _near(height, period), _near(width, period)
    near = torch.outer(rows, columns) & (torch.add(row_order[:, None], column_order) > 0)
    return (spectrum * near.to(image)).sum((-2, -1)) / (height * width) ** 2


def _near(length: int, period: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Which frequencies of a side lie near a multiple of 1 / period, and which multiple it is."""
    steps = torch.fft.fftfreq(length).abs() * period
    return (steps - steps.round()).abs() < WIDTH, steps.round()
