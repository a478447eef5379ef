"""What sensor a window of one band was seen by: seven small convolutions, and what they say of the whole window.

It looks at windows, never at a raster as a whole, and makes no pixels: no architecture that a card could name.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import nn

LEVEL = 1 / 255
"""One level of 8 bits, in the range that networks see."""
LEAST_NOISE = 0.3
"""Levels; noise is told apart by its logarithm above this: rounding to 8 bits alone leaves as much."""
WIDTHS = (24, 32, 32, 32, 64, 64, 64)
STRIDES = (1, 2, 1, 1, 2, 1, 1)
HIDDEN = 64


class NoiseAnswers(NamedTuple):
    """Of a batch, (B,) each."""

    log_noise: torch.Tensor
    """log(standard deviation in levels + LEAST_NOISE)."""
    error: torch.Tensor
    """How far off that is, as a rule; above 0."""


class ResponseAnswers(NamedTuple):
    """Of a batch, (B,) each."""

    response: torch.Tensor
    """What the sensor's blur leaves of the finest pattern that its pixels can hold (MTF at Nyquist), 0 to 1."""
    error: torch.Tensor
    """How far off that is, as a rule; above 0."""


class SensorEstimator(nn.Module):
    """`features` of windows, then `noise` of them, then `response` of them and of the noise.

    In one window fine texture and noise look alike.  The noise is the whole layer's, and its plainest windows tell it: so the
    response is asked for once it is known.
    """

    def __init__(self, low_precision: bool = False) -> None:
        """low_precision: all but the first convolution in bfloat16, which is for learning only."""
        super().__init__()
        self.low_precision = low_precision
        widths = (2, *WIDTHS)
        self.convs = nn.ModuleList(
            nn.Conv2d(narrow, wide, 3 if index else 5, stride, padding=1 if index else 2)
            for index, (narrow, wide, stride) in enumerate(zip(widths, WIDTHS, STRIDES))
        )
        count = 2 * (WIDTHS[0] + WIDTHS[-1])
        self.norm = nn.LayerNorm(count)
        self.of_noise = nn.Sequential(nn.Linear(count + 1, HIDDEN), nn.SiLU(), nn.Linear(HIDDEN, 2))
        self.of_response = nn.Sequential(
            nn.Linear(count + 2, HIDDEN), nn.SiLU(), nn.Linear(HIDDEN, HIDDEN), nn.SiLU(), nn.Linear(HIDDEN, 2)
        )
        for layer in (*self.convs, self.of_noise[0], self.of_response[0], self.of_response[2]):
            nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
            nn.init.zeros_(layer.bias)

    def features(self, windows: torch.Tensor) -> torch.Tensor:
        """(B, 1, H, W) in 0..1, sides of at least 16 -> (B, F).

        Blur shows in the window's own contrast, noise in levels: so the convolutions see both, the window divided by its
        deviation and its finest detail in levels, compressed.
        """
        contrast = windows.std((1, 2, 3), keepdim=True) + 2 * LEVEL
        first, *others = self.convs
        fine = nn.functional.silu(first(_planes(windows, contrast)))
        coarse = fine
        with torch.autocast("cpu", torch.bfloat16, enabled=self.low_precision):
            for conv in others:
                coarse = nn.functional.silu(conv(coarse))
        statistics = [part for maps in (fine, coarse.float()) for part in (maps.mean((2, 3)), maps.std((2, 3)))]
        return torch.cat((self.norm(torch.cat(statistics, 1)), contrast[:, 0, 0].log() / 2 + 1.5), 1)

    def noise(self, features: torch.Tensor) -> NoiseAnswers:
        log_noise, error = self.of_noise(features).unbind(1)
        return NoiseAnswers(log_noise, _positive(error))

    def response(self, features: torch.Tensor, levels: torch.Tensor) -> ResponseAnswers:
        """levels: (B,), the noise of the layer."""
        known = torch.cat((features, torch.log(levels + LEAST_NOISE)[:, None] / 2), 1)
        response, error = self.of_response(known).unbind(1)
        return ResponseAnswers(response.sigmoid(), _positive(error))

    def forward(self, windows: torch.Tensor, levels: torch.Tensor) -> tuple[NoiseAnswers, ResponseAnswers]:
        features = self.features(windows)
        return self.noise(features), self.response(features, levels)


def _positive(error: torch.Tensor) -> torch.Tensor:
    return nn.functional.softplus(error - 2) + 1e-3


def _planes(windows: torch.Tensor, contrast: torch.Tensor) -> torch.Tensor:
    """(B, 1, H, W) -> (B, 2, H, W): centered and divided by its contrast (B, 1, 1, 1), and what differs from the
    neighbors in levels."""
    centered = windows - windows.mean((2, 3), keepdim=True)
    padded = nn.functional.pad(centered, (1, 1, 1, 1), "reflect")
    detail = centered - nn.functional.avg_pool2d(padded, 3, stride=1)
    return torch.cat((centered / contrast, torch.asinh(detail / LEVEL) / 2), 1)
