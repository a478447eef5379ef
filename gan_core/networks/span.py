"""SPAN: a residual generator whose attention has no parameters and no global support.

Wan et al., "Swift Parameter-free Attention Network for Efficient Super-Resolution", CVPRW 2024.  Written from the paper;
here it predicts a residual over a fixed base image and its last layer starts at zero, so an untrained network *is* the
base.
"""

from __future__ import annotations

import torch
from torch import nn

from gan_core.networks.architecture import Architecture

MIDDLE, GAIN = 0.45, 4.0
"""The image is centred and spread before the first layer: detail, not brightness, should dominate what a layer sees."""


class AttentionBlock(nn.Module):
    """Three convolutions; the last one's odd-symmetric sigmoid gates the sum with the input."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(features, features, 3, padding=1)
        self.conv2 = nn.Conv2d(features, features, 3, padding=1)
        self.conv3 = nn.Conv2d(features, features, 3, padding=1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = nn.functional.silu(self.conv1(x))
        y = nn.functional.silu(self.conv2(y))
        y = self.conv3(y)
        return (x + y) * (torch.sigmoid(y) - 0.5)


class Span(nn.Module):
    """(B, bands, H, W), about 0 to 1 -> residual sub-pixel stack (B, bands * scale**2, H, W), channel order as PixelShuffle."""

    def __init__(self, bands: int, scale: int, features: int, blocks: int) -> None:
        super().__init__()
        self.head = nn.Conv2d(bands, features, 3, padding=1)
        self.blocks = nn.ModuleList(AttentionBlock(features) for _ in range(blocks))
        self.after = nn.Conv2d(features, features, 3, padding=1)
        self.fuse = nn.Conv2d(4 * features, features, 1)
        self.tail = nn.Conv2d(features, bands * scale**2, 3, padding=1)
        for layer in self.modules():
            if isinstance(layer, nn.Conv2d):  # the default is too small: the gates would close one after the other
                nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
                nn.init.zeros_(layer.bias)  # type: ignore[arg-type]
        nn.init.zeros_(self.tail.weight)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        head = self.head((x - MIDDLE) * GAIN)
        y = first = self.blocks[0](head)
        for block in self.blocks[1:]:
            penultimate, y = y, block(y)
        last = self.after(y)
        return self.tail(self.fuse(torch.cat((head, first, penultimate, last), 1)))


ARCHITECTURE = Architecture("span", Span, {"bands": (1, 64), "scale": (1, 4), "features": (8, 512), "blocks": (2, 64)})
