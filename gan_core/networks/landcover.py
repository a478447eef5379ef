"""The classifier: fixed features of every pixel and its surroundings, and a small head that is learned.

The features are a band's value, its logarithm, that less the mean over the bands (so that ratios of bands are differences),
and at four widths the mean of the logarithm and its standard deviation: colour, surroundings and texture.  The widths are
those of the "à trous" wavelet's spline (Starck and Murtagh 1994): cheap, and nothing farther than HALO pixels counts.

The ground rarely changes from pixel to pixel, so a pixel's probabilities are its own and its neighbours': a map without
specks, and right more often.
"""

from __future__ import annotations

import torch
from torch import nn

from gan_core.networks.architecture import Architecture

SPLINE = (1 / 16, 4 / 16, 6 / 16, 4 / 16, 1 / 16)
STEPS = (1, 2, 4, 8)
"""Distance of the spline's taps, widening from one scale to the next."""
HALO = sum(2 * step for step in STEPS) + 1
DARK, CALM = 0.02, 0.01
"""What is added before a logarithm is taken, of a value (1 is bright) and of a standard deviation."""
VALUE, RATIO, NEAR, NEAR_TEXTURE, AROUND, AROUND_TEXTURE, WIDE, WIDE_TEXTURE = range(8)
KINDS = (
    *(VALUE, VALUE, RATIO),
    *(NEAR, NEAR_TEXTURE),
    *(AROUND, AROUND_TEXTURE, AROUND, AROUND_TEXTURE),
    *(WIDE, WIDE_TEXTURE),
)
"""What kind of feature each of a band's planes is, in the order of `features`."""


class Landcover(nn.Module):
    """(B, bands, H, W), about 0 to 1 -> logarithms of probabilities (B, classes, H, W).

    hidden: width of the two inner layers; 0 for none.
    """

    mean: torch.Tensor
    spread: torch.Tensor

    def __init__(self, bands: int, classes: int, hidden: int) -> None:
        super().__init__()
        count = bands * len(KINDS)
        self.register_buffer("mean", torch.zeros(count))
        self.register_buffer("spread", torch.ones(count))
        self.head = head(count, classes, hidden)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        planes = (features(x) - self.mean[:, None, None]) / self.spread[:, None, None]
        return calmed(self.head(planes))


def calmed(logits: torch.Tensor) -> torch.Tensor:
    """(B, classes, H, W) -> logarithms of the probabilities, each the mean over 3 x 3 pixels with weights 1, 2, 1 each way.

    A line one pixel wide keeps half of its weight.
    """
    probability = nn.functional.pad(logits.softmax(1), (1, 1, 1, 1), "replicate")
    for _ in range(2):  # the mean of 2 x 2 pixels twice is just that
        probability = nn.functional.avg_pool2d(probability, 2, stride=1)
    return probability.log()


def head(count: int, classes: int, hidden: int) -> nn.Sequential:
    """(B, count, H, W) -> (B, classes, H, W), every pixel by itself."""
    widths = [count, hidden, hidden, classes] if hidden else [count, classes]
    layers: list[nn.Module] = []
    for narrow, wide in zip(widths, widths[1:]):
        layers += [nn.Conv2d(narrow, wide, 1), nn.SiLU()]
    return nn.Sequential(*layers[:-1])


def features(x: torch.Tensor) -> torch.Tensor:
    """(B, C, H, W) -> (B, C * len(KINDS), H, W): all planes of a kind lie together, band by band."""
    log = torch.log(x.clamp(min=0) + DARK)
    planes = [x, log, log - log.mean(1, keepdim=True)]
    both = torch.cat((log, log.square()), 1)
    for step in STEPS:
        both = smoothed(both, step)
        mean, square = both.chunk(2, 1)
        planes += [mean, torch.log((square - mean.square()).clamp(min=0).sqrt() + CALM)]
    return torch.cat(planes, 1)


def smoothed(x: torch.Tensor, step: int) -> torch.Tensor:
    """Weighted means of 5 x 5 pixels that lie `step` apart; the edge's pixels are repeated outwards."""
    for axis in (2, 3):
        margin = (0, 0, 2 * step, 2 * step) if axis == 2 else (2 * step, 2 * step, 0, 0)
        padded = nn.functional.pad(x, margin, "replicate")
        length = x.shape[axis]
        taps = [padded.narrow(axis, number * step, length) for number in range(len(SPLINE))]
        x = (taps[0] + taps[4]) * SPLINE[0] + (taps[1] + taps[3]) * SPLINE[1] + taps[2] * SPLINE[2]
    return x


ARCHITECTURE = Architecture("landcover", Landcover, {"bands": (1, 64), "classes": (2, 255), "hidden": (0, 512)})
