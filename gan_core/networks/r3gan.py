"""R3GAN's pair of residual networks, narrow enough to be trained on a processor.

Huang et al., "The GAN is dead; long live the GAN! A modern baseline GAN", NeurIPS 2024, written from the paper: blocks of a
1 x 1, a grouped 3 x 3 and a 1 x 1 convolution, no normalisation layers, resampling by interpolation, and a discriminator that
mirrors the generator.  Unlike theirs, every resolution gets a plane of noise of its own (Karras et al. 2019): most of what an
overhead image shows is texture, which a small network can't make of a few numbers.  And both networks take squares of
FOLD x FOLD pixels as one, with more channels: a step takes 0.12 s instead of 0.21.
"""

from __future__ import annotations

import math
from typing import Literal

import torch
from torch import nn

from gan_core.api.errors import RasterGanError
from gan_core.networks.architecture import Architecture

SLOPE = 0.2
SMALLEST = 4
"""Side of the first image that the generator makes, pixels."""
GROUP = 16
"""Channels that a grouped convolution sees together."""
WIDER = 2
"""How many times a block's inside is wider than its outside."""
GAIN = 0.1
"""Of the noise in an untrained network."""
Padding = Literal["zeros", "replicate"]
EDGE: Padding = "replicate"
WIDEST = 8
"""The width at SMALLEST, as a multiple of the width at the finest resolution."""
FOLD = 2
"""Pixels along the side of a square that becomes channels."""
FINE = 16
"""Channels of the pixels themselves, at least."""


