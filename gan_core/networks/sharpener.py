"""What a regression on finer bands leaves out: residual blocks on cells of 2 x 2 pixels of the finer grid.

The first layer's weights sum to zero over each band, and there are no biases: whatever is added to a band changes nothing, and
what all are multiplied by the result is multiplied by.  It works on cells, whatever the layers' ratio, so that the same weights
serve any; what the coarse band shows is in the image that the residual is for.  How much the coarse bands' sensor blurs,
and the ratio, can't be seen from so few pixels: told of them, the network multiplies its features.

A network of one band takes any number, each as an image, by the same weights; what it sees of one it compares with the mean of
what it sees of all (as sets are, Zaheer et al. 2017), so that they may stand in any order.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Optional

import torch
from torch import nn

from gan_core.networks.architecture import Architecture

CELL = 2
"""Pixels of the finer grid along a side that are seen as one."""
LAST_OF_A_BLOCK = 0.3
USUAL = 0.5
"""The response that stands for one that is not known."""


class ZeroSum(nn.Conv2d):
    """A 3 x 3 convolution that sees differences only: of each band, CELL**2 planes, its weights sum to zero."""

    def __init__(self, bands: int, features: int) -> None:
        super().__init__(bands * CELL**2, features, 3, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        by_band = self.weight.unflatten(1, (-1, CELL**2))
        weight = (by_band - by_band.mean((2, 3, 4), keepdim=True)).flatten(1, 2)
        return nn.functional.conv2d(nn.functional.pad(x, [1] * 4, "replicate"), weight)


class Gain(nn.Module):
    """Each feature times one plus what its weights make of conditions (a scale without a shift; after Perez et al. 2018)."""

    def __init__(self, conditions: int, features: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(features, conditions))

    def forward(self, x: torch.Tensor, conditions: torch.Tensor) -> torch.Tensor:
        gain = 1 + nn.functional.linear(conditions, self.weight)
        return x * gain.to(x.dtype)[:, :, None, None]


class Block(nn.Module):
    """x + two convolutions, between which images of one raster hear of each other."""

    def __init__(self, features: int, conditions: int, across: bool) -> None:
        """across: whether the images of a batch are bands of rasters."""
        super().__init__()
        self.gain = Gain(conditions, features)
        self.conv1 = nn.Conv2d(features, features, 3, padding=1, bias=False)
        self.across = nn.Conv2d(features, features, 1, bias=False) if across else None
        self.conv2 = nn.Conv2d(features, features, 3, padding=1, bias=False)

    def forward(self, x: torch.Tensor, conditions: torch.Tensor, together: int) -> torch.Tensor:
        """together: how many images in turn are bands of one raster."""
        y = self.conv1(x)
        if self.across is not None:
            mean = x.unflatten(0, (-1, together)).mean(1)
            y += self.across(mean).repeat_interleave(together, 0)
        y = self.conv2(nn.functional.relu(self.gain(y, conditions), inplace=True))
        return x + y


class SharpenerNetwork(nn.Module):
    """(B, bands + guides, H, W), sides multiples of CELL, (B, bands + 1) and how many images in turn are bands of one raster
    -> residual (B, bands, H, W).

    First the coarse bands as the regression made them; then the guide's.  Zeros stand for a band that is not there.  Each is
    divided by the standard deviation of its layer.  Then the conditions, as `conditions_of` encodes them.
    """

    def __init__(self, bands: int, guides: int, features: int, blocks: int) -> None:
        super().__init__()
        self.bands, self.guides = bands, guides
        self.head = ZeroSum(bands + guides, features)
        self.gain = Gain(bands + 1, features)
        self.blocks = nn.ModuleList(Block(features, bands + 1, bands == 1) for _ in range(blocks))
        self.tail = nn.Conv2d(features, bands * CELL**2, 3, padding=1, bias=False)
        self.reach = CELL * (2 * blocks + 3)
        """Pixels on each side that a pixel looks at, at most."""
        for name, layer in self.named_modules():
            if isinstance(layer, nn.Conv2d):
                nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
                if name.endswith("conv2"):
                    layer.weight.data *= LAST_OF_A_BLOCK
            if name.endswith(("tail", "across")):
                nn.init.zeros_(layer.weight)

    def forward(self, x: torch.Tensor, conditions: torch.Tensor, together: int = 1) -> torch.Tensor:
        with torch.autocast(x.device.type, enabled=False):  # rounded to bfloat16, 16 bits lose their detail
            y = self.gain(self.head(nn.functional.pixel_unshuffle(x, CELL)), conditions)
        for block in self.blocks:
            y = block(y, conditions, together)
        return nn.functional.pixel_shuffle(self.tail(y), CELL)


def conditions_of(responses: Sequence[Optional[float]], ratio: int) -> torch.Tensor:
    """(1, bands + 1).  responses: of each band, as in radiometry/sensor.py; None where not known, or where there is no band."""
    return torch.tensor(
        [[*(0.0 if response is None else response - USUAL for response in responses), math.log2(ratio) - 1]]
    )


ARCHITECTURE = Architecture(
    "sharpener",
    SharpenerNetwork,
    {"bands": (1, 64), "guides": (1, 64), "features": (8, 512), "blocks": (1, 64)},
)
