"""What every training run has in common: a generator that learns step by step, its slow average, and alarms acted upon."""

from __future__ import annotations

import copy
import math
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Optional

import torch

from gan_core.training import checkpoint
from gan_core.training.discriminator import Played, Rival
from gan_core.training.monitor import Alarm, Monitor

SNAPSHOT_EVERY = 50
"""Steps between two snapshots of weights to roll back to; each is one that the monitor had nothing to say against."""


@dataclass(frozen=True)
class Schedule:
    """A short warm-up, then cosine decay.  Changing `steps` of a resumed run stretches the cosine over the new length.

    A tail that starts at zero gets first gradients some forty times those that follow: the warm-up keeps them from
    overshooting.
    """

    steps: int
    batch: int = 16
    muon_lr: float = 0.02
    """For the inner convolutions."""
    adam_lr: float = 1e-3
    """For the first and last layer and the biases."""
    final_lr_factor: float = 1e-3
    """Share of the learning rates that is left at the end."""
    warmup_steps: int = 50
    ema_decay: float = 0.999
    max_grad_norm: float = 1.0

    def lr_factor_at(self, step: int) -> float:
        """What the learning rates are multiplied by, 0 to 1."""
        last = self.final_lr_factor
        cosine = last + (1 - last) * (1 + math.cos(math.pi * min(1.0, step / self.steps))) / 2
        return cosine * min(1.0, (step + 1) / self.warmup_steps)


class Learner(ABC, Generic[Played]):
    """`step()` until `finished`; `before` counts the steps of earlier sittings.

    `save` and `resume` carry weights, their slow average, the optimisers and the step.
    """

    def __init__(
        self,
        generator: torch.nn.Module,
        schedule: Schedule,
        rival: Optional[Rival[Played]],
        monitor: Optional[Monitor[Played]],
        low_precision: bool,
    ) -> None:
        """low_precision: bfloat16 in the generator."""
        self.generator = generator.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.ema = copy.deepcopy(self.generator).requires_grad_(False)
        self.schedule, self.rival, self.monitor = schedule, rival, monitor
        self.low_precision = low_precision
        self.optimisers = self._optimisers()
        self.done, self.slowed, self.before = 0, 1.0, 0
        self.alarms: list[Alarm] = []
        self.good = copy.deepcopy(self.generator.state_dict())
        self.good_rival = copy.deepcopy(rival.discriminator.state_dict()) if rival else {}

    @property
    def finished(self) -> bool:
        return self.done >= self.schedule.steps

    @abstractmethod
    def produced(self) -> Played:
        """The generator's images for this step, beside what is real."""

    @abstractmethod
    def _loss(self, result: Played) -> torch.Tensor:
        """What the generator makes small."""

    @abstractmethod
    def _optimisers(self) -> list[torch.optim.Optimizer]:
        """Fresh ones for the generator; every group holds its first rate as `initial_lr`."""

    def losses(self) -> Iterator[float]:
        """Train to the end, giving each step's loss."""
        while not self.finished:
            yield self.step()

    def step(self) -> float:
        """One batch: the rival learns first, then the generator; what the monitor finds is mended at once."""
        result = self.produced()
        if self.rival:
            self.rival.learn(result, self.done)
        loss = self._loss(result)
        value = float(loss.detach())
        alarm = self.monitor and self.monitor.observe(
            self.done, value, result, self.rival.margin if self.rival else 0.0
        )
        if alarm:
            self._mend(alarm)
        else:
            self._descend(loss)
            self._follow()
        self.done += 1
        if self.monitor and not alarm and self.done % SNAPSHOT_EVERY == 0:
            self.good = copy.deepcopy(self.ema.state_dict())
            self.good_rival = copy.deepcopy(self.rival.discriminator.state_dict()) if self.rival else {}
        return value

    def _mend(self, alarm: Alarm) -> None:
        self.alarms.append(alarm)
        if alarm.action in ("hold-back", "vary") and self.rival:
            self.rival.strengthen_generator()
        if alarm.action == "hold-back":
            return
        if alarm.action == "roll-back":
            self.slowed /= 2
        self.generator.load_state_dict(self.good)
        self.ema.load_state_dict(self.good)
        self.optimisers = self._optimisers()
        if self.rival and (alarm.action == "vary" or not self.rival.sound()):
            self.rival.begin_again(self.good_rival)

    def _descend(self, loss: torch.Tensor) -> None:
        share = self.schedule.lr_factor_at(self.done) * self.slowed
        self.generator.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.generator.parameters(), self.schedule.max_grad_norm)
        for optimiser in self.optimisers:
            for group in optimiser.param_groups:
                group["lr"] = share * group["initial_lr"]
            optimiser.step()

    @torch.no_grad()
    def _follow(self) -> None:
        decay = min(self.schedule.ema_decay, (1 + self.done) / (10 + self.done))
        for slow, fast in zip(self.ema.parameters(), self.generator.parameters()):
            slow.lerp_(fast, 1 - decay)

    def save(self, path: Path) -> None:
        checkpoint.save(path, *self.state())

    def resume(self, path: Path) -> None:
        """Go on where `save` left off.  Raises KeyError or RuntimeError for a checkpoint of another network."""
        self.restore(*checkpoint.load(path))

    def state(self) -> tuple[checkpoint.Tensors, dict[str, Any]]:
        """Everything that `restore` needs: tensors, and facts that are plain JSON."""
        tensors = {
            **checkpoint.prefixed("generator", self.generator.state_dict()),
            **checkpoint.prefixed("ema", self.ema.state_dict()),
        }
        for number, optimiser in enumerate(self.optimisers):
            tensors |= checkpoint.prefixed(f"optimiser{number}", checkpoint.optimiser_tensors(optimiser))
        if self.rival:
            tensors |= self.rival.tensors()
        facts = {
            "step": self.done,
            "before": self.before,
            "slowed": self.slowed,
            "rival": self.rival.facts() if self.rival else None,
        }
        return tensors, facts

    def restore(self, tensors: checkpoint.Tensors, facts: dict[str, Any]) -> None:
        """The inverse of `state`."""
        self.generator.load_state_dict(checkpoint.below("generator", tensors))
        self.ema.load_state_dict(checkpoint.below("ema", tensors))
        for number, optimiser in enumerate(self.optimisers):
            checkpoint.restore_optimiser(optimiser, checkpoint.below(f"optimiser{number}", tensors))
        if self.rival:
            self.rival.restore(tensors, facts["rival"])
            self.good_rival = copy.deepcopy(self.rival.discriminator.state_dict())
        self.done, self.slowed, self.before = facts["step"], facts["slowed"], facts["before"]
        self.good = copy.deepcopy(self.ema.state_dict())
