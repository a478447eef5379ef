"""Parts of a pair of layers that a model for sharpening is measured on, as they are and made coarser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import torch

from gan_core.api.errors import RasterGanError
from gan_core.datasets.tile_selection import choose, measured, tiles_of
from gan_core.pipeline.guided.step import SharpeningStep
from gan_core.pipeline.guided.tiles import PreparedSharpening
from gan_core.raster.aligned_pair import AlignedPair
from gan_core.sharpening.response import Response, degraded
from gan_core.sharpening.sharpener import USUAL, Sharpener
from gan_core.tiling.window import Window

SIDE, LEAST_CELLS, FEWEST_CELLS = 96, 16, 8
"""Of a tile, coarse pixels; and of the same made coarser: at least, and where the layers are small."""


class GuidedPatch(NamedTuple):
    """A part of both layers, all of it valid, in the layers' units."""

    coarse: torch.Tensor
    """(C, H, W) float32, each band's level taken off."""
    guide: torch.Tensor
    """(K, H * ratio, W * ratio) float32, the same."""


def choose_patches(prepared: PreparedSharpening[SharpeningStep], count: int) -> list[GuidedPatch]:
    """At most `count`, of all kinds of ground.  Raises RasterGanError `raster-too-small` or `tiles-plain`."""
    pair, area = prepared.pair, inner_cells(prepared.pair, prepared.plan.area)
    ratio = pair.ratio
    side = min(max(SIDE, LEAST_CELLS * ratio), area.width, area.height) // ratio * ratio
    if side < FEWEST_CELLS * ratio:
        raise RasterGanError("raster-too-small", width=area.width, height=area.height, size=FEWEST_CELLS * ratio)
    candidates = [measured(pair.coarse, tile) for tile in tiles_of(area, side, 0)]
    patches = []
    for index in choose(candidates, count):
        coarse, valid = prepared.coarse.read(candidates[index].window)
        guide, guide_valid = prepared.guide.read(pair.ground_of(candidates[index].window))
        if valid.all() and guide_valid.all():
            patches.append(GuidedPatch(torch.from_numpy(coarse), torch.from_numpy(guide)))
    if not patches:
        raise RasterGanError("tiles-plain", count=len(candidates))
    return patches


def inner_cells(pair: AlignedPair, window: Window) -> Window:
    """The coarse pixels that both layers hold the whole of, in a window of the guide's grid."""
    common = window.intersection(pair.common)
    left, top = (-(-start // pair.ratio) for start in (common.column - pair.column, common.row - pair.row))
    right = (common.column + common.width - pair.column) // pair.ratio
    bottom = (common.row + common.height - pair.row) // pair.ratio
    return Window(left, top, max(0, right - left), max(0, bottom - top))


def make_coarser(
    sharpener: Sharpener, patch: GuidedPatch, guide_responses: Sequence[float]
) -> tuple[Sharpener, GuidedPatch]:
    """The pair made coarser by its ratio, each band through its own response (Wald et al. 1997), and what sharpens it."""
    ratio = sharpener.ratio
    responses = [response and Response.of(response.at_nyquist, ratio) for response in sharpener.responses]
    coarse = degraded(patch.coarse, [response or Response.of(USUAL, ratio) for response in responses], ratio)
    guide = degraded(patch.guide, [Response.of(response, ratio) for response in guide_responses], ratio)
    return replace(sharpener, responses=responses), GuidedPatch(coarse, guide)
