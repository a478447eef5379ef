"""How good a model for sharpening is on a pair of layers: made coarser, where the layers are the truth; and as they are."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import torch

from gan_core.api.errors import RasterGanError
from gan_core.api.language import translatable
from gan_core.api.protocol import Report
from gan_core.datasets.tile_selection import choose, measured, tiles_of
from gan_core.metrics.fidelity import ergas, psnr, sam
from gan_core.metrics.fusion import hqnr, spatial_distortion, spectral_distortion
from gan_core.pipeline.guided.step import SharpeningStep
from gan_core.pipeline.guided.tiles import PreparedSharpening
from gan_core.raster.alignment import AlignedPair
from gan_core.sharpening.consistency import consistent, enlarged
from gan_core.sharpening.regression import Corner
from gan_core.sharpening.response import REACH, Response, degraded
from gan_core.sharpening.sharpener import LAST_PASSES, USUAL, Sharpener
from gan_core.tiling.window import Window

SIDE, LEAST_CELLS, FEWEST_CELLS = 96, 16, 8
"""Of a tile, coarse pixels; and of the same made coarser: at least, and where the layers are small."""
SHOWN = 3
"""Tiles in the report's pictures."""
BICUBIC, HELD = translatable("bicubic"), translatable("bicubic, held to the layer")
REGRESSION, MODEL = translatable("regression, held to the layer"), translatable("model")


class GuidedPatch(NamedTuple):
    """A part of both layers, all of it valid, in the layers' units."""

    coarse: torch.Tensor
    """(C, H, W) float32, each band's level taken off."""
    guide: torch.Tensor
    """(K, H * ratio, W * ratio) float32, the same."""


class ReducedScores(NamedTuple):
    """Of one method on one tile, by Wald's protocol."""

    RMSE: float
    """Mean over the bands, in the layer's units."""
    PSNR: float
    """dB, each band's range the peak; infinite where nothing differs."""
    SRE: float
    """dB, mean over the bands: the truth's mean squared by the squared error (Lanaras et al. 2018)."""
    SAM: float
    """Degrees; NaN for one band."""
    ERGAS: float
    """NaN where a band's mean is 0."""


class FullScores(NamedTuple):
    """Of one method on one tile, at full resolution."""

    SPECTRAL_DISTORTION: float
    SPATIAL_DISTORTION: float
    HQNR: float


class MethodFigures(NamedTuple):
    """Of one method, tile by tile."""

    reduced: list[ReducedScores]
    full: list[FullScores]


class SharpenedTile(NamedTuple):
    """For the pictures: (C, H * ratio, W * ratio), the guide (K, ...), in the layers' units."""

    coarse: np.ndarray
    bicubic: np.ndarray
    sharpened: np.ndarray
    guide: np.ndarray


Method = Callable[[Sharpener, GuidedPatch], torch.Tensor]
"""(C, H * ratio, W * ratio)."""


def methods_of(sharpener: Sharpener) -> dict[str, Method]:
    """By name, what is compared; the last is what is judged."""
    methods: dict[str, Method] = {
        BICUBIC: _bicubic,
        HELD: _held,
        REGRESSION: lambda one, patch: _sharpened(replace(one, network=None), patch),
    }
    return {**methods, MODEL: _sharpened} if sharpener.network is not None else methods


def patches(prepared: PreparedSharpening[SharpeningStep], count: int) -> list[GuidedPatch]:
    """At most `count`, of all kinds of ground.  Raises RasterGanError `raster-too-small` or `tiles-plain`."""
    pair, area = prepared.pair, inner_cells(prepared.pair, prepared.plan.area)
    ratio = pair.ratio
    side = min(max(SIDE, LEAST_CELLS * ratio), area.width, area.height) // ratio * ratio
    if side < FEWEST_CELLS * ratio:
        raise RasterGanError("raster-too-small", width=area.width, height=area.height, size=FEWEST_CELLS * ratio)
    candidates = [measured(pair.coarse, tile) for tile in tiles_of(area, side, 0)]
    chosen = []
    for index in choose(candidates, count):
        coarse, valid = prepared.coarse.read(candidates[index].window)
        guide, known = prepared.guide.read(pair.ground_of(candidates[index].window))
        if valid.all() and known.all():
            chosen.append(GuidedPatch(torch.from_numpy(coarse), torch.from_numpy(guide)))
    if not chosen:
        raise RasterGanError("tiles-plain", count=len(candidates))
    return chosen


