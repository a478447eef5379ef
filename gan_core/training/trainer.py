"""The loop of every training: steps until the schedule, the time or the patience ends, with the best weights kept.

Whatever happens, the checkpoint holds a whole state from some seconds or `evaluate_every` steps ago, and the next run goes on
from it.
"""

from __future__ import annotations

import copy
import dataclasses
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, Optional, Protocol

import torch
from safetensors import SafetensorError

from gan_core.training import checkpoint
from gan_core.training.module import TrainingModule
from gan_core.training.monitor import Alarm

PATIENCE = 10
"""Evaluations without a better score after which a training ends."""
MIN_GAIN = 0.003
"""By how much a score must be better, dB."""
SAVE_SECONDS = 2.0
"""Between two checkpoints, at least: a detector's takes 0.017 s beside ten steps' 0.87 s on one core, and a larger share where
steps are faster."""
KEPT = ("best_score", "waited", "seconds")
"""What the next run takes over beside the module's state and the best weights."""


class Metrics(NamedTuple):
    """What is found out about a network."""

    values: dict[str, float]
    score: Optional[float] = None
    """dB, the higher the better, 0 for what a training starts from; None where no figure can choose, as for a GAN: then the
    last weights that caused no alarm are the best."""


class Evaluation(NamedTuple):
    """What is known after some steps."""

    step: int
    steps: int
    """In all, at this pace."""
    loss: float
    """Mean since the last evaluation."""
    rate: float
    """Share of the first learning rates."""
    seconds: float
    """Spent so far, in all runs."""
    left: float
    """About how many seconds more."""
    figures: dict[str, float]
    """Of the module and of the metrics, by name."""

    def values(self) -> dict[str, float]:
        """All of them, by name."""
        fields = self._asdict()
        return {**fields.pop("figures"), **fields}


class Callbacks(Protocol):
    """Who hears of a training, and may end it."""

    def on_resume(self, step: int, seconds: float) -> None: ...

    def on_evaluation(self, evaluation: Evaluation, module: TrainingModule[Any]) -> None: ...

    def on_alarm(self, alarm: Alarm) -> None: ...

    def on_save_failed(self, reason: str) -> None: ...

    def on_interrupt(self, step: int, error: BaseException) -> None:
        """`error` broke it off, and its state is saved; what this raises takes the place of it."""

    def is_stop_requested(self) -> bool:
        """Asked before every step; true to end with the best weights so far.  What it raises breaks the training off."""


def no_metrics(_: torch.nn.Module) -> Metrics:
    """Of a training that is judged when it is over."""
    return Metrics({})


class Trainer:
    """`fit` until the end; the only owner of a training's time, best weights and checkpoint."""

    def __init__(
        self,
        module: TrainingModule[Any],
        path: Path,
        seconds: float,
        callbacks: Callbacks,
        compute_metrics: Callable[[torch.nn.Module], Metrics] = no_metrics,
    ) -> None:
        """path: of the checkpoint.  seconds: to spend, in all runs.  compute_metrics: of the slow average of the weights."""
        self.module, self.path, self.budget = module, path, seconds
        self.callbacks, self.compute_metrics = callbacks, compute_metrics
        self.best = copy.deepcopy(module.ema.state_dict())
        self.best_score, self.waited, self.seconds = 0.0, 0, 0.0
        self.planned = module.schedule.steps

    def fit(self) -> torch.nn.Module:
        """The network with the best weights, on the CPU, from where an earlier run left it.

        Raises what the callbacks raise when asked whether to stop, with the state saved.
        """
        if self._resume():
            self.callbacks.on_resume(self.module.done, self.seconds)
        saved = began = time.monotonic()
        before, stop, losses = self.seconds, False, []
        while not (stop or self._ended):
            stop = self._is_stop_requested()
            losses.append(self._step())
            self.seconds = before + time.monotonic() - began
            if stop or self._ended or self.module.done % self.module.evaluate_every == 0:
                self.callbacks.on_evaluation(self._evaluate(sum(losses) / len(losses)), self.module)
                losses = []
                if stop or self._ended or time.monotonic() - saved > SAVE_SECONDS:
                    self._save()
                    saved = time.monotonic()
        self.seconds = before + time.monotonic() - began
        best = copy.deepcopy(self.module.ema).cpu()
        best.load_state_dict(self.best)
        return best.eval().requires_grad_(False)

    @property
    def _ended(self) -> bool:
        return self.module.finished or self.seconds >= self.budget or self.waited >= PATIENCE

    def _is_stop_requested(self) -> bool:
        try:
            return self.callbacks.is_stop_requested()
        except BaseException as error:
            self._save()
            self.callbacks.on_interrupt(self.module.done, error)
            raise

    def _step(self) -> float:
        alarms = len(self.module.alarms)
        loss = self.module.step()
        for alarm in self.module.alarms[alarms:]:
            self.callbacks.on_alarm(alarm)
        return loss

    def _evaluate(self, loss: float) -> Evaluation:
        """How far the training is; `best` is brought up to date."""
        metrics = self.compute_metrics(self.module.ema)
        self.waited += metrics.score is not None
        if self._is_quiet if metrics.score is None else metrics.score > self.best_score + MIN_GAIN:
            self.best, self.waited = copy.deepcopy(self.module.ema.state_dict()), 0
            self.best_score = metrics.score or 0.0
        steps, left = self._plan()
        figures = {**self.module.figures, **metrics.values}
        return Evaluation(self.module.done, steps, loss, self.module.lr_factor, self.seconds, left, figures)

    @property
    def _is_quiet(self) -> bool:
        """Whether there was no alarm since the last evaluation."""
        alarms = self.module.alarms
        return not alarms or alarms[-1].step < self.module.done - self.module.evaluate_every

    def _plan(self) -> tuple[int, float]:
        """(steps in all, seconds left) at this pace; the learning rate falls so that it ends with the time."""
        done = self.module.done
        pace = self.seconds / max(1, done)
        steps = min(self.planned, done + int(max(0.0, self.budget - self.seconds) / pace))
        self.module.schedule = dataclasses.replace(self.module.schedule, steps=max(1, steps))
        return steps, (steps - done) * pace

    def _resume(self) -> bool:
        """Take up what an earlier run left; False where there is nothing."""
        if not self.path.exists():
            return False
        tensors, facts = checkpoint.load(self.path)
        if "run" not in facts:  # of a detector, from when it had a loop of its own
            facts = {"run": {"step": facts["done"], "before": 0}, "session": {"seconds": facts["seconds"]}}
            tensors |= checkpoint.prefixed("best", checkpoint.below("ema", tensors))
        self.module.restore(tensors, facts["run"])
        self.best = checkpoint.below("best", tensors)
        for name in KEPT:
            setattr(self, name, facts["session"].get(name, getattr(self, name)))
        return True

    def _save(self) -> None:
        """What was there before stays where the disk is full."""
        tensors, facts = self.module.state()
        tensors |= checkpoint.prefixed("best", self.best)
        session = {name: getattr(self, name) for name in KEPT}
        try:
            checkpoint.save(self.path, tensors, {"run": facts, "session": session})
        except (OSError, SafetensorError) as error:
            self.path.with_name(self.path.name + ".part").unlink(missing_ok=True)
            self.callbacks.on_save_failed(str(error))
