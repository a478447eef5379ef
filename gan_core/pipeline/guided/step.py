"""What `sharpen` does with a tile: coarse bands get the guide's detail, and are held to their own values."""

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
from gan_core.inference.devices import is_device_fault, is_out_of_memory, is_processor
from gan_core.inference.trust import NODATA
from gan_core.pipeline.guided.tiles import GuidedTile
from gan_core.pipeline.guided.trust import SharpeningTrust
from gan_core.pipeline.summary import RasterSummary
from gan_core.pipeline.tiles import repeated
from gan_core.pipeline.trust_claim import counted, ranges_in_json
from gan_core.pipeline.work import TileResult
from gan_core.radiometry.quantize import Storage, quantize
from gan_core.raster.source import RasterSource
from gan_core.sharpening.regression import Corner
from gan_core.sharpening.response import REACH, degraded
from gan_core.sharpening.sharpener import Sharpener

SMALLEST = 16
"""Coarse pixels along a side, below which a tile is not halved any more when memory is short."""


@dataclass(frozen=True)
class SharpeningStep:
    """All bands of the coarse raster."""

    canvas: RasterSource
    """What the result is like: see raster/output_canvas.py."""
    cards: Sequence[ModelCard]
    sharpener: Sharpener
    device: torch.device
    numbers: Sequence[int]
    """Of the bands that are sharpened; the others are transparency, repeated."""
    level: np.ndarray
    """(C,), which is added to them again."""
    storages: Sequence[Storage]
    """Of all bands."""
    interpolates: bool
    """Whether pixels that the guide does not cover are plainly interpolated, rather than nodata."""
    sensors: str
    """What the bands are taken to be seen by, in words."""
    facts: Mapping[str, Any]
    note: Callable[..., None]
    trust: Optional[SharpeningTrust] = None
    """How the trust is told; None where nobody asked."""
    scale = 1

    @property
    def devices(self) -> list[str]:
        return [str(self.device)]

    @cached_property
    def on_processor(self) -> SharpeningStep:
        """The same, with the network in the processor's memory."""
        network = copy.deepcopy(self.sharpener.network).cpu() if self.sharpener.network else None
        sharpener = replace(self.sharpener, network=network, dtype=None)
        return replace(self, device=torch.device(PROCESSOR), sharpener=sharpener)

    @property
    def nothing(self) -> RasterSummary:
        return RasterSummary()

    def sensor_facts(self) -> Mapping[str, Any]:
        return self.facts

    def ranges(self) -> str:
        return ranges_in_json(dict(zip(self.numbers, self.trust.ranges))) if self.trust else ""

    def __call__(self, tile: GuidedTile) -> TileResult:
        """Planes: all bands, and the least trust of any, where it is computed."""
        ratio, halo = self.sharpener.ratio, self.sharpener.halo
        cells, fine_cells = (
            (slice(None), *[slice(halo, -halo)] * 2),
            (slice(None), *[slice(halo * ratio, -halo * ratio)] * 2),
        )
        sides = zip(tile.offset, (tile.core.height, tile.core.width))
        core = (slice(None), *(slice(start, start + side) for start, side in sides))
        valid = repeated(tile.coarse_valid[cells], ratio)[core]
        if not self.interpolates:
            valid &= tile.guide_valid[None][fine_cells][core]
        pixels = np.zeros((len(self.storages), tile.core.height, tile.core.width), self.canvas.dtype)
        pixels[[number - 1 for number in self.canvas.alpha]] = repeated(tile.alpha, ratio)[core]
        trust = np.full(pixels.shape[1:], NODATA, np.uint8)
        if valid.any():
            fine = self._sharpened(tile)[fine_cells][core]
            if self.trust:
                fine, trust = fine[:-1], fine[-1].byte().numpy()
            own = repeated(tile.coarse[cells], ratio)[core]
            for index, (number, level) in enumerate(zip(self.numbers, self.level)):
                storage, known = self.storages[number - 1], torch.from_numpy(valid[index])
                value, given = fine[index].double() + level, torch.from_numpy(own[index] + level)
                band = quantize(value[None], given, known, storage, keep_means=False)[0]
                pixels[number - 1] = band.numpy().astype(storage.dtype)
        summary = self.measured(tile, pixels)
        self._hide(pixels, valid)
        mask = valid.any(0) if self.canvas.has_mask else None
        if not self.trust:
            return TileResult((pixels,), mask, summary)
        return TileResult((pixels, trust[None]), mask, summary.merged(counted(trust[tile.inside])))

    def _sharpened(self, tile: GuidedTile) -> torch.Tensor:
        """(C, ...) float32 without `level`, the halo included, whatever the memory allows; behind them the trust where it is
        computed."""
        corner = Corner(tile.cells.row - self.sharpener.halo, tile.cells.column - self.sharpener.halo)
        masks = torch.from_numpy(tile.coarse_valid), torch.from_numpy(tile.guide_valid)[None]
        return self._attempt((torch.from_numpy(tile.coarse), torch.from_numpy(tile.guide), *masks), corner)

    def _attempt(self, inputs: tuple[torch.Tensor, ...], corner: Corner) -> torch.Tensor:
        reason = ""
        try:
            coarse, guide, *masks = (tensor.to(self.device) for tensor in inputs)
            fine, stages = self.sharpener.staged(coarse, guide, masks[0], masks[1], corner, self.trust is not None)
            if self.trust and stages:
                fine = torch.cat((fine, self.trust(stages, self.sharpener, masks[0], masks[1])[None].float()))
            return fine.cpu()
        except (RuntimeError, MemoryError) as error:
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            failed = not is_out_of_memory(error)
            if failed and (is_processor(self.device) or not is_device_fault(error)):
                raise
        if failed:
            self.note("device-failed", device=str(self.device), reason=reason)
            return self.on_processor._attempt(inputs, corner)
        halo, height = self.sharpener.halo, inputs[0].shape[1] - 2 * self.sharpener.halo
        if height < 2 * SMALLEST:
            if is_processor(self.device):
                raise RasterGanError("out-of-memory", reason=reason)
            self.note("memory", remedy=translatable("the processor"))
            return self.on_processor._attempt(inputs, corner)
        self.note("memory", remedy=translatable("smaller tiles"))
        return self._halved(inputs, corner, height // 2, halo)

    def _halved(self, inputs: tuple[torch.Tensor, ...], corner: Corner, middle: int, halo: int) -> torch.Tensor:
        """The upper and the lower half apart, each with its halo."""
        ratio = self.sharpener.ratio
        upper, lower = (
            tuple(tensor[:, _part(start, stop, tensor.shape[1] // inputs[0].shape[1])] for tensor in inputs)
            for start, stop in ((0, middle + 2 * halo), (middle, inputs[0].shape[1]))
        )
        above = self._attempt(upper, corner)
        below = self._attempt(lower, Corner(corner.row + middle, corner.column))
        return torch.cat((above[:, : (middle + halo) * ratio], below[:, halo * ratio :]), 1)

    def measured(self, tile: GuidedTile, pixels: np.ndarray) -> RasterSummary:
        """How far the core, (C, H, W) in the file's data type, seen through the bands' responses is from what the bands hold,
        in their standard deviations; of the cells that do not look beyond the core."""
        sharpener, ratio = self.sharpener, self.sharpener.ratio
        known = [index for index, response in enumerate(sharpener.responses) if response is not None]
        first = [-offset % ratio for offset in tile.offset]
        rows, columns = ((side - start) // ratio - 2 * REACH for side, start in zip(pixels.shape[1:], first))
        if not known or rows < 1 or columns < 1:
            return RasterSummary()
        within = tuple(
            slice(start, start + (count + 2 * REACH) * ratio) for start, count in zip(first, (rows, columns))
        )
        fine = [(pixels[self.numbers[index] - 1][within] - self.level[index]).astype(np.float32) for index in known]
        responses = [response for response in sharpener.responses if response is not None]
        again = degraded(torch.from_numpy(np.stack(fine)), responses, ratio)[:, REACH:-REACH, REACH:-REACH]
        top, left = (sharpener.halo + (offset > 0) + REACH for offset in tile.offset)
        cells = (known, slice(top, top + rows), slice(left, left + columns))
        spread = torch.tensor([sharpener.coarse.spread[index] for index in known])[:, None, None]
        difference = ((again - torch.from_numpy(tile.coarse[cells])) / spread)[
            torch.from_numpy(tile.coarse_valid[cells])
        ]
        if not difference.numel():
            return RasterSummary()
        squares = float(difference.double().square().sum())
        return RasterSummary(float(difference.abs().max()), squares, difference.numel())

    def _hide(self, pixels: np.ndarray, valid: np.ndarray) -> None:
        """Invalid pixels made nodata, each band's for itself; in place."""
        for index, number in enumerate(self.numbers):
            storage, hidden = self.storages[number - 1], ~valid[index]
            nothing = np.nan if storage.dtype.kind == "f" else 0
            pixels[number - 1][hidden] = nothing if storage.nodata is None else storage.nodata
        for number in self.canvas.alpha:
            pixels[number - 1][~valid.any(0)] = 0


def _part(start: int, stop: int, factor: int) -> slice:
    return slice(start * factor, stop * factor)
