"""One phase of a fine-tuning: steps until the schedule, the time or the patience ends, with the best weights kept.

Whatever happens, the phase's file holds a whole state from at most EVERY steps ago, and the next sitting goes on from it.
"""

from __future__ import annotations

import copy
import dataclasses
import time
from collections.abc import Callable
from pathlib import Path

from safetensors import SafetensorError

from gan_core.training import checkpoint
from gan_core.training.heldout import HeldOut, Scores
from gan_core.training.loop import Run
from gan_core.training.monitor import Alarm

EVERY = 25
"""Steps between two looks at the held-out tiles; each look is also a checkpoint."""
PATIENCE = 10
"""Looks without a gain after which a phase ends."""
LEAST_GAIN = 0.003
"""dB that count as a gain."""
WATCHED = 12
"""Held-out tiles that are looked at every time; all of them are at the end."""


@dataclasses.dataclass(frozen=True)
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


class Session:
    """`go` until the end; `best` are the weights that did best on the held-out tiles."""

    def __init__(
        self, run: Run, held: HeldOut, parent: Scores, path: Path, seconds: float, by_gain: bool = True
    ) -> None:
        """parent: the scores of what it starts from.  path: its checkpoint.  seconds: to spend, in all sittings.

        by_gain: the best weights are those nearest to the truth; else, as for a GAN, the last that caused no alarm.
        """
        self.run, self.path, self.budget, self.by_gain = run, path, seconds, by_gain
        self.held = held._replace(tiles=held.tiles[:WATCHED])
        self.parent = parent.first(WATCHED)
        self.best = copy.deepcopy(run.ema.state_dict())
        self.best_score, self.waited, self.seconds, self.ended = 0.0, 0, 0.0, False
        self.planned = run.schedule.steps

    def resume(self) -> bool:
        """Take up what an earlier sitting left; False where there is nothing."""
        if not self.path.exists():
            return False
        tensors, facts = checkpoint.load(self.path)
        self.run.restore(tensors, facts["run"])
        self.best = checkpoint.below("best", tensors)
        for name, value in facts["session"].items():
            setattr(self, name, value)
        self.ended = self.ended and self.seconds >= self.budget
        return True

    def save(self) -> None:
        """Raises OSError or SafetensorError where the disk is full; what was there before stays."""
        tensors, facts = self.run.state()
        kept = {name: getattr(self, name) for name in ("best_score", "waited", "seconds", "ended")}
        checkpoint.save(
            self.path, {**tensors, **checkpoint.prefixed("best", self.best)}, {"run": facts, "session": kept}
        )

    def go(
        self,
        looked: Callable[[Look], None],
        alarmed: Callable[[Alarm], None],
        unsaved: Callable[[str], None],
        ask: Callable[[], bool],
    ) -> None:
        """Until the end.

        looked and alarmed hear of every look and alarm, unsaved of a checkpoint that could not be written.  ask: called
        before every step; true to end with the best weights so far; what it raises ends the sitting, which is saved first.
        """
        losses: list[float] = []
        alarms = len(self.run.alarms)
        began, before = time.monotonic(), self.seconds
        while not self.ended:
            try:
                stop = ask()
            except BaseException:
                self._saved(unsaved)
                raise
            losses.append(self.run.step())
            self.seconds = before + time.monotonic() - began
            for alarm in self.run.alarms[alarms:]:
                alarmed(alarm)
            alarms = len(self.run.alarms)
            late = self.seconds >= self.budget
            if stop or late or self.run.finished or self.run.done % EVERY == 0:
                look = self._look(losses)
                self.ended = stop or late or self.run.finished or self.waited >= PATIENCE
                losses = []
                looked(look)
                self._saved(unsaved)
        self.seconds = before + time.monotonic() - began

    def _look(self, losses: list[float]) -> Look:
        scores = self.held.scores(self.run.ema)
        gain = scores.mean - self.parent.mean
        score = gain + min(0.0, scores.worst_gain(self.parent))
        quiet = not self.run.alarms or self.run.alarms[-1].step < self.run.done - EVERY
        self.waited += self.by_gain
        if score > self.best_score + LEAST_GAIN if self.by_gain else quiet:
            self.best, self.best_score, self.waited = copy.deepcopy(self.run.ema.state_dict()), score, 0
        pace = self.seconds / max(1, self.run.done)
        left = max(0.0, self.budget - self.seconds)
        steps = min(self.planned, self.run.done + int(left / pace))
        self.run.schedule = dataclasses.replace(self.run.schedule, steps=max(1, steps))
        share = self.run.schedule.share_at(self.run.done) * self.run.slowed
        margin = self.run.rival.margin if self.run.rival else 0.0
        mean = sum(losses) / max(1, len(losses))
        due = (steps - self.run.done) * pace
        return Look(
            self.run.done, steps, mean, margin, share, scores.mean, gain, scores.mean_distance, self.seconds, due
        )

    def _saved(self, unsaved: Callable[[str], None]) -> None:
        try:
            self.save()
        except (OSError, SafetensorError) as error:
            self.path.with_name(self.path.name + ".part").unlink(missing_ok=True)
            unsaved(str(error))
