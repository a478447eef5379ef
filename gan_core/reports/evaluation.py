"""An evaluation as one HTML page that needs nothing beside it: a table with words, pictures, error maps, histograms."""

from __future__ import annotations

import base64
import math
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from gan_core.api.jobs.assessment import EvaluateJob
from gan_core.api.model_card import ModelCard
from gan_core.raster.png import png, side_by_side
from gan_core.reports.model_card import STYLE

WORDS: dict[str, tuple[str, str, int]] = {
    "PSNR": ("PSNR, dB", "higher is better; 1 dB is a tenth less error", 2),
    "SSIM": ("SSIM", "likeness of structure, 1 is the same", 4),
    "SAM": ("SAM, °", "how far colours turn, 0 is not at all", 3),
    "ERGAS": ("ERGAS", "relative error over all bands, lower is better", 3),
    "UQI": ("UQI", "universal quality index: likeness of brightness, contrast and structure, 1 is the same", 4),
    "SHARPNESS": ("sharpness", "steepness over the truth's: 1 is as sharp, less is soft, more is overdone", 3),
    "RESEEN_ERROR": (
        "re-seen error",
        "difference to the input when seen again through the sensor, in units of its noise",
        2,
    ),
    "GRID_ERROR": ("grid error", "largest difference to the input when averaged back, share of the range", -1),
    "REFLECTANCE": ("reflectance", "OpenSR: mean difference to the input on its grid, share of the range", 5),
    "SPECTRAL": ("spectral, °", "OpenSR: how far colours turn against the input", 3),
    "SPATIAL": ("spatial", "OpenSR: shift against the input, input pixels", 3),
    "HALLUCINATION": ("hallucination", "OpenSR: share of pixels with detail that is not in the truth", 3),
    "OMISSION": ("omission", "OpenSR: share of pixels that lack the truth's detail", 3),
    "IMPROVEMENT": ("improvement", "OpenSR: share of pixels with detail that is in the truth", 3),
}
"""By figure: its name, a word of help, and how many digits are shown; -1 for powers of ten."""
BINS = 41
WIDTH, HEIGHT = 420, 150


class Panel(NamedTuple):
    """A tile as three images (C, H, W) in the model's range."""

    before: np.ndarray
    model: np.ndarray
    truth: np.ndarray


def page(
    job: EvaluateJob,
    card: ModelCard,
    found: Mapping[str, Any],
    panels: Sequence[Panel],
    use: ModelCard | None = None,
    agreed: Mapping[str, float] | None = None,
) -> str:
    """found: Figures by method.  use, agreed: a classifier or detector, and how far it agrees with itself on the truth."""
    name = escape(Path(job.input).name)
    head = f'<meta charset="utf-8"><title>Raster GAN: {name}</title><style>{STYLE}</style>'
    body = [
        f"<h1>{escape(card.id)} on {name}</h1>",
        f"<p>{_how(job, card)}</p>",
        _table(found),
        _downstream(use, agreed or {}) if use else "",
        "<h2>Pictures</h2><p>Left to right: before, the model, the truth, and how far the model is from the truth: grey is "
        "right, white too bright, black too dark.</p>",
        *(_picture(panel) for panel in panels),
        "<h2>Errors</h2><p>How many pixels are how far from the truth: the narrower the better.</p>",
        _error_histogram(panels),
        "<h2>Values</h2><p>How often each value occurs: the model should follow the truth.</p>",
        _value_histogram(panels),
        f"<p><small>{escape(card.limits)}</small></p>",
    ]
    return f"<!DOCTYPE html>\n<html><head>{head}</head>\n<body>{''.join(body)}</body></html>\n"


def _how(job: EvaluateJob, card: ModelCard) -> str:
    if job.truth:
        return (
            f"Compared with <b>{escape(Path(job.truth).name)}</b>, which was laid on the input and given its colours. Detail "
            "that changed between the two dates counts as error."
        )
    if card.scale == 1:
        return "The raster was made noisy, blurred or compressed by known amounts, and then enhanced: the raster is the truth."
    return (
        f"The raster was made {card.scale} times coarser, as its own sensor would show it, and then upscaled again: the raster "
        "itself is the truth (Wald's protocol). Detail finer than the raster's pixels can't be judged this way."
    )


