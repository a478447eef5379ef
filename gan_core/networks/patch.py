"""A patch discriminator: many small judgements over an image, none over the whole.

Isola et al., "Image-to-Image Translation with Conditional Adversarial Networks", CVPR 2017; without normalisation layers,
which would let one patch change the judgement of another.
"""

from __future__ import annotations

import torch
from torch import nn

SLOPE = 0.2


class PatchDiscriminator(nn.Module):
    """(B, bands, H, W) -> logits (B, 1, about H / 2**layers, W / 2**layers): high where a patch looks real."""

    def __init__(self, bands: int, features: int, layers: int) -> None:
        super().__init__()
        widths = [bands, *(features * 2 ** min(level, 2) for level in range(layers))]
        self.layers = nn.ModuleList(
            nn.Conv2d(narrow, wide, 4, stride=2, padding=1) for narrow, wide in zip(widths, widths[1:])
        )
        self.verdict = nn.Conv2d(widths[-1], 1, 3, padding=1)
        for layer in self.layers:
            nn.init.kaiming_normal_(layer.weight, SLOPE)  # type: ignore[arg-type]
            nn.init.zeros_(layer.bias)  # type: ignore[arg-type]
        nn.init.zeros_(self.verdict.weight)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        for layer in self.layers:
            x = nn.functional.leaky_relu(layer(x), SLOPE)
        return self.verdict(x)
