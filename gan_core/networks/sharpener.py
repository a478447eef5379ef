"""What a regression on finer bands leaves out: residual blocks on cells of 2 x 2 pixels of the finer grid.

The first layer's weights sum to zero over each band, and there are no biases: whatever is added to a band changes nothing, and
what all are multiplied by the result is multiplied by.  It works on cells, whatever the layers' ratio, so that the same weights
serve any; what the coarse band shows is in the image that the residual is for.
"""

from __future__ import annotations

import torch
from torch import nn

from gan_core.networks.architecture import Architecture

CELL = 2
"""Pixels of the finer grid along a side that are seen as one."""
LAST_OF_A_BLOCK = 0.3


class ZeroSum(nn.Conv2d):
    """A 3 x 3 convolution that sees differences only: of each band, CELL**2 planes, its weights sum to zero."""

    def __init__(self, bands: int, features: int) -> None:
        super().__init__(bands * CELL**2, features, 3, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        by_band = self.weight.unflatten(1, (-1, CELL**2))
        weight = (by_band - by_band.mean((2, 3, 4), keepdim=True)).flatten(1, 2)
        return nn.functional.conv2d(nn.functional.pad(x, [1] * 4, "replicate"), weight)


class Block(nn.Module):
    """x + two convolutions."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(features, features, 3, padding=1, bias=False)
        self.conv2 = nn.Conv2d(features, features, 3, padding=1, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.conv2(nn.functional.relu(self.conv1(x)))


class SharpenerNetwork(nn.Module):
    """(B, bands + guides, H, W), sides multiples of CELL -> residual (B, bands, H, W).

    bands: the coarse bands as the regression made them; then the guide's.  Zeros stand for a band that is not there.  Each is
    divided by the standard deviation of its layer.
    """

    def __init__(self, bands: int, guides: int, features: int, blocks: int) -> None:
        super().__init__()
        self.bands, self.guides = bands, guides
        self.head = ZeroSum(bands + guides, features)
        self.blocks = nn.ModuleList(Block(features) for _ in range(blocks))
        self.tail = nn.Conv2d(features, bands * CELL**2, 3, padding=1, bias=False)
        self.reach = CELL * (2 * blocks + 3)
        """Pixels on each side that a pixel looks at, at most."""
        for name, layer in self.named_modules():
            if isinstance(layer, nn.Conv2d):
                nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
                if name.endswith("conv2"):
                    layer.weight.data *= LAST_OF_A_BLOCK
        nn.init.zeros_(self.tail.weight)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        with torch.autocast(x.device.type, enabled=False):  # rounded to bfloat16, 16 bits lose their detail
            y = self.head(nn.functional.pixel_unshuffle(x, CELL))
        for block in self.blocks:
            y = block(y)
        return nn.functional.pixel_shuffle(self.tail(y), CELL)


ARCHITECTURE = Architecture(
    "sharpener",
    SharpenerNetwork,
    {"bands": (1, 64), "guides": (1, 64), "features": (8, 512), "blocks": (1, 64)},
)
