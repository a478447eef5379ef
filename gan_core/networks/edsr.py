"""EDSR: residual blocks without normalization, then enlarged by pixel shuffles.  Here to run published weights.

Lim et al., "Enhanced Deep Residual Networks for Single Image Super-Resolution", CVPRW 2017.  Written from the paper.
"""

from __future__ import annotations

import torch
from torch import nn

from gan_core.api.errors import RasterGanError
from gan_core.networks.architecture import Architecture


class Block(nn.Module):
    """x + two convolutions."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(features, features, 3, padding=1)
        self.conv2 = nn.Conv2d(features, features, 3, padding=1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.conv2(nn.functional.relu(self.conv1(x)))


class Edsr(nn.Module):
    """(B, bands, H, W), 0 to 1 -> residual over the input's repeated pixels, (B, bands * scale**2, H, W), as PixelShuffle.

    Raises RasterGanError `network-arguments` where scale is none of 1, 2, 4.
    """

    mean: torch.Tensor

    def __init__(self, bands: int, scale: int, features: int, blocks: int) -> None:
        super().__init__()
        if scale & (scale - 1):
            raise RasterGanError("network-arguments", reason=f"scale {scale} is none of 1, 2, 4")
        self.scale = scale
        self.register_buffer("mean", torch.zeros(1, bands, 1, 1))
        self.head = nn.Conv2d(bands, features, 3, padding=1)
        self.blocks = nn.ModuleList(Block(features) for _ in range(blocks))
        self.after = nn.Conv2d(features, features, 3, padding=1)
        doublings = scale.bit_length() - 1
        self.doublings = nn.ModuleList(nn.Conv2d(features, 4 * features, 3, padding=1) for _ in range(doublings))
        self.tail = nn.Conv2d(features, bands, 3, padding=1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = head = self.head(x - self.mean)
        for block in self.blocks:
            y = block(y)
        y = head + self.after(y)
        for conv in self.doublings:
            y = nn.functional.pixel_shuffle(conv(y), 2)
        image = self.tail(y) + self.mean
        return nn.functional.pixel_unshuffle(image, self.scale) - x.repeat_interleave(self.scale**2, 1)


ARCHITECTURE = Architecture("edsr", Edsr, {"bands": (1, 64), "scale": (1, 4), "features": (8, 256), "blocks": (1, 64)})
