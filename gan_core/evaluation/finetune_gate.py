"""The gate of a fine-tuning: whether what was learned is better than its base model, and what that comes to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gan_core.evaluation.verdict import Sentence, Verdict, less_error, one_tile
from gan_core.training.heldout import Scores

LEAST_GAIN = 0.05
"""dB over the parent, mean over the held-out tiles: another choice of tiles would change less."""
LARGEST_LOSS = 0.1
"""dB under the parent, on any held-out tile."""
ANGLE_SLACK = 1.02


class ScoreComparison(NamedTuple):
    """Scores on the held-out tiles."""

    base: Scores
    """Bicubic with back-projection, no network."""
    repeated: Scores
    """Every pixel repeated over its block, which nothing beats where the ground is noise."""
    parent: Scores
    model: Scores


def objections(scores: ScoreComparison) -> list[Sentence]:
    """What speaks against keeping the model; nothing where it is better than its parent and than no network."""
    gain = scores.model.mean - scores.parent.mean
    worst = scores.model.worst_gain(scores.parent)
    over_base = scores.model.mean - scores.base.mean
    over_repeated = scores.model.mean - scores.repeated.mean
    angles = {"angle": scores.model.mean_angle, "parent": scores.parent.mean_angle}
    checks = (
        (not gain >= LEAST_GAIN, Sentence("not-better", {"gain": gain, "least": LEAST_GAIN})),
        (not over_base > 0, Sentence("below-baseline", {"gain": over_base})),
        (not over_repeated >= LEAST_GAIN, Sentence("only-noise", {"gain": over_repeated})),
        (not worst >= -LARGEST_LOSS, Sentence("worse-tile", {"loss": -worst})),
        (angles["angle"] > ANGLE_SLACK * angles["parent"], Sentence("colours-worse", angles)),
    )
    return [objection for wrong, objection in checks if wrong]


def verdict(model: str, parent: str, scores: ScoreComparison, against: Sequence[Sentence]) -> Verdict:
    """against: what `objections` said."""
    tiles = len(scores.model.psnr)
    if against:
        return Verdict("bad", Sentence("verdict-tuned-refused", {"parent": parent}), [*against, *one_tile(tiles)])
    gain = scores.model.mean - scores.parent.mean
    values = {"model": model, "parent": parent, "gain": gain, "less": less_error(gain)}
    advice = [
        Sentence("advice-tuned-worst", {"tiles": tiles, "worst": scores.model.worst_gain(scores.parent)}),
        Sentence("advice-tuned-use"),
        Sentence("advice-tuned-not", {"parent": parent}),
        *one_tile(tiles),
    ]
    return Verdict("good", Sentence("verdict-tuned", values), advice)
