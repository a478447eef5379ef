"""A detector that sees objects as points: how much every cell looks like an object's center, and how large that object is.

Zhou et al., "Objects as Points" (CenterNet), 2019: heat maps, sizes and offsets, no anchors.  What a cell looks like is told by
the encoder, which has seen the ground before (`encoder.py`), so that a handful of examples is enough.
"""

from __future__ import annotations

import torch
from torch import nn

from gan_core.api.errors import RasterGanError
from gan_core.networks.architecture import Architecture
from gan_core.networks.encoder import COARSEST, FOLD, REACH, GroundEncoder, folded

STRIDES = (8, 4, 2, 1)
"""Pixels along a cell's side."""
BOX = 4
"""Planes that tell a box: where its center lies from the cell's middle (columns, rows), and the logarithms of its width and
height, all in cells."""
RARE = -4.0
"""Where the heat begins: about one cell in fifty, or the first steps would only learn that most ground is empty."""
TYPICAL = 1.6
"""Where the size begins: the logarithm of five cells, for about which the stride is chosen."""


class CenterPoints(nn.Module):
    """(B, bands, H, W), about 0 to 1 -> (B, classes + BOX, H / stride, W / stride): logits of the heat, then the box.

    The image is averaged or interpolated so that a cell of `stride` pixels is one of the encoder's.  `head` tells the bands
    apart, which the encoder does not; it begins at zero.  H and W must be multiples of `alignment(stride)`, and tiles begin at
    multiples of it.
    """

    def __init__(self, bands: int, classes: int, stride: int, features: int) -> None:
        super().__init__()
        if stride not in STRIDES:
            raise RasterGanError("network-arguments", reason=f"stride must be one of {STRIDES}, got {stride}")
        self.stride = stride
        self.encoder = GroundEncoder(features)
        self.head = nn.Conv2d(bands * FOLD**2, features, 3, padding=1)
        self.tail = nn.Conv2d(features, classes + BOX, 3, padding=1)
        nn.init.zeros_(self.head.weight)
        nn.init.zeros_(self.head.bias)  # type: ignore[arg-type]
        nn.init.normal_(self.tail.weight, std=0.01)
        self.tail.bias = nn.Parameter(torch.tensor([RARE] * classes + [0.0, 0.0, TYPICAL, TYPICAL]))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if self.stride > FOLD:
            x = nn.functional.avg_pool2d(x, self.stride // FOLD)
        elif self.stride < FOLD:
            x = nn.functional.interpolate(x, scale_factor=FOLD / self.stride, mode="bilinear", align_corners=False)
        y = self.encoder.start(x) + self.head(folded(x))
        return self.tail(nn.functional.silu(self.encoder.levels(y)[0]))


def alignment(stride: int) -> int:
    """Pixels: the side of the coarsest cell."""
    return stride * COARSEST


def halo(stride: int) -> int:
    """Pixels on each side that reach a cell and its eight neighbors, a multiple of the alignment."""
    ends = 1 + 1 + 1  # the tail, a peak's neighbors, and the pixels that are interpolated between
    return -(-(REACH + ends) // COARSEST) * alignment(stride)


ARCHITECTURE = Architecture(
    "center-points", CenterPoints, {"bands": (1, 64), "classes": (1, 64), "stride": (1, 8), "features": (8, 128)}
)
