"""A phase of a fine-tuning: the weights that do best on the held-out tiles are kept."""

from __future__ import annotations

import copy
import dataclasses
from pathlib import Path

from gan_core.training.heldout import HeldOut, Scores
from gan_core.training.super_resolution import Run
from gan_core.training.trainer import Sitting

PATIENCE = 10
"""Looks without a gain after which a phase ends."""
LEAST_GAIN = 0.003
"""dB that count as a gain."""
WATCHED = 12
"""Held-out tiles that are looked at every time; all of them are at the end."""


@dataclasses.dataclass
class Look:
    """What is known after some steps."""

    step: int
    steps: int
    loss: float
    """Mean since the last look."""
    margin: float
    """By how much the discriminator tells real from fake; 0 without one."""
    rate: float
    """Share of the first learning rate."""
    psnr: float
    """Mean over the held-out tiles, dB."""
    gain: float
    """Over the parent, dB."""
    distance: float
    """How unlike the truth's the texture is, mean over the held-out tiles; 0 for the same."""
    seconds: float
    """Spent so far, in all sittings."""
    left: float
    """About how many more."""


class Session(Sitting[Look]):
    """`best` are the weights that did best on the held-out tiles."""

    every = 25
    words = "look"
    kept = ("best_score", "waited", "seconds", "ended")

    def __init__(
        self, run: Run, held: HeldOut, parent: Scores, path: Path, seconds: float, by_gain: bool = True
    ) -> None:
        """parent: the scores of what it starts from.  path: its checkpoint.  seconds: to spend, in all sittings.

        by_gain: the best weights are those nearest to the truth; else, as for a GAN, the last that caused no alarm.
        """
        super().__init__(run, path, seconds)
        self.by_gain = by_gain
        self.held = held._replace(tiles=held.tiles[:WATCHED])
        self.parent = parent.first(WATCHED)
        self.best_score, self.waited = 0.0, 0

    @property
    def spent(self) -> bool:
        return self.waited >= PATIENCE

    def look(self, losses: list[float]) -> Look:
        scores = self.held.scores(self.run.ema)
        gain = scores.mean - self.parent.mean
        score = gain + min(0.0, scores.worst_gain(self.parent))
        self.waited += self.by_gain
        if score > self.best_score + LEAST_GAIN if self.by_gain else self.quiet:
            self.best, self.best_score, self.waited = copy.deepcopy(self.run.ema.state_dict()), score, 0
        steps, due = self.plan()
        margin = self.run.rival.margin if self.run.rival else 0.0
        mean = sum(losses) / max(1, len(losses))
        return Look(
            self.run.done, steps, mean, margin, self.rate, scores.mean, gain, scores.mean_distance, self.seconds, due
        )
