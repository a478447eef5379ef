"""The gate of a fine-tuning: whether what was learned is better than its parent."""

from __future__ import annotations

from typing import Any, NamedTuple

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


class Objection(NamedTuple):
    """A key of NOTES, with what fills it."""

    code: str
    values: dict[str, Any]


def objections(scores: ScoreComparison) -> list[Objection]:
    """What speaks against keeping the model; nothing where it is better than its parent and than no network."""
    gain = scores.model.mean - scores.parent.mean
    worst = scores.model.worst_gain(scores.parent)
    over_base = scores.model.mean - scores.base.mean
    over_repeated = scores.model.mean - scores.repeated.mean
    angles = {"angle": scores.model.mean_angle, "parent": scores.parent.mean_angle}
    checks = (
        (not gain >= LEAST_GAIN, Objection("not-better", {"gain": gain, "least": LEAST_GAIN})),
        (not over_base > 0, Objection("below-baseline", {"gain": over_base})),
        (not over_repeated >= LEAST_GAIN, Objection("only-noise", {"gain": over_repeated})),
        (not worst >= -LARGEST_LOSS, Objection("worse-tile", {"loss": -worst})),
        (angles["angle"] > ANGLE_SLACK * angles["parent"], Objection("colours-worse", angles)),
    )
    return [objection for wrong, objection in checks if wrong]
