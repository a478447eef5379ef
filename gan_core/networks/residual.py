"""The generator: residual blocks on the input's grid, their first and last features side by side, one layer out.

After EDSR (Lim et al. 2017: no normalisation) and SPAN (Wan et al. 2024: small blocks, early and late features joined at the
end).  SPAN's gate, sigmoid(y) - 0.5 on every block, is left out: measured here on overhead images at x4 after 600 steps, it
costs 0.3 dB.  The network predicts a residual over a fixed base image and its last layer starts at zero, so an untrained
network *is* the base.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import torch
from torch import nn

from gan_core.networks.architecture import Architecture
from gan_core.networks.pointwise import Pointwise

MIDDLE, GAIN = 0.45, 4.0
"""The image is centred and spread before the first layer: detail, not brightness, should dominate what a layer sees."""
LAST_OF_A_BLOCK = 0.3
"""A block starts small, so that six of them in a row start near the identity."""


class Block(nn.Module):
    """x + three convolutions."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(features, features, 3, padding=1)
        self.conv2 = nn.Conv2d(features, features, 3, padding=1)
        self.conv3 = nn.Conv2d(features, features, 3, padding=1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = nn.functional.silu(self.conv1(x))
        y = nn.functional.silu(self.conv2(y))
        return x + self.conv3(y)

    def inner(self, x: torch.Tensor) -> torch.Tensor:
        """`forward` without the 3 outermost pixels."""
        y = nn.functional.silu(inner(self.conv1, x), inplace=True)
        y = nn.functional.silu(inner(self.conv2, y), inplace=True)
        y = inner(self.conv3, y)
        return middle(x, y) + y


class Residual(nn.Module):
    """(B, bands + noise, H, W), about 0 to 1 -> residual sub-pixel stack (B, bands * scale**2, H, W), as PixelShuffle's.

    noise: 1 if the last input plane holds the noise's standard deviation, else 0.
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
        with _not_rounded(x):
            head = self.head((x - MIDDLE) * GAIN)
        y = first = self.blocks[0](head)
        for block in self.blocks[1:]:
            penultimate, y = y, block(y)
        last = self.after(y)
        return self.tail(self.fuse(torch.cat((head, first, penultimate, last), 1)))

    def inner(self, x: torch.Tensor) -> torch.Tensor:
        """The very values of `forward` without the `edge` outermost pixels; what only those need is not computed.

        For inference: nothing can be learned through it.
        """
        with _not_rounded(x):
            head = inner(self.head, (x - MIDDLE) * GAIN)
        first, *others = cast(Iterable[Block], self.blocks)
        y = beginning = first.inner(head)
        for block in others:
            penultimate, y = y, block.inner(y)
        last = inner(self.after, y)
        joined = torch.cat([middle(one, last) for one in (head, beginning, penultimate, last)], 1)
        return inner(self.tail, self.fuse(joined))


def _not_rounded(x: torch.Tensor) -> torch.autocast:
    """Rounded to bfloat16, an image of 16 bits loses its detail in the first layer."""
    return torch.autocast(x.device.type, enabled=False)


def inner(conv: nn.Conv2d, x: torch.Tensor) -> torch.Tensor:
    """A 3 x 3 convolution without the outermost pixels, for which it would need others than the image's."""
    return nn.functional.conv2d(x, conv.weight, conv.bias)


def middle(x: torch.Tensor, like: torch.Tensor) -> torch.Tensor:
    """The pixels of x that `like` has too, which lacks as many on every side."""
    edge = (x.shape[2] - like.shape[2]) // 2
    return x[:, :, edge : edge + like.shape[2], edge : edge + like.shape[3]]


ARCHITECTURE = Architecture(
    "residual",
    Residual,
    {"bands": (1, 64), "noise": (0, 1), "scale": (1, 4), "features": (8, 512), "blocks": (2, 64)},
)
