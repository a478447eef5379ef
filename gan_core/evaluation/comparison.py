"""What a model makes of tiles whose truth is known, beside what plain methods make of them: figures and pictures."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import torch

from gan_core.api.library import LibraryEntry
from gan_core.api.protocol import Report
from gan_core.datasets.super_resolution import SuperResolutionDataset
from gan_core.evaluation.downstream import Downstream
from gan_core.inference import model
from gan_core.metrics.fidelity import ergas, psnr, sam
from gan_core.metrics.opensr import opensr
from gan_core.metrics.structure import relative_sharpness, ssim, uqi
from gan_core.pipeline.band_groups import LEAST_UNIT
from gan_core.radiometry.consistency import consistent
from gan_core.radiometry.sensor import RADIUS, Sensor, seen_again
from gan_core.training.degradation import area_mean
from gan_core.training.heldout import BORDER, ValidationSet, ValidationTile

SHOWN = 4
"""Tiles in the report's pictures."""
BICUBIC, PROJECTED, MODEL, OTHER, UNTOUCHED = (
    "bicubic",
    "bicubic + back-projection",
    "model",
    "second model",
    "untouched",
)
Method = Callable[[ValidationTile], torch.Tensor]
"""(C, H, W) of a tile, in the model's range."""


class MethodScores(NamedTuple):
    """Of one method, the mean over the tiles."""

    PSNR: float
    """dB, the range that the model sees as the peak; infinite where nothing differs."""
    SSIM: float
    SAM: float
    """Degrees; NaN for one band."""
    ERGAS: float
    UQI: float
    SHARPNESS: float
    """Over the truth's."""
    GRID_ERROR: float
    """Largest difference between the result's averages and the input, share of the range; NaN at scale 1."""
    RESEEN_ERROR: float
    """Root mean square difference between the result seen again through the sensor and the input, in units of its noise."""
    REFLECTANCE: float
    SPECTRAL: float
    SPATIAL: float
    HALLUCINATION: float
    OMISSION: float
    IMPROVEMENT: float


class ComparedTile(NamedTuple):
    """Images of a tile, (C, H, W) in the model's range."""

    plain: torch.Tensor
    model: torch.Tensor
    truth: torch.Tensor


def compare(
    methods: Mapping[str, Method],
    tiles: Sequence[ValidationTile],
    report: Report,
    use: Downstream | None,
    sensor: Sensor,
) -> tuple[dict[str, list[MethodScores]], list[ComparedTile]]:
    """Every method's scores tile by tile, and the images of some tiles, from the plainest to the roughest."""
    scores: dict[str, list[MethodScores]] = {name: [] for name in methods}
    shown: list[ComparedTile] = []
    numbers = set(np.linspace(0, len(tiles) - 1, SHOWN).round().astype(int).tolist())
    for number, tile in enumerate(tiles):
        images = {}
        for name, method in methods.items():
            report.check()
            images[name] = method(tile)
            scores[name].append(score(tile, images[name], sensor))
        if use:
            use.add(images, tile.truth)
        report.progress((number + 1) / len(tiles))
        if number in numbers:
            first = BICUBIC if BICUBIC in images else UNTOUCHED
            shown.append(ComparedTile(images[first], images[MODEL], tile.truth))
    return scores, shown


def score(tile: ValidationTile, image: torch.Tensor, sensor: Sensor) -> MethodScores:
    """image: (C, H, W) in the model's range; the border is not judged, as no network saw what lies beyond.  sensor: what the
    tile was seen by, in that range."""
    inner = (slice(None), slice(BORDER, -BORDER), slice(BORDER, -BORDER))
    judged, truth = image[inner].double(), tile.truth[inner].double()
    low_res = tile.low_res.flatten(0, 1)
    scale = image.shape[-1] // low_res.shape[-1]
    error = float((area_mean(image[None].double(), scale)[0] - low_res).abs().max()) if scale > 1 else math.nan
    return MethodScores(
        psnr(judged, truth),
        ssim(judged, truth),
        sam(judged, truth) if len(truth) > 1 else math.nan,
        ergas(judged, truth, scale),
        uqi(judged, truth),
        relative_sharpness(judged, truth),
        error,
        reseen_error(low_res, image, sensor),
        *opensr(low_res, image, tile.truth),
    )


def reseen_error(low_res: torch.Tensor, image: torch.Tensor, sensor: Sensor) -> float:
    """low_res: (C, H, W), image: (C, H * scale, W * scale).  Of less noise than half a step of 255, that is the unit."""
    scale, inner = image.shape[-1] // low_res.shape[-1], slice(RADIUS, -RADIUS)
    blocks = torch.nn.functional.pixel_unshuffle(image[:, None], scale)
    again = torch.stack([seen_again(band, sensor.response) for band in blocks])
    return float((again - low_res[:, inner, inner]).square().mean().sqrt()) / max(sensor.noise, LEAST_UNIT)


def mean_scores(every: Sequence[MethodScores]) -> MethodScores:
    """Over the tiles; what no tile has is NaN."""
    columns = (np.array(values) for values in zip(*every))
    known = (values[~np.isnan(values)] for values in columns)
    return MethodScores(*(float(values.mean()) if len(values) else math.nan for values in known))


def methods_of(
    entry: LibraryEntry,
    other: LibraryEntry | None,
    tiles: Sequence[ValidationTile],
    strength: float | None,
    dataset: SuperResolutionDataset,
) -> dict[str, Method]:
    """By name, what is compared."""
    methods: dict[str, Method] = {}
    if entry.card.scale > 1:
        methods[BICUBIC] = _bicubic
        methods[PROJECTED] = lambda tile: ValidationSet(tiles, "bicubic").image(None, tile)
    else:
        methods[UNTOUCHED] = lambda tile: tile.low_res.flatten(0, 1)
    for name, chosen in ((MODEL, entry), (OTHER, other)):
        if chosen is not None:
            loaded = model.load(chosen.path, 0.5 if strength is None else strength)
            methods[name] = _by_model(loaded, tiles, dataset)
    return methods


def _by_model(loaded: model.Model, tiles: Sequence[ValidationTile], dataset: SuperResolutionDataset) -> Method:
    """What becomes of a tile, which the model is told of as far as it listens."""
    card, planes = loaded.card, loaded.card.arguments.get("noise", 0)
    validation = ValidationSet(tiles, card.base, card.operator, dataset.held_to(planes))  # type: ignore[arg-type]
    return lambda tile: validation.image(loaded.network, tile.with_conditions(planes))


def _bicubic(tile: ValidationTile) -> torch.Tensor:
    """What every GIS does."""
    scale = tile.truth.shape[-1] // tile.low_res.shape[-1]
    batch, bands, height, width = tile.low_res.shape
    nothing = tile.low_res.new_zeros(batch, bands * scale**2, height, width)
    stack = consistent(tile.low_res, nothing, "bicubic", project=False)
    return torch.nn.functional.pixel_shuffle(stack, scale).flatten(0, 1)
