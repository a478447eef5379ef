"""How good one method is on one piece behind one sensor, and the means of that by set."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from statistics import mean
from typing import NamedTuple

import torch

from gan_core.metrics.fidelity import psnr, sam
from gan_core.metrics.opensr import opensr
from gan_core.metrics.perceptual import feature_distance
from tools.bench.efficientnet import Features
from tools.bench.protocol import BORDER, INNER

WHOLE = 32
"""The feature network halves its image so often that sides must be multiples of it."""
Figures = Mapping[str, float]


class Truth(NamedTuple):
    """A piece, and what the feature network sees in it."""

    image: torch.Tensor
    """(1, 3, H, W) in 0..1."""
    depths: Sequence[torch.Tensor]

    @classmethod
    def of(cls, image: torch.Tensor, features: Features) -> Truth:
        return cls(image, features(inner(image))[0])


@torch.inference_mode()
def judged(
    low_res: torch.Tensor, image: torch.Tensor, truth: Truth, features: Features, colors: bool = True
) -> dict[str, float]:
    """low_res: (1, 3, H, W); image: (1, 3, H * scale, W * scale), both in 0..1.  colors: the slower half too."""
    figures = {
        "PSNR": psnr(image[INNER], truth.image[INNER]),
        "distance": float(feature_distance(features(inner(image))[0], truth.depths)),
    }
    if not colors:
        return figures
    shares = opensr(low_res[0], image[0], truth.image[0])
    angle = sam(image[INNER], truth.image[INNER])
    return {**figures, "SAM": angle, "hallucination": shares.hallucination, "improvement": shares.improvement}


def inner(image: torch.Tensor) -> torch.Tensor:
    """(B, C, H, W): the middle without the border, its sides multiples of WHOLE."""
    height, width = ((length - 2 * BORDER) // WHOLE * WHOLE for length in image.shape[2:])
    top, left = (image.shape[2] - height) // 2, (image.shape[3] - width) // 2
    return image[:, :, top : top + height, left : left + width]


def averaged(rows: Sequence[Figures]) -> dict[str, float]:
    """Every figure's mean over the rows that have it: OpenSR's shares need detail."""
    table = {}
    for name in rows[0]:
        known = [row[name] for row in rows if not math.isnan(row[name])]
        table[name] = mean(known) if known else math.nan
    return table


def by_set(sets: Mapping[str, Sequence[Figures]]) -> dict[str, dict[str, float]]:
    """The means of each set, and "all": the mean over the sets, whatever the number of their pieces."""
    table = {name: averaged(rows) for name, rows in sets.items()}
    return {"all": averaged(list(table.values())), **table}
