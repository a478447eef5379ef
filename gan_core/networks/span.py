"""SPAN as its authors publish it, to run published weights.

Wan et al., "Swift Parameter-free Attention Network for Efficient Super-Resolution", CVPRW 2024.  Every layer is one plain
3 x 3 convolution: the three that the authors train side by side are merged when a file is imported.
"""

from __future__ import annotations

from typing import cast

import torch
from torch import nn

from gan_core.networks.architecture import Architecture
from gan_core.networks.pointwise import Pointwise
from gan_core.networks.residual import Convolutions

PUBLISHED_BLOCKS = 6


class AttentionBlock(Convolutions):
    """Three convolutions; the last one's odd-symmetric sigmoid gates the sum with the input."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = nn.functional.silu(self.conv1(x))
        y = nn.functional.silu(self.conv2(y))
        y = self.conv3(y)
        return (x + y) * (torch.sigmoid(y) - 0.5)


class Span(nn.Module):
    """(B, bands, H, W), 0 to 1 -> residual over the input's repeated pixels, (B, bands * scale**2, H, W), as PixelShuffle.

    The joined features are the first layer's, the closing layer's, the first block's and those inside the last block,
    which may be the first.
    """

    mean: torch.Tensor

    def __init__(self, bands: int, scale: int, features: int, blocks: int) -> None:
        super().__init__()
        self.scale = scale
        self.register_buffer("mean", torch.zeros(1, bands, 1, 1))
        self.head = nn.Conv2d(bands, features, 3, padding=1)
        self.blocks = nn.ModuleList(AttentionBlock(features) for _ in range(blocks))
        self.after = nn.Conv2d(features, features, 3, padding=1)
        self.fuse = Pointwise(4 * features, features)
        self.tail = nn.Conv2d(features, bands * scale**2, 3, padding=1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        head = self.head(x - self.mean)
        before, y = head, self.blocks[0](head)
        first = y
        for block in self.blocks[1:]:
            before, y = y, block(y)
        inside = nn.functional.silu(cast(AttentionBlock, self.blocks[-1]).conv1(before))
        stack = self.tail(self.fuse(torch.cat((head, self.after(y), first, inside), 1)))
        return stack - x.repeat_interleave(self.scale**2, 1)


ARCHITECTURE = Architecture(
    "span",
    Span,
    {"bands": (1, 64), "scale": (1, 4), "features": (8, 512), "blocks": (1, 64)},
    {"blocks": PUBLISHED_BLOCKS},
)
