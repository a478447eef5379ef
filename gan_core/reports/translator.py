"""The training of a translator as one HTML page: what it is good for, held-out tiles beside the target, figures, curves."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np

from gan_core.evaluation.translation import Figures
from gan_core.raster.png import png
from gan_core.reports.html import (
    Picture,
    document,
    meaning,
    number,
    pictures,
    section,
    small,
    table,
    tr,
    verdict,
)
from gan_core.reports.training_log import curves_and_alarms, strip
from gan_core.runs.folder import RunFolder


def page(name: str, figures: Figures, tiles: Sequence[Sequence[np.ndarray]], folder: RunFolder) -> str:
    """tiles: rows of pictures, each a held-out tile as it is, as it becomes by each kind of weights, and the target."""
    time = tr("One validation tile over time, from the untrained network, left, to the last; at the right the target.")
    methods = [tr("model"), tr("model, GAN weights")]
    captions = [tr("training raster"), *methods[: len(tiles[0]) - 2], tr("target")]
    rows = "".join(pictures([Picture(png(image), words) for image, words in zip(row, captions)]) for row in tiles)
    body = (
        section(tr("Pictures"), rows, strip(folder, time)),
        section(tr("Figures"), _looks(figures) if not figures.scores else _scores(figures)),
        curves_and_alarms(folder),
    )
    return document(tr("Translator report"), escape(name), verdict(figures.verdict), body)


def _scores(figures: Figures) -> str:
    words = {"start": tr("linear regression by pixel"), "l1": tr("model"), "gan": tr("model, GAN weights")}
    colored = figures.scores["l1"].color is not None
    rows = [
        (
            words[kind],
            number(row.psnr, ".2f"),
            number(row.worst, ".2f"),
            number(row.distance, ".3f"),
            *([number(row.color, ".2f")] if row.color is not None else []),
        )
        for kind, row in figures.scores.items()
    ]
    simple = {"mean color": tr("mean color"), "gray lookup": tr("mean color of each gray value")}
    rows += [
        (simple[name], number("–"), number("–"), number("–"), number(value, ".2f"))
        for name, value in figures.colors.items()
    ]
    head = [
        tr("on validation tiles"),
        tr("PSNR, dB (higher is better)"),
        tr("PSNR of the worst tile, dB"),
        tr("texture distance (0: the reference's)"),
        *([tr("color error (CIELAB a, b; 0: the same colors)")] if colored else []),
    ]
    return table(rows, head)


def _looks(figures: Figures) -> str:
    rows = (
        (tr("colors alone"), figures.kids["start"], tr("mean and spread of the target's colors, no network")),
        (tr("model"), figures.kids["model"], tr("distance to the target's tiles; 0 is the same kind of image")),
        (tr("target"), figures.kids["floor"], tr("between two halves of its tiles: the best there can be")),
    )
    lines = [(name, number(value, ".4f"), meaning(words)) for name, value, words in rows]
    remark = tr(
        "The layers show different ground: only how alike they look can be measured, not whether a pixel is right."
    )
    return table(lines, (tr("KID on validation tiles"), "", "")) + small(remark)
