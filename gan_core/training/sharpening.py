"""Sharpening by a finer layer: a network learns what the regression on the guide leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Optional, Protocol

import torch

from gan_core.networks.sharpener import SharpenerNetwork
from gan_core.sharpening.consistency import ONE_PASS, consistent
from gan_core.sharpening.residual import residual_of
from gan_core.sharpening.response import Response
from gan_core.sharpening.sharpener import regressed
from gan_core.training.module import Schedule, TrainingModule
from gan_core.training.muon import muon_and_adam

BEFORE = 0.4
"""Share of the loss on what the network makes; the rest is on what one pass of consistency makes of that."""

CORNER = 0.05
"""In standard deviations of a band: smaller errors count by their squares, as in an RMSE."""


class SharpeningBatch(NamedTuple):
    """Patches of one ratio and the same bands, in standard deviations of their layers."""

    coarse: torch.Tensor
    """(B, C, H, W)."""
    guide: torch.Tensor
    """(B, K, H * ratio, W * ratio)."""
    truth: torch.Tensor
    """(B, C, H * ratio, W * ratio)."""
    responses: Sequence[Optional[Response]]
    """Of the coarse bands, as they are told; None where nothing is."""
    slots: Sequence[Optional[int]]
    """Of the coarse bands in the network's."""
    guide_slots: Sequence[int]
    edge: int
    """Pixels of the truth at each side that are not learned from."""

    @property
    def ratio(self) -> int:
        return self.truth.shape[2] // self.coarse.shape[2]


class SharpeningOutput(NamedTuple):
    """Without the edge."""

    image: torch.Tensor
    held: torch.Tensor
    truth: torch.Tensor


class SharpeningBatches(Protocol):
    """Where batches come from."""

    def batch(self, step: int, count: int) -> SharpeningBatch:
        """The same for the same arguments, whatever came before."""


class SharpeningModule(TrainingModule[SharpeningOutput]):
    evaluate_every = 50
    note = "look"

    def __init__(
        self, network: SharpenerNetwork, batches: SharpeningBatches, schedule: Schedule, low_precision: bool = False
    ) -> None:
        self.batches, self.low_precision = batches, low_precision
        super().__init__(network, schedule)

    def forward(self) -> SharpeningOutput:
        batch = self.batches.batch(self.before + self.done, self.schedule.batch)
        image, held = sharpened(self.network, batch, self.low_precision)
        edge = batch.edge
        return SharpeningOutput(*(whole[..., edge:-edge, edge:-edge] for whole in (image, held, batch.truth)))

    def loss(self, output: SharpeningOutput) -> torch.Tensor:
        """L1 with a round corner (Charbonnier et al. 1994)."""
        before, after = (
            torch.sqrt((image - output.truth) ** 2 + CORNER**2).mean() for image in (output.image, output.held)
        )
        return BEFORE * before + (1 - BEFORE) * after

    def make_optimizers(self) -> list[torch.optim.Optimizer]:
        return muon_and_adam(self.network, self.schedule.muon_lr, self.schedule.adam_lr)


def sharpened(
    network: SharpenerNetwork, batch: SharpeningBatch, low_precision: bool = False
) -> tuple[torch.Tensor, torch.Tensor]:
    """(what the network makes of a batch, the same after a pass of consistency), (B, C, H * ratio, W * ratio) both."""
    with torch.no_grad():
        base = regressed(
            batch.coarse,
            batch.guide,
            torch.ones_like(batch.coarse, dtype=torch.bool),
            torch.ones_like(batch.guide[:, :1], dtype=torch.bool),
            batch.responses,
            batch.ratio,
        )
    with torch.autocast(base.device.type, torch.bfloat16, enabled=low_precision):
        residual = residual_of(network, base, batch.guide, batch.responses, batch.slots, batch.guide_slots, batch.ratio)
    image = base + residual.float()
    return image, consistent(image, batch.coarse, batch.responses, batch.ratio, ONE_PASS)
