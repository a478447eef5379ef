"""One phase of a training: steps until the schedule, the time or the patience ends, with the best weights kept.

Whatever happens, the phase's file holds a whole state from at most `every` steps ago, and the next sitting goes on from it.
"""

from __future__ import annotations

import copy
import dataclasses
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from safetensors import SafetensorError

from gan_core.training import checkpoint
from gan_core.training.module import Learner
from gan_core.training.monitor import Alarm


class AnyLook(Protocol):
    """What is known after some steps; its other fields depend on what is trained."""

    step: int
    seconds: float
    """Spent so far, in all sittings."""
    left: float
    """About how many more."""


Seen = TypeVar("Seen", bound=AnyLook)


class Sitting(ABC, Generic[Seen]):
    """`go` until the end; `best` are the weights to keep."""

    every: ClassVar[int]
    """Steps between two looks; each look is also a checkpoint."""
    words: ClassVar[str]
    """A key of NOTES: how a look is told."""
    kept: ClassVar[tuple[str, ...]] = ("seconds", "ended")
    """What a later sitting takes over beside the run's own state."""

    def __init__(self, run: Learner[Any], path: Path, seconds: float) -> None:
        """path: its checkpoint.  seconds: to spend, in all sittings."""
        self.run, self.path, self.budget = run, path, seconds
        self.best = copy.deepcopy(run.ema.state_dict())
        self.seconds, self.ended = 0.0, False
        self.planned = run.schedule.steps

    @abstractmethod
    def look(self, losses: list[float]) -> Seen:
        """How far the run is; `best` is brought up to date.  losses: of the steps since the last look."""

    @property
    def spent(self) -> bool:
        """Whether to give up before the time is over."""
        return False

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
        kept = {name: getattr(self, name) for name in self.kept}
        checkpoint.save(
            self.path, {**tensors, **checkpoint.prefixed("best", self.best)}, {"run": facts, "session": kept}
        )

    def go(
        self,
        looked: Callable[[Seen], None],
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
            if stop or late or self.run.finished or self.run.done % self.every == 0:
                look = self.look(losses)
                self.ended = stop or late or self.run.finished or self.spent
                losses = []
                looked(look)
                self._saved(unsaved)
        self.seconds = before + time.monotonic() - began

    def plan(self) -> tuple[int, float]:
        """(steps in all, seconds left) at this pace; the learning rate falls so that it ends with the time."""
        pace = self.seconds / max(1, self.run.done)
        steps = min(self.planned, self.run.done + int(max(0.0, self.budget - self.seconds) / pace))
        self.run.schedule = dataclasses.replace(self.run.schedule, steps=max(1, steps))
        return steps, (steps - self.run.done) * pace

    @property
    def quiet(self) -> bool:
        """Whether there was no alarm since the last look."""
        return not self.run.alarms or self.run.alarms[-1].step < self.run.done - self.every

    @property
    def rate(self) -> float:
        """Share of the first learning rate."""
        return self.run.schedule.lr_factor_at(self.run.done) * self.run.slowed

    def _saved(self, unsaved: Callable[[str], None]) -> None:
        try:
            self.save()
        except (OSError, SafetensorError) as error:
            self.path.with_name(self.path.name + ".part").unlink(missing_ok=True)
            unsaved(str(error))
