"""Colors that have a given brightness."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import torch

WEIGHTS = (0.299, 0.587, 0.114)
"""Of red, green and blue in the brightness that people see (ITU-R BT.601)."""


def luminance(colors: torch.Tensor) -> torch.Tensor:
    """(..., 3, H, W) -> (..., 1, H, W), in the same units."""
    weights = colors.new_tensor(WEIGHTS)[:, None, None]
    return (colors * weights).sum(-3, keepdim=True)


def with_luminance(colors: torch.Tensor, gray: torch.Tensor, low: float, high: float) -> torch.Tensor:
    """The colors, all three bands moved alike until their luminance is `gray`, then drawn towards gray until they lie within
    low and high, which changes no luminance.

    colors: (..., 3, H, W).  gray: (..., 1, H, W), within low and high.
    """
    away = colors - gray
    away = away - luminance(away)
    room = torch.where(away > 0, high - gray, gray - low).clamp(min=0)
    share = (room / away.abs().clamp(min=1e-12)).amin(-3, keepdim=True).clamp(max=1)
    return gray + away * share


class LuminanceLock(NamedTuple):
    """What of a gray input the colors of a result are held to."""

    places: Sequence[int]
    """Of red, green and blue among the result's bands."""
    gain: float = 1.0
    offset: float = 0.0
    """luminance = gray * gain + offset, all in the units of the images that are held."""

    def __call__(self, image: torch.Tensor, gray: torch.Tensor, low: float, high: float) -> torch.Tensor:
        """(..., K, H, W) with the luminance of (..., 1, H, W), as `with_luminance`; other bands stay."""
        wanted = (gray * self.gain + self.offset).clamp(low, high)
        index = torch.tensor(list(self.places), device=image.device)
        return image.index_copy(-3, index, with_luminance(image.index_select(-3, index), wanted, low, high))
