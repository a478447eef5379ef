"""Super-resolution: a generator learns, batch after batch, what its base image lacks; with a discriminator, detail too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Optional, Protocol

import torch

from gan_core.radiometry.consistency import Base
from gan_core.radiometry.lock import Held, held_to
from gan_core.training.discriminator import PairDiscriminator
from gan_core.training.gan_module import GanModule
from gan_core.training.losses import LOSSES, GeneratorOutput, Loss, weighted
from gan_core.training.module import Schedule
from gan_core.training.monitor import SIGNS, Monitor
from gan_core.training.muon import muon_and_adam
from gan_core.training.pairs import Batch

ADVERSARIAL = "adversarial"


class BatchSource(Protocol):
    """Where batches come from: `Pairs`, or pairs of two layers."""

    @property
    def scale(self) -> int: ...

    def batch(self, step: int, count: int) -> Batch:
        """The same for the same arguments, whatever came before."""


class SuperResolutionModule(GanModule[GeneratorOutput]):
    """From low resolution to high, or at scale 1 from bad to good."""

    evaluate_every = 25
    note = "look"

    def __init__(
        self,
        generator: torch.nn.Module,
        pairs: BatchSource,
        schedule: Schedule,
        weights: Mapping[str, float],
        losses: Mapping[str, Loss] = LOSSES,
        discriminator: Optional[PairDiscriminator] = None,
        low_precision: bool = True,
        base: Base = "bicubic",
        held: Held = "exact",
        watched: bool = False,
    ) -> None:
        """weights: of the losses, by name; "adversarial" is the discriminator's.  low_precision: bfloat16 in the generator.

        base: what the generator's residual is added to.  held: what of the input the image is held to.  watched: by the
        monitor, as a run with a discriminator always is.
        """
        monitor = Monitor(SIGNS) if discriminator or watched else None
        super().__init__(generator, schedule, discriminator, monitor, low_precision)
        self.pairs, self.base, self.held = pairs, base, held
        self.weights, self.losses_by_name = dict(weights), losses

    def forward(self) -> GeneratorOutput:
        device = next(self.network.parameters()).device
        batch = Batch(*(tensor.to(device) for tensor in self.pairs.batch(self.done, self.schedule.batch)))
        with torch.autocast(device.type, torch.bfloat16, enabled=self.low_precision):
            residual = self.network(batch.network_input.contiguous(memory_format=torch.channels_last))
        residual, scale = residual.float(), self.pairs.scale
        stack = held_to(batch.low_res, residual, self.base, self.held if scale > 1 else "none", response=batch.response)
        return GeneratorOutput(torch.nn.functional.pixel_shuffle(stack, scale), residual, batch.truth, batch.low_res)

    def loss(self, output: GeneratorOutput) -> torch.Tensor:
        plain = {name: weight for name, weight in self.weights.items() if name != ADVERSARIAL}
        loss = weighted(output, plain, self.losses_by_name)
        if self.discriminator:
            loss = loss + self.weights[ADVERSARIAL] * self.discriminator.generator_loss(output, self.done)
        return loss

    def make_optimizers(self) -> list[torch.optim.Optimizer]:
        return muon_and_adam(self.network, self.schedule.muon_lr, self.schedule.adam_lr)
