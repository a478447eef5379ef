"""A detector's training as one HTML page: what it can be used for, pictures of what it found, figures, curves."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import numpy as np

from gan_core.api.model_card import ModelCard
from gan_core.datasets.marked_objects import MarkedObjects
from gan_core.evaluation import detector_verdict
from gan_core.evaluation.detector import DetectionEvaluation
from gan_core.metrics.detection import PrecisionRecallCurve
from gan_core.raster.png import png
from gan_core.raster.stretch import Stretch
from gan_core.reports.charts import COLORS, Axis, Line, plot
from gan_core.reports.html import (
    Picture,
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
    tr,
    verdict,
)
from gan_core.reports.training_log import curve
from gan_core.tiling.window import Window

SHOWN = 6
"""Blocks of ground in pictures."""
LARGEST = 480
"""Pixels of a picture's side."""
RIGHT, MISSED, FALSE = (0.1, 0.85, 0.95), (0.95, 0.1, 0.1), (1.0, 0.85, 0.0)


def page(card: ModelCard, objects: MarkedObjects, result: DetectionEvaluation, lines: Sequence[dict[str, Any]]) -> str:
    """lines: the training's log."""
    looks = [line for line in lines if line["kind"] == "look"]
    legend = tr(
        "Light blue: a marked object, found. Red: a marked object, missed. Yellow: found where nothing is marked; look whether "
        "it is an object that nobody marked."
    )
    stretch = objects.stretch
    shown = [_block(objects, result, block, stretch) for block in _blocks(objects, result)]
    curves = [
        _precision_recall(result.curve, result.precision, result.recall),
        *([curve(looks, "loss", tr("Loss"))] if looks else []),
    ]
    body = (
        section(tr("Pictures"), small(legend), pictures(shown, "rows")),
        section(tr("Figures"), _scores(objects, result), _counts(objects), _guesses(card.training.get("guessed", 0))),
        section(tr("Precision and recall"), charts(curves), small(_curve_legend())),
    )
    lead = verdict(detector_verdict.verdict(result.counts, bool(objects.is_validation.any())))
    title = tr(
        "{model}: {classes} on {raster}", model=card.id, classes=listed(card.classes), raster=card.training["raster"]
    )
    return document(tr("Detector report"), title, lead, body)


def _curve_legend() -> str:
    return tr(
        "How many detections are of marked objects, against how many of the marked objects are found, as the score threshold "
        "falls from left to right. The dot is the model's own score threshold. Objects that nobody marked count as wrong here, "
        "so the true curve lies higher."
    )


def _precision_recall(values: PrecisionRecallCurve, precision: float, recall: float) -> str:
    """The curve, with a dot at a precision and a recall, in percent."""
    points = list(zip((100 * values.recall).tolist(), (100 * values.precision).tolist()))
    x, y = (
        Axis(tr("recall, % of the marked objects"), 0, 100),
        Axis(tr("precision at least, % of the detections"), 0, 100),
    )
    return plot([Line("", points, COLORS["own"])], x, y, (100 * recall, 100 * precision))


def _scores(objects: MarkedObjects, result: DetectionEvaluation) -> str:
    ground = (
        tr(
            "Tested on validation ground, which the detector was not trained on. A detection is true from an overlap of "
            "half on."
        )
        if objects.is_validation.any()
        else tr(
            "Tested on the objects that it was trained on, as they are too few to hold any out: expect less elsewhere. A "
            "detection is true from an overlap of half on."
        )
    )
    low, high = detector_verdict.precision_range(result.counts)
    scores = (
        (
            tr("precision, %"),
            f"{100 * low:.0f}–{100 * high:.0f}",
            tr(
                "share of the detections that are right: from where all that lie where nothing is marked are wrong, to where "
                "they are as right as those on marked objects"
            ),
        ),
        (tr("recall, %"), f"{100 * result.recall:.0f}", tr("share of the marked objects that are found")),
        (tr("AP50, at least"), f"{result.ap50:.3f}", tr("area under the curve below; 1 is perfect")),
        (
            tr("score threshold"),
            f"{result.score:.3f}",
            tr("where recall times F1 is largest; detect takes it unless told otherwise"),
        ),
    )
    return paragraph(ground) + table((name, number(value), meaning(words)) for name, value, words in scores)


