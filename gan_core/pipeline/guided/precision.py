"""Whether fewer bits in the network pay for a pair of layers: tried on a part of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Optional

import torch

from gan_core.api.protocol import Report
from gan_core.inference.precision import lower
from gan_core.radiometry.normalize import Normalizer
from gan_core.sharpening.registration import Tile
from gan_core.sharpening.regression import Corner
from gan_core.sharpening.sharpener import Sharpener
from gan_core.sharpening.statistics import column


def fastest(
    sharpener: Sharpener,
    tiles: Sequence[Tile],
    ranges: Sequence[Normalizer],
    tolerance: float,
    device: torch.device,
    model: str,
    report: Report,
) -> Sharpener:
    """The sharpener in the lowest precision that is faster here and differs by at most `tolerance` on 99.9 % of the values,
    as a share of the bands' `ranges`; as it is where none does.

    tiles: parts of both layers, of which the first is tried.
    """
    if sharpener.network is None or not tiles:
        return sharpener
    coarse, guide = tiles[0].coarse.to(device), tiles[0].guide.to(device)
    masks = torch.ones_like(coarse, dtype=torch.bool), torch.ones_like(guide[:1], dtype=torch.bool)
    scales = column([normalizer.scale for normalizer in ranges], coarse)

    def run(dtype: Optional[torch.dtype]) -> torch.Tensor:
        return dataclasses.replace(sharpener, dtype=dtype)(coarse, guide, *masks, Corner()) / scales

    choice = lower(run, device, tolerance)
    if choice is None:
        report.note("precision-exact", model=model)
        return sharpener
    name = str(choice.dtype).rpartition(".")[2]
    report.note("precision", model=model, kind=name, gain=choice.gain, difference=100 * choice.difference)
    return dataclasses.replace(sharpener, dtype=choice.dtype)
