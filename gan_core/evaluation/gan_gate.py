"""Whether a GAN's weights may be published beside the faithful ones they came from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import torch

from gan_core.api.card_texts import written
from gan_core.metrics.checkerboard import checkerboard
from gan_core.metrics.fidelity import psnr, sam
from gan_core.metrics.opensr import opensr
from gan_core.metrics.perceptual import feature_distance

Features = Callable[[torch.Tensor], Sequence[torch.Tensor]]
"""(B, C, H, W) in 0..1 -> features at several depths, of a network that took no part in the training."""
LARGEST_ANGLE = 1.1
"""The spectral angle, over that of the faithful weights."""
MORE_HALLUCINATION = 0.10
LEAST_NEARER = 0.03
"""Share by which the feature distance must shrink: less is not worth the loss."""
LARGEST_LOSS = 1.0
"""dB of PSNR, on the worst image."""
LARGEST_PATTERN = 3.0


class GateScores(NamedTuple):
    """Of one set of weights on one image."""

    psnr: float
    angle: float
    hallucination: float
    distance: float
    pattern: float


def measure(low_res: torch.Tensor, image: torch.Tensor, truth: torch.Tensor, features: Features) -> GateScores:
    """low_res: (C, H, W); image, truth: (C, H * scale, W * scale), all in 0..1.  NaN angle for one band alone."""
    scale = truth.shape[-1] // low_res.shape[-1]
    return GateScores(
        psnr(image, truth),
        sam(image, truth) if len(image) > 1 else 0.0,
        opensr(low_res, image, truth).hallucination,
        float(feature_distance(features(image[None]), features(truth[None]))),
        checkerboard(image, truth, scale) if scale > 1 else 0.0,
    )


def objections(faithful: Sequence[GateScores], detailed: Sequence[GateScores]) -> list[str]:
    """What speaks against publishing, in words; empty when nothing does.  The same images in both, in the same order."""
    plain, rich = _mean(faithful), _mean(detailed)
    loss = max(before.psnr - after.psnr for before, after in zip(faithful, detailed))
    pattern = max(scores.pattern for scores in detailed)
    checks = (
        (
            rich.angle > LARGEST_ANGLE * plain.angle,
            written("gate-angle", gan=f"{rich.angle:.3f}", faithful=f"{plain.angle:.3f}"),
        ),
        (
            rich.hallucination > plain.hallucination + MORE_HALLUCINATION,
            written("gate-invented", gan=f"{rich.hallucination:.3f}", faithful=f"{plain.hallucination:.3f}"),
        ),
        (
            not rich.distance <= (1 - LEAST_NEARER) * plain.distance,  # not a number is no gain either
            written("gate-distance", gan=f"{rich.distance:.4f}", faithful=f"{plain.distance:.4f}"),
        ),
        (loss > LARGEST_LOSS, written("gate-loss", loss=f"{loss:.2f}")),
        (
            pattern > LARGEST_PATTERN,
            written("gate-pattern", times=f"{pattern:.1f}"),
        ),
    )
    return [words for wrong, words in checks if wrong]


def _mean(images: Sequence[GateScores]) -> GateScores:
    return GateScores(*(sum(values) / len(images) for values in zip(*images)))
