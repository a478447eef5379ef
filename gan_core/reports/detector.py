"""A detector's training as one HTML page: figures, curves, pictures of what it found."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import numpy as np

from gan_core.api.model_card import ModelCard
from gan_core.api.training_curves import chart
from gan_core.datasets.marked_objects import MarkedObjects
from gan_core.evaluation.detector import DetectionEvaluation
from gan_core.raster.png import png
from gan_core.reports.charts import precision_recall
from gan_core.reports.html import cell, document, image, number, table, text, tr
from gan_core.tiling.window import Window

SHOWN = 6
"""Blocks of ground in pictures."""
LARGEST = 480
"""Pixels of a picture's side."""
RIGHT, MISSED, FALSE = (0.1, 0.85, 0.95), (0.95, 0.1, 0.1), (1.0, 0.85, 0.0)


def page(card: ModelCard, objects: MarkedObjects, result: DetectionEvaluation, lines: Sequence[dict[str, Any]]) -> str:
    """lines: the training's log."""
    looks = [line for line in lines if line["kind"] == "look"]
    curve_legend = tr(
        "How many finds are true, against how many of the objects are found, as the least score falls from left to right. The "
        "dot is the model's own least score."
    )
    legend = tr(
        "Light blue: found. Red: missed. Yellow: found where nothing is marked; look whether it is an object that nobody "
        "marked."
    )
    body = (
        f"<h1>{escape(card.id)}</h1><p>{text(card.title)}. {text(card.limits)}</p>",
        _scores(objects, result),
        _counts(objects),
        _guesses(card.training.get("guessed", 0)),
        f"<h2>{tr('Precision and recall')}</h2><p>{curve_legend}</p>",
        precision_recall(result.curve, result.precision, result.recall),
        chart(looks, "loss", tr("Loss"), tr("steps")) if looks else "",
        f"<h2>{tr('Pictures')}</h2><p>{legend}</p>",
        *(
            image(_picture(objects, result, block), tr("found, missed and false")) + " "
            for block in _blocks(objects, result)
        ),
    )
    return document(card.id, body)


def _scores(objects: MarkedObjects, result: DetectionEvaluation) -> str:
    ground = (
        tr(
            "Judged on ground held out, which the detector did not learn from. A find is true from an overlap of half on."
        )
        if objects.is_validation.any()
        else tr(
            "Judged on the objects that it learned from, as they are too few to hold any out: expect less elsewhere. A find "
            "is true from an overlap of half on."
        )
    )
    scores = (
        ("AP50", result.ap50, tr("area under the curve below; 1 is perfect")),
        (
            tr("precision"),
            result.precision,
            tr("share of finds that are true; a find of an object that nobody marked counts as false"),
        ),
        (tr("recall"), result.recall, tr("share of objects that are found")),
        (
            tr("least score"),
            result.score,
            tr("where recall times F1 is largest; detect takes it unless told otherwise"),
        ),
    )
    rows = ((name, number(value, ".3f"), cell(f"<small>{words}</small>")) for name, value, words in scores)
    return f"<p>{ground}</p>{table(rows)}"


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
    return table(rows, (tr("class"), tr("learned from"), tr("held out")))


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


def _picture(objects: MarkedObjects, result: DetectionEvaluation, block: Window) -> bytes:
    """A block with boxes round what was found, missed and wrongly found, as PNG."""
    bands = objects.read(block)[: 3 if len(objects.numbers) >= 3 else 1]
    bands = np.repeat(bands, 3, 0) if len(bands) == 1 else bands
    low, high = np.quantile(bands, (0.02, 0.98))
    factor = max(1, LARGEST // max(block.width, block.height))
    picture = ((bands - low) / max(high - low, 1e-6)).clip(0, 1).repeat(factor, 1).repeat(factor, 2)
    kept = result.detections.scores >= result.score
    for boxes, color in (
        (_missed(result, kept), MISSED),
        (result.detections.boxes[kept & ~result.right], FALSE),
        (result.detections.boxes[kept & result.right], RIGHT),
    ):
        for box in (boxes - np.array([block.column, block.row] * 2)) * factor:
            draw_box(picture, box, color)
    return png(picture)


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
