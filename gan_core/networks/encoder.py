"""What the ground looks like: features of every cell of 4 x 4 pixels and of its surroundings, for any number of bands.

A U-net (Ronneberger et al. 2015) of residual blocks on three grids of cells.  The first layer is shared by the bands: what
follows sees what the bands agree on (their mean) and how far they differ, so that weights learned on red, green and blue serve
any layer.  No normalization layer, nothing that looks at the whole image: a tile gives what the whole image gives.
"""

from __future__ import annotations

import torch
from torch import nn

from gan_core.networks.architecture import Architecture
from gan_core.networks.residual import GAIN, LAST_OF_A_BLOCK, MIDDLE

FOLD = 4
"""Pixels along a cell's side: they become channels."""
LEVELS = 3
"""Grids of cells, each twice as coarse as the one before and as many times as wide as its number."""
COARSEST = 2 ** (LEVELS - 1)
"""Cells along the side of one of the coarsest grid."""
REACH = 1 + sum(4 * 2**level for level in range(LEVELS)) + COARSEST - 1
"""Cells on each side that a cell's features depend on: the first layer, two blocks of two convolutions on every grid, and
where the coarsest cells begin."""


class Block(nn.Module):
    """x + two convolutions."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(features, features, 3, padding=1)
        self.conv2 = nn.Conv2d(features, features, 3, padding=1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.conv2(nn.functional.silu(self.conv1(nn.functional.silu(x))))


class GroundEncoder(nn.Module):
    """(B, bands, H, W), about 0 to 1 -> one (B, features * level, H / cell, W / cell) a grid, the finest first.

    H and W must be multiples of FOLD * COARSEST.
    """

    def __init__(self, features: int) -> None:
        super().__init__()
        self.features = features
        every = widths(features)
        self.band = nn.Conv2d(FOLD**2, features, 3, padding=1)
        self.head = nn.Conv2d(2 * features, features, 1)
        self.down = nn.ModuleList(nn.Conv2d(narrow, wide, 2, stride=2) for narrow, wide in zip(every, every[1:]))
        self.fine = nn.ModuleList(Block(width) for width in every)
        self.again = nn.ModuleList(Block(width) for width in every)
        self.up = nn.ModuleList(nn.Conv2d(wide, narrow, 1) for narrow, wide in zip(every, every[1:]))
        for name, layer in self.named_modules():
            if isinstance(layer, nn.Conv2d):
                nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
                nn.init.zeros_(layer.bias)  # type: ignore[arg-type]
                if name.endswith("conv2"):
                    layer.weight.data *= LAST_OF_A_BLOCK

    def forward(self, x: torch.Tensor) -> list[torch.Tensor]:
        return self.levels(self.start(x))

    def start(self, x: torch.Tensor) -> torch.Tensor:
        """(B, bands, H, W) -> (B, features, H / FOLD, W / FOLD): what the bands agree on and how far they differ."""
        by_band = [nn.functional.silu(self.band(folded(band))) for band in x.split(1, 1)]
        mean = sum(by_band[1:], by_band[0]) / len(by_band)
        apart = [(features - mean).abs() for features in by_band]
        return self.head(torch.cat((mean, sum(apart[1:], apart[0]) / len(apart)), 1))

    def levels(self, y: torch.Tensor) -> list[torch.Tensor]:
        """From the finest grid's first features to every grid's last."""
        skipped, features = [], []
        for level, block in enumerate(self.fine):
            y = block(y)
            if level < LEVELS - 1:
                skipped.append(y)
                y = self.down[level](y)
        for level in reversed(range(LEVELS)):
            y = self.again[level](y)
            features.append(y)
            if level:
                wide = nn.functional.interpolate(self.up[level - 1](y), scale_factor=2.0, mode="nearest")
                y = skipped[level - 1] + wide
        return features[::-1]


def widths(features: int) -> list[int]:
    """Planes of each grid, the finest first."""
    return [features * (level + 1) for level in range(LEVELS)]


def folded(x: torch.Tensor) -> torch.Tensor:
    """(B, C, H, W), about 0 to 1 -> (B, C * FOLD**2, H / FOLD, W / FOLD), centered and spread."""
    cells = nn.functional.pixel_unshuffle((x - MIDDLE) * GAIN, FOLD)
    return cells.contiguous(memory_format=torch.channels_last)


ARCHITECTURE = Architecture("ground-encoder", GroundEncoder, {"features": (8, 128)})
