"""One tile's way from the file's values to the file's values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch

from gan_core.inference.predictor import Predictor
from gan_core.radiometry.consistency import input_error
from gan_core.radiometry.gaps import REACH, filled
from gan_core.radiometry.normalise import Normalizer
from gan_core.radiometry.settle import Storage, settle
from gan_core.raster.source import RasterSource
from gan_core.tiling.plan import Plan
from gan_core.tiling.window import Window, mirrored


class Tile(NamedTuple):
    """All bands of a piece of the raster."""

    core: Window
    inside: tuple[slice, slice]
    """Rows and columns of the core that are wanted; the rest reaches over the edge."""
    values: np.ndarray
    """(C, height, width) of the core, in the file's data type; mirrored where it reaches over the raster's edge."""
    valid: np.ndarray
    """The same shape, bool."""
    image: np.ndarray
    """(C, height + 2 * halo, width + 2 * halo), float: gaps filled, mirrored at the raster's edge."""


def precision(dtype: np.dtype) -> type[np.floating]:
    """The float type that holds every value of `dtype`, but no wider than needed."""
    wide = dtype == np.float64 or (dtype.kind in "iu" and dtype.itemsize >= 4)
    return np.float64 if wide else np.float32


def read_tiles(source: RasterSource, plan: Plan, background: np.ndarray) -> Iterator[Tile]:
    """Every tile of the plan.  background: (C,), what stands in gaps too wide to fill."""
    numbers = range(1, len(source.bands) + 1)
    for core in plan:
        padded = core.grown(plan.halo)
        rows = np.array(mirrored(padded.row, padded.row + padded.height, source.grid.height))
        columns = np.array(mirrored(padded.column, padded.column + padded.width, source.grid.width))
        needed = Window(columns.min(), rows.min(), np.ptp(columns) + 1, np.ptp(rows) + 1)
        around = Window(*map(int, needed)).grown(REACH).clipped(source.grid.window)
        values, valid = source.read(around, numbers)
        image = filled(values.astype(precision(source.dtype)), valid, background)
        rows, columns = (rows - around.row)[:, None], (columns - around.column)[None]
        inner = core.within(padded).slices
        place = (slice(None), rows[inner[0]], columns[:, inner[1]])
        inside = core.clipped(plan.area).within(core).slices
        yield Tile(core, inside, values[place], valid[place], image[:, rows, columns])


@dataclass(frozen=True)
class Upscaler:
    """Some bands, the model that upscales them and the range that it sees each of them in."""

    numbers: list[int]
    together: bool
    predictor: Predictor
    normalizers: list[Normalizer]
    storages: list[Storage]

    @torch.inference_mode()
    def __call__(self, tile: Tile) -> tuple[np.ndarray, float]:
        """These bands of the upscaled core, (C, H * scale, W * scale) in the file's type, and the worst input-grid error.

        Invalid pixels come out as they came in, repeated over their block.
        """
        places = [number - 1 for number in self.numbers]
        values, valid = tile.values[places], tile.valid[places]
        if not valid.any():
            return _repeated(values, self.predictor.card.scale), 0.0
        blocks, target = self._blocks(tile.image[places])
        bands, errors = [], []
        for band, storage in enumerate(self.storages):
            known = torch.from_numpy(valid[band])
            settled = settle(blocks[band], target[band], known, storage, self.predictor.project)
            errors.append(_worst_error(target[band], settled, known, storage, tile.inside))
            bands.append(_restored(_shuffled(settled, storage.dtype), values[band], valid[band]))
        return np.stack(bands), max(errors)

    def _blocks(self, image: np.ndarray) -> tuple[torch.Tensor, torch.Tensor]:
        """The output pixels of each input pixel of the core, (C, scale**2, H, W), and the core itself, (C, H, W)."""
        halo = self.predictor.halo
        inner = slice(halo, -halo or None)
        scale = np.array([one.scale for one in self.normalizers], image.dtype)[:, None, None]
        offset = np.array([one.offset for one in self.normalizers], image.dtype)[:, None, None]
        exact = torch.from_numpy((image - offset) / scale).unsqueeze(0 if self.together else 1)
        stack = self.predictor(exact.float(), exact)
        blocks = stack.reshape(len(image), -1, *stack.shape[2:])
        blocks.mul_(torch.from_numpy(scale)[:, None]).add_(torch.from_numpy(offset)[:, None])
        return blocks, torch.from_numpy(image[:, inner, inner])


def repeated_bands(tile: Tile, numbers: list[int], scale: int) -> np.ndarray:
    """Bands that no model touches, (C, H * scale, W * scale): each pixel repeated over its block."""
    return _repeated(tile.values[[number - 1 for number in numbers]], scale)


def _worst_error(
    target: torch.Tensor, blocks: torch.Tensor, known: torch.Tensor, storage: Storage, inside: tuple[slice, slice]
) -> float:
    if not storage.integer:  # whole numbers are summed exactly as they are
        target, blocks = target.double(), blocks.double()
    error = input_error(target[None, None], blocks[None])[0, 0].abs()
    return float(torch.where(known, error, 0.0)[inside].max())


def _shuffled(blocks: torch.Tensor, dtype: np.dtype) -> np.ndarray:
    """(scale**2, H, W) -> (H * scale, W * scale) in the file's data type."""
    scale = round(len(blocks) ** 0.5)
    stored = blocks.numpy().astype(dtype).reshape(scale, scale, *blocks.shape[1:])
    return stored.transpose(2, 0, 3, 1).reshape(scale * blocks.shape[1], scale * blocks.shape[2])


def _restored(band: np.ndarray, values: np.ndarray, valid: np.ndarray) -> np.ndarray:
    if valid.all():
        return band
    scale = len(band) // len(values)
    return np.where(_repeated(valid[None], scale)[0], band, _repeated(values[None], scale)[0])


def _repeated(array: np.ndarray, scale: int) -> np.ndarray:
    return array.repeat(scale, 1).repeat(scale, 2)
