"""The generator: residual blocks on the input's grid, their first and last features side by side, one layer out.

After EDSR (Lim et al. 2017: no normalisation) and SPAN (Wan et al. 2024: small blocks, early and late features joined at the
end).  SPAN's gate, sigmoid(y) - 0.5 on every block, is left out: measured here on overhead images at x4 after 600 steps, it
costs 0.3 dB.  The network predicts a residual over a fixed base image and its last layer starts at zero, so an untrained
network *is* the base.
"""

from __future__ import annotations

import torch
from torch import nn

from gan_core.networks.architecture import Architecture
from gan_core.networks.pointwise import Pointwise

MIDDLE, GAIN = 0.45, 4.0
"""The image is centred and spread before the first layer: detail, not brightness, should dominate what a layer sees."""
LAST_OF_A_BLOCK = 0.3
"""A block starts small, so that six of them in a row start near the identity."""


class Convolutions(nn.Module):
    """Three of 3 x 3, of a block."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(features, features, 3, padding=1)
        self.conv2 = nn.Conv2d(features, features, 3, padding=1)
        self.conv3 = nn.Conv2d(features, features, 3, padding=1)


class Block(Convolutions):
    """x + three convolutions."""

    def forward(self, x: torch.Tensor, inner: bool = False) -> torch.Tensor:
        """inner: without the 3 outermost pixels, and nothing can be learned through it."""
        y = nn.functional.silu(convolved(self.conv1, x, inner), inplace=inner)
        y = nn.functional.silu(convolved(self.conv2, y, inner), inplace=inner)
        y = convolved(self.conv3, y, inner)
        return cut(x, 3 if inner else 0) + y


class Residual(nn.Module):
    """(B, bands + noise, H, W), about 0 to 1 -> residual sub-pixel stack (B, bands * scale**2, H, W), as PixelShuffle's.

    noise: how many planes after the bands tell of the image as a whole: 1 its noise, 2 the sensor's response too (see
    radiometry/conditions.py).
    """

    def __init__(self, bands: int, noise: int, scale: int, features: int, blocks: int) -> None:
        super().__init__()
        self.head = nn.Conv2d(bands + noise, features, 3, padding=1)
        self.blocks = nn.ModuleList(Block(features) for _ in range(blocks))
        self.after = nn.Conv2d(features, features, 3, padding=1)
        self.fuse = Pointwise(4 * features, features)
        self.tail = nn.Conv2d(features, bands * scale**2, 3, padding=1)
        self.edge = 3 * blocks + 3
        """Pixels on each side that the image's edge reaches."""
        for name, layer in self.named_modules():
            if isinstance(layer, nn.Conv2d):
                nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
                nn.init.zeros_(layer.bias)  # type: ignore[arg-type]
                if name.endswith("conv3"):
                    layer.weight.data *= LAST_OF_A_BLOCK
        nn.init.zeros_(self.tail.weight)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self._run(x, False)

    def inner(self, x: torch.Tensor) -> torch.Tensor:
        """The very values of `forward` without the `edge` outermost pixels; what only those need is not computed.

        For inference: nothing can be learned through it.
        """
        return self._run(x, True)

    def _run(self, x: torch.Tensor, inner: bool) -> torch.Tensor:
        """Features are fused as they come, so that few of them are in memory at a time."""
        with _not_rounded(x):
            y = convolved(self.head, (x - MIDDLE) * GAIN, inner)
        step, left = (3, 3 * len(self.blocks) + 1) if inner else (0, 0)
        fused = self.fuse.part(0, cut(y, left))
        if not torch.is_grad_enabled():  # what learns keeps its features whole
            y = y.to(fused.dtype)
        for number, block in enumerate(self.blocks, 1):
            y, left = block(y, inner), left - step
            for index, wanted in ((1, 1), (2, len(self.blocks) - 1)):
                if number == wanted:
                    fused += self.fuse.part(index, cut(y, left))
        fused += self.fuse.part(3, convolved(self.after, y, inner))
        return convolved(self.tail, fused, inner)


def _not_rounded(x: torch.Tensor) -> torch.autocast:
    """Rounded to bfloat16, an image of 16 bits loses its detail in the first layer."""
    return torch.autocast(x.device.type, enabled=False)


def convolved(conv: nn.Conv2d, x: torch.Tensor, inner: bool) -> torch.Tensor:
    """A 3 x 3 convolution; inner: without the outermost pixels, for which it would need others than the image's."""
    return nn.functional.conv2d(x, conv.weight, conv.bias, padding=0 if inner else 1)


def cut(x: torch.Tensor, edge: int) -> torch.Tensor:
    """(B, C, H, W) without the `edge` outermost pixels."""
    return x[:, :, edge : x.shape[2] - edge, edge : x.shape[3] - edge]


ARCHITECTURE = Architecture(
    "residual",
    Residual,
    {"bands": (1, 64), "noise": (0, 2), "scale": (1, 4), "features": (8, 512), "blocks": (2, 64)},
)
