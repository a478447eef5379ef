"""Compact: plain 3 x 3 convolutions on the input's grid, each with its own learnt slopes; the fastest generator here.

The layout of Real-ESRGAN's small models (Wang et al., "Real-ESRGAN: Training Real-World Blind Super-Resolution with Pure
Synthetic Data", 2021: "SRVGGNetCompact"), written from the description.  Its last layer starts at zero, so an untrained
network *is* the base image that the card names.
"""

from __future__ import annotations

import torch
from torch import nn

from gan_core.networks.architecture import Architecture


class Compact(nn.Module):
    """(B, bands, H, W), about 0 to 1 -> residual sub-pixel stack (B, bands * scale**2, H, W), channel order as PixelShuffle.

    convs: convolutions between the first and the last.
    """

    def __init__(self, bands: int, scale: int, features: int, convs: int) -> None:
        super().__init__()
        widths = [bands, *[features] * (convs + 1)]
        self.convs = nn.ModuleList(nn.Conv2d(n, m, 3, padding=1) for n, m in zip(widths, widths[1:]))
        self.slopes = nn.ModuleList(nn.PReLU(features) for _ in self.convs)
        self.tail = nn.Conv2d(features, bands * scale**2, 3, padding=1)
        for conv in self.convs:
            nn.init.kaiming_normal_(conv.weight, 0.25)  # type: ignore[arg-type]
            nn.init.zeros_(conv.bias)  # type: ignore[arg-type]
        nn.init.zeros_(self.tail.weight)
        nn.init.zeros_(self.tail.bias)  # type: ignore[arg-type]

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        for conv, slopes in zip(self.convs, self.slopes):
            x = slopes(conv(x))
        return self.tail(x)


ARCHITECTURE = Architecture(
    "compact", Compact, {"bands": (1, 64), "scale": (1, 4), "features": (8, 512), "convs": (1, 64)}
)
