"""Features of single pixels of a raster: of those that have a label, and of others all over it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch

from gan_core.api.protocol import Report
from gan_core.networks.landcover import HALO, KINDS, features
from gan_core.pipeline.tiles import Tile, normalize, read_tile
from gan_core.radiometry.normalize import Normalizer
from gan_core.raster.source import RasterSource
from gan_core.tiling.plan import Plan
from gan_core.tiling.window import Window

SIDE = 128
"""Pixels along the side of the tiles that labels are read in."""
UNLABELLED, LOOKED_AT = 16384, 48
"""Pixels without a label, and the tiles that they come from."""


class PixelReader:
    """Reads tile by tile."""

    def __init__(
        self, source: RasterSource, numbers: Sequence[int], normalization: dict[str, Any], background: np.ndarray
    ) -> None:
        self.source, self.numbers, self.background = source, list(numbers), background
        self.normalizers = Normalizer.each(normalization)
        self.plan = Plan.of(source.grid.window, HALO, SIDE)

    def at(self, places: np.ndarray, report: Report) -> tuple[torch.Tensor, np.ndarray]:
        """(N, F) of the pixels at (N, 2) rows and columns, and (N,) whether all their bands are valid."""
        tiles = places // (self.plan.core_height, self.plan.core_width)
        vectors = torch.zeros(len(places), len(KINDS) * len(self.numbers))
        valid = np.zeros(len(places), bool)
        for row, column in np.unique(tiles, axis=0):
            report.check()
            mine = np.flatnonzero((tiles == (row, column)).all(1))
            tile = self._tile(int(row), int(column))
            rows, columns = (places[mine] - (tile.core.row, tile.core.column)).T
            vectors[mine] = self._features(tile)[:, rows, columns].t()
            valid[mine] = tile.valid[:, rows, columns].all(0)
        return vectors, valid

    def anywhere(self, report: Report) -> tuple[torch.Tensor, np.ndarray]:
        """(M, F) of valid pixels, evenly from tiles all over the raster, and (M, 2) their rows and columns."""
        random = np.random.default_rng(0)
        across = -(-self.source.grid.width // self.plan.core_width)
        chosen = np.unique(np.linspace(0, len(self.plan) - 1, LOOKED_AT).round().astype(int))
        samples, places = [], []
        for number in chosen:
            report.check()
            tile = self._tile(int(number) // across, int(number) % across)
            inside = np.zeros(tile.valid.shape[1:], bool)
            inside[tile.inside] = True
            rows, columns = np.nonzero(tile.valid.all(0) & inside)
            some = random.permutation(len(rows))[: UNLABELLED // len(chosen) + 1]
            if len(some):
                samples.append(self._features(tile)[:, rows[some], columns[some]].t())
                places.append(np.stack((rows[some] + tile.core.row, columns[some] + tile.core.column), 1))
        return torch.cat(samples), np.concatenate(places)

    def _tile(self, row: int, column: int) -> Tile:
        width, height = self.plan.core_width, self.plan.core_height
        core = Window(column * width, row * height, width, height)
        return read_tile(self.source, self.plan, core, self.background, self.numbers)

    @torch.inference_mode()
    def _features(self, tile: Tile) -> torch.Tensor:
        """(F, height, width) of the core."""
        inner = slice(HALO, -HALO)
        return features(normalize(tile.image, self.normalizers)[None])[0, :, inner, inner]
