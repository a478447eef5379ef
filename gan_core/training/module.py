"""What is learned: a network, its batches and its losses, one step at a time, with the slow average of its weights."""

from __future__ import annotations

import copy
import math
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

import torch

from gan_core.training import checkpoint
from gan_core.training.monitor import Alarm

Output = TypeVar("Output")


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


class TrainingModule(ABC, Generic[Output]):
    """`step()` until `finished`.  `done` counts the steps, `before` those that the first weights had learned for.

    `state` and `restore` carry the weights, their slow average, the optimizers and the step.
    """

    key: ClassVar[str] = "generator"
    """Of the network's weights in a checkpoint."""
    evaluate_every: ClassVar[int]
    """Steps between two evaluations."""
    note: str
    """A key of NOTES: how an evaluation is told."""

    def __init__(self, network: torch.nn.Module, schedule: Schedule) -> None:
        self.network = network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.ema = copy.deepcopy(self.network).requires_grad_(False)
        self.schedule = schedule
        self.done, self.before = 0, 0
        self.alarms: list[Alarm] = []
        self.reset_optimizers()

    @abstractmethod
    def forward(self) -> Output:
        """What the network makes of this step's batch, beside what it should make."""

    @abstractmethod
    def loss(self, output: Output) -> torch.Tensor:
        """One number to make small."""

    @abstractmethod
    def make_optimizers(self) -> Sequence[torch.optim.Optimizer]:
        """Fresh ones, at their first learning rates."""

    def reset_optimizers(self) -> None:
        self.optimizers = self.make_optimizers()
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["initial_lr"] = group["lr"]

    @property
    def finished(self) -> bool:
        return self.done >= self.schedule.steps

    @property
    def lr_factor(self) -> float:
        """Share of the first learning rates."""
        return self.schedule.lr_factor_at(self.done)

    @property
    def figures(self) -> dict[str, float]:
        """What is told beside the loss."""
        return {}

    def losses(self) -> Iterator[float]:
        """Train to the end, giving each step's loss."""
        while not self.finished:
            yield self.step()

    def step(self) -> float:
        """One batch; gives its loss."""
        loss = self.loss(self.forward())
        self._descend(loss)
        self.done += 1
        return float(loss.detach())

    def _descend(self, loss: torch.Tensor) -> None:
        self.network.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), self.schedule.max_grad_norm)
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = self.lr_factor * group["initial_lr"]
            optimizer.step()
        self._update_ema()

    @torch.no_grad()
    def _update_ema(self) -> None:
        decay = min(self.schedule.ema_decay, (1 + self.done) / (10 + self.done))
        for slow, fast in zip(self.ema.parameters(), self.network.parameters()):
            slow.lerp_(fast, 1 - decay)

    def save(self, path: Path) -> None:
        checkpoint.save(path, *self.state())

    def resume(self, path: Path) -> None:
        """Go on where `save` left off.  Raises KeyError or RuntimeError for a checkpoint of another network."""
        self.restore(*checkpoint.load(path))

    def state(self) -> tuple[checkpoint.Tensors, dict[str, Any]]:
        """Everything that `restore` needs: tensors, and facts that are plain JSON."""
        tensors = {
            **checkpoint.prefixed(self.key, self.network.state_dict()),
            **checkpoint.prefixed("ema", self.ema.state_dict()),
        }
        for index, optimizer in enumerate(self.optimizers):
            tensors |= checkpoint.prefixed(f"optimiser{index}", checkpoint.optimizer_tensors(optimizer))
        return tensors, {"step": self.done, "before": self.before}

    def restore(self, tensors: checkpoint.Tensors, facts: dict[str, Any]) -> None:
        """The inverse of `state`."""
        self.network.load_state_dict(checkpoint.below(self.key, tensors))
        self.ema.load_state_dict(checkpoint.below("ema", tensors))
        for index, optimizer in enumerate(self.optimizers):
            checkpoint.restore_optimizer(optimizer, checkpoint.below(f"optimiser{index}", tensors))
        self.done, self.before = facts["step"], facts["before"]
