"""A generator's images from fixed seeds, and how they compare with real tiles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import torch

from gan_core.metrics.diversity import nearest, nearest_other, spread
from gan_core.metrics.perceptual import kid
from gan_core.metrics.structure import relative_sharpness
from gan_core.training.degradation import area_mean
from gan_core.training.descriptor import Descriptor
from gan_core.training.tile_gan import latent_from_seed, one_hot
from gan_core.training.trainer import Metrics

LOOKED = 48
"""Images made for an evaluation; MADE for the report."""
MADE = 200
COARSER = 4
"""How many times coarser real tiles are made, as a measure of how far off is far."""
COPY = 0.01
"""A real tile's distance to its nearest neighbour is smaller than that of an image which counts as a copy with this
probability."""


def make_images(
    generator: torch.nn.Module, seeds: Sequence[int], class_labels: Sequence[int], classes: int
) -> torch.Tensor:
    """(len(seeds), C, size, size) float32 on the CPU, one at a time: what a seed gives depends on nothing else.

    class_labels: the class of each, where there are classes.
    """
    rows = torch.stack([latent_from_seed(seed, generator) for seed in seeds])
    if classes:
        rows = torch.cat((rows, one_hot(class_labels, classes)), 1)
    return images_from(generator, rows)


@torch.inference_mode()
def images_from(generator: torch.nn.Module, rows: torch.Tensor) -> torch.Tensor:
    """The images of rows of noise (B, n), one at a time."""
    device = next(generator.parameters()).device
    return torch.cat([generator(row[None].to(device)).float().cpu() for row in rows])


class TileComparison(NamedTuple):
    """Made images beside real tiles."""

    kid: float
    """In the descriptor's features; about 0 for images of the same kind."""
    floor: float
    """The same between two halves of the real tiles."""
    blurred: float
    """The same between these halves, one made COARSER times coarser."""
    diversity: float
    """Mean distance between two images over that between two real tiles."""
    sharpness: float
    """Mean steepness over that of real tiles."""
    distances: torch.Tensor
    """(made,): to the nearest real tile."""
    nearest_indexes: torch.Tensor
    """(made,): which one that is."""
    limit: float
    """The distance that 99 % of real tiles keep from their own nearest neighbour."""

    @property
    def copies(self) -> int:
        return int((self.distances < self.limit).sum())

    @property
    def nearest(self) -> float:
        """The smallest distance, in limits: 1 or more where nothing is a copy."""
        return float(self.distances.min()) / max(self.limit, 1e-9)


def compare(generated: torch.Tensor, real: torch.Tensor) -> TileComparison:
    """generated: (M, C, size, size); real: (N, C, size, size), tiles that share no pixel, N at least 4."""
    describe = Descriptor(real)
    of_generated, of_real = describe(generated), describe(real)
    distances, nearest_indexes = nearest(of_generated, of_real)
    limit = float(nearest_other(of_real).quantile(COPY))
    return TileComparison(
        kid(of_generated, of_real),
        kid(of_real[::2], of_real[1::2]),
        kid(describe(coarsened(real[::2])), of_real[1::2]),
        float(spread(of_generated) / spread(of_real).clamp(min=1e-9)),
        relative_sharpness(generated, real),
        distances,
        nearest_indexes,
        limit,
    )


def coarsened(tiles: torch.Tensor) -> torch.Tensor:
    """(N, C, size, size) as a sensor of COARSER times larger pixels would see them, interpolated back."""
    interpolate = torch.nn.functional.interpolate
    return interpolate(area_mean(tiles, COARSER), size=tiles.shape[-1], mode="bicubic", align_corners=False)


class SampleMetrics:
    """How the images of fixed seeds compare with real tiles while a generator learns."""

    def __init__(self, real: torch.Tensor, classes: int) -> None:
        """real: (N, C, size, size), N at least 2."""
        self.class_labels = [seed % classes for seed in range(LOOKED)] if classes else []
        self.classes, self.describe = classes, Descriptor(real)
        self.of_real = self.describe(real)

    def __call__(self, generator: torch.nn.Module) -> Metrics:
        of_generated = self.describe(make_images(generator, range(LOOKED), self.class_labels, self.classes))
        diversity = float(spread(of_generated) / spread(self.of_real).clamp(min=1e-9))
        return Metrics({"kid": kid(of_generated, self.of_real), "diversity": diversity})
