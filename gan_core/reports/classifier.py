"""A classifier as one HTML page that needs nothing beside it: how right it is, what it mixes up, and a piece of its map."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Optional

import numpy as np
import torch

from gan_core.api.jobs.classification import TrainClassifierJob
from gan_core.api.model_card import ModelCard
from gan_core.datasets.labeled_pixels import LabeledPixels
from gan_core.datasets.synthetic_labels import SyntheticGain
from gan_core.metrics.confusion import accuracy
from gan_core.networks.landcover import HALO
from gan_core.pipeline.tiles import normalised, read_tile
from gan_core.radiometry.normalize import Normalizer
from gan_core.raster.categories import rgb
from gan_core.raster.png import png, side_by_side
from gan_core.reports.model_card import STYLE
from gan_core.tiling.plan import Plan
from gan_core.tiling.window import Window
from gan_core.training.cross_validation import CrossValidationResult

SHOWN = 384
"""Pixels along the side of the piece of the map."""
LEARNERS = {
    "probe": "a linear head on fixed features of every pixel and its surroundings",
    "sgan": "the semi-supervised GAN: the same head tells classes apart and real pixels from made-up ones",
    "match": "FixMatch: a student must agree with its slow teacher on pixels without a label",
}
MARKS = (
    ".mark { background: #d5ebd5; } .swatch { display: inline-block; width: 1em; height: 1em; margin-right: 0.4em; }"
)


def page(
    job: TrainClassifierJob,
    card: ModelCard,
    work: LabeledPixels,
    tried: Sequence[CrossValidationResult],
    tiles: Optional[SyntheticGain],
    counts: np.ndarray,
    network: torch.nn.Module,
) -> str:
    """counts: (K, K), a row for each true class.  network: as it was saved."""
    found = accuracy(counts)
    blocks = len(work.fold.unique())
    body = [
        f"<h1>{escape(card.id)}: land cover of {escape(Path(job.input).name)}</h1>",
        f"<p>Overall accuracy <b>{found.overall:.1%}</b>, kappa <b>{found.kappa:.3f}</b>, from {len(work.places)} labelled "
        f"pixels in {len(card.classes)} classes.</p>",
        f"<p>The labelled ground was cut into {blocks} blocks. Every label was asked of a learner that had not seen its block, "
        "so these figures say what to expect on this raster away from the labels; they can't say it for ground unlike any "
        "label.</p>",
        "<h2>Classes</h2>",
        _classes(card, counts),
        "<h2>What is mistaken for what</h2><p>A row for what it is, a column for what the map says.</p>",
        _confusion(card, counts),
        "<h2>Learners</h2><p>The one with the lowest loss is kept: it counts how sure wrong answers are, too.</p>",
        _learners(tried),
        _synthetic(tiles) if tiles else "",
        "<h2>A piece of the map</h2><p>The raster, the map (labelled pixels in their colour, ringed by white), and the "
        "confidence: white is sure, black is not.</p>",
        _picture(work, card, network),
        f"<p><small>{escape(card.limits)}</small></p>",
    ]
    head = f'<meta charset="utf-8"><title>Raster GAN: {escape(card.id)}</title><style>{STYLE}{MARKS}</style>'
    return f"<!DOCTYPE html>\n<html><head>{head}</head>\n<body>{''.join(body)}</body></html>\n"


def _name(card: ModelCard, number: int) -> str:
    return f'<span class="swatch" style="background:{card.colours[number]}"></span>{escape(card.classes[number])}'


def _classes(card: ModelCard, counts: np.ndarray) -> str:
    found = accuracy(counts)
    rows = []
    for number in range(len(card.classes)):
        shares = "".join(_share(figure[number]) for figure in (found.precision, found.recall, found.f1))
        labels = f'<td class="number">{counts[number].sum()}</td>'
        rows.append(f"<tr><th>{_name(card, number)}</th><td>{card.codes[number]}</td>{labels}{shares}</tr>")
    return (
        "<table><tr><th>class</th><th>pixel value</th><th>labels</th><th>precision</th><th>recall</th><th>F1</th></tr>"
        f"{''.join(rows)}</table><p><small>Precision (user's accuracy): of what the map calls so, the share that is. Recall "
        "(producer's accuracy): of what is so, the share that the map finds. F1: both in one.</small></p>"
    )


def _share(value: float) -> str:
    return f'<td class="number">{"–" if np.isnan(value) else f"{value:.1%}"}</td>'


def _confusion(card: ModelCard, counts: np.ndarray) -> str:
    numbers = range(len(card.classes))
    head = "".join(f"<th>{_name(card, number)}</th>" for number in numbers)
    rows = "".join(
        f"<tr><th>{_name(card, true)}</th>"
        + "".join(
            f'<td class="number{" mark" if true == said else ""}">{counts[true, said] or ""}</td>' for said in numbers
        )
        + "</tr>"
        for true in numbers
    )
    return f"<table><tr><th></th>{head}</tr>{rows}</table>"


def _learners(tried: Sequence[CrossValidationResult]) -> str:
    rows = "".join(
        f'<tr><th>{one.learner}</th><td class="number">{one.accuracy:.1%}</td><td class="number">{one.loss:.3f}</td>'
        f"<td>{'kept: ' if not place else ''}{LEARNERS[one.learner]}</td></tr>"
        for place, one in enumerate(tried)
    )
    return f"<table><tr><th>learner</th><th>accuracy</th><th>loss</th><th></th></tr>{rows}</table>"


def _synthetic(tiles: SyntheticGain) -> str:
    verdict = "so the classifier learned from them, too" if tiles.kept else "so the classifier did not learn from them"
    return (
        f"<p>{tiles.tiles} synthetic tiles: on the real labels {tiles.with_them.accuracy:.1%} right (loss "
        f"{tiles.with_them.loss:.3f}) where they were learned from beside the others, {tiles.without.accuracy:.1%} "
        f"({tiles.without.loss:.3f}) where not: {'clearly better' if tiles.kept else 'not clearly better'}, {verdict}. Their "
        "generator may have seen the ground of all labels, so this flatters them a little.</p>"
    )


@torch.inference_mode()
def _picture(work: LabeledPixels, card: ModelCard, network: torch.nn.Module) -> str:
    """The piece of the raster round the middle of the labels."""
    grid = work.source.grid
    width, height = min(SHOWN, grid.width), min(SHOWN, grid.height)
    row, column = np.median(work.places, 0).astype(int)
    left = int(np.clip(column - width // 2, 0, grid.width - width))
    top = int(np.clip(row - height // 2, 0, grid.height - height))
    window = Window(left, top, width, height)
    tile = read_tile(work.source, Plan(window, width, height, HALO), window, work.background, work.numbers)
    image = normalised(tile.image, Normalizer.each(work.normalization))
    inner = slice(HALO, -HALO)
    sure, number = network(image[None])[0, :, inner, inner].softmax(0).max(0)
    palette = np.array([rgb(colour) for colour in card.colours], np.float32) / 255
    known = tile.valid.all(0)
    classes = np.where(known, palette[number.numpy()].transpose(2, 0, 1), 1).astype(np.float32)
    _mark(classes, work, palette, window)
    shown = _stretched(image[:, inner, inner].numpy(), known)
    certainty = np.repeat(np.where(known, sure.numpy(), 1)[None], 3, 0).astype(np.float32)
    data = base64.b64encode(png(side_by_side([shown, classes, certainty]))).decode("ascii")
    return f'<p><img alt="raster, map, confidence" src="data:image/png;base64,{data}"></p>'


def _mark(classes: np.ndarray, work: LabeledPixels, palette: np.ndarray, window: Window) -> None:
    """Labels on the map (3, H, W), in place."""
    places = work.places - (window.row, window.column)
    here = ((places >= 0) & (places < (window.height, window.width))).all(1)
    for row, column in places[here]:
        classes[:, max(0, row - 1) : row + 2, max(0, column - 1) : column + 2] = 1
    for (row, column), truth in zip(places[here], work.lesson.truth.numpy()[here]):
        classes[:, row, column] = palette[truth]


def _stretched(image: np.ndarray, known: np.ndarray) -> np.ndarray:
    """(C, H, W) -> (3, H, W), 0 to 1: three bands, or one three times, from the 2nd to the 98th percentile; gaps are white."""
    bands = image[:3] if len(image) >= 3 else np.repeat(image[:1], 3, 0)
    values = bands[:, known] if known.any() else bands.reshape(3, -1)
    low, high = np.quantile(values, (0.02, 0.98), axis=1)
    span = np.maximum(high - low, 1e-6)
    stretched = ((bands - low[:, None, None]) / span[:, None, None]).clip(0, 1)
    return np.where(known, stretched, 1).astype(np.float32)
