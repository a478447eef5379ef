"""A classifier as one HTML page: how right it is, what it mixes up, and a piece of its map."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Optional

import numpy as np
import torch

from gan_core.api.jobs.classification import TrainClassifierJob
from gan_core.api.language import translatable, translate
from gan_core.api.model_card import ModelCard
from gan_core.datasets.labeled_pixels import LabeledPixels
from gan_core.datasets.synthetic_labels import SyntheticGain
from gan_core.metrics.confusion import Accuracy, accuracy
from gan_core.networks.landcover import HALO
from gan_core.pipeline.tiles import normalize, read_tile
from gan_core.radiometry.normalize import Normalizer
from gan_core.raster.categories import rgb
from gan_core.raster.png import png, side_by_side
from gan_core.reports.html import cell, document, figure, image, number, small, table, text, tr
from gan_core.tiling.plan import Plan
from gan_core.tiling.window import Window
from gan_core.training.cross_validation import CrossValidationResult

SHOWN = 384
"""Pixels along the side of the piece of the map."""
LEARNERS = {
    "probe": translatable("a linear head on fixed features of every pixel and its surroundings"),
    "sgan": translatable(
        "the semi-supervised GAN: the same head tells classes apart and real pixels from made-up ones"
    ),
    "match": translatable("FixMatch: a student must agree with its slow teacher on pixels without a label"),
}
STYLE = """
.mark { background: #d5ebd5; } .swatch { display: inline-block; width: 1em; height: 1em; margin-right: 0.4em; }
"""


def page(
    job: TrainClassifierJob,
    card: ModelCard,
    labels: LabeledPixels,
    results: Sequence[CrossValidationResult],
    synthetic: Optional[SyntheticGain],
    counts: np.ndarray,
    network: torch.nn.Module,
) -> str:
    """counts: (K, K), a row for each true class.  network: as it was saved."""
    scores = accuracy(counts)
    title = tr("{model}: land cover of {raster}", model=card.id, raster=Path(job.input).name)
    summary = tr(
        "Overall accuracy <b>{overall:.1%}</b>, kappa <b>{kappa:.3f}</b>, from {pixels} labelled pixels in {classes} classes.",
        overall=scores.overall,
        kappa=scores.kappa,
        pixels=len(labels.places),
        classes=len(card.classes),
    )
    protocol = tr(
        "The labelled ground was cut into {blocks} blocks. Every label was asked of a learner that had not seen its block, so "
        "these figures say what to expect on this raster away from the labels; they can't say it for ground unlike any label.",
        blocks=len(labels.fold.unique()),
    )
    legend = tr(
        "The raster, the map (labelled pixels in their colour, ringed by white), and the confidence: white is sure, black is "
        "not."
    )
    body = (
        f"<h1>{title}</h1><p>{summary}</p><p>{protocol}</p><h2>{tr('Classes')}</h2>",
        _classes(card, scores, counts),
        f"<h2>{tr('What is mistaken for what')}</h2>",
        f"<p>{tr('A row for what it is, a column for what the map says.')}</p>",
        _confusion(card, counts),
        f"<h2>{tr('Learners')}</h2>",
        f"<p>{tr('The one with the lowest loss is kept: it counts how sure wrong answers are, too.')}</p>",
        _learners(results),
        _synthetic(synthetic) if synthetic else "",
        f"<h2>{tr('A piece of the map')}</h2><p>{legend}</p>",
        figure(image(_map(labels, card, network), tr("raster, map, confidence"))),
        small(text(card.limits)),
    )
    return document(card.id, body, STYLE)


def _class(card: ModelCard, index: int) -> str:
    return f'<span class="swatch" style="background:{card.colours[index]}"></span>{escape(card.classes[index])}'


def _classes(card: ModelCard, scores: Accuracy, counts: np.ndarray) -> str:
    shares = (scores.precision, scores.recall, scores.f1)
    rows = (
        (
            _class(card, index),
            cell(escape(str(card.codes[index]))),
            number(counts[index].sum()),
            *(number("–" if np.isnan(share[index]) else f"{share[index]:.1%}") for share in shares),
        )
        for index in range(len(card.classes))
    )
    head = (tr("class"), tr("pixel value"), tr("labels"), tr("precision"), tr("recall"), "F1")
    return table(rows, head) + small(
        tr(
            "Precision (user's accuracy): of what the map calls so, the share that is. Recall (producer's accuracy): of what "
            "is so, the share that the map finds. F1: both in one."
        )
    )


def _confusion(card: ModelCard, counts: np.ndarray) -> str:
    indexes = range(len(card.classes))
    rows = (
        (
            _class(card, true),
            *(cell(str(counts[true, said] or ""), "number mark" if true == said else "number") for said in indexes),
        )
        for true in indexes
    )
    return table(rows, ["", *(_class(card, index) for index in indexes)])


def _learners(results: Sequence[CrossValidationResult]) -> str:
    rows = (
        (
            result.learner,
            number(result.accuracy, ".1%"),
            number(result.loss, ".3f"),
            cell(tr("kept: {learner}", learner=translate(words)) if not index else text(words)),
        )
        for index, result in enumerate(results)
        for words in [LEARNERS[result.learner]]
    )
    return table(rows, (tr("learner"), tr("accuracy"), tr("loss"), ""))


def _synthetic(tiles: SyntheticGain) -> str:
    figures = {
        "tiles": tiles.tiles,
        "with_accuracy": tiles.with_them.accuracy,
        "with_loss": tiles.with_them.loss,
        "accuracy": tiles.without.accuracy,
        "loss": tiles.without.loss,
    }
    comparison = tr(
        "{tiles} synthetic tiles: on the real labels {with_accuracy:.1%} right (loss {with_loss:.3f}) where they were learned "
        "from beside the others, {accuracy:.1%} ({loss:.3f}) where not:",
        **figures,
    )
    verdict = (
        tr("clearly better, so the classifier learned from them, too.")
        if tiles.kept
        else tr("not clearly better, so the classifier did not learn from them.")
    )
    remark = tr("Their generator may have seen the ground of all labels, so this flatters them a little.")
    return f"<p>{comparison} {verdict} {remark}</p>"


@torch.inference_mode()
def _map(labels: LabeledPixels, card: ModelCard, network: torch.nn.Module) -> bytes:
    """A piece of the raster round the middle of the labels, the map and its confidence, as PNG."""
    grid = labels.source.grid
    width, height = min(SHOWN, grid.width), min(SHOWN, grid.height)
    row, column = np.median(labels.places, 0).astype(int)
    left = int(np.clip(column - width // 2, 0, grid.width - width))
    top = int(np.clip(row - height // 2, 0, grid.height - height))
    window = Window(left, top, width, height)
    tile = read_tile(labels.source, Plan(window, width, height, HALO), window, labels.background, labels.numbers)
    bands = normalize(tile.image, Normalizer.each(labels.normalization))
    inner = slice(HALO, -HALO)
    sure, index = network(bands[None])[0, :, inner, inner].softmax(0).max(0)
    palette = np.array([rgb(color) for color in card.colours], np.float32) / 255
    known = tile.valid.all(0)
    classes = np.where(known, palette[index.numpy()].transpose(2, 0, 1), 1).astype(np.float32)
    _mark(classes, labels, palette, window)
    raster = _stretch(bands[:, inner, inner].numpy(), known)
    confidence = np.repeat(np.where(known, sure.numpy(), 1)[None], 3, 0).astype(np.float32)
    return png(side_by_side([raster, classes, confidence]))


def _mark(classes: np.ndarray, labels: LabeledPixels, palette: np.ndarray, window: Window) -> None:
    """Labels on the map (3, H, W), in place."""
    pixels = labels.places - (window.row, window.column)
    inside = ((pixels >= 0) & (pixels < (window.height, window.width))).all(1)
    for row, column in pixels[inside]:
        classes[:, max(0, row - 1) : row + 2, max(0, column - 1) : column + 2] = 1
    for (row, column), truth in zip(pixels[inside], labels.samples.truth.numpy()[inside]):
        classes[:, row, column] = palette[truth]


def _stretch(image: np.ndarray, known: np.ndarray) -> np.ndarray:
    """(C, H, W) -> (3, H, W), 0 to 1: three bands, or one three times, from the 2nd to the 98th percentile; gaps are white."""
    bands = image[:3] if len(image) >= 3 else np.repeat(image[:1], 3, 0)
    values = bands[:, known] if known.any() else bands.reshape(3, -1)
    low, high = np.quantile(values, (0.02, 0.98), axis=1)
    span = np.maximum(high - low, 1e-6)
    stretched = ((bands - low[:, None, None]) / span[:, None, None]).clip(0, 1)
    return np.where(known, stretched, 1).astype(np.float32)
