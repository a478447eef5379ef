"""A fine-tuning as one HTML page: what came of it, its curves, and a strip of pictures."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from gan_core.datasets.picked_tiles import PickedTiles
from gan_core.evaluation.finetune_gate import Objection, ScoreComparison
from gan_core.reports.html import document, note, number, table, tr
from gan_core.reports.training_log import curves_and_alarms, strip
from gan_core.runs.folder import RunFolder


def page(
    name: str, tiles: PickedTiles, scores: ScoreComparison, folder: RunFolder, objections: Sequence[Objection]
) -> str:
    """objections: why the model was not kept; empty where it was."""
    caption = tr("One held-out tile over time: from the parent's, left, to the last; at the right its truth.")
    body = (
        f"<h1>{escape(name)}</h1>",
        _verdict(scores, tiles, objections),
        _scores(scores),
        strip(folder, caption),
        curves_and_alarms(folder),
    )
    return document(name, body)


def _verdict(scores: ScoreComparison, tiles: PickedTiles, objections: Sequence[Objection]) -> str:
    counts = tr(
        "Learned from {learn} tiles, judged by {judge} others.", learn=len(tiles.train), judge=len(tiles.validation)
    )
    if objections:
        reasons = "".join(f"<li>{note(objection.code, objection.values)}</li>" for objection in objections)
        return f"<p>{counts} <b>{tr('Nothing was put into the library:')}</b></p><ul>{reasons}</ul>"
    gain = scores.model.mean - scores.parent.mean
    verdict = tr("The model is in the library: {gain:+.2f} dB over {parent}.", gain=gain, parent=tiles.parent.card.id)
    return f"<p>{counts} {verdict}</p>"


def _scores(scores: ScoreComparison) -> str:
    methods = (
        (tr("bicubic + back-projection"), scores.base),
        (tr("parent"), scores.parent),
        (tr("this model"), scores.model),
    )
    rows = (
        (
            name,
            number(method.mean, ".2f"),
            number(min(method.psnr), ".2f"),
            number(method.mean_angle, ".2f"),
            number(method.mean_distance, ".3f"),
        )
        for name, method in methods
    )
    head = (
        tr("on held-out tiles"),
        tr("PSNR, dB"),
        tr("worst tile"),
        tr("spectral angle, °"),
        tr("texture unlike the truth's"),
    )
    return table(rows, head)