def _counts(objects: MarkedObjects) -> str:
    rows = (
        (
            escape(name),
            *(
                number(int((chosen & (objects.classes == index)).sum()))
                for chosen in (~objects.is_validation, objects.is_validation)
            ),
        )
        for index, name in enumerate(objects.names)
    )
    return table(rows, (tr("class"), tr("objects learned from"), tr("validation objects")))


def _guesses(count: int) -> str:
    if not count:
        return ""
    words = tr(
        "It also learned from {count} objects that it found itself where nothing was marked; some may be wrong.",
        count=count,
    )
    return f"<p>{words}</p>"


def _blocks(objects: MarkedObjects, result: DetectionEvaluation) -> list[Window]:
    """Some of the judged blocks, spread evenly from the fullest to the emptiest."""
    centers = (result.boxes[:, :2] + result.boxes[:, 2:]) / 2
    counts = [
        int(((centers - block[:2] >= 0) & (centers - block[:2] < block[2:])).all(1).sum()) for block in objects.blocks
    ]
    order = sorted(range(len(counts)), key=lambda index: -counts[index])
    chosen = np.linspace(0, len(order) - 1, min(SHOWN, len(order))).round().astype(int)
    return [objects.blocks[order[index]] for index in chosen]


def _block(objects: MarkedObjects, result: DetectionEvaluation, block: Window, stretch: Stretch) -> Picture:
    """With boxes round what was found, missed, and found where nothing is marked."""
    shown = stretch(objects.read(block))
    factor = max(1, LARGEST // max(block.width, block.height))
    picture = np.repeat(shown, 3 // len(shown), 0).repeat(factor, 1).repeat(factor, 2)
    kept = result.detections.scores >= result.score
    counts = []
    for boxes, color in (
        (_missed(result, kept), MISSED),
        (result.detections.boxes[kept & ~result.right], FALSE),
        (result.detections.boxes[kept & result.right], RIGHT),
    ):
        inside = boxes[_touching(boxes, block)]
        counts.append(len(inside))
        for box in inside - np.array([block.column, block.row] * 2):
            draw_box(picture, box * factor, color)
    missed, others, hits = counts
    words = tr(
        "{found} marked and found, {missed} missed, {others} other detections",
        found=hits,
        missed=missed,
        others=others,
    )
    return Picture(png(picture), words)


def _touching(boxes: np.ndarray, block: Window) -> np.ndarray:
    """(N,) bool: which of the boxes reach into a block."""
    corner = np.array(block[:2])
    inside: np.ndarray = ((boxes[:, 2:] > corner) & (boxes[:, :2] < corner + block[2:])).all(1)
    return inside


def _missed(result: DetectionEvaluation, kept: np.ndarray) -> np.ndarray:
    """Boxes of the objects that no find meets."""
    taken = set(result.meets[kept & result.right].tolist())
    return result.boxes[[index for index in range(len(result.boxes)) if index not in taken]]


def draw_box(image: np.ndarray, box: np.ndarray, color: tuple[float, float, float], thick: int = 2) -> None:
    """Draw a box's outline into (3, H, W)."""
    height, width = image.shape[1:]
    left, right = (int(value) for value in np.clip(np.round(box[[0, 2]]), 0, width))
    top, bottom = (int(value) for value in np.clip(np.round(box[[1, 3]]), 0, height))
    paint = np.array(color, image.dtype)[:, None, None]
    for rows, columns in (
        (slice(top, top + thick), slice(left, right)),
        (slice(max(bottom - thick, 0), bottom), slice(left, right)),
        (slice(top, bottom), slice(left, left + thick)),
        (slice(top, bottom), slice(max(right - thick, 0), right)),
    ):
        image[:, rows, columns] = paint
