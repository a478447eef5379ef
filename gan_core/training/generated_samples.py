"""A generator's images from fixed seeds, and how they compare with real tiles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import torch

from gan_core.metrics.diversity import spread
from gan_core.metrics.perceptual import kid
from gan_core.metrics.structure import relative_sharpness
from gan_core.training.degradation import area_mean
from gan_core.training.descriptor import Descriptor
from gan_core.training.fingerprint import Fingerprint
from gan_core.training.tile_gan import drawn_again, latent_from_seed, one_hot
from gan_core.training.trainer import Metrics

LOOKED = 48
"""Images made for an evaluation; MADE for the report."""
MADE = 200
COARSER = 4
"""How many times coarser real tiles are made, as a measure of how far off is far."""
TRIES = 20
"""How often a seed is drawn until its image is no copy."""


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


def unlike_known(
    generator: torch.nn.Module, fingerprint: Fingerprint, image: torch.Tensor, seed: int, label: torch.Tensor
) -> tuple[torch.Tensor, int]:
    """The image (C, size, size) of a seed, or of one drawn from it until it is no copy; and how often it was drawn again.

    label: (classes,), one-hot.  After TRIES it is the one that is farthest from being a copy.
    """
    candidates: list[tuple[float, torch.Tensor]] = []
    for attempt in range(TRIES):
        if attempt:
            row = torch.cat((latent_from_seed(drawn_again(seed, attempt), generator), label))
            image = images_from(generator, row[None])[0]
        nearness = float(fingerprint.nearness(image[None])[0])
        if nearness >= 1:
            return image, attempt
        candidates.append((nearness, image))
    return max(candidates, key=lambda own: own[0])[1], TRIES


def replace_copies(
    generator: torch.nn.Module,
    images: torch.Tensor,
    fingerprint: Fingerprint,
    class_labels: Sequence[int],
    classes: int,
) -> tuple[torch.Tensor, int]:
    """Of seeds 0, 1 and so on: images (M, C, size, size) of which none is a copy, and how many were."""
    labels = one_hot(class_labels, classes) if classes else torch.zeros(len(images), 0)
    near = (fingerprint.nearness(images)[0] < 1).nonzero().flatten().tolist()
    images = images.clone()
    for seed in near:
        images[seed] = unlike_known(generator, fingerprint, images[seed], seed, labels[seed])[0]
    return images, len(near)


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
    """(made,): to the nearest real tile, by features or by pixels, whichever is nearer to its limit, in limits."""
    nearest_indexes: torch.Tensor
    """(made,): which one that is."""
    anew: int = 0
    """Images that were copies and were made again."""

    @property
    def copies(self) -> int:
        return int((self.distances < 1).sum())

    @property
    def nearest(self) -> float:
        """The smallest distance, in limits: 1 or more where nothing is a copy."""
        return float(self.distances.min())


def compare(generated: torch.Tensor, real: torch.Tensor, fingerprint: Fingerprint, anew: int = 0) -> TileComparison:
    """generated: (M, C, size, size); real: (N, C, size, size), tiles that share no pixel, N at least 4."""
    describe = fingerprint.describe
    of_generated, of_real = describe(generated), describe(real)
    distances, nearest_indexes = fingerprint.nearness(generated)
    return TileComparison(
        kid(of_generated, of_real),
        kid(of_real[::2], of_real[1::2]),
        kid(describe(coarsened(real[::2])), of_real[1::2]),
        float(spread(of_generated) / spread(of_real).clamp(min=1e-9)),
        relative_sharpness(generated, real),
        distances,
        nearest_indexes,
        anew,
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
