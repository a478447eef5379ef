"""A generator that learns under watch, against a discriminator where there is one: alarms are acted upon at once."""

from __future__ import annotations

import copy
from typing import Any, Optional

import torch

from gan_core.training import checkpoint
from gan_core.training.discriminator import DiscriminatorTraining, Images
from gan_core.training.module import Schedule, TrainingModule
from gan_core.training.monitor import Alarm, Monitor

SNAPSHOT_EVERY = 50
"""Steps between two snapshots of weights to roll back to; each is one that the monitor had nothing to say against."""


class GanModule(TrainingModule[Images]):
    """`network` is the generator."""

    def __init__(
        self,
        generator: torch.nn.Module,
        schedule: Schedule,
        discriminator: Optional[DiscriminatorTraining[Images]],
        monitor: Optional[Monitor[Images]],
        low_precision: bool,
    ) -> None:
        """low_precision: bfloat16 in the generator."""
        super().__init__(generator, schedule)
        self.discriminator, self.monitor, self.low_precision = discriminator, monitor, low_precision
        self.lr_penalty = 1.0
        self._take_snapshot(self.network)

    @property
    def lr_factor(self) -> float:
        return super().lr_factor * self.lr_penalty

    @property
    def margin(self) -> float:
        """By how much the discriminator tells real from fake; 0 without one."""
        return self.discriminator.margin if self.discriminator else 0.0

    @property
    def figures(self) -> dict[str, float]:
        return {"margin": self.margin}

    def step(self) -> float:
        """One batch: the discriminator learns first, then the generator; what the monitor finds is mended at once."""
        output = self.forward()
        if self.discriminator:
            self.discriminator.update(output, self.done)
        loss = self.loss(output)
        value = float(loss.detach())
        alarm = self.monitor and self.monitor.observe(self.done, value, output, self.margin)
        if alarm:
            self._recover(alarm)
        else:
            self._descend(loss)
        self.done += 1
        if self.monitor and not alarm and self.done % SNAPSHOT_EVERY == 0:
            self._take_snapshot(self.ema)
        return value

    def _recover(self, alarm: Alarm) -> None:
        self.alarms.append(alarm)
        if alarm.action in ("hold-back", "vary") and self.discriminator:
            self.discriminator.strengthen_generator()
        if alarm.action == "hold-back":
            return
        if alarm.action == "roll-back":
            self.lr_penalty /= 2
        self.network.load_state_dict(self.good)
        self.ema.load_state_dict(self.good)
        self.reset_optimizers()
        if self.discriminator and (alarm.action == "vary" or not self.discriminator.is_finite()):
            self.discriminator.restart(self.good_discriminator)

    def _take_snapshot(self, generator: torch.nn.Module) -> None:
        self.good = copy.deepcopy(generator.state_dict())
        self.good_discriminator = copy.deepcopy(self.discriminator.network.state_dict()) if self.discriminator else {}

    def state(self) -> tuple[checkpoint.Tensors, dict[str, Any]]:
        tensors, facts = super().state()
        if self.discriminator:
            tensors |= self.discriminator.tensors()
        rival = self.discriminator.facts() if self.discriminator else None
        return tensors, {**facts, "slowed": self.lr_penalty, "rival": rival}

    def restore(self, tensors: checkpoint.Tensors, facts: dict[str, Any]) -> None:
        super().restore(tensors, facts)
        self.lr_penalty = facts["slowed"]
        if self.discriminator:
            self.discriminator.restore(tensors, facts["rival"])
        self._take_snapshot(self.ema)
