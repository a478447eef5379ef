"""What a sharpened image scores: against the truth, where the layers were made coarser first, and without one."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import torch

from gan_core.api.language import translatable
from gan_core.evaluation.guided_patches import GuidedPatch
from gan_core.metrics.fidelity import ergas, psnr, sam
from gan_core.metrics.fusion import hqnr, spatial_distortion, spectral_distortion
from gan_core.sharpening.response import REACH, Response, degraded
from gan_core.sharpening.sharpener import USUAL, Sharpener

BICUBIC, HELD = translatable("bicubic"), translatable("bicubic, held to the layer")
REGRESSION, MODEL = translatable("regression, held to the layer"), translatable("model")


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


class MeanFigures(NamedTuple):
    """Of one method, over the tiles."""

    reduced: ReducedScores
    full: FullScores


def score_against_truth(
    sharpened: torch.Tensor, truth: torch.Tensor, level: torch.Tensor, ranges: Sequence[float], ratio: int
) -> ReducedScores:
    """The border is not judged: there less was seen than a run sees."""
    fine, true = _inner(sharpened + level, REACH * ratio), _inner(truth + level, REACH * ratio)
    error, means, unit = (fine - true).square().mean((1, 2)), true.mean((1, 2)), torch.tensor(ranges)[:, None, None]
    return ReducedScores(
        float(error.sqrt().mean()),
        psnr(fine / unit, true / unit),
        float((10 * torch.log10(means.square() / error)).mean()),
        sam(fine, true) if len(fine) > 1 else math.nan,
        math.nan if bool((means == 0).any()) else ergas(fine, true, ratio),
    )


def score_without_truth(
    fine: torch.Tensor, patch: GuidedPatch, sharpener: Sharpener, levels: Sequence[torch.Tensor]
) -> FullScores:
    ratio = sharpener.ratio
    responses = [response or Response.of(USUAL, ratio) for response in sharpener.responses]
    coarse, guide, sharpened = patch.coarse + levels[0], patch.guide + levels[1], fine + levels[0]
    guide_as_bands = torch.stack([degraded(guide, [response] * len(guide), ratio) for response in responses])
    seen_again = degraded(sharpened, responses, ratio)
    spectral = spectral_distortion(_inner(seen_again, REACH), _inner(coarse, REACH))
    spatial = spatial_distortion(
        _inner(sharpened, REACH * ratio),
        _inner(guide, REACH * ratio),
        _inner(coarse, REACH),
        _inner(guide_as_bands, REACH),
    )
    return FullScores(spectral, spatial, hqnr(spectral, spatial))


def means(figures: Mapping[str, MethodFigures]) -> dict[str, MeanFigures]:
    return {
        name: MeanFigures(ReducedScores(*_mean(scores.reduced)), FullScores(*_mean(scores.full)))
        for name, scores in figures.items()
    }


def results(figures: Mapping[str, MethodFigures]) -> dict[str, float]:
    """Of what is judged, over the tiles; plain interpolation is the baseline, as everywhere."""
    mean, judged = means(figures), list(figures)[-1]
    model_scores, baseline_scores = figures[judged].reduced, figures[BICUBIC].reduced
    pairs = [(model.PSNR, baseline.PSNR) for model, baseline in zip(model_scores, baseline_scores)]
    gains = [0.0 if model == baseline else model - baseline for model, baseline in pairs]  # inf - inf too
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


def _mean(scores: Sequence[Sequence[float]]) -> list[float]:
    """What no tile has is NaN."""
    columns = ([value for value in values if not math.isnan(value)] for values in zip(*scores))
    return [sum(values) / len(values) if values else math.nan for values in columns]


def _inner(image: torch.Tensor, border: int) -> torch.Tensor:
    return image[..., border:-border, border:-border].double()
