"""From the bands of one layer to those of another: a value for every pixel by its own, then what its surroundings tell.

An image is seen twice: as it is by a few convolutions, and folded FOLD x FOLD pixels into one by dilated residual blocks that
look far at a sixteenth of the cost.  The last layer starts at zero, so that an untrained network *is* its base: for every pixel
a linear combination of its bands.  Nothing looks farther than `reach`.
"""

from __future__ import annotations

import torch
from torch import nn

from gan_core.networks.architecture import Architecture
from gan_core.networks.pointwise import Pointwise

FOLD = 4
DILATIONS = (1, 2, 4)
"""Of the blocks, in turn."""
WIDER = 3
"""Features of the folded image over those of the image."""
LAST_OF_A_BLOCK = 0.3
"""A block starts small, near the identity."""


class Block(nn.Module):
    """x + a dilated convolution and one pixel by pixel."""

    def __init__(self, features: int, dilation: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(features, features, 3, padding=dilation, dilation=dilation)
        self.mix = Pointwise(features, features)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.mix(nn.functional.silu(self.conv(x)))


class Translator(nn.Module):
    """(B, bands, H, W) -> (B, outputs, H, W), both about 0 to 1; sides are multiples of FOLD."""

    def __init__(self, bands: int, outputs: int, features: int, blocks: int) -> None:
        super().__init__()
        self.arguments = {"bands": bands, "outputs": outputs, "features": features, "blocks": blocks}
        dilations = [DILATIONS[index % len(DILATIONS)] for index in range(blocks)]
        wide = WIDER * features
        self.base = Pointwise(bands, outputs)
        self.head = nn.Conv2d(bands, features, 3, padding=1)
        self.near = nn.Conv2d(features, features, 3, padding=1)
        self.fold = nn.Conv2d(bands * FOLD**2, wide, 3, padding=1)
        self.blocks = nn.ModuleList(Block(wide, dilation) for dilation in dilations)
        self.unfold = Pointwise(wide, features)
        self.fuse = nn.Conv2d(2 * features, features, 3, padding=1)
        self.after = nn.Conv2d(features, features, 3, padding=1)
        self.tail = nn.Conv2d(features, outputs, 3, padding=1)
        self.reach = FOLD * (1 + sum(dilations)) + FOLD + FOLD // 2 - 1 + 3
        """Pixels on each side that an output pixel looks at, wherever it lies in its fold."""
        for name, layer in self.named_modules():
            if isinstance(layer, nn.Conv2d):
                nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
                nn.init.zeros_(layer.bias)  # type: ignore[arg-type]
                if name.endswith("mix"):
                    layer.weight.data *= LAST_OF_A_BLOCK
        nn.init.zeros_(self.tail.weight)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        with torch.autocast(x.device.type, enabled=False):  # rounded to bfloat16, an image of 16 bits loses its detail
            base, centered = self.base(x), 4 * (x - 0.45)
            near = nn.functional.silu(self.head(centered))
            far = self.fold(nn.functional.pixel_unshuffle(centered, FOLD))
        near = nn.functional.silu(self.near(near))
        for block in self.blocks:
            far = block(far)
        far = nn.functional.interpolate(
            self.unfold(nn.functional.silu(far)), scale_factor=FOLD, mode="bilinear", align_corners=False
        )
        fused = nn.functional.silu(self.fuse(torch.cat((near, far.to(near.dtype)), 1)))
        return base + self.tail(nn.functional.silu(self.after(fused))).float()


ARCHITECTURE = Architecture(
    "translator", Translator, {"bands": (1, 64), "outputs": (1, 64), "features": (8, 128), "blocks": (1, 16)}
)
