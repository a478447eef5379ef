"""One training run: a generator learns, batch after batch, what its base image lacks; with a rival it learns detail too."""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional, Protocol

import torch

from gan_core.radiometry.consistency import Base, consistent
from gan_core.training import checkpoint
from gan_core.training.losses import LOSSES, Loss, Result, weighted
from gan_core.training.monitor import Alarm, Monitor
from gan_core.training.optimiser import Muon
from gan_core.training.pairs import Batch
from gan_core.training.rival import Rival

ADVERSARIAL = "adversarial"
SNAPSHOT_EVERY = 50
"""Steps between two snapshots of weights to roll back to; each is one that the monitor had nothing to say against."""


@dataclass(frozen=True)
class Schedule:
    """A short warm-up, then cosine decay.  Changing `steps` of a resumed run stretches the cosine over the new length.

    The tail starts at zero and its first gradients are some forty times those that follow: the warm-up keeps them from
    overshooting.
    """

    steps: int
    batch: int = 16
    rate: float = 0.02
    """Of Muon, for the inner convolutions."""
    adam_rate: float = 1e-3
    """Of Adam, for the first and last layer and the biases."""
    last: float = 1e-3
    """Share of the rate that is left at the end."""
    warm_up: int = 50
    ema: float = 0.999
    clip: float = 1.0

    def share_at(self, step: int) -> float:
        cosine = self.last + (1 - self.last) * (1 + math.cos(math.pi * min(1.0, step / self.steps))) / 2
        return cosine * min(1.0, (step + 1) / self.warm_up)


class Lessons(Protocol):
    """Where a run's batches come from: `Pairs`, or pairs of two layers."""

    @property
    def scale(self) -> int: ...

    def batch(self, step: int, count: int) -> Batch: ...


class Run:
    """`step()` until `finished`; `before` counts the steps of earlier sittings.

    `save` and `resume` carry weights, their slow average, the optimisers and the step.
    """

    def __init__(
        self,
        generator: torch.nn.Module,
        pairs: Lessons,
        schedule: Schedule,
        weights: Mapping[str, float],
        losses: Mapping[str, Loss] = LOSSES,
        rival: Optional[Rival] = None,
        low_precision: bool = True,
        base: Base = "bicubic",
        watched: bool = False,
    ) -> None:
        """weights: of the losses, by name; "adversarial" is the rival's.  low_precision: bfloat16 in the generator.

        base: what the generator's residual is added to.  watched: by the monitor, as a run with a rival always is.
        """
        self.generator = generator.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.ema = copy.deepcopy(self.generator).requires_grad_(False)
        self.optimisers = optimisers(self.generator, schedule)
        self.pairs, self.schedule = pairs, schedule
        self.weights, self.losses_by_name, self.rival = dict(weights), losses, rival
        self.low_precision, self.base = low_precision, base
        self.done, self.slowed, self.before = 0, 1.0, 0
        self.monitor = Monitor() if rival or watched else None
        self.alarms: list[Alarm] = []
        self.good = copy.deepcopy(self.generator.state_dict())

    @property
    def finished(self) -> bool:
        return self.done >= self.schedule.steps

    def losses(self) -> Iterator[float]:
        """Train to the end, giving each step's loss."""
        while not self.finished:
            yield self.step()

    def step(self) -> float:
        """One batch: the rival learns first, then the generator; what the monitor finds is mended at once."""
        result = self.produced()
        if self.rival:
            self.rival.learn(result, self.done)
        loss = weighted(result, self._plain_weights(), self.losses_by_name)
        if self.rival:
            loss = loss + self.weights[ADVERSARIAL] * self.rival.deceived(result, self.done)
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
        return value

    def _mend(self, alarm: Alarm) -> None:
        self.alarms.append(alarm)
        if alarm.action == "hold-back" and self.rival:
            self.rival.strengthen_generator()
            return
        self.slowed /= 2
        self.generator.load_state_dict(self.good)
        self.ema.load_state_dict(self.good)
        self.optimisers = optimisers(self.generator, self.schedule)

    def produced(self) -> Result:
        """The generator's images for this step's batch."""
        device = next(self.generator.parameters()).device
        batch = Batch(*(tensor.to(device) for tensor in self.pairs.batch(self.done, self.schedule.batch)))
        with torch.autocast(device.type, torch.bfloat16, enabled=self.low_precision):
            residual = self.generator(batch.given.contiguous(memory_format=torch.channels_last))
        residual, scale = residual.float(), self.pairs.scale
        stack = consistent(batch.seen, residual, self.base, project=scale > 1)
        return Result(torch.nn.functional.pixel_shuffle(stack, scale), residual, batch.truth, batch.seen)

    def _plain_weights(self) -> dict[str, float]:
        return {name: weight for name, weight in self.weights.items() if name != ADVERSARIAL}

    def _descend(self, loss: torch.Tensor) -> None:
        share = self.schedule.share_at(self.done) * self.slowed
        self.generator.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.generator.parameters(), self.schedule.clip)
        for optimiser in self.optimisers:
            for group in optimiser.param_groups:
                group["lr"] = share * group["initial_lr"]
            optimiser.step()

    @torch.no_grad()
    def _follow(self) -> None:
        decay = min(self.schedule.ema, (1 + self.done) / (10 + self.done))
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
        self.done, self.slowed, self.before = facts["step"], facts["slowed"], facts["before"]
        self.good = copy.deepcopy(self.ema.state_dict())


def optimisers(generator: torch.nn.Module, schedule: Schedule) -> list[torch.optim.Optimizer]:
    """Muon for the inner convolutions' kernels, Adam for the head, the tail and every bias."""
    inner: list[torch.nn.Parameter] = []
    outer: list[torch.nn.Parameter] = []
    for name, weight in generator.named_parameters():
        (inner if weight.ndim == 4 and not name.startswith(("head", "tail")) else outer).append(weight)
    chosen: list[torch.optim.Optimizer] = [
        Muon(inner, schedule.rate),
        torch.optim.Adam(outer, schedule.adam_rate, (0.9, 0.99)),
    ]
    for optimiser in chosen:
        for group in optimiser.param_groups:
            group["initial_lr"] = group["lr"]
    return chosen
