"""A detector's training as one HTML page that needs nothing beside it: figures, curves, pictures of what it found."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape
from typing import Any

import numpy as np

from gan_core.api.model_card import ModelCard
from gan_core.api.training_curves import svg
from gan_core.datasets.marked_objects import MarkedObjects
from gan_core.evaluation.detector import Judged
from gan_core.metrics.detection import Curve
from gan_core.raster.png import png
from gan_core.reports.model_card import STYLE
from gan_core.tiling.window import Window

SHOWN = 6
"""Blocks of ground in pictures."""
LARGEST = 480
"""Pixels of a picture's side."""
RIGHT, MISSED, FALSE = (0.1, 0.85, 0.95), (0.95, 0.1, 0.1), (1.0, 0.85, 0.0)
SIDE, MARGIN = 260, 36


def page(card: ModelCard, work: MarkedObjects, found: Judged, lines: Sequence[dict[str, Any]]) -> str:
    """lines: the training's log."""
    looks = [line for line in lines if line["kind"] == "look"]
    name = escape(card.id)
    head = f'<meta charset="utf-8"><title>Raster GAN: {name}</title><style>{STYLE}svg {{ margin: 0.5em; }}</style>'
    body = [
        f"<h1>{name}</h1><p>{escape(card.title)}. {escape(card.limits)}</p>",
        _table(work, found),
        _guesses(card.training.get("guessed", 0)),
        "<h2>Precision and recall</h2><p>How many finds are true, against how many of the objects are found, as the least "
        "score falls from left to right. The dot is the model's own least score.</p>",
        _curve(found.curve, found.precision, found.recall),
        svg(looks, "loss", "Loss", "steps") if looks else "",
        "<h2>Pictures</h2><p>Light blue: found. Red: missed. Yellow: found where nothing is marked; look whether it is an "
        "object that nobody marked.</p>",
        *(_picture(work, found, block) for block in _shown(work, found)),
    ]
    return f"<!DOCTYPE html>\n<html><head>{head}</head>\n<body>{''.join(body)}</body></html>\n"


def _table(work: MarkedObjects, found: Judged) -> str:
    where = (
        "on ground held out, which the detector did not learn from"
        if work.held.any()
        else "on the objects that it learned from, as they are too few to hold any out: expect less elsewhere"
    )
    rows = (
        ("AP50", found.ap50, "area under the curve below; 1 is perfect"),
        (
            "precision",
            found.precision,
            "share of finds that are true; a find of an object that nobody marked counts as false",
        ),
        ("recall", found.recall, "share of objects that are found"),
        ("least score", found.score, "where recall times F1 is largest; detect takes it unless told otherwise"),
    )
    body = "".join(
        f'<tr><th>{name}</th><td class="number">{value:.3f}</td><td><small>{words}</small></td></tr>'
        for name, value, words in rows
    )
    counts = "".join(
        f'<tr><td>{escape(name)}</td><td class="number">{int((~work.held & (work.classes == place)).sum())}</td>'
        f'<td class="number">{int((work.held & (work.classes == place)).sum())}</td></tr>'
        for place, name in enumerate(work.names)
    )
    return (
        f"<p>Judged {where}. A find is true from an overlap of half on.</p><table>{body}</table>"
        f"<table><tr><th>class</th><th>learned from</th><th>held out</th></tr>{counts}</table>"
    )


def _guesses(count: int) -> str:
    if not count:
        return ""
    return (
        f"<p>It also learned from {count} objects that it found itself where nothing was marked; some may be wrong.</p>"
    )


def _curve(curve: Curve, precision: float, recall: float) -> str:
    inner = SIDE - 2 * MARGIN

    def place(x: float, y: float) -> str:
        return f"{MARGIN + inner * x:.1f},{MARGIN + inner * (1 - y):.1f}"

    points = " ".join(place(x, y) for x, y in zip(curve.recall, curve.precision))
    x, y = place(recall, precision).split(",")
    low, high = MARGIN, MARGIN + inner
    return (
        f'<svg width="{SIDE}" height="{SIDE}" font-family="sans-serif" font-size="11">'
        f'<rect x="{low}" y="{low}" width="{inner}" height="{inner}" fill="none" stroke="#999"/>'
        f'<polyline points="{points}" fill="none" stroke="#1f6f8b" stroke-width="2"/>'
        f'<circle cx="{x}" cy="{y}" r="4" fill="#b3261e"/>'
        f'<text x="{low}" y="{high + 14}">0</text><text x="{high}" y="{high + 14}" text-anchor="end">1</text>'
        f'<text x="{SIDE / 2}" y="{high + 26}" text-anchor="middle">recall</text>'
        f'<text x="{low - 4}" y="{low + 8}" text-anchor="end">1</text>'
        f'<text x="{low}" y="{low - 8}">precision</text></svg>'
    )


def _shown(work: MarkedObjects, found: Judged) -> list[Window]:
    """Some of the judged blocks, spread evenly from the fullest to the emptiest."""
    middles = (found.boxes[:, :2] + found.boxes[:, 2:]) / 2
    counts = [
        int(((middles - block[:2] >= 0) & (middles - block[:2] < block[2:])).all(1).sum()) for block in work.blocks
    ]
    order = sorted(range(len(counts)), key=lambda place: -counts[place])
    places = np.linspace(0, len(order) - 1, min(SHOWN, len(order))).round().astype(int)
    return [work.blocks[order[place]] for place in places]


def _picture(work: MarkedObjects, found: Judged, block: Window) -> str:
    image = work.read(block)[: 3 if len(work.numbers) >= 3 else 1]
    image = np.repeat(image, 3, 0) if len(image) == 1 else image
    low, high = np.quantile(image, (0.02, 0.98))
    factor = max(1, LARGEST // max(block.width, block.height))
    shown = ((image - low) / max(high - low, 1e-6)).clip(0, 1).repeat(factor, 1).repeat(factor, 2)
    kept = found.finds.scores >= found.score
    for boxes, colour in (
        (_missed(found, kept), MISSED),
        (found.finds.boxes[kept & ~found.right], FALSE),
        (found.finds.boxes[kept & found.right], RIGHT),
    ):
        for box in (boxes - np.array([block.column, block.row] * 2)) * factor:
            framed(shown, box, colour)
    data = base64.b64encode(png(shown)).decode("ascii")
    return f'<img alt="found, missed and false" src="data:image/png;base64,{data}"> '


def _missed(found: Judged, kept: np.ndarray) -> np.ndarray:
    """Boxes of the objects that no find meets."""
    taken = set(found.meets[kept & found.right].tolist())
    return found.boxes[[place for place in range(len(found.boxes)) if place not in taken]]


def framed(image: np.ndarray, box: np.ndarray, colour: tuple[float, float, float], thick: int = 2) -> None:
    """Draw a box's outline into (3, H, W)."""
    height, width = image.shape[1:]
    left, right = (int(value) for value in np.clip(np.round(box[[0, 2]]), 0, width))
    top, bottom = (int(value) for value in np.clip(np.round(box[[1, 3]]), 0, height))
    paint = np.array(colour, image.dtype)[:, None, None]
    for rows, columns in (
        (slice(top, top + thick), slice(left, right)),
        (slice(max(bottom - thick, 0), bottom), slice(left, right)),
        (slice(top, bottom), slice(left, left + thick)),
        (slice(top, bottom), slice(max(right - thick, 0), right)),
    ):
        image[:, rows, columns] = paint
