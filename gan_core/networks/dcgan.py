"""The classic pair: transposed convolutions from noise to an image, strided convolutions from an image to a verdict.

Goodfellow et al. 2014 and Radford et al., "Unsupervised representation learning with deep convolutional generative
adversarial networks", 2015; here without normalisation layers.  The generator, for B images of N bands:

    noise                                         B x 100
    dense 128, 1024, 1024, 1024                   B x 1024
    dense 8192, as 512 channels                   B x 512 x  4 x  4
    transposed 4 x 4, stride 1, 512               B x 512 x  4 x  4    4 - 1 + 4 = 7, of which "same" keeps 4
    transposed 4 x 4, stride 2, 256               B x 256 x  8 x  8    2 (n - 1) + 4 = 2 n + 2, of which "same" keeps 2 n
    transposed 4 x 4, stride 2, 128               B x 128 x 16 x 16
    transposed 4 x 4, stride 2, 64                B x  64 x 32 x 32
    transposed 4 x 4, stride 2, N                 B x   N x 64 x 64

LeakyReLU after every layer but the last, tanh after that one: 17.6 million weights for 3 bands, 10.6 of them dense.  The
discriminator takes the same way back: 4 x 4 at stride 2 with 64, 128, 256, 512 channels, 64 -> 32 -> 16 -> 8 -> 4 pixels, then
8192 numbers to 1.  Its sigmoid is in the loss.  With classes, they stand one-hot beside the noise, and as one plane each
beside the image (Mirza and Osindero 2014).
"""

from __future__ import annotations

import torch
from torch import nn

from gan_core.networks.architecture import Architecture
from gan_core.networks.r3gan import SLOPE, prepare

NOISE, SIZE = 100, 64
DENSE = (128, 1024, 1024, 1024)
START = 4
WIDTHS = (512, 256, 128, 64)


class DcGan(nn.Module):
    """Noise (B, 100) and, with classes, one-hot (B, classes) beside it -> images (B, bands, 64, 64), -1 to 1."""

    def __init__(self, bands: int, classes: int) -> None:
        super().__init__()
        steps = (NOISE + classes, *DENSE, WIDTHS[0] * START**2)
        self.dense = nn.ModuleList(nn.Linear(n, m) for n, m in zip(steps, steps[1:]))
        # "same" at stride 1 leaves out one line before the image and two behind it
        self.first = nn.ConvTranspose2d(WIDTHS[0], WIDTHS[0], 4, stride=1, padding=1)
        wider = (*WIDTHS, bands)
        self.grow = nn.ModuleList(nn.ConvTranspose2d(n, m, 4, stride=2, padding=1) for n, m in zip(wider, wider[1:]))
        prepare(self)

    def forward(self, noise: torch.Tensor) -> torch.Tensor:
        x = noise
        for layer in self.dense:
            x = nn.functional.leaky_relu(layer(x), SLOPE)
        x = self.first(x.view(-1, WIDTHS[0], START, START))[:, :, :START, :START]
        for layer in self.grow:
            x = layer(nn.functional.leaky_relu(x, SLOPE))
        return torch.tanh(x)


class DcDiscriminator(nn.Module):
    """(B, bands, 64, 64), and with classes one-hot (B, classes), none where left out -> logits (B, 1): high for the real."""

    def __init__(self, bands: int, classes: int) -> None:
        super().__init__()
        self.classes = classes
        wider = (bands + classes, *WIDTHS[::-1])
        self.shrink = nn.ModuleList(nn.Conv2d(n, m, 4, stride=2, padding=1) for n, m in zip(wider, wider[1:]))
        self.verdict = nn.Linear(WIDTHS[0] * START**2, 1)
        prepare(self)

    def forward(self, x: torch.Tensor, classes: torch.Tensor | None = None) -> torch.Tensor:
        if self.classes:
            one_hot = x.new_zeros(len(x), self.classes) if classes is None else classes.to(x)
            x = torch.cat((x, one_hot[:, :, None, None].expand(-1, -1, *x.shape[2:])), 1)
        for layer in self.shrink:
            x = nn.functional.leaky_relu(layer(x), SLOPE)
        return self.verdict(x.flatten(1))


ARCHITECTURE = Architecture("dcgan", DcGan, {"bands": (1, 64), "classes": (0, 1000)})
