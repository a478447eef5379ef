"""A fine-tuning as one HTML page: what came of it, a strip of pictures, its figures and curves."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from gan_core.datasets.picked_tiles import PickedTiles
from gan_core.evaluation import finetune_gate
from gan_core.evaluation.finetune_gate import ScoreComparison
from gan_core.evaluation.verdict import Sentence
from gan_core.reports.html import document, number, section, small, table, tr, verdict
from gan_core.reports.training_log import curves_and_alarms, strip
from gan_core.runs.folder import RunFolder


def page(
    name: str, tiles: PickedTiles, scores: ScoreComparison, folder: RunFolder, objections: Sequence[Sentence]
) -> str:
    """objections: why the model was not kept; empty where it was."""
    caption = tr("One validation tile over time: from the base model's, left, to the last; at the right the reference.")
    counts = tr(
        "Trained on {learn} tiles, validated on {judge} others.", learn=len(tiles.train), judge=len(tiles.validation)
    )
    body = (
        section(tr("Pictures"), strip(folder, caption)),
        section(tr("Figures"), _scores(scores), small(counts)),
        curves_and_alarms(folder),
    )
    own = finetune_gate.verdict(name, tiles.parent.card.id, scores, objections)
    mark = tr("Not kept") if objections else ""
    return document(tr("Fine-tuning report"), escape(name), verdict(own, mark), body)


def _scores(scores: ScoreComparison) -> str:
    methods = (
        (tr("bicubic + back-projection"), scores.base),
        (tr("base model"), scores.parent),
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
        tr("on validation tiles"),
        tr("PSNR, dB (higher is better)"),
        tr("PSNR of the worst tile, dB"),
        tr("spectral angle, ° (0: the same colors)"),
        tr("texture distance (0: the reference's)"),
    )
    return table(rows, head)
