"""Training pairs from tiles that somebody picked: cut at random places of them, turned and mirrored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from gan_core.radiometry.conditions import Conditions, append_conditions
from gan_core.training.pairs import Batch, radiometry

SWAPPED = 0.3
"""Share of patches whose bands change places: few tiles are learned by heart less."""


@dataclass(frozen=True)
class TilePatches:
    """Random patches of picked tiles, the same for the same seed and step whatever came before."""

    tiles: Sequence[np.ndarray]
    """(C, H, W) float32, about 0 to 1; every side at least `size`."""
    size: int
    """Side of a patch of ground truth, pixels."""
    bands: int
    """As many as a tile has, or 1: one of them, each as often as the others."""
    seed: int

    def batch(self, step: int, count: int) -> torch.Tensor:
        """Ground truth for this step: (count, bands, size, size) float32."""
        rng = np.random.default_rng([self.seed, step])
        return torch.from_numpy(np.stack([self._patch(rng) for _ in range(count)]))

    def _patch(self, rng: np.random.Generator) -> np.ndarray:
        tile = self.tiles[rng.integers(len(self.tiles))]
        top, left = (int(rng.integers(side - self.size + 1)) for side in tile.shape[1:])
        patch = tile[:, top : top + self.size, left : left + self.size]
        if self.bands == 1:
            band = rng.integers(len(tile))
            patch = patch[band : band + 1]
        return random_variant(patch, rng)


@dataclass(frozen=True)
class PairPatches:
    """Random patches of tiles that two sensors saw: a `BatchSource`."""

    truths: Sequence[np.ndarray]
    """(C, H * scale, W * scale) float32, about 0 to 1."""
    low_res: Sequence[np.ndarray]
    """(C, H, W) float32 of the same ground; every side at least `size`."""
    conditions: int
    """How many planes tell the network of what saw them, as in `append_conditions`."""
    sensor: tuple[float, float]
    """Of `low_res`: noise in the model's range, and response."""
    size: int
    """Side of a patch of what is seen, pixels."""
    bands: int
    """As many as a tile has, or 1: one of them, each as often as the others."""
    seed: int

    @property
    def scale(self) -> int:
        return self.truths[0].shape[1] // self.low_res[0].shape[1]

    def batch(self, step: int, count: int) -> Batch:
        rng = np.random.default_rng([self.seed, step])
        indexes = rng.integers(len(self.low_res), size=count)
        truths, low_res = zip(*(self._pair(index, rng) for index in indexes))
        truth, image = torch.from_numpy(np.stack(truths)), torch.from_numpy(np.stack(low_res))
        conditions = Conditions(*(torch.full((count,), value) for value in self.sensor))
        return Batch(truth, image, append_conditions(image, self.conditions, conditions), conditions.response)

    def _pair(self, index: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        low_res, truth, scale = self.low_res[index], self.truths[index], self.scale
        top, left = (int(rng.integers(side - self.size + 1)) for side in low_res.shape[1:])
        small = low_res[:, top : top + self.size, left : left + self.size]
        large = truth[:, top * scale : (top + self.size) * scale, left * scale : (left + self.size) * scale]
        if self.bands == 1:
            band = rng.integers(len(low_res))
            small, large = small[band : band + 1], large[band : band + 1]
        same = int(rng.integers(2**32))  # both are turned alike; their means, which contrast goes by, are equal
        return random_variant(large, np.random.default_rng(same)), random_variant(small, np.random.default_rng(same))


def random_variant(patch: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """(C, H, W) turned or mirrored, its bands and its contrast changed now and then."""
    if rng.random() < SWAPPED:
        patch = patch[rng.permutation(len(patch))]
    return radiometry(turned(patch, rng), rng)


def turned(patch: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """(C, H, W) as one of its eight rotations and reflections."""
    patch = np.rot90(patch, rng.integers(4), (1, 2))
    return np.ascontiguousarray(patch[:, :, ::-1] if rng.random() < 0.5 else patch)
