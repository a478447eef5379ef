"""The L1 phase: a generator learns, by one photograph patch after the other, what its base image lacks."""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch

from gan_core.radiometry.consistency import consistent
from gan_core.training import checkpoint
from gan_core.training.pairs import Patches, area_mean


@dataclass(frozen=True)
class Schedule:
    """Adam with a short warm-up, then cosine decay.

    The tail starts at zero and its first gradients are some forty times those that follow: taken at full rate they
    overshoot, and a long memory of their squares (beta2 0.999) then slows Adam down for a thousand steps.  Changing
    `steps` of a resumed run stretches the cosine over the new length.
    """

    steps: int
    batch: int = 16
    rate: float = 1e-3
    last_rate: float = 1e-6
    warm_up: int = 50
    betas: tuple[float, float] = (0.9, 0.99)
    ema: float = 0.999
    clip: float = 1.0

    def rate_at(self, step: int) -> float:
        share = min(1.0, step / self.steps)
        cosine = self.last_rate + (self.rate - self.last_rate) * (1 + math.cos(math.pi * share)) / 2
        return cosine * min(1.0, (step + 1) / self.warm_up)


def charbonnier(image: torch.Tensor, truth: torch.Tensor, epsilon: float = 1e-3) -> torch.Tensor:
    """Mean of sqrt(difference**2 + epsilon**2): L1 with a round corner (Charbonnier et al. 1994)."""
    return torch.sqrt((image - truth) ** 2 + epsilon**2).mean()


class Run:
    """One training run; `step()` until `finished`.  `save` and `resume` carry weights, EMA, Adam and the step."""

    def __init__(self, generator: torch.nn.Module, patches: Patches, scale: int, schedule: Schedule) -> None:
        self.generator = generator.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.ema = copy.deepcopy(self.generator).requires_grad_(False)
        self.optimiser = torch.optim.Adam(self.generator.parameters(), schedule.rate, schedule.betas)
        self.patches, self.scale, self.schedule = patches, scale, schedule
        self.done = 0

    @property
    def finished(self) -> bool:
        return self.done >= self.schedule.steps

    def losses(self) -> Iterator[float]:
        """Train to the end, giving each step's loss."""
        while not self.finished:
            yield self.step()

    def step(self) -> float:
        for group in self.optimiser.param_groups:
            group["lr"] = self.schedule.rate_at(self.done)
        truth = self.patches.batch(self.done, self.schedule.batch)
        seen = area_mean(truth, self.scale)
        with torch.autocast("cpu", torch.bfloat16):
            residual = self.generator(seen.contiguous(memory_format=torch.channels_last))
        image = torch.nn.functional.pixel_shuffle(consistent(seen, residual.float()), self.scale)
        loss = charbonnier(image, truth)
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.generator.parameters(), self.schedule.clip)
        self.optimiser.step()
        self._follow()
        self.done += 1
        return float(loss.detach())

    @torch.no_grad()
    def _follow(self) -> None:
        decay = min(self.schedule.ema, (1 + self.done) / (10 + self.done))
        for slow, fast in zip(self.ema.parameters(), self.generator.parameters()):
            slow.lerp_(fast, 1 - decay)

    def save(self, path: Path) -> None:
        tensors = {
            **checkpoint.prefixed("generator", self.generator.state_dict()),
            **checkpoint.prefixed("ema", self.ema.state_dict()),
            **checkpoint.prefixed("optimiser", checkpoint.optimiser_tensors(self.optimiser)),
        }
        checkpoint.save(path, tensors, {"step": self.done})

    def resume(self, path: Path) -> None:
        tensors, facts = checkpoint.load(path)
        self.generator.load_state_dict(checkpoint.below("generator", tensors))
        self.ema.load_state_dict(checkpoint.below("ema", tensors))
        checkpoint.restore_optimiser(self.optimiser, checkpoint.below("optimiser", tensors))
        self.done = facts["step"]
