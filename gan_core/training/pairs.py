"""Training pairs: sharp patches at many ground samplings, and what a coarser sensor would have seen of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
import torch

from gan_core.radiometry.conditions import LEAST_RESPONSE, Conditions, append_conditions
from gan_core.radiometry.sharpness import blur, planes
from gan_core.training.degradation import Degradation
from gan_core.training.sharpen import unsharp_masked

LEVELS = {1: 0.7, 2: 0.15, 3: 0.1, 4: 0.05}
"""By how much a photograph is averaged before a patch is cut, with the share of patches: finer and coarser ground."""


def averaged(image: np.ndarray, factor: int) -> np.ndarray:
    """(C, H, W) uint8 -> the mean of each factor x factor block, (C, H // factor, W // factor) uint8."""
    if factor == 1:
        return image
    bands, height, width = (image.shape[0], image.shape[1] // factor, image.shape[2] // factor)
    blocks = image[:, : height * factor, : width * factor].reshape(bands, height, factor, width, factor)
    return np.round(blocks.mean((2, 4), dtype=np.float32)).astype(np.uint8)


NEAR_INFRARED = (0.6, 1.5)
"""By how much it is brightened."""
SOFT = 0.4
"""A photograph whose own response is less teaches softness: it is averaged by 2 first."""


class Photograph(NamedTuple):
    """Ground truth, and how often it is learned from beside the others."""

    image: np.ndarray
    """(C, H, W) uint8; the first bands are red, green, blue and, where there is a fourth, near infrared."""
    weight: float = 1.0


@dataclass(frozen=True)
class Patches:
    """Random patches of a set of photographs, the same for the same seed and step whatever came before."""

    pyramids: Sequence[dict[int, np.ndarray]]
    """One per photograph: averaging factor -> (C, H, W) uint8."""
    shares: np.ndarray
    """(photographs,) of patches, sum 1."""
    size: int
    """Side of a patch of ground truth, pixels."""
    bands: int
    """4: red, green, blue, near infrared.  3: red, green, blue.  1: one band, drawn from them or mixed of them."""
    seed: int

    @classmethod
    def of(cls, photographs: Sequence[Photograph], size: int, bands: int, seed: int) -> Patches:
        """Photographs with fewer bands than a patch are left out."""
        usable = [photograph for photograph in photographs if len(photograph.image) >= bands]
        pyramids = [_pyramid(photograph.image[: bands if bands > 1 else None], size) for photograph in usable]
        weights = np.array([photograph.weight for photograph in usable])
        return cls(pyramids, weights / weights.sum(), size, bands, seed)

    def batch(self, step: int, count: int) -> torch.Tensor:
        """Ground truth for this step: (count, bands, size, size) float32, mostly within 0..1."""
        rng = np.random.default_rng([self.seed, step])
        chosen = rng.choice(len(self.pyramids), count, p=self.shares)
        return torch.from_numpy(np.stack([self._patch(self.pyramids[index], rng) for index in chosen]))

    def _patch(self, pyramid: dict[int, np.ndarray], rng: np.random.Generator) -> np.ndarray:
        shares = np.array([LEVELS[factor] for factor in pyramid])
        level = pyramid[rng.choice(list(pyramid), p=shares / shares.sum())]
        top, left = (int(rng.integers(side - self.size + 1)) for side in level.shape[1:])
        patch = level[:, top : top + self.size, left : left + self.size].astype(np.float32) / 255
        patch = np.rot90(patch, rng.integers(4), (1, 2))
        patch = patch[:, :, ::-1] if rng.random() < 0.5 else patch
        return np.ascontiguousarray(radiometry(bands_of(patch, self.bands, rng), rng))


def _pyramid(image: np.ndarray, size: int) -> dict[int, np.ndarray]:
    """The averages of LEVELS that a patch fits into, from 2 on for a soft image; one that is too small is mirrored at its
    edges."""
    sharpness = blur(planes([image.astype(np.float32)]))
    finest = 2 if sharpness is not None and sharpness < SOFT else 1
    levels = {factor: averaged(image, factor) for factor in LEVELS if factor >= finest}
    large = {factor: level for factor, level in levels.items() if min(level.shape[1:]) > size}
    return large or {finest: _mirrored(levels[finest], size + 1)}


def _mirrored(image: np.ndarray, least: int) -> np.ndarray:
    """(C, H, W) with sides of at least `least` pixels."""
    lacking = [max(0, least - side) for side in image.shape[1:]]
    return np.pad(image, ((0, 0), *((more // 2, more - more // 2) for more in lacking)), "symmetric")


def bands_of(patch: np.ndarray, bands: int, rng: np.random.Generator) -> np.ndarray:
    """Other sensors have other bands: now and then the three swap places; near infrared is brighter or darker than in
    photographs; one band is one of them or a mixture."""
    if bands == 4:
        gains = np.append(np.ones(3), rng.uniform(*NEAR_INFRARED)).astype(np.float32)
        return patch * gains[:, None, None]
    if bands == 3:
        return patch[rng.permutation(3)] if rng.random() < 0.05 else patch
    count = len(patch)
    weights = np.eye(count)[rng.integers(count)] if rng.random() < 0.5 else rng.dirichlet(np.ones(count))
    return np.tensordot(weights.astype(np.float32), patch, 1)[None]


def radiometry(patch: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Other sensors have other contrast: three patches in ten are stretched or squeezed and shifted."""
    if rng.random() < 0.7:
        return patch
    gain, shift = rng.uniform(0.6, 1.6), rng.uniform(-0.1, 0.1)
    middle = patch.mean()
    return ((patch - middle) * gain + middle + shift).astype(np.float32)


class Batch(NamedTuple):
    truth: torch.Tensor
    """(B, C, H, W) in 0..1."""
    low_res: torch.Tensor
    """(B, C, H / scale, W / scale): what the sensor saw of it."""
    network_input: torch.Tensor
    """What the network is given: `low_res`, with planes that tell of it where the network takes some."""
    response: torch.Tensor
    """(B,) of the sensors that saw it."""


class Truths(Protocol):
    """Where ground truth comes from: `Patches` of photographs, or of the tiles that somebody picked."""

    @property
    def seed(self) -> int: ...

    def batch(self, step: int, count: int) -> torch.Tensor: ...


UNSURE_RESPONSE, UNSURE_NOISE, UNSURE_LEVEL = 0.05, 0.1, 0.4 / 255
"""What a network is told is as wrong as a measurement is: standard deviations of the response, of the noise as a share of it,
and of what is added to the noise."""
EDGE = 2
"""Pixels of what is seen at a patch's edge that are not learned from: the blur's mirror reaches them."""


@dataclass(frozen=True)
class Pairs:
    """Ground truth with what a sensor saw of it; depends on seed and step only."""

    patches: Truths
    degradation: Degradation
    conditions: int = 0
    """How many planes tell the network of the whole image, as in `append_conditions`."""
    side: int = 0
    """Of the part of what is seen that is learned from, pixels, cut at a random place; 0 for all of it."""
    sharpened: bool = False
    """The truth is, after it was seen."""

    @property
    def scale(self) -> int:
        return self.degradation.scale

    def batch(self, step: int, count: int) -> Batch:
        rng = np.random.default_rng([self.patches.seed, step, 1])
        truth = self.patches.batch(step, count)
        low_res, conditions = self.degradation.see(truth, rng)
        truth = unsharp_masked(truth, self.scale) if self.sharpened else truth
        if self.side and self.side < low_res.shape[2]:
            truth, low_res = self._cut(truth, low_res, rng)
        return Batch(
            truth, low_res, append_conditions(low_res, self.conditions, measured(conditions, rng)), conditions.response
        )

    def _cut(
        self, truth: torch.Tensor, low_res: torch.Tensor, rng: np.random.Generator
    ) -> tuple[torch.Tensor, torch.Tensor]:
        edge = min(EDGE, (low_res.shape[2] - self.side) // 2)
        row, column = (int(rng.integers(edge, length - self.side - edge + 1)) for length in low_res.shape[2:])
        (top, left), high = (row * self.scale, column * self.scale), self.side * self.scale
        return (
            truth[:, :, top : top + high, left : left + high],
            low_res[:, :, row : row + self.side, column : column + self.side],
        )


def measured(conditions: Conditions, rng: np.random.Generator) -> Conditions:
    """As a layer's sensor is measured: nearly right.  A perfect one is declared, and told as it is."""
    noise, response = (values.numpy() for values in conditions)
    perfect = (noise == 0) & (response == 1)
    near = response + rng.normal(0, UNSURE_RESPONSE, len(response))
    level = noise * rng.normal(1, UNSURE_NOISE, len(noise)) + rng.normal(0, UNSURE_LEVEL, len(noise))
    return Conditions(
        torch.from_numpy(np.where(perfect, 0, np.maximum(level, 0))).float(),
        torch.from_numpy(np.where(perfect, 1, near.clip(LEAST_RESPONSE, 1))).float(),
    )
