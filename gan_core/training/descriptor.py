"""A tile as a row of numbers, to tell how alike tiles are: its brightness, and what fixed random filters see in it."""

from __future__ import annotations

import torch

from gan_core.training.random_features import random_features

CELLS = 4
"""Along a tile's side: what is seen is averaged over that many squares, so that where something lies counts as well."""


AT_ONCE = 16
FARTHEST = 3.0
"""Standard deviations: a few clouds would otherwise outweigh all else in a distance."""


class Descriptor:
    """(B, C, H, W) -> (B, d), every number scaled by how much it varies among real tiles."""

    def __init__(self, real: torch.Tensor) -> None:
        """real: (N, C, H, W), N at least 2."""
        self.features = random_features(real.shape[1])
        raw = self._raw(real)
        self.middle, self.scale = raw.mean(0), raw.std(0).clamp(min=1e-3 * float(raw.std(0).max()) + 1e-9)

    @classmethod
    def restored(cls, bands: int, middle: torch.Tensor, scale: torch.Tensor) -> Descriptor:
        """As it was among the tiles that `middle` and `scale`, (d,) each, come from."""
        descriptor = cls.__new__(cls)
        descriptor.features, descriptor.middle, descriptor.scale = random_features(bands), middle, scale
        return descriptor

    def __call__(self, images: torch.Tensor) -> torch.Tensor:
        return ((self._raw(images) - self.middle) / self.scale).clamp(-FARTHEST, FARTHEST)

    def _raw(self, images: torch.Tensor) -> torch.Tensor:
        images = images.float()
        with torch.no_grad():
            rows = [
                torch.cat([self.cells(planes).flatten(1) for planes in (part, *self.features(part))], 1)
                for part in images.split(AT_ONCE)
            ]
        return torch.cat(rows)

    @staticmethod
    def cells(planes: torch.Tensor) -> torch.Tensor:
        """(B, C, H, W) -> (B, C, CELLS * CELLS): means over squares."""
        return torch.nn.functional.adaptive_avg_pool2d(planes, CELLS).flatten(2)
