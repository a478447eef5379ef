"""The evaluation of a model for sharpening as one HTML page: a verdict, pictures, two tables with words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

from gan_core.api.jobs.assessment import EvaluateJob
from gan_core.api.language import translatable
from gan_core.api.model_card import ModelCard
from gan_core.evaluation.sharpening import SharpenedTile
from gan_core.evaluation.sharpening_scores import BICUBIC, REGRESSION, MeanFigures
from gan_core.evaluation.verdict import Verdict
from gan_core.raster.png import png
from gan_core.raster.stretch import Stretch
from gan_core.reports.html import (
    Picture,
    card_text,
    document,
    listed,
    meaning,
    number,
    paragraph,
    pictures,
    section,
    small,
    table,
    text,
    tr,
    verdict,
)
from gan_core.reports.quality_figures import FIGURES

REDUCED: dict[str, tuple[str, str, int]] = {
    "RMSE": (
        translatable("RMSE, layer units"),
        translatable("root mean square error, mean over the bands; lower is better"),
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


def page(
    job: EvaluateJob,
    own: Verdict,
    cards: Sequence[ModelCard],
    means: Mapping[str, MeanFigures],
    tiles: Sequence[SharpenedTile],
    stretches: tuple[Stretch, Stretch],
) -> str:
    """means: by method.  stretches: of a tile's layer and of its guide."""
    title = tr("{model} on {raster}", model=own.sentence.values["model"], raster=Path(job.input).name)
    legend = tr(
        "Bands shown as red, green and blue: of the layer {bands}, of the finer layer {guide}.",
        bands=listed(stretches[0].names),
        guide=listed(stretches[1].names),
    )
    reduced = {name: {**mean.reduced._asdict(), **_relative(mean, means)} for name, mean in means.items()}
    body = (
        section(tr("Pictures"), *(pictures(_pictures(tile, stretches)) for tile in tiles), small(legend)),
        section(
            tr("Figures: made coarser, where the reference is known"), paragraph(_wald(job)), _figures(reduced, REDUCED)
        ),
        section(
            tr("Figures: at full resolution, without a reference"),
            paragraph(_without()),
            _figures({name: mean.full._asdict() for name, mean in means.items()}, FULL),
        ),
        section(tr("The model's limits"), *(small(card_text(card.limits)) for card in cards)) if cards else "",
    )
    return document(tr("Evaluation report"), title, verdict(own), body)


def _wald(job: EvaluateJob) -> str:
    return tr(
        "The layer and <b>{guide}</b> were both made coarser by their ratio, each band as its own sensor would show it, and "
        "then sharpened: the layer itself is the reference (Wald's protocol). That it does as well at full resolution is "
        "supposed.",
        guide=Path(job.guide).name,
    )


def _without() -> str:
    return tr(
        "No reference is needed here, and none is known: HQNR asks whether the result, seen again, is the layer, and whether "
        "its bands are as like the finer layer as the layer's own are. It finds what is wrong; between good results it decides "
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
            rows.append((text(title), *cells, meaning(text(words))))
    return table(rows, ["", *map(text, scores), ""])


def _pictures(tile: SharpenedTile, stretches: tuple[Stretch, Stretch]) -> list[Picture]:
    layer, guide = stretches
    return [
        Picture(png(layer(tile.coarse)), tr("the layer")),
        Picture(png(layer(tile.bicubic)), tr("bicubic interpolation")),
        Picture(png(layer(tile.sharpened)), tr("result")),
        Picture(png(guide(tile.guide)), tr("the finer layer")),
    ]
