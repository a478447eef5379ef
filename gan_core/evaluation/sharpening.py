"""How good a model for sharpening is on a pair of layers: made coarser, where the layers are the truth; and as they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import torch

from gan_core.api.protocol import Report
from gan_core.evaluation.guided_patches import GuidedPatch, choose_patches, make_coarser
from gan_core.evaluation.sharpening_scores import (
    BICUBIC,
    HELD,
    MODEL,
    REGRESSION,
    MethodFigures,
    score_against_truth,
    score_without_truth,
)
from gan_core.pipeline.guided.step import SharpeningStep
from gan_core.pipeline.guided.tiles import PreparedSharpening
from gan_core.sharpening.consistency import consistent, enlarged
from gan_core.sharpening.regression import Corner
from gan_core.sharpening.sharpener import LAST_PASSES, Sharpener

SHOWN = 3
"""Tiles in the report's pictures."""


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
        HELD: _held_bicubic,
        REGRESSION: lambda own, patch: _sharpened(replace(own, network=None), patch),
    }
    return {**methods, MODEL: _sharpened} if sharpener.network is not None else methods


def evaluate_sharpening(
    prepared: PreparedSharpening[SharpeningStep], guide_responses: Sequence[float], count: int, report: Report
) -> tuple[dict[str, MethodFigures], list[SharpenedTile]]:
    """guide_responses: of the guide's bands on their own grid.  Raises RasterGanError as `choose_patches` does."""
    sharpener, patches = prepared.step.sharpener, choose_patches(prepared, count)
    methods = methods_of(sharpener)
    ranges = [own.scale for own in prepared.coarse.ranges]
    levels = [torch.from_numpy(own.level)[:, None, None] for own in (prepared.coarse, prepared.guide)]
    figures = {name: MethodFigures([], []) for name in methods}
    tiles: list[SharpenedTile] = []
    shown_indexes = set(np.linspace(0, len(patches) - 1, SHOWN).round().astype(int).tolist())
    for index, patch in enumerate(patches):
        coarser_sharpener, coarser_patch = make_coarser(sharpener, patch, guide_responses)
        images = {}
        for name, method in methods.items():
            report.check()
            sharpened_coarser = method(coarser_sharpener, coarser_patch)
            figures[name].reduced.append(
                score_against_truth(sharpened_coarser, patch.coarse, levels[0], ranges, sharpener.ratio)
            )
            images[name] = method(sharpener, patch)
            figures[name].full.append(score_without_truth(images[name], patch, sharpener, levels))
        if index in shown_indexes:
            nearest = patch.coarse.repeat_interleave(sharpener.ratio, 1).repeat_interleave(sharpener.ratio, 2)
            sharpened = images[list(methods)[-1]]
            tiles.append(
                SharpenedTile(nearest.numpy(), images[BICUBIC].numpy(), sharpened.numpy(), patch.guide.numpy())
            )
        report.progress((index + 1) / len(patches))
    return figures, tiles


def _bicubic(sharpener: Sharpener, patch: GuidedPatch) -> torch.Tensor:
    return enlarged(patch.coarse[None], sharpener.ratio)[0]


def _held_bicubic(sharpener: Sharpener, patch: GuidedPatch) -> torch.Tensor:
    up, coarse = enlarged(patch.coarse[None], sharpener.ratio), patch.coarse[None]
    return consistent(up, coarse, sharpener.responses, sharpener.ratio, LAST_PASSES)[0]


def _sharpened(sharpener: Sharpener, patch: GuidedPatch) -> torch.Tensor:
    valid = torch.ones_like(patch.coarse, dtype=torch.bool), torch.ones_like(patch.guide[:1], dtype=torch.bool)
    return sharpener(patch.coarse, patch.guide, *valid, Corner())
