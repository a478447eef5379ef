"""Training pairs from tiles that somebody picked: ground truth cut at random places of them, turned and mirrored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from gan_core.training.pairs import radiometry

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
        if rng.random() < SWAPPED:
            patch = patch[rng.permutation(len(patch))]
        return radiometry(turned(patch, rng), rng)


def turned(patch: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """(C, H, W) as one of its eight rotations and reflections."""
    patch = np.rot90(patch, rng.integers(4), (1, 2))
    return np.ascontiguousarray(patch[:, :, ::-1] if rng.random() < 0.5 else patch)
