"""What a network is told of a whole image, in planes after its bands: how strong the noise is, and how sharp the sensor.

A network sees some twenty pixels around each; from those it can't tell a blurred edge from a soft one.  Told of one blur, the
same network gains 9 dB in 300 steps where it gained half a dB without in 1,500.  (A conditioning plane for the noise is
FFDNet's, Zhang et al. 2018.)
"""

from __future__ import annotations

from typing import NamedTuple

import torch

LEAST_RESPONSE = 0.003
"""Below, no response is told from another."""


class Conditions(NamedTuple):
    """Of a batch, (B,) each."""

    noise: torch.Tensor
    """Standard deviation, in the network's range."""
    response: torch.Tensor
    """What the sensor's blur leaves of the finest pattern that its pixels can hold (MTF at Nyquist), 0 to 1; see sensor.py."""

    def of_items(self, indexes: torch.Tensor) -> Conditions:
        """Those of some of the batch's images, in their order."""
        return Conditions(self.noise[indexes], self.response[indexes])


def append_conditions(image: torch.Tensor, count: int, conditions: Conditions) -> torch.Tensor:
    """(B, C, H, W) -> (B, C + count, H, W): with as many planes as the network takes, the noise's first."""
    encoded = 1 + conditions.response.clamp(LEAST_RESPONSE, 1).log10() / 2
    planes = [
        value.to(image.dtype).view(-1, 1, 1, 1).expand(len(image), 1, *image.shape[2:])
        for value in (conditions.noise, encoded)[:count]
    ]
    return torch.cat((image, *planes), 1)