def _table(found: Mapping[str, Any]) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in found)
    rows = []
    for key, (title, words, digits) in WORDS.items():
        values = [getattr(figures, key) for figures in found.values()]
        if all(math.isnan(value) for value in values):
            continue
        cells = "".join(f'<td class="number">{_number(value, digits)}</td>' for value in values)
        rows.append(f"<tr><th>{title}</th>{cells}<td><small>{words}</small></td></tr>")
    return f"<table><tr><th></th>{head}<th></th></tr>{''.join(rows)}</table>"


def _number(value: float, digits: int) -> str:
    if math.isnan(value):
        return "–"
    if math.isinf(value):
        return "∞ (identical)"
    return f"{value:.1e}" if digits < 0 else f"{value:.{digits}f}"


def _downstream(use: ModelCard, agreed: Mapping[str, float]) -> str:
    words = (
        "Share of the pixels that get the class which they get on the truth."
        if use.task == "classify"
        else "Of the objects found on the truth and on the image, the share that is found on both (F1; an overlap of half)."
    )
    head = "".join(f"<th>{escape(name)}</th>" for name in agreed)
    cells = "".join(f'<td class="number">{_number(100 * value, 1)}</td>' for value in agreed.values())
    return (
        f"<h2>What it does to {escape(use.id)}</h2><p>{words} The truth itself would have 100 %.</p>"
        f"<table><tr><th></th>{head}</tr><tr><th>agreement, %</th>{cells}</tr></table>"
    )


def _picture(panel: Panel) -> str:
    bands = 3 if len(panel.truth) >= 3 else 1
    low, high = np.quantile(panel.truth[:bands], (0.02, 0.98))
    shown = [(image[:bands] - low) / max(high - low, 1e-6) for image in panel]
    error = (panel.model - panel.truth).mean(0, keepdims=True) / max(high - low, 1e-6) * 2 + 0.5
    strip = side_by_side([image.clip(0, 1).astype(np.float32) for image in (*shown, np.repeat(error, bands, 0))])
    data = base64.b64encode(png(strip)).decode("ascii")
    return f'<p><img alt="before, model, truth, error" src="data:image/png;base64,{data}"></p>'


COLOURS = {"before": "#b3261e", "model": "#1f6f8b", "truth": "#444444"}


def _error_histogram(panels: Sequence[Panel]) -> str:
    """Two outlines: before and model."""
    errors = {
        name: np.concatenate([(getattr(panel, name) - panel.truth).ravel() for panel in panels])
        for name in ("before", "model")
    }
    reach = max(float(np.quantile(np.abs(errors["before"]), 0.99)), 1e-6)
    return _histogram(errors, -reach, reach, "of the range")


def _value_histogram(panels: Sequence[Panel]) -> str:
    """Three outlines."""
    values = {name: np.concatenate([getattr(panel, name).ravel() for panel in panels]) for name in COLOURS}
    low, high = np.quantile(values["truth"], (0.002, 0.998))
    return _histogram(values, float(low), max(float(high), float(low) + 1e-6), "(1 is the whole range)")


def _histogram(values: Mapping[str, np.ndarray], low: float, high: float, unit: str) -> str:
    """An outline for each of some arrays, as a drawing in the page."""
    edges = np.linspace(low, high, BINS + 1)
    counts = {name: np.histogram(one, edges)[0] / one.size for name, one in values.items()}
    top = max(float(count.max()) for count in counts.values()) or 1.0
    lines = []
    for place, (name, count) in enumerate(counts.items()):
        points = " ".join(
            f"{10 + (WIDTH - 20) * place / (BINS - 1):.1f},{HEIGHT - 24 - (HEIGHT - 44) * value / top:.1f}"
            for place, value in enumerate(count)
        )
        lines.append(f'<polyline points="{points}" fill="none" stroke="{COLOURS[name]}" stroke-width="2"/>')
        lines.append(f'<text x="{10 + 50 * place}" y="14" fill="{COLOURS[name]}">{name}</text>')
    return (
        f'<svg width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" font-size="11">{"".join(lines)}'
        f'<text x="10" y="{HEIGHT - 6}">{low:.3g}</text>'
        f'<text x="{WIDTH - 10}" y="{HEIGHT - 6}" text-anchor="end">{high:.3g} {unit}</text></svg>'
    )
