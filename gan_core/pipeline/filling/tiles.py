"""A piece of a raster with gaps, with all that filling needs to see around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Optional

import numpy as np

from gan_core.pipeline.guided.tiles import GuidedBands
from gan_core.pipeline.work import AnyStep, PreparedJob
from gan_core.raster.gap_source import GapSource
from gan_core.raster.gap_width import FARTHEST, distances
from gan_core.raster.sample import Sample
from gan_core.tiling.window import Window


class Surroundings(NamedTuple):
    """Of a core with gaps to fill: what lies in `window`, which is the core and a halo."""

    window: Window
    halo: int
    """Pixels around the core."""
    image: np.ndarray
    """(C, H, W) float32 in the raster's units, each band's level taken off; no transparency."""
    known: np.ndarray
    """The same shape, bool."""
    reference: Optional[np.ndarray]
    """(R, H, W), the same of the reference."""
    reference_known: Optional[np.ndarray]
    """(H, W) bool, of all its bands."""


class GapTile(NamedTuple):
    """A core as the file has it, and its gaps."""

    core: Window
    inside: tuple[slice, slice]
    """Rows and columns of the core that are wanted; the rest reaches over the edge."""
    values: np.ndarray
    """(bands, h, w) in the file's data type; 0 where it reaches over the raster's edge."""
    mask: Optional[np.ndarray]
    """(h, w) bool; None where the raster has none for all bands."""
    filled: np.ndarray
    """(C, h, w) bool: gaps that are filled, of the bands that are no transparency."""
    left: np.ndarray
    """The same shape: gaps that are not."""
    distance: np.ndarray
    """(h, w) float32: from a gap that is filled to the nearest known pixel of its band, the farthest of any band; else 0."""
    around: Optional[Surroundings]
    """None where nothing is filled."""

    @property
    def valid(self) -> np.ndarray:
        """What there is to do."""
        return self.filled

    @property
    def nbytes(self) -> int:
        return self.values.nbytes + (2 * self.around.image.nbytes if self.around else 0)


@dataclass(frozen=True)
class PreparedFilling(PreparedJob[AnyStep]):
    """`source` is the raster with its gaps."""

    gaps: GapSource
    bands: GuidedBands
    reference: Optional[GuidedBands]
    as_given: Optional[Sample]
    """Of the reference before it was moved."""
    guided_halo: int
    """Pixels around a core whose gaps the reference knows all, as Filler has it."""
    worked: np.ndarray
    """(rows, columns) bool, of the plan's tiles: which have gaps that are filled."""

    @property
    def samples(self) -> list[Sample]:
        return [self.sample, *([self.as_given] if self.as_given else [])]

    def busy(self) -> np.ndarray:
        return self.worked

    def read(self, core: Window) -> GapTile:
        gaps, inside = self.gaps, core.intersection(self.gaps.grid.window)
        rows, columns = inside.relative_to(core).slices
        values = np.zeros((len(gaps.bands), core.height, core.width), gaps.dtype)
        known = np.ones((len(gaps.numbers), core.height, core.width), bool)
        values[:, rows, columns], valid = gaps.read(inside, range(1, len(gaps.bands) + 1))
        known[:, rows, columns] = valid[[number - 1 for number in gaps.numbers]]
        mask = gaps.mask(inside)
        if mask is not None:
            whole = np.zeros(known.shape[1:], bool)
            whole[rows, columns] = mask
            mask = whole
        left = np.zeros_like(known) if known.all() else gaps.left(core) & ~known
        filled = ~(known | left)
        distance = np.zeros(known.shape[1:], np.float32)
        around = None
        if filled.any():
            around = self._around(core, filled)
            self._measure(core, filled, distance)
        wanted = core.intersection(self.plan.area).relative_to(core).slices
        return GapTile(core, wanted, values, mask, filled, left, distance, around)

    def _around(self, core: Window, filled: np.ndarray) -> Surroundings:
        if self.reference is None:
            window = core.buffered(self.plan.halo)
            return Surroundings(window, self.plan.halo, *self.bands.read(window), None, None)
        guided = not (filled.any(0) & ~self.gaps.known_beside(core)).any()
        halo = self.guided_halo if guided else self.plan.halo
        window = core.buffered(halo)
        beside, known = self.reference.read(window)
        return Surroundings(window, halo, *self.bands.read(window), beside, known.all(0))

    def _measure(self, core: Window, filled: np.ndarray, distance: np.ndarray) -> None:
        """How far each pixel that is filled is; in place."""
        edge = FARTHEST if self.reference else min(FARTHEST, self.gaps.widest // 2 + 1)
        known = self.gaps.known(core.buffered(edge))
        for band, plane in enumerate(known):
            if filled[band].any() and not any(np.array_equal(known[other], plane) for other in range(band)):
                far = distances(plane, edge)
                np.maximum(distance, far, out=distance, where=filled[band])
