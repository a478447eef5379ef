"""What `fillgaps` does with a tile: gaps get values, everything else stays as the file has it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Optional

import numpy as np
import torch

from gan_core.api.devices import PROCESSOR
from gan_core.api.errors import RasterGanError
from gan_core.api.language import translatable
from gan_core.api.model_card import ModelCard
from gan_core.filling.filler import Filler
from gan_core.inference.devices import is_device_fault, is_out_of_memory, is_processor
from gan_core.inference.trust import HALF
from gan_core.pipeline.filling.tiles import GapTile, Surroundings
from gan_core.pipeline.summary import FillSummary
from gan_core.pipeline.trust_claim import ranges_in_json
from gan_core.pipeline.work import TileResult
from gan_core.radiometry.cast import stored
from gan_core.radiometry.normalize import Normalizer
from gan_core.radiometry.quantize import Storage
from gan_core.raster.gap_source import GapSource
from gan_core.sharpening.regression import Corner
from gan_core.tiling.window import Window

SMALLEST = 64
"""Pixels along a side, below which a tile is not halved any more when memory is short."""
BOUND = 3.3
"""Of the size that half of the errors stay below, what nine in ten do (ln 10 / ln 2, Laplace's distribution)."""
DOUBT, LEAST_DOUBT = 0.15, 0.04
"""Errors to expect one pixel from a known one, in standard deviations of the band, growing with the distance's root: without a
network, and the least that one is believed.  With it, of filled pixels at 50 or more 94 to 98 % are within 8 % of the range (on
images that nothing was learned from: stripes of 8, holes of 32); more than that nobody can promise of what was not seen."""
LEFT = 255
"""In both planes of the map of filled pixels, a gap that was left."""
MOST_DISTANCE, MOST_SURE = 254, 100


@dataclass(frozen=True)
class FillingStep:
    """All bands of the raster."""

    gaps: GapSource
    cards: Sequence[ModelCard]
    filler: Filler
    device: torch.device
    level: np.ndarray
    """(C,) of the bands that have gaps, which is added to them again."""
    ranges_of_bands: Sequence[Normalizer]
    storages: Sequence[Storage]
    opaque: float
    """What transparency is where nothing is hidden."""
    shift: tuple[float, float]
    """By how many pixels the reference was moved to the right and down."""
    note: Callable[..., None]
    maps: bool
    """Whether the map of filled pixels is made."""
    scale = 1
    sensors = ""

    @property
    def devices(self) -> list[str]:
        return [str(self.device)]

    @cached_property
    def on_processor(self) -> FillingStep:
        """The same, with the network in the processor's memory."""
        network = copy.deepcopy(self.filler.network).cpu() if self.filler.network else None
        return replace(self, device=torch.device(PROCESSOR), filler=replace(self.filler, network=network))

    @property
    def nothing(self) -> FillSummary:
        return FillSummary()

    def sensor_facts(self) -> Mapping[str, Any]:
        return {"shift": list(self.shift), "reference": self.gaps.reference is not None}

    def ranges(self) -> str:
        return ranges_in_json(dict(zip(self.gaps.numbers, self.ranges_of_bands)))

    def measured(self, tile: GapTile, pixels: np.ndarray) -> FillSummary:
        return self.nothing

    def __call__(self, tile: GapTile) -> TileResult:
        """Planes: all bands, and the distance and sureness of filled pixels."""
        pixels, mask = tile.values, tile.mask
        sure = np.zeros(tile.distance.shape, np.float32)
        if tile.around:
            pixels = pixels.copy()
            made, error = self._made(tile.core, tile.around)
            least = DOUBT if self.filler.network is None else LEAST_DOUBT
            error = np.maximum(error, np.minimum(1.0, least * np.sqrt(tile.distance)))
            self._put(pixels, made, tile.filled)
            filled = tile.filled.any(0)
            mask = None if mask is None else mask | filled
            if len(self.gaps.alpha) == 1:
                alpha = pixels[self.gaps.alpha[0] - 1]
                alpha[filled & (alpha == 0)] = self.opaque
            sure = self._sureness(error, tile.filled)
        left = tile.left.any(0)
        summary = self._summary(tile, sure, left)
        if not self.maps:
            return TileResult((pixels,), mask, summary)
        planes = np.stack((np.rint(tile.distance).clip(0, MOST_DISTANCE), np.rint(sure))).astype(np.uint8)
        planes[:, left & ~tile.filled.any(0)] = LEFT
        return TileResult((pixels, planes), mask, summary)

    def _put(self, pixels: np.ndarray, made: np.ndarray, filled: np.ndarray) -> None:
        """The values that were made into the gaps, as the file holds them; in place."""
        for index, number in enumerate(self.gaps.numbers):
            gap, storage = filled[index], self.storages[index]
            band = stored(made[index][gap].astype(np.float64) + self.level[index], storage)
            pixels[number - 1][gap] = _off(band, [*self.gaps.missing, storage.avoided], storage)

    def _sureness(self, error: np.ndarray, filled: np.ndarray) -> np.ndarray:
        """(H, W) float32, 1 to 100: of the least sure band that is filled; 0 where none is."""
        spread = np.array(self.filler.bands.spread) / [own.scale for own in self.ranges_of_bands]
        bound = (np.where(filled, error, 0) * (BOUND * spread)[:, None, None]).max(0)
        sure = (MOST_SURE / (1 + bound / HALF)).clip(1, MOST_SURE)
        return np.where(filled.any(0), sure, 0).astype(np.float32)

    def _summary(self, tile: GapTile, sure: np.ndarray, left: np.ndarray) -> FillSummary:
        """Of the pixels that are wanted."""
        filled, distance, sure, left = (plane[tile.inside] for plane in (tile.filled.any(0), tile.distance, sure, left))
        return FillSummary(
            filled=int(filled.sum()),
            left=int((left & ~filled).sum()),
            pixels=filled.size,
            sureness=float(np.rint(sure).sum()),
            farthest=float(distance.max(initial=0)),
        )

    def _made(self, core: Window, around: Surroundings) -> tuple[np.ndarray, np.ndarray]:
        """(C, h, w) of the core both: values without `level`, and the error to expect, in standard deviations."""
        beside = (around.reference, around.reference_known) if around.reference is not None else ()
        inputs = [torch.from_numpy(array) for array in (around.image, around.known, *beside)]
        made = self._attempt(inputs, Corner(around.window.row, around.window.column), around.halo).numpy()
        inside = (slice(None), *core.relative_to(around.window).slices)
        values, error = np.split(made, 2)
        return values[inside], error[inside]

    def _attempt(self, inputs: Sequence[torch.Tensor], corner: Corner, halo: int) -> torch.Tensor:
        """(2 * C, H, W), halo included, whatever the memory allows."""
        reason = ""
        try:
            image, known, *beside = (tensor.to(self.device) for tensor in inputs)
            reference, reference_known = beside or (None, None)
            made = self.filler(image, known, reference, reference_known, corner)
            return torch.cat((made.values, made.error)).cpu()
        except (RuntimeError, MemoryError) as error:
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            failed = not is_out_of_memory(error)
            if failed and (is_processor(self.device) or not is_device_fault(error)):
                raise
        if failed:
            self.note("device-failed", device=str(self.device), reason=reason)
            return self.on_processor._attempt(inputs, corner, halo)
        height = inputs[0].shape[1] - 2 * halo
        if height < 2 * SMALLEST:
            if is_processor(self.device):
                raise RasterGanError("out-of-memory", reason=reason)
            self.note("memory", remedy=translatable("the processor"))
            return self.on_processor._attempt(inputs, corner, halo)
        self.note("memory", remedy=translatable("smaller tiles"))
        middle = height // 2
        upper, lower = (
            [tensor[..., start:stop, :] for tensor in inputs]
            for start, stop in ((0, middle + 2 * halo), (middle, height + 2 * halo))
        )
        above = self._attempt(upper, corner, halo)
        below = self._attempt(lower, Corner(corner.row + middle, corner.column), halo)
        return torch.cat((above[:, : middle + halo], below[:, halo:]), 1)


def _off(band: np.ndarray, avoided: Sequence[Optional[float]], storage: Storage) -> np.ndarray:
    """No value is one of those that mean that nothing is there; changes `band`."""
    forbidden = np.array([value for value in avoided if value is not None], np.float64).astype(storage.dtype)
    while np.isin(band, forbidden).any():
        met = np.isin(band, forbidden)
        band[met] = _next(band[met], storage)
    return band


def _next(values: np.ndarray, storage: Storage) -> np.ndarray:
    if not storage.integer:
        return np.nextafter(values, storage.dtype.type(np.inf))
    low, high = storage.limits
    wide = values.astype(np.float64)
    return np.where(wide < high, wide + 1, low + 1).astype(storage.dtype)
