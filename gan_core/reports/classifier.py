"""A classifier as one HTML page: which classes it can be used for, a piece of its map, what it mixes up."""

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
from gan_core.evaluation import classifier
from gan_core.metrics.confusion import Accuracy, accuracy
from gan_core.networks.landcover import HALO
from gan_core.pipeline.tiles import normalize, read_tile
from gan_core.radiometry.normalize import Normalizer
from gan_core.raster.categories import rgb
from gan_core.raster.png import png
from gan_core.raster.stretch import Stretch
from gan_core.reports.html import (
    Picture,
    cell,
    document,
    number,
    paragraph,
    pictures,
    section,
    sentence,
    small,
    table,
    text,
    tr,
    verdict,
)
from gan_core.tiling.plan import Plan
from gan_core.tiling.window import Window
from gan_core.training.cross_validation import CrossValidationResult

SHOWN = 384
"""Pixels along the side of the piece of the map."""
NAMES = {
    "probe": translatable("Linear"),
    "sgan": translatable("Semi-supervised GAN"),
    "match": "FixMatch",
}
LEARNERS = {
    "probe": translatable("a linear head on fixed features of every pixel and its surroundings"),
    "sgan": translatable(
        "the semi-supervised GAN: the same head tells classes apart and real pixels from made-up ones"
    ),
    "match": translatable("FixMatch: a student must agree with its slow teacher on pixels without a label"),
}
STYLE = "td.mark { background: var(--right); } .class { white-space: nowrap; }"


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
        "Overall accuracy <b>{overall:.1%}</b>, kappa <b>{kappa:.3f}</b>, from {pixels} sample pixels in {classes} "
        "classes.",
        overall=scores.overall,
        kappa=scores.kappa,
        pixels=len(labels.places),
        classes=len(card.classes),
    )
    protocol = tr(
        "The ground with samples was cut into {blocks} blocks. Every sample was asked of a method that had not seen "
        "its block, so these figures say what to expect on this raster away from the samples; they can't say it for "
        "ground unlike any sample.",
        blocks=len(labels.fold.unique()),
    )
    body = (
        section(tr("A piece of the map"), pictures(_map(labels, card, network))),
        section(tr("Classes"), paragraph(summary), _classes(card, scores, counts), small(protocol)),
        section(
            tr("What is mistaken for what"),
            _confusion(card, counts),
            small(tr("A row for what it is, a column for what the map says; figures are training samples.")),
        ),
        section(
            tr("Learners"),
            _learners(results),
            small(tr("The one with the lowest loss is kept: it counts how sure wrong answers are, too.")),
            _synthetic(synthetic) if synthetic else "",
        ),
    )
    lead = verdict(classifier.verdict(card.classes, counts))
    return document(tr("Land cover classifier report"), title, lead, body, STYLE)


def _class(card: ModelCard, index: int) -> str:
    swatch = f'<span class="swatch" style="background:{card.colours[index]}"></span>'
    return f'<span class="class">{swatch}{escape(card.classes[index])}</span>'


def _classes(card: ModelCard, scores: Accuracy, counts: np.ndarray) -> str:
    shares = (scores.precision, scores.recall, scores.f1)
    rows = (
        (
            _class(card, index),
            number(escape(str(card.codes[index]))),
            number(counts[index].sum()),
            *(number("–" if np.isnan(share[index]) else f"{share[index]:.1%}") for share in shares),
            cell(f"<small>{_weak(card, counts, index)}</small>"),
        )
        for index in range(len(card.classes))
    )
    head = (
        tr("class"),
        tr("pixel value"),
        tr("training samples"),
        tr("precision"),
        tr("recall"),
        "F1",
        tr("where it is weak"),
    )
    return table(rows, head) + small(
        tr(
            "Precision (user's accuracy): of what the map calls so, the share that is. Recall (producer's accuracy): of what "
            "is so, the share that the map finds. F1: both in one."
        )
    )


def _weak(card: ModelCard, counts: np.ndarray, index: int) -> str:
    return "<br>".join(map(sentence, classifier.weaknesses(card.classes, counts, index))) or "–"


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
            text(NAMES[result.learner]),
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
def _map(labels: LabeledPixels, card: ModelCard, network: torch.nn.Module) -> list[Picture]:
    """A piece of the raster round the middle of the labels, the map and its confidence."""
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
    scales, offsets = labels.normalization["scale"], labels.normalization["offset"]
    stretch = Stretch.of(labels.source, labels.numbers).scaled(scales, offsets)
    raster = np.where(known, stretch(bands[:, inner, inner].numpy()), 1).astype(np.float32)
    confidence = np.where(known, sure.numpy(), 1)[None].astype(np.float32)
    return [
        Picture(png(raster), tr("the raster")),
        Picture(png(classes), tr("the map; training samples in their color, ringed by white")),
        Picture(png(confidence), tr("confidence: white is sure, black is not")),
    ]


def _mark(classes: np.ndarray, labels: LabeledPixels, palette: np.ndarray, window: Window) -> None:
    """Labels on the map (3, H, W), in place."""
    pixels = labels.places - (window.row, window.column)
    inside = ((pixels >= 0) & (pixels < (window.height, window.width))).all(1)
    for row, column in pixels[inside]:
        classes[:, max(0, row - 1) : row + 2, max(0, column - 1) : column + 2] = 1
    for (row, column), truth in zip(pixels[inside], labels.samples.truth.numpy()[inside]):
        classes[:, row, column] = palette[truth]
