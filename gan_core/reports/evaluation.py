"""An evaluation as one HTML page: a table with words, pictures, error maps, histograms."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from gan_core.api.jobs.assessment import EvaluateJob
from gan_core.api.language import translatable, translate
from gan_core.api.model_card import ModelCard
from gan_core.raster.png import png, side_by_side
from gan_core.reports.charts import Outline, histogram
from gan_core.reports.html import cell, document, figure, image, number, small, table, text, tr
from gan_core.reports.quality_figures import FIGURES

COLORS = {"before": "#b3261e", "model": "#1f6f8b", "truth": "#444444"}
NAMES = {
    "before": translatable("before"),
    "model": translatable("model"),
    "truth": translatable("truth"),
}


class ComparisonPanel(NamedTuple):
    """A tile as three images (C, H, W) in the model's range."""

    before: np.ndarray
    model: np.ndarray
    truth: np.ndarray


def page(
    job: EvaluateJob,
    card: ModelCard,
    scores: Mapping[str, Any],
    panels: Sequence[ComparisonPanel],
    use: ModelCard | None = None,
    agreement: Mapping[str, float] | None = None,
) -> str:
    """scores: by method.  use, agreement: a classifier or detector, and how far it agrees with itself on the truth."""
    name = Path(job.input).name
    legend = tr(
        "Left to right: before, the model, the truth, and how far the model is from the truth: grey is right, white too "
        "bright, black too dark."
    )
    body = (
        f"<h1>{tr('{model} on {raster}', model=card.id, raster=name)}</h1><p>{_protocol(job, card)}</p>",
        _scores(scores),
        _downstream(use, agreement or {}) if use else "",
        f"<h2>{tr('Pictures')}</h2><p>{legend}</p>",
        *(figure(image(_picture(panel), tr("before, model, truth, error"))) for panel in panels),
        f"<h2>{tr('Errors')}</h2>",
        f"<p>{tr('How many pixels are how far from the truth: the narrower the better.')}</p>",
        _error_histogram(panels),
        f"<h2>{tr('Values')}</h2><p>{tr('How often each value occurs: the model should follow the truth.')}</p>",
        _value_histogram(panels),
        small(text(card.limits)),
    )
    return document(name, body)


def _protocol(job: EvaluateJob, card: ModelCard) -> str:
    if job.truth:
        return tr(
            "Compared with <b>{truth}</b>, which was laid on the input and given its colours. Detail that changed between the "
            "two dates counts as error.",
            truth=Path(job.truth).name,
        )
    if card.scale == 1:
        return tr(
            "The raster was made noisy, blurred or compressed by known amounts, and then enhanced: the raster is the truth."
        )
    return tr(
        "The raster was made {scale} times coarser, as its own sensor would show it, and then upscaled again: the raster "
        "itself is the truth (Wald's protocol). Detail finer than the raster's pixels can't be judged this way.",
        scale=card.scale,
    )


def _scores(scores: Mapping[str, Any]) -> str:
    rows = []
    for key, (title, words, digits) in FIGURES.items():
        values = [getattr(method, key) for method in scores.values()]
        if not all(math.isnan(value) for value in values):
            help_ = cell(f"<small>{text(words)}</small>")
            rows.append((text(title), *(_number(value, digits) for value in values), help_))
    return table(rows, ["", *map(text, scores), ""])


def _number(value: float, digits: int) -> str:
    if math.isnan(value):
        return number("–")
    if math.isinf(value):
        return number(tr("∞ (identical)"))
    return number(value, ".1e" if digits < 0 else f".{digits}f")


def _downstream(use: ModelCard, agreement: Mapping[str, float]) -> str:
    words = (
        tr("Share of the pixels that get the class which they get on the truth. The truth itself would have 100 %.")
        if use.task == "classify"
        else tr(
            "Of the objects found on the truth and on the image, the share that is found on both (F1; an overlap of half). "
            "The truth itself would have 100 %."
        )
    )
    row = (tr("agreement, %"), *(_number(100 * value, 1) for value in agreement.values()))
    title = tr("What it does to {model}", model=use.id)
    return f"<h2>{title}</h2><p>{words}</p>{table([row], ['', *map(text, agreement)])}"


def _picture(panel: ComparisonPanel) -> bytes:
    """The three images and the error, as PNG."""
    bands = 3 if len(panel.truth) >= 3 else 1
    low, high = np.quantile(panel.truth[:bands], (0.02, 0.98))
    images = [(array[:bands] - low) / max(high - low, 1e-6) for array in panel]
    error = (panel.model - panel.truth).mean(0, keepdims=True) / max(high - low, 1e-6) * 2 + 0.5
    strip = [array.clip(0, 1).astype(np.float32) for array in (*images, np.repeat(error, bands, 0))]
    return png(side_by_side(strip))


def _error_histogram(panels: Sequence[ComparisonPanel]) -> str:
    """Two outlines: before and model."""
    errors = {
        name: np.concatenate([(getattr(panel, name) - panel.truth).ravel() for panel in panels])
        for name in ("before", "model")
    }
    reach = max(float(np.quantile(np.abs(errors["before"]), 0.99)), 1e-6)
    return _histogram(errors, -reach, reach, tr("of the range"))


def _value_histogram(panels: Sequence[ComparisonPanel]) -> str:
    """Three outlines."""
    values = {name: np.concatenate([getattr(panel, name).ravel() for panel in panels]) for name in NAMES}
    low, high = np.quantile(values["truth"], (0.002, 0.998))
    return _histogram(values, float(low), max(float(high), float(low) + 1e-6), tr("(1 is the whole range)"))


def _histogram(values: Mapping[str, np.ndarray], low: float, high: float, unit: str) -> str:
    outlines = [Outline(translate(NAMES[name]), array, COLORS[name]) for name, array in values.items()]
    return histogram(outlines, low, high, unit)
