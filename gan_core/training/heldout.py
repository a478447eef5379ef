"""How good a generator is on ground that it did not learn from, beside its parent and beside no network at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Optional

import torch

from gan_core.metrics.fidelity import psnr, sam
from gan_core.metrics.perceptual import feature_distance
from gan_core.radiometry.conditions import Conditions, append_conditions
from gan_core.radiometry.consistency import Base, Operator
from gan_core.radiometry.lock import Held, held_to
from gan_core.training.random_features import random_features
from gan_core.training.trainer import Metrics

BEST = 99.0
"""dB that stand for a perfect image."""
BORDER = 8
"""Pixels at a tile's edge that are not judged: no network saw what lies beyond."""
WATCHED = 12
"""Held-out tiles that are looked at every time; all of them are at the end."""


class Scores(NamedTuple):
    """Of one generator, tile by tile."""

    psnr: list[float]
    """dB; 1.0, the range that the model sees, is the peak."""
    angle: list[float]
    """Mean spectral angle, degrees; 0 for one band."""
    distance: list[float]
    """How unlike the truth's its texture is: `feature_distance` on random filters, 0 for the same."""

    @property
    def mean(self) -> float:
        return sum(self.psnr) / len(self.psnr)

    @property
    def mean_angle(self) -> float:
        return sum(self.angle) / len(self.angle)

    @property
    def mean_distance(self) -> float:
        return sum(self.distance) / len(self.distance)

    def first(self, count: int) -> Scores:
        """Of the first tiles alone."""
        return Scores(*(values[:count] for values in self))

    def worst_gain(self, other: Scores) -> float:
        """dB, on the tile where this one gains least over the other."""
        return min(own - its for own, its in zip(self.psnr, other.psnr))


class ValidationTile(NamedTuple):
    """A tile to judge by, in the network's range."""

    truth: torch.Tensor
    """(C, H * scale, W * scale)."""
    low_res: torch.Tensor
    """What was seen of it, as a batch: (1, C, H, W), or (C, 1, H, W) where every band goes by itself."""
    network_input: torch.Tensor
    """What the network is given of that: the same, or with planes that tell of its sensor."""
    conditions: Optional[Conditions] = None
    """Of the sensor, one for each of the batch; None for a perfect one."""

    @property
    def response(self) -> Optional[torch.Tensor]:
        return None if self.conditions is None else self.conditions.response

    def with_conditions(self, planes: int) -> ValidationTile:
        """The same for a network that takes so many planes."""
        if self.conditions is None:
            return self
        return self._replace(network_input=append_conditions(self.low_res, planes, self.conditions))


class ValidationSet(NamedTuple):
    """Tiles that no weights were learned from, and the image that a network's residual is added to."""

    tiles: Sequence[ValidationTile]
    base: Base
    operator: Operator = "area"
    held: Held = "exact"
    """To what of the input the images are, at scales above 1."""

    def scores(self, network: Optional[torch.nn.Module]) -> Scores:
        """Of a network; None for the base image with back-projection and nothing else."""
        features = random_features(len(self.tiles[0].truth))
        angles, values, distances = [], [], []
        for tile in self.tiles:
            inner = (slice(None), slice(BORDER, -BORDER), slice(BORDER, -BORDER))
            image, truth = self.image(network, tile)[inner], tile.truth[inner]
            values.append(min(BEST, psnr(image, truth)))
            angles.append(sam(image, truth) if len(truth) > 1 else 0.0)
            distances.append(float(feature_distance(features(image[None]), features(truth[None]))))
        return Scores(values, angles, distances)

    @torch.inference_mode()
    def image(self, network: Optional[torch.nn.Module], tile: ValidationTile) -> torch.Tensor:
        """(C, H * scale, W * scale): what becomes of a tile."""
        scale = tile.truth.shape[-1] // tile.low_res.shape[-1]
        batch, bands, height, width = tile.low_res.shape
        residual = tile.low_res.new_zeros(batch, bands * scale**2, height, width)
        if network is not None:
            device = next(network.parameters(), residual).device
            residual = network(tile.network_input.to(device)).to(residual)
        held = "none" if scale == 1 else "exact" if network is None else self.held
        stack = held_to(tile.low_res, residual, self.base, held, self.operator, tile.response)
        return torch.nn.functional.pixel_shuffle(stack, scale).flatten(0, 1)


class GainOverParent:
    """How a network that learns does on some of the held-out tiles; the one that gains most over its parent is the best."""

    def __init__(self, validation: ValidationSet, parent: Scores, chooses: bool = True) -> None:
        """parent: what the training starts from.  chooses: false for a GAN, whose best weights no figure tells."""
        self.validation = validation._replace(tiles=validation.tiles[:WATCHED])
        self.parent, self.chooses = parent.first(WATCHED), chooses

    def __call__(self, network: torch.nn.Module) -> Metrics:
        """psnr and gain, dB; distance: how unlike the truth's the texture is.  All are means over the tiles."""
        scores = self.validation.scores(network)
        gain = scores.mean - self.parent.mean
        values = {"psnr": scores.mean, "gain": gain, "distance": scores.mean_distance}
        return Metrics(values, gain + min(0.0, scores.worst_gain(self.parent)) if self.chooses else None)
