"""ESRGAN's generator: residual-in-residual dense blocks.  Here to run published weights.

Wang et al., "ESRGAN: Enhanced Super-Resolution Generative Adversarial Networks", ECCVW 2018; with the pixel-unshuffle in
front that Real-ESRGAN (2021) adds for scales 2 and 1.  Written from the papers.
"""

from __future__ import annotations

import torch
from torch import nn

from gan_core.api.errors import RasterGanError
from gan_core.networks.architecture import Architecture

SLOPE = 0.2
SHARE = 0.2
"""How much of a block's result is added to its input."""
LARGEST_ENLARGEMENT = 4


class DenseBlock(nn.Module):
    """Five convolutions, each of which sees the input and all earlier results."""

    def __init__(self, features: int, growth: int) -> None:
        super().__init__()
        widths = [growth] * 4 + [features]
        self.convs = nn.ModuleList(
            nn.Conv2d(features + number * growth, width, 3, padding=1) for number, width in enumerate(widths)
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        features = x
        for conv in self.convs[:-1]:
            features = torch.cat((features, nn.functional.leaky_relu(conv(features), SLOPE)), 1)
        return x + SHARE * self.convs[-1](features)


class Group(nn.Module):
    """Three dense blocks and a short cut around them."""

    def __init__(self, features: int, growth: int) -> None:
        super().__init__()
        self.blocks = nn.ModuleList(DenseBlock(features, growth) for _ in range(3))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = x
        for block in self.blocks:
            y = block(y)
        return x + SHARE * y


class Rrdb(nn.Module):
    """(B, bands, H, W), 0 to 1 -> residual over the input's repeated pixels, (B, bands * scale**2, H, W), as PixelShuffle.

    unshuffle: the input is folded into blocks of this side first, its edge repeated up to a whole block.  Raises
    RasterGanError `network-arguments` where scale * unshuffle is none of 1, 2, 4.
    """

    def __init__(self, bands: int, scale: int, unshuffle: int, features: int, growth: int, blocks: int) -> None:
        super().__init__()
        enlargement = scale * unshuffle
        if enlargement & (enlargement - 1) or enlargement > LARGEST_ENLARGEMENT:
            reason = f"scale {scale} with unshuffle {unshuffle} is not 1, 2 or 4 in all"
            raise RasterGanError("network-arguments", reason=reason)
        self.scale, self.unshuffle = scale, unshuffle
        self.head = nn.Conv2d(bands * unshuffle**2, features, 3, padding=1)
        self.groups = nn.ModuleList(Group(features, growth) for _ in range(blocks))
        self.after = nn.Conv2d(features, features, 3, padding=1)
        doublings = enlargement.bit_length() - 1
        self.doublings = nn.ModuleList(nn.Conv2d(features, features, 3, padding=1) for _ in range(doublings))
        self.fine = nn.Conv2d(features, features, 3, padding=1)
        self.tail = nn.Conv2d(features, bands, 3, padding=1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        height, width = x.shape[2:]
        whole = x
        if self.unshuffle > 1:
            whole = nn.functional.pad(x, (0, -width % self.unshuffle, 0, -height % self.unshuffle), "replicate")
        y = head = self.head(nn.functional.pixel_unshuffle(whole, self.unshuffle))
        for group in self.groups:
            y = group(y)
        y = head + self.after(y)
        for conv in self.doublings:
            y = nn.functional.leaky_relu(conv(nn.functional.interpolate(y, scale_factor=2.0, mode="nearest")), SLOPE)
        image = self.tail(nn.functional.leaky_relu(self.fine(y), SLOPE))
        image = image[:, :, : height * self.scale, : width * self.scale]
        return nn.functional.pixel_unshuffle(image, self.scale) - x.repeat_interleave(self.scale**2, 1)


ARCHITECTURE = Architecture(
    "rrdb",
    Rrdb,
    {
        "bands": (1, 64),
        "scale": (1, 4),
        "unshuffle": (1, 4),
        "features": (8, 256),
        "growth": (4, 128),
        "blocks": (1, 64),
    },
)
