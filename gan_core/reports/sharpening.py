"""The evaluation of a model for sharpening as one HTML page: a verdict, two tables with words, pictures."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from gan_core.api.jobs.assessment import EvaluateJob
from gan_core.api.language import translatable
from gan_core.api.model_card import ModelCard
from gan_core.evaluation.sharpening import BICUBIC, REGRESSION, MeanFigures, SharpenedTile
from gan_core.raster.png import png, side_by_side
from gan_core.reports.html import cell, document, figure, image, note, number, small, table, text, tr
from gan_core.reports.quality_figures import FIGURES

REDUCED: dict[str, tuple[str, str, int]] = {
    "RMSE": (
        "RMSE",
        translatable("root mean square error, mean over the bands, in the layer's units"),
        2,
    ),
    "of bicubic": (translatable("RMSE over bicubic's"), translatable("lower is better, 1 gains nothing"), 3),
    "of regression": (
        translatable("RMSE over the regression's"),
        translatable("what the network adds: below 1 it is worth it"),
        3,
    ),
    "PSNR": FIGURES["PSNR"],
    "SRE": (
        translatable("SRE, dB"),
        translatable("the signal over the error, mean over the bands; higher is better"),
        2,
    ),
    "SAM": FIGURES["SAM"],
    "ERGAS": FIGURES["ERGAS"],
}
FULL: dict[str, tuple[str, str, int]] = {
    "SPECTRAL_DISTORTION": (
        translatable("spectral distortion D_λ"),
        translatable(
            "seen again through its sensor, how far the result is from the layer; 0 is not at all (Khan et al. 2009)"
        ),
        4,
    ),
    "SPATIAL_DISTORTION": (
        translatable("spatial distortion D_S"),
        translatable(
            "how differently the bands are like the finer layer at the two resolutions; 0 is not at all (Alparone et al. 2008)"
        ),
        4,
    ),
    "HQNR": ("HQNR", translatable("both at once, 1 is perfect (Aiazzi et al. 2014)"), 4),
}
INFRARED = ("nir", "red", "green")


def page(
    job: EvaluateJob,
    found: tuple[str, Mapping[str, Any]],
    cards: Sequence[ModelCard],
    means: Mapping[str, MeanFigures],
    tiles: Sequence[SharpenedTile],
    guide_roles: Sequence[str],
) -> str:
    """found: the verdict, a note's code and values.  means: by method.  guide_roles: of the guide's bands, as RasterSource has
    them."""
    name, (code, values) = Path(job.input).name, found
    title = tr("{model} on {raster}", model=values["model"], raster=name)
    legend = tr(
        "Left to right: the layer, bicubic interpolation, the result, and the finer layer; false colour, each band by its own "
        "range."
    )
    reduced = {name: {**own.reduced._asdict(), **_relative(own, means)} for name, own in means.items()}
    body = (
        f"<h1>{title}</h1><p><b>{note(code, dict(values))}</b></p>",
        f"<h2>{tr('Made coarser, where the truth is known')}</h2>",
        f"<p>{_wald(job)}</p>",
        _figures(reduced, REDUCED),
        f"<h2>{tr('At full resolution, without a truth')}</h2><p>{_without(job)}</p>",
        _figures({name: own.full._asdict() for name, own in means.items()}, FULL),
        f"<h2>{tr('Pictures')}</h2><p>{legend}</p>",
        *(figure(image(_picture(tile, guide_roles), tr("layer, bicubic, result, finer layer"))) for tile in tiles),
        *(small(text(card.limits)) for card in cards),
    )
    return document(name, body)


def _wald(job: EvaluateJob) -> str:
    return tr(
        "The layer and <b>{guide}</b> were both made coarser by their ratio, each band as its own sensor would show it, and "
        "then sharpened: the layer itself is the truth (Wald's protocol). That it does as well at full resolution is "
        "supposed.",
        guide=Path(job.guide).name,
    )


def _without(job: EvaluateJob) -> str:
    return tr(
        "No truth is needed here, and none is known: HQNR asks whether the result, seen again, is the layer, and whether its "
        "bands are as like the finer layer as the layer's own are. It finds what is wrong; between good results it decides "
        "little."
    )


def _relative(own: MeanFigures, means: Mapping[str, MeanFigures]) -> dict[str, float]:
    others = {"of bicubic": BICUBIC, "of regression": REGRESSION}
    return {
        key: own.reduced.RMSE / means[name].reduced.RMSE if means[name].reduced.RMSE else math.nan
        for key, name in others.items()
    }


def _figures(scores: Mapping[str, Mapping[str, float]], figures: Mapping[str, tuple[str, str, int]]) -> str:
    rows = []
    for key, (title, words, digits) in figures.items():
        values = [method[key] for method in scores.values()]
        if not all(map(math.isnan, values)):
            cells = (number(value, f".{digits}f") if math.isfinite(value) else number("–") for value in values)
            rows.append((text(title), *cells, cell(f"<small>{text(words)}</small>")))
    return table(rows, ["", *map(text, scores), ""])


def _picture(tile: SharpenedTile, guide_roles: Sequence[str]) -> bytes:
    """The four images, as PNG: of the layer the last, the middle and the first band; of the guide infrared, red and green."""
    count = len(tile.coarse)
    bands = [count - 1, count // 2, 0] if count >= 3 else [0]
    known = [guide_roles.index(role) for role in INFRARED if role in guide_roles]
    guide = known if len(known) == 3 else [0]
    low, high = (np.quantile(tile.coarse[bands], share, (1, 2), keepdims=True) for share in (0.02, 0.98))
    panels = [(one[bands] - low) / np.maximum(high - low, 1e-6) for one in (tile.coarse, tile.bicubic, tile.sharpened)]
    low, high = (np.quantile(tile.guide[guide], share, (1, 2), keepdims=True) for share in (0.02, 0.98))
    panels.append((tile.guide[guide] - low) / np.maximum(high - low, 1e-6))
    most = max(len(panel) for panel in panels)
    return png(
        side_by_side([np.repeat(panel, most // len(panel), 0).clip(0, 1).astype(np.float32) for panel in panels])
    )
