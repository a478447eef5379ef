"""How good one method is on one scene: every measure, by the protocol."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

import torch

from gan_core.metrics.fidelity import ergas, psnr, sam
from gan_core.metrics.opensr import opensr
from gan_core.metrics.perceptual import feature_distance, kid
from gan_core.metrics.structure import ssim
from tools.efficientnet import Features
from tools.protocol import BORDER, CITY, INNER, Upscale, seen_and_made
from tools.scenes import Scene

PATCH = 128
"""Side of the patches that the feature network sees."""
SIDE = 4 * PATCH + 2 * BORDER
"""Of a scene: whole patches, and the border that is left out."""
SOURCES = (CITY, "boruszyn", "brighton", "caliterra")
"""The corpus' places; "all" is the mean over them."""


@dataclass(frozen=True)
class Judged:
    """One method on one scene."""

    group: str
    result: torch.Tensor
    """(3, H, W), in 0..1 for the eye."""
    figures: dict[str, float]
    summaries: torch.Tensor
    """(N, 1280), of the patches of the result."""
    wanted: torch.Tensor
    """The truth's."""
    seconds: float


@torch.inference_mode()
def judged(scene: Scene, scale: int, upscale: Upscale, features: Features) -> Judged:
    began = time.perf_counter()
    blocks, made = seen_and_made(scene.target(), scale, upscale)
    seconds = time.perf_counter() - began
    target, stored = scene.target(), scene.stored(made)
    result = scene.seen(stored)
    depths, summaries = features(patches(result))
    wanted_depths, wanted = features(patches(target))
    # Angles, relative errors and reflectances need values whose zero is no light.
    stored, truth = (values / scene.full for values in (stored, scene.stored(target)))
    low = torch.nn.functional.avg_pool2d(truth, scale)
    figures = {
        "PSNR": psnr(result[INNER], target[INNER]),
        "SSIM": ssim(result[INNER], target[INNER]),
        "SAM": sam(stored[INNER], truth[INNER]),
        "ERGAS": ergas(stored[INNER], truth[INNER], scale),
        "perceptual": float(feature_distance(depths, wanted_depths)),
        "input grid": 255 * float((torch.nn.functional.avg_pool2d(result, scale) - blocks).abs().mean()),
        **opensr(low[0], stored[0], truth[0])._asdict(),
    }
    return Judged(scene.group, result[0].clamp(0, 1), figures, summaries, wanted, seconds)


def patches(image: torch.Tensor) -> torch.Tensor:
    """(1, 3, H, W) -> (N, 3, PATCH, PATCH): the middle, in 0..1, cut without overlap."""
    rows, columns = ((length - 2 * BORDER) // PATCH for length in image.shape[2:])
    top, left = ((length - PATCH * count) // 2 for length, count in zip(image.shape[2:], (rows, columns)))
    inner = image[0, :, top : top + rows * PATCH, left : left + columns * PATCH].clamp(0, 1)
    return inner.unfold(1, PATCH, PATCH).unfold(2, PATCH, PATCH).permute(1, 2, 0, 3, 4).flatten(0, 1)


def by_place(found: Sequence[Judged]) -> dict[str, dict[str, float]]:
    """Every figure's mean over a place's scenes, and KID over all their patches; "all" is the mean over the corpus' places."""
    places: dict[str, list[Judged]] = {}
    for one in found:
        places.setdefault(one.group, []).append(one)
    table = {place: _of_place(several) for place, several in places.items()}
    corpus = [table[place] for place in SOURCES]
    return {"all": {name: mean(figures[name] for figures in corpus) for name in corpus[0]}, **table}


def _of_place(found: Sequence[Judged]) -> dict[str, float]:
    figures = {name: _mean([one.figures[name] for one in found]) for name in found[0].figures}
    made, wanted = (torch.cat([getattr(one, name) for one in found]) for name in ("summaries", "wanted"))
    return {**figures, "KID": 1000 * kid(made, wanted, paired=True)}


def _mean(values: Sequence[float]) -> float:
    """Over the scenes that have the figure: OpenSR's shares need detail, its shift must be found."""
    known = [value for value in values if not math.isnan(value)]
    return mean(known) if known else math.nan
