"""A detector that sees objects as points: how much every cell looks like an object's centre, and how large that object is.

Zhou et al., "Objects as Points" (CenterNet), 2019: heat maps, sizes and offsets, no anchors.  The encoder is small enough to
learn from a handful of examples on a processor: pixels are folded into cells first, and three levels of residual blocks see
far at little cost.  No normalisation layer, no pooling over the image: a tile gives what the whole image gives.
"""

from __future__ import annotations

import torch
from torch import nn

from gan_core.networks.architecture import Architecture
from gan_core.networks.residual import GAIN, MIDDLE

LEVELS = 3
"""Grids of cells, each twice as coarse as the one before."""
BOX = 4
"""Planes that tell a box: where its centre lies from the cell's middle (columns, rows), and the logarithms of its width and
height, all in cells."""
RARE = -4.0
"""Where the heat begins: about one cell in fifty, or the first steps would only learn that most ground is empty."""
LAST_OF_A_BLOCK = 0.3
TYPICAL = 1.6
"""Where the size begins: the logarithm of five cells, for about which `fold` and `shrink` are chosen."""


class Block(nn.Module):
    """x + two convolutions."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(features, features, 3, padding=1)
        self.conv2 = nn.Conv2d(features, features, 3, padding=1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.conv2(nn.functional.silu(self.conv1(nn.functional.silu(x))))


class CentrePoints(nn.Module):
    """(B, bands, H, W), about 0 to 1 -> (B, classes + BOX, H / cell, W / cell): logits of the heat, then the box.

    A cell is shrink * fold pixels wide: pixels are averaged over squares of `shrink`, then squares of `fold` become channels.
    H and W must be multiples of `alignment(shrink, fold)`, and tiles begin at multiples of it.
    """

    def __init__(self, bands: int, classes: int, shrink: int, fold: int, features: int) -> None:
        super().__init__()
        self.shrink, self.fold, self.classes = shrink, fold, classes
        self.head = nn.Conv2d(bands * fold**2, features, 3, padding=1)
        widths = [features, *(features * 3 // 2 for _ in range(LEVELS - 1))]
        self.down = nn.ModuleList(nn.Conv2d(narrow, wide, 2, stride=2) for narrow, wide in zip(widths, widths[1:]))
        self.fine = nn.ModuleList(Block(width) for width in widths)
        self.again = nn.ModuleList(Block(width) for width in widths)
        self.up = nn.ModuleList(nn.Conv2d(wide, narrow, 1) for narrow, wide in zip(widths, widths[1:]))
        self.tail = nn.Conv2d(features, classes + BOX, 3, padding=1)
        for name, layer in self.named_modules():
            if isinstance(layer, nn.Conv2d):
                nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
                nn.init.zeros_(layer.bias)  # type: ignore[arg-type]
                if name.endswith("conv2"):
                    layer.weight.data *= LAST_OF_A_BLOCK
        nn.init.normal_(self.tail.weight, std=0.01)
        self.tail.bias = nn.Parameter(torch.tensor([RARE] * classes + [0.0, 0.0, TYPICAL, TYPICAL]))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = nn.functional.avg_pool2d(x, self.shrink) if self.shrink > 1 else x
        y = self.head(nn.functional.pixel_unshuffle((x - MIDDLE) * GAIN, self.fold))
        skipped = []
        for level, block in enumerate(self.fine):
            y = block(y)
            if level < LEVELS - 1:
                skipped.append(y)
                y = self.down[level](y)
        for level in reversed(range(LEVELS)):
            y = self.again[level](y)
            if level:
                wide = nn.functional.interpolate(self.up[level - 1](y), scale_factor=2.0, mode="nearest")
                y = skipped[level - 1] + wide
        return self.tail(nn.functional.silu(y))


def alignment(shrink: int, fold: int) -> int:
    """Pixels: the side of the coarsest cell."""
    return shrink * fold * 2 ** (LEVELS - 1)


def halo(shrink: int, fold: int) -> int:
    """Pixels on each side that reach a cell and its eight neighbours, a multiple of the alignment."""
    blocks = sum(4 * 2**level for level in range(LEVELS))  # two blocks of two convolutions on every grid
    ends = 2 + 1 + 2 ** (LEVELS - 1) - 1  # head and tail, a peak's neighbours, and where the coarsest cells begin
    cells = -(-(blocks + ends) // 2 ** (LEVELS - 1))
    return cells * alignment(shrink, fold)


ARCHITECTURE = Architecture(
    "centre-points",
    CentrePoints,
    {"bands": (1, 64), "classes": (1, 64), "shrink": (1, 4), "fold": (1, 4), "features": (8, 256)},
)