class Block(nn.Module):
    """(B, features, H, W) -> the same, changed a little; an untrained block changes nothing.

    beyond: what a convolution sees past the edge.  With zeros there a generator's tiles are framed by lines that show.
    """

    def __init__(self, features: int, beyond: Padding = "zeros") -> None:
        super().__init__()
        inner = WIDER * features
        self.layers = nn.Sequential(
            nn.Conv2d(features, inner, 1),
            nn.LeakyReLU(SLOPE),
            nn.Conv2d(inner, inner, 3, padding=1, groups=inner // GROUP, padding_mode=beyond),
            nn.LeakyReLU(SLOPE),
        )
        self.last = nn.Conv2d(inner, features, 1, bias=False)
        prepare(self)
        nn.init.zeros_(self.last.weight)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.last(self.layers(x))


def prepare(network: nn.Module) -> None:
    """He's initialisation for every layer with weights, biases 0."""
    for layer in network.modules():
        if isinstance(layer, (nn.Conv2d, nn.ConvTranspose2d, nn.Linear)):
            nn.init.kaiming_normal_(layer.weight, SLOPE)
            if layer.bias is not None:
                nn.init.zeros_(layer.bias)


def widths(size: int, features: int) -> list[int]:
    """Channels at SMALLEST, twice SMALLEST, and so on to size / FOLD.  Raises RasterGanError `network-arguments`."""
    doublings = round(math.log2(size / FOLD / SMALLEST))
    if (SMALLEST << doublings) * FOLD != size:
        raise RasterGanError("network-arguments", reason=f"size must be {SMALLEST} times a power of 2, got {size}")
    return [features * min(WIDEST, 1 << (doublings - level)) for level in range(doublings + 1)]


class R3Gan(nn.Module):
    """Noise (B, `noise`) and one-hot beside it, (B, classes + kinds) -> images (B, bands, size, size), about -1 to 1.

    `noise` counts the argument's numbers, which say what is to be seen, and then those of the planes: 4 x 4, 8 x 8, and so on.
    classes: that somebody gave; kinds: of ground, found without names, and `shares` (kinds,) tells how often each occurs.  One
    of the two is 0.
    """

    shares: torch.Tensor

    def __init__(self, bands: int, classes: int, kinds: int, noise: int, size: int, features: int) -> None:
        super().__init__()
        every = widths(size, features)
        self.latent, self.label_count, self.widest = noise, classes + kinds, every[0]
        self.register_buffer("shares", torch.full((kinds,), 1 / max(1, kinds)))
        self.sides = [SMALLEST << level for level in range(len(every))]
        self.noise = noise + sum(side**2 for side in self.sides)
        self.gains = nn.ParameterList(nn.Parameter(torch.full((width, 1, 1), GAIN)) for width in every)
        self.start = nn.Linear(noise + self.label_count, every[0] * SMALLEST**2)
        self.blocks = nn.ModuleList(Block(width, EDGE) for width in every)
        self.narrow = nn.ModuleList(nn.Conv2d(wide, width, 1) for wide, width in zip(every, every[1:]))
        fine = max(bands, FINE)
        self.unfold = nn.Conv2d(every[-1], fine * FOLD**2, 1)
        self.last = nn.Conv2d(fine, bands, 3, padding=1, padding_mode=EDGE)
        for layer in (self.start, *self.narrow, self.unfold):
            prepare(layer)
        with (
            torch.no_grad()
        ):  # the pixels of a square begin alike: else a grid of squares shows for long (Aitken et al. 2017)
            self.unfold.weight.copy_(self.unfold.weight[:: FOLD**2].repeat_interleave(FOLD**2, 0))
        nn.init.normal_(self.last.weight, std=0.3 / math.sqrt(9 * fine))
        nn.init.zeros_(self.last.bias)  # type: ignore[arg-type]

    def forward(self, noise: torch.Tensor) -> torch.Tensor:
        said, *planes = noise.split((self.latent, *(side**2 for side in self.sides), self.label_count), 1)
        x = self.start(torch.cat((said, planes.pop()), 1)).view(-1, self.widest, SMALLEST, SMALLEST)
        x = x.contiguous(memory_format=torch.channels_last)
        for level, (plane, side) in enumerate(zip(planes, self.sides)):
            if level:
                x = self.narrow[level - 1](x)
                x = nn.functional.interpolate(x, scale_factor=2.0, mode="bilinear", align_corners=False)
            x = self.blocks[level](x + self.gains[level] * plane.view(-1, 1, side, side))
        x = nn.functional.pixel_shuffle(self.unfold(nn.functional.leaky_relu(x, SLOPE)), FOLD)
        return self.last(nn.functional.leaky_relu(x, SLOPE))


class R3Discriminator(nn.Module):
    """(B, bands, size, size), and with classes one-hot (B, classes) -> logits (B, 1): high where an image looks real."""

    def __init__(self, bands: int, classes: int, size: int, features: int) -> None:
        super().__init__()
        every = widths(size, features)[::-1]
        self.first = nn.Conv2d(bands * FOLD**2, every[0], 3, padding=1)
        self.blocks = nn.ModuleList(Block(width) for width in every)
        self.widen = nn.ModuleList(nn.Conv2d(width, wide, 1) for width, wide in zip(every, every[1:]))
        self.whole = nn.Conv2d(every[-1], every[-1], SMALLEST, groups=every[-1])
        self.verdict = nn.Linear(every[-1], max(1, classes))
        for layer in (self.first, self.whole, *self.widen):
            prepare(layer)
        nn.init.normal_(self.verdict.weight, std=1 / math.sqrt(every[-1]))

    def forward(self, x: torch.Tensor, classes: torch.Tensor | None = None) -> torch.Tensor:
        x = nn.functional.pixel_unshuffle(x, FOLD).contiguous(memory_format=torch.channels_last)
        x = self.blocks[0](self.first(x))
        for widen, block in zip(self.widen, self.blocks[1:]):
            x = block(widen(nn.functional.avg_pool2d(x, 2)))
        verdicts = self.verdict(nn.functional.leaky_relu(self.whole(x), SLOPE).flatten(1))
        return verdicts if classes is None else (verdicts * classes).sum(1, keepdim=True)


ARCHITECTURE = Architecture(
    "r3gan",
    R3Gan,
    {
        "bands": (1, 64),
        "classes": (0, 1000),
        "kinds": (0, 64),
        "noise": (1, 512),
        "size": (32, 128),
        "features": (8, 128),
    },
)
