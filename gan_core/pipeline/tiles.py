"""A piece of the raster, with all that a network needs to see around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Optional, Protocol

import numpy as np
import torch

from gan_core.radiometry.fill_nodata import REACH, fill_nodata
from gan_core.radiometry.normalize import Normalizer
from gan_core.raster.source import RasterSource
from gan_core.tiling.plan import Plan
from gan_core.tiling.window import Window, symmetric_indexes


class Piece(Protocol):
    """What a step is given of the raster: a tile, in whatever form."""

    @property
    def core(self) -> Window: ...

    @property
    def valid(self) -> np.ndarray:
        """Of the core's values, bool: where there is something to do."""

    @property
    def nbytes(self) -> int: ...


class Tile(NamedTuple):
    """Some bands of a piece of the raster."""

    core: Window
    inside: tuple[slice, slice]
    """Rows and columns of the core that are wanted; the rest reaches over the edge."""
    values: np.ndarray
    """(C, height, width) of the core, in the file's data type; mirrored where it reaches over the raster's edge."""
    valid: np.ndarray
    """The same shape, bool."""
    image: np.ndarray
    """(C, height + 2 * halo, width + 2 * halo), float: gaps filled, mirrored at the raster's edge."""
    mask: Optional[np.ndarray]
    """(height, width) bool of the core; None where the raster has none for all bands."""

    @property
    def nbytes(self) -> int:
        return self.values.nbytes + self.image.nbytes


def precision(dtype: np.dtype) -> type[np.floating]:
    """The float type that holds every value of `dtype`, but no wider than needed."""
    wide = dtype == np.float64 or (dtype.kind in "iu" and dtype.itemsize >= 4)
    return np.float64 if wide else np.float32


def read_tile(source: RasterSource, plan: Plan, core: Window, background: np.ndarray, numbers: Sequence[int]) -> Tile:
    """One tile of a plan, of the bands `numbers`.  background: (C,), what stands in gaps of these too wide to fill."""
    padded = core.buffered(plan.halo)
    rows = np.array(symmetric_indexes(padded.row, padded.row + padded.height, source.grid.height))
    columns = np.array(symmetric_indexes(padded.column, padded.column + padded.width, source.grid.width))
    needed = Window(columns.min(), rows.min(), np.ptp(columns) + 1, np.ptp(rows) + 1)
    around = Window(*map(int, needed)).buffered(REACH).intersection(source.grid.window)
    values, valid = source.read(around, numbers)
    image = fill_nodata(values.astype(precision(source.dtype)), valid, background)
    rows, columns = rows - around.row, columns - around.column
    inner = core.relative_to(padded).slices
    own = rows[inner[0]], columns[inner[1]]
    inside = core.intersection(plan.area).relative_to(core).slices
    mask = source.mask(around)
    return Tile(
        core,
        inside,
        _taken(values, *own),
        _taken(valid, *own),
        _taken(image, rows, columns),
        None if mask is None else _taken(mask[None], *own)[0],
    )


def _taken(array: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """(C, H, W) -> its rows and columns in the order asked for; nothing is copied where they follow each other."""
    for axis, places in ((1, rows), (2, columns)):
        if (np.diff(places) == 1).all():
            array = array[(slice(None),) * axis + (slice(places[0], places[-1] + 1),)]
        else:
            array = array.take(places, axis)
    return array


def repeated_bands(tile: Tile, numbers: list[int], scale: int) -> np.ndarray:
    """Bands that no model touches, (C, H * scale, W * scale): each pixel repeated over its block."""
    return repeated(tile.values[[number - 1 for number in numbers]], scale)


def repeated(array: np.ndarray, scale: int) -> np.ndarray:
    """(C, H, W) -> (C, H * scale, W * scale)."""
    return array.repeat(scale, 1).repeat(scale, 2)


def normalize(image: np.ndarray, normalizers: Sequence[Normalizer]) -> torch.Tensor:
    """(C, H, W) in the raster's units -> the range that the network sees, float32."""
    scale = np.array([normalizer.scale for normalizer in normalizers], image.dtype)[:, None, None]
    offset = np.array([normalizer.offset for normalizer in normalizers], image.dtype)[:, None, None]
    return torch.from_numpy((image - offset) / scale).float()
