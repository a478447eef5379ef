"""A run of super-resolution: a generator learns, batch after batch, what its base image lacks; with a rival, detail too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Optional, Protocol

import torch

from gan_core.radiometry.consistency import Base
from gan_core.radiometry.lock import Held, held_to
from gan_core.training.discriminator import PairRival
from gan_core.training.losses import LOSSES, Loss, Result, weighted
from gan_core.training.module import Learner, Schedule
from gan_core.training.monitor import SIGNS, Monitor
from gan_core.training.muon import Muon
from gan_core.training.pairs import Batch

ADVERSARIAL = "adversarial"


class Lessons(Protocol):
    """Where a run's batches come from: `Pairs`, or pairs of two layers."""

    @property
    def scale(self) -> int: ...

    def batch(self, step: int, count: int) -> Batch: ...


class Run(Learner[Result]):
    """`step()` until `finished`."""

    def __init__(
        self,
        generator: torch.nn.Module,
        pairs: Lessons,
        schedule: Schedule,
        weights: Mapping[str, float],
        losses: Mapping[str, Loss] = LOSSES,
        rival: Optional[PairRival] = None,
        low_precision: bool = True,
        base: Base = "bicubic",
        held: Held = "exact",
        watched: bool = False,
    ) -> None:
        """weights: of the losses, by name; "adversarial" is the rival's.  low_precision: bfloat16 in the generator.

        base: what the generator's residual is added to.  held: what of the input the image is held to.  watched: by the
        monitor, as a run with a rival always is.
        """
        super().__init__(generator, schedule, rival, Monitor(SIGNS) if rival or watched else None, low_precision)
        self.pairs, self.base, self.held = pairs, base, held
        self.weights, self.losses_by_name = dict(weights), losses

    def _loss(self, result: Result) -> torch.Tensor:
        loss = weighted(result, self._plain_weights(), self.losses_by_name)
        if self.rival:
            loss = loss + self.weights[ADVERSARIAL] * self.rival.deceived(result, self.done)
        return loss

    def _optimisers(self) -> list[torch.optim.Optimizer]:
        return optimisers(self.generator, self.schedule)

    def produced(self) -> Result:
        """The generator's images for this step's batch."""
        device = next(self.generator.parameters()).device
        batch = Batch(*(tensor.to(device) for tensor in self.pairs.batch(self.done, self.schedule.batch)))
        with torch.autocast(device.type, torch.bfloat16, enabled=self.low_precision):
            residual = self.generator(batch.given.contiguous(memory_format=torch.channels_last))
        residual, scale = residual.float(), self.pairs.scale
        stack = held_to(batch.seen, residual, self.base, self.held if scale > 1 else "none", response=batch.response)
        return Result(torch.nn.functional.pixel_shuffle(stack, scale), residual, batch.truth, batch.seen)

    def _plain_weights(self) -> dict[str, float]:
        return {name: weight for name, weight in self.weights.items() if name != ADVERSARIAL}


def optimisers(generator: torch.nn.Module, schedule: Schedule) -> list[torch.optim.Optimizer]:
    """Muon for the inner convolutions' kernels, Adam for the head, the tail and every bias."""
    inner: list[torch.nn.Parameter] = []
    outer: list[torch.nn.Parameter] = []
    for name, weight in generator.named_parameters():
        (inner if weight.ndim == 4 and not name.startswith(("head", "tail")) else outer).append(weight)
    chosen: list[torch.optim.Optimizer] = [
        Muon(inner, schedule.muon_lr),
        torch.optim.Adam(outer, schedule.adam_lr, (0.9, 0.99)),
    ]
    for optimiser in chosen:
        for group in optimiser.param_groups:
            group["initial_lr"] = group["lr"]
    return chosen
