"""An evaluation as one HTML page: a verdict, pictures, then figures with words and histograms."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from gan_core.api.jobs.assessment import EvaluateJob
from gan_core.api.model_card import ModelCard
from gan_core.evaluation.verdict import Verdict
from gan_core.raster.png import png
from gan_core.raster.stretch import Stretch
from gan_core.reports.charts import COLORS, histogram
from gan_core.reports.html import (
    Picture,
    card_text,
    charts,
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

ERROR = 4
"""Of the picture's contrast: an error of a quarter of it is white or black."""


class ComparisonPanel(NamedTuple):
    """A tile as three images (C, H, W) in the model's range."""

    before: np.ndarray
    model: np.ndarray
    truth: np.ndarray


class DownstreamAgreement(NamedTuple):
    """What a classifier or detector makes of the results."""

    card: ModelCard
    agreement: Mapping[str, float]
    """By method: how far it agrees with itself on the reference, 0 to 1."""


def page(
    job: EvaluateJob,
    card: ModelCard,
    own: Verdict,
    scores: Mapping[str, Any],
    panels: Sequence[ComparisonPanel],
    stretch: Stretch,
    use: DownstreamAgreement | None = None,
) -> str:
    """scores: by method, the mean over the tiles.  stretch: of the panels."""
    title = tr("{model} on {raster}", model=card.id, raster=Path(job.input).name)
    names = (
        tr("bicubic interpolation") if card.scale > 1 else tr("the layer, degraded"),
        tr("result"),
        tr("reference"),
        tr("error"),
    )
    legend = tr(
        "Bands shown: {bands}. Error: gray is right, white too bright, black too dark.", bands=listed(stretch.names)
    )
    body = (
        section(
            tr("Pictures"),
            *(
                pictures([Picture(data, words) for data, words in zip(_pictures(panel, stretch), names)])
                for panel in panels
            ),
            small(legend),
        ),
        section(tr("Figures"), paragraph(_protocol(job, card)), _scores(scores)),
        _downstream(use) if use else "",
        section(tr("Errors and values"), charts((_error_histogram(panels), _value_histogram(panels)))),
        section(tr("The model's limits"), small(card_text(card.limits))),
    )
    return document(tr("Evaluation report"), title, verdict(own), body)


def _protocol(job: EvaluateJob, card: ModelCard) -> str:
    if job.truth:
        return tr(
            "Compared with <b>{truth}</b>, which was laid on the input and given its colors. Detail that changed between the "
            "two dates counts as error.",
            truth=Path(job.truth).name,
        )
    if card.scale == 1:
        return tr(
            "The raster was made noisy, blurred or compressed by known amounts, and then enhanced: the raster is the reference."
        )
    return tr(
        "The raster was made {scale} times coarser, as its own sensor would show it, and then upscaled again: the "
        "raster itself is the reference (Wald's protocol). Detail finer than the raster's pixels can't be evaluated "
        "this way.",
        scale=card.scale,
    )


def _scores(scores: Mapping[str, Any]) -> str:
    rows = []
    for key, (title, words, digits) in FIGURES.items():
        values = [getattr(method, key) for method in scores.values()]
        if not all(math.isnan(value) for value in values):
            rows.append((text(title), *(_number(value, digits) for value in values), meaning(text(words))))
    return table(rows, ["", *map(text, scores), ""])


def _number(value: float, digits: int) -> str:
    if math.isnan(value):
        return number("–")
    if math.isinf(value):
        return number(tr("∞ (identical)"))
    return number(value, ".1e" if digits < 0 else f".{digits}f")


def _downstream(use: DownstreamAgreement) -> str:
    words = (
        tr(
            "Share of the pixels that get the class which they get on the reference. The reference itself would have 100%."
        )
        if use.card.task == "classify"
        else tr(
            "Of the objects found on the reference and on the image, the share that is found on both (F1; an overlap of half). "
            "The reference itself would have 100%."
        )
    )
    row = (tr("agreement, %"), *(_number(100 * value, 1) for value in use.agreement.values()))
    title = tr("What it does to {model}", model=use.card.id)
    return section(title, table([row], ["", *map(text, use.agreement)]), small(words))


def _pictures(panel: ComparisonPanel, stretch: Stretch) -> list[bytes]:
    """The three images and the error, as PNG."""
    images = [stretch(image) for image in panel]
    contrast = float((stretch.high - stretch.low).mean())
    error = (panel.model - panel.truth)[stretch.places].mean(0, keepdims=True) / contrast * ERROR / 2 + 0.5
    return [png(image) for image in (*images, error.astype(np.float32))]


def _error_histogram(panels: Sequence[ComparisonPanel]) -> str:
    errors = {
        name: np.concatenate([(getattr(panel, name) - panel.truth).ravel() for panel in panels])
        for name in ("before", "model")
    }
    reach = 100 * max(float(np.quantile(np.abs(errors["before"]), 0.99)), 1e-6)
    values = (
        (tr("before"), 100 * errors["before"], COLORS["other"]),
        (tr("result"), 100 * errors["model"], COLORS["own"]),
    )
    return histogram(values, tr("error, % of the value range"), tr("pixels, %; the narrower the better"), -reach, reach)


def _value_histogram(panels: Sequence[ComparisonPanel]) -> str:
    names = {"before": (tr("before"), "other"), "model": (tr("result"), "own"), "truth": (tr("reference"), "truth")}
    values = {name: 100 * np.concatenate([getattr(panel, name).ravel() for panel in panels]) for name in names}
    low, high = (float(limit) for limit in np.quantile(values["truth"], (0.002, 0.998)))
    lines = [(words, values[name], COLORS[color]) for name, (words, color) in names.items()]
    title = tr("pixels, %; the result should follow the reference")
    return histogram(lines, tr("value, % of the value range"), title, low, max(high, low + 1e-6))
