"""Training pairs: sharp patches at many ground samplings, and what a coarser sensor would have seen of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
import torch

from gan_core.radiometry.told import Facts, with_told
from gan_core.training.degradation import Sensor

LEVELS = {1: 0.7, 2: 0.15, 3: 0.1, 4: 0.05}
"""By how much a photograph is averaged before a patch is cut, with the share of patches: finer and coarser ground."""


def averaged(image: np.ndarray, factor: int) -> np.ndarray:
    """(C, H, W) uint8 -> the mean of each factor x factor block, (C, H // factor, W // factor) uint8."""
    if factor == 1:
        return image
    bands, height, width = (image.shape[0], image.shape[1] // factor, image.shape[2] // factor)
    blocks = image[:, : height * factor, : width * factor].reshape(bands, height, factor, width, factor)
    return np.round(blocks.mean((2, 4), dtype=np.float32)).astype(np.uint8)


TEXTURE = 1.7 / 255
"""What the estimate finds in sharp photographs without noise is 0.8 to 2.7 of 255."""
AROUND = 192
"""Side of the ground on which a patch's sharpness is estimated, pixels."""
CUT = 2
"""Patches cut from such ground."""


@dataclass(frozen=True)
class Patches:
    """Random patches of a set of photographs, the same for the same seed and step whatever came before."""

    pyramids: Sequence[dict[int, np.ndarray]]
    """One per photograph: averaging factor -> (3, H, W) uint8."""
    size: int
    """Side of a patch of ground truth, pixels."""
    bands: int
    """3: red, green, blue.  1: one band, drawn from them or mixed of them."""
    seed: int

    @classmethod
    def of(cls, images: Sequence[np.ndarray], size: int, bands: int, seed: int) -> Patches:
        pyramids = []
        for image in images:
            pyramid = {factor: averaged(image, factor) for factor in LEVELS}
            pyramids.append({factor: level for factor, level in pyramid.items() if min(level.shape[1:]) > size})
        return cls(pyramids, size, bands, seed)

    def batch(self, step: int, count: int) -> torch.Tensor:
        """Ground truth for this step: (count, bands, size, size) float32, mostly within 0..1."""
        rng = np.random.default_rng([self.seed, step])
        return torch.from_numpy(np.stack([self._patch(rng) for _ in range(count)]))

    def _patch(self, rng: np.random.Generator) -> np.ndarray:
        pyramid = self.pyramids[rng.integers(len(self.pyramids))]
        shares = np.array([LEVELS[factor] for factor in pyramid])
        level = pyramid[rng.choice(list(pyramid), p=shares / shares.sum())]
        top, left = (int(rng.integers(side - self.size + 1)) for side in level.shape[1:])
        patch = level[:, top : top + self.size, left : left + self.size].astype(np.float32) / 255
        patch = np.rot90(patch, rng.integers(4), (1, 2))
        patch = patch[:, :, ::-1] if rng.random() < 0.5 else patch
        return np.ascontiguousarray(radiometry(bands_of(patch, self.bands, rng), rng))


def bands_of(patch: np.ndarray, bands: int, rng: np.random.Generator) -> np.ndarray:
    """Other sensors have other bands: now and then the three swap places; one band is one of them or a mixture."""
    if bands == 3:
        return patch[rng.permutation(3)] if rng.random() < 0.05 else patch
    weights = np.eye(3)[rng.integers(3)] if rng.random() < 0.5 else rng.dirichlet((1, 1, 1))
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
    seen: torch.Tensor
    """(B, C, H / scale, W / scale): what the sensor saw of it."""
    given: torch.Tensor
    """What the network is given: `seen`, with planes that tell of it where the network takes some."""


class Truths(Protocol):
    """Where ground truth comes from: `Patches` of photographs, or of the tiles that somebody picked."""

    @property
    def seed(self) -> int: ...

    def batch(self, step: int, count: int) -> torch.Tensor: ...


@dataclass(frozen=True)
class Pairs:
    """Ground truth with what a sensor saw of it; depends on seed and step only."""

    patches: Truths
    sensor: Sensor
    told: int = 0
    """How many planes tell the network of the whole image, as in `with_told`.  The noise is told as roughly as a layer tells
    it: within a tenth or so, and with some of the ground's texture taken for noise; estimated on the little ground of a patch
    it would be too strong (0.7 dB lost at noise of 10).  The sharpness is what is estimated on all of a patch, of which
    smaller ones are cut then."""
    side: int = 0
    """Of those, pixels of what is seen."""

    @property
    def scale(self) -> int:
        return self.sensor.scale

    def batch(self, step: int, count: int) -> Batch:
        rng = np.random.default_rng([self.patches.seed, step, 1])
        if not self.told:
            truth = self.patches.batch(step, count)
            seen, _ = self.sensor.see(truth, rng)
            return Batch(truth, seen, seen)
        ground = self.patches.batch(step, -(-count // CUT))
        seen, noise = self.sensor.see(ground, rng)
        told = np.hypot(noise.numpy() * rng.normal(1, 0.1, len(noise)), rng.normal(0, TEXTURE, len(noise)))
        places = torch.arange(count) // CUT
        facts = Facts(*(one[places] for one in Facts.of(list(seen.numpy()), told.tolist())))
        cuts = [self._cut(ground[place], seen[place], rng) for place in places]
        truth, seen = (torch.stack(several) for several in zip(*cuts))
        return Batch(truth, seen, with_told(seen, self.told, facts))

    def _cut(
        self, truth: torch.Tensor, seen: torch.Tensor, rng: np.random.Generator
    ) -> tuple[torch.Tensor, torch.Tensor]:
        row, column = (int(rng.integers(length - self.side + 1)) for length in seen.shape[1:])
        (top, left), high = (row * self.scale, column * self.scale), self.side * self.scale
        return (
            truth[:, top : top + high, left : left + high],
            seen[:, row : row + self.side, column : column + self.side],
        )