def inner_cells(pair: AlignedPair, window: Window) -> Window:
    """The coarse pixels that both layers hold the whole of, in a window of the guide's grid."""
    common = window.intersection(pair.common)
    left, top = (-(-start // pair.ratio) for start in (common.column - pair.column, common.row - pair.row))
    right = (common.column + common.width - pair.column) // pair.ratio
    bottom = (common.row + common.height - pair.row) // pair.ratio
    return Window(left, top, max(0, right - left), max(0, bottom - top))


def judge(
    prepared: PreparedSharpening[SharpeningStep], guide_seen: Sequence[float], count: int, report: Report
) -> tuple[dict[str, MethodFigures], list[SharpenedTile]]:
    """guide_seen: the responses of the guide's bands on their own grid.  Raises RasterGanError as `patches` does."""
    sharpener, chosen = prepared.step.sharpener, patches(prepared, count)
    methods = methods_of(sharpener)
    ranges = [own.scale for own in prepared.coarse.ranges]
    levels = [torch.from_numpy(own.level)[:, None, None] for own in (prepared.coarse, prepared.guide)]
    figures = {name: MethodFigures([], []) for name in methods}
    shown: list[SharpenedTile] = []
    numbers = set(np.linspace(0, len(chosen) - 1, SHOWN).round().astype(int).tolist())
    for number, patch in enumerate(chosen):
        coarser, below = reduced(sharpener, patch, guide_seen)
        images = {}
        for name, method in methods.items():
            report.check()
            found = method(coarser, below)
            figures[name].reduced.append(_against_truth(found, patch.coarse, levels[0], ranges, sharpener.ratio))
            images[name] = method(sharpener, patch)
            figures[name].full.append(_without_truth(images[name], patch, sharpener, levels))
        if number in numbers:
            near = patch.coarse.repeat_interleave(sharpener.ratio, 1).repeat_interleave(sharpener.ratio, 2)
            made = images[list(methods)[-1]]
            shown.append(SharpenedTile(near.numpy(), images[BICUBIC].numpy(), made.numpy(), patch.guide.numpy()))
        report.progress((number + 1) / len(chosen))
    return figures, shown


def reduced(sharpener: Sharpener, patch: GuidedPatch, guide_seen: Sequence[float]) -> tuple[Sharpener, GuidedPatch]:
    """The pair made coarser by its ratio, each band through its own response (Wald et al. 1997), and what sharpens it."""
    ratio = sharpener.ratio
    seen = [response and Response.of(response.at_nyquist, ratio) for response in sharpener.responses]
    coarse = degraded(patch.coarse, [response or Response.of(USUAL, ratio) for response in seen], ratio)
    guide = degraded(patch.guide, [Response.of(response, ratio) for response in guide_seen], ratio)
    return replace(sharpener, responses=seen), GuidedPatch(coarse, guide)


class MeanFigures(NamedTuple):
    """Of one method, over the tiles."""

    reduced: ReducedScores
    full: FullScores


def means(figures: Mapping[str, MethodFigures]) -> dict[str, MeanFigures]:
    return {
        name: MeanFigures(ReducedScores(*_mean(own.reduced)), FullScores(*_mean(own.full)))
        for name, own in figures.items()
    }


def results(figures: Mapping[str, MethodFigures]) -> dict[str, float]:
    """Of what is judged, over the tiles; plain interpolation is the baseline, as everywhere."""
    mean, judged = means(figures), list(figures)[-1]
    own, plain = figures[judged].reduced, figures[BICUBIC].reduced
    apart = [(one.PSNR, other.PSNR) for one, other in zip(own, plain)]
    gains = [0.0 if one == other else one - other for one, other in apart]  # inf - inf too
    return {
        **mean[judged].reduced._asdict(),
        **mean[judged].full._asdict(),
        "PSNR_BASELINE": mean[BICUBIC].reduced.PSNR,
        "GAIN": sum(gains) / len(gains),
        "SMALLEST_GAIN": min(gains),
        "RMSE_OVER_BICUBIC": percent(mean[judged].reduced.RMSE, mean[BICUBIC].reduced.RMSE) / 100,
        "RMSE_OVER_REGRESSION": percent(mean[judged].reduced.RMSE, mean[REGRESSION].reduced.RMSE) / 100,
        "HQNR_BICUBIC": mean[BICUBIC].full.HQNR,
    }


def percent(error: float, other: float) -> float:
    """Of another error; NaN where that is 0."""
    return 100 * error / other if other else math.nan


def _mean(every: Sequence[Sequence[float]]) -> list[float]:
    """What no tile has is NaN."""
    columns = ([value for value in values if not math.isnan(value)] for values in zip(*every))
    return [sum(values) / len(values) if values else math.nan for values in columns]


def _bicubic(sharpener: Sharpener, patch: GuidedPatch) -> torch.Tensor:
    return enlarged(patch.coarse[None], sharpener.ratio)[0]


def _held(sharpener: Sharpener, patch: GuidedPatch) -> torch.Tensor:
    up, coarse = enlarged(patch.coarse[None], sharpener.ratio), patch.coarse[None]
    return consistent(up, coarse, sharpener.responses, sharpener.ratio, LAST_PASSES)[0]


def _sharpened(sharpener: Sharpener, patch: GuidedPatch) -> torch.Tensor:
    valid = torch.ones_like(patch.coarse, dtype=torch.bool), torch.ones_like(patch.guide[:1], dtype=torch.bool)
    return sharpener(patch.coarse, patch.guide, *valid, Corner())


def _inner(image: torch.Tensor, border: int) -> torch.Tensor:
    return image[..., border:-border, border:-border].double()


def _against_truth(
    made: torch.Tensor, truth: torch.Tensor, level: torch.Tensor, ranges: Sequence[float], ratio: int
) -> ReducedScores:
    """The border is not judged: there less was seen than a run sees."""
    one, other = _inner(made + level, REACH * ratio), _inner(truth + level, REACH * ratio)
    error, means, unit = (one - other).square().mean((1, 2)), other.mean((1, 2)), torch.tensor(ranges)[:, None, None]
    return ReducedScores(
        float(error.sqrt().mean()),
        psnr(one / unit, other / unit),
        float((10 * torch.log10(means.square() / error)).mean()),
        sam(one, other) if len(one) > 1 else math.nan,
        math.nan if bool((means == 0).any()) else ergas(one, other, ratio),
    )


def _without_truth(
    fine: torch.Tensor, patch: GuidedPatch, sharpener: Sharpener, levels: Sequence[torch.Tensor]
) -> FullScores:
    ratio = sharpener.ratio
    seen = [response or Response.of(USUAL, ratio) for response in sharpener.responses]
    coarse, guide, made = patch.coarse + levels[0], patch.guide + levels[1], fine + levels[0]
    guide_seen = torch.stack([degraded(guide, [response] * len(guide), ratio) for response in seen])
    again = degraded(made, seen, ratio)
    spectral = spectral_distortion(_inner(again, REACH), _inner(coarse, REACH))
    spatial = spatial_distortion(
        _inner(made, REACH * ratio), _inner(guide, REACH * ratio), _inner(coarse, REACH), _inner(guide_seen, REACH)
    )
    return FullScores(spectral, spatial, hqnr(spectral, spatial))
