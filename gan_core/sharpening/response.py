"""What a coarse band shows of the ground, told in the guide's pixels: a Gaussian blur, then the mean over its pixel."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from typing import NamedTuple

import torch

from gan_core.radiometry.sensor import blur_sigma

REACH = 2
"""Coarse pixels on each side of its own that a band looks at: at a response of 0.15 what is left out is 1 in 2,000."""


class Response(NamedTuple):
    """Of one band."""

    sigma: float
    """Standard deviation of the blur, guide pixels."""
    width: float
    """Of the pixel that is averaged over, guide pixels; not whole where the layers' pixels do not nest."""

    @classmethod
    def of(cls, response: float, ratio: float) -> Response:
        """response: what the blur leaves at the coarse grid's Nyquist frequency, as in radiometry/sensor.py, 1 for block
        means.  ratio: width of a coarse pixel, guide pixels."""
        return cls(blur_sigma(response) * ratio, ratio)

    @property
    def at_nyquist(self) -> float:
        """The inverse: what the blur leaves at the coarse grid's Nyquist frequency."""
        return math.exp(-((math.pi * self.sigma / self.width) ** 2) / 2)


@functools.cache
def row(response: Response, ratio: int) -> tuple[float, ...]:
    """Blur and mean along one axis, (2 * REACH + 1) * ratio weights of sum 1, those of the coarse pixel in the middle.

    The blur is made from its response in frequency, as in radiometry/sensor.py: sampled in space, a Gaussian narrower than a
    pixel would leave twice the contrast that it should.
    """
    side = (2 * REACH + 1) * ratio
    distance = (torch.arange(side, dtype=torch.float64) - (side - 1) / 2).abs()
    box = (response.width / 2 + 0.5 - distance).clamp(0, 1)
    frequency = torch.fft.fftfreq(4 * side, dtype=torch.float64)
    spectrum = torch.exp(-2 * (math.pi * response.sigma * frequency) ** 2)
    padded = torch.nn.functional.pad(box, (side, 2 * side))
    weights = torch.fft.ifft(torch.fft.fft(padded) * spectrum).real[side : 2 * side]
    weights = weights + weights.flip(0)
    return tuple(float(weight) for weight in weights / weights.sum())


def degraded(image: torch.Tensor, responses: Sequence[Response], ratio: int, step: int | None = None) -> torch.Tensor:
    """(..., C, H, W) -> (..., C, H / ratio, W / ratio): what bands of these responses, one for each, show of it.

    The border is replicated.  step: pixels between two coarse pixels, ratio when left out; with 1, (..., C, H - ratio + 1,
    W - ratio + 1), every place that a coarse pixel could begin at.
    """
    *lead, bands, height, width = image.shape
    step = step or ratio
    taps = torch.tensor([row(response, ratio) for response in responses], dtype=image.dtype, device=image.device)
    margin = REACH * ratio
    padded = torch.nn.functional.pad(image.reshape(-1, bands, height, width), [margin] * 4, "replicate")
    length = height - ratio + 1
    rows = _summed([padded[:, :, tap : tap + length : step] for tap in range(taps.shape[1])], taps)
    length = (width - ratio) // step + 1
    phases = [rows[..., phase::step].contiguous() for phase in range(step)]
    means = _summed([phases[tap % step][..., tap // step :][..., :length] for tap in range(taps.shape[1])], taps)
    return means.reshape(*lead, *means.shape[1:])


def _summed(parts: Sequence[torch.Tensor], taps: torch.Tensor) -> torch.Tensor:
    """The parts, (B, C, H, W) each, weighted by the taps, (C, parts)."""
    alike = bool((taps == taps[:1]).all())
    total = parts[0] * taps[:, 0, None, None]
    for tap, part in enumerate(parts[1:], 1):
        if alike:
            total.add_(part, alpha=float(taps[0, tap]))
        else:
            total.addcmul_(part, taps[:, tap, None, None])
    return total
