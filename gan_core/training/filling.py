"""Filling gaps: a network learns what interpolating along lines leaves out, beside a reference or without one."""

from __future__ import annotations

from typing import NamedTuple, Protocol

import torch

from gan_core.filling.lines import interpolated, lines
from gan_core.networks.filler import FillerNetwork, FillerOutput
from gan_core.training.module import Schedule, TrainingModule
from gan_core.training.muon import muon_and_adam

REACH = 64
"""Pixels along a line that are looked at."""
CORNER = 1.0
"""In standard deviations of a band: smaller errors count by their squares, as in an RMSE."""
DOUBT = 0.1
"""Weight of how well the size of the errors is told."""


class FillingBatch(NamedTuple):
    """Patches of so many bands, in standard deviations of their layers."""

    truth: torch.Tensor
    """(B, C, H, W)."""
    known: torch.Tensor
    """(B, H, W) bool: of all bands."""
    guide: torch.Tensor
    """(B, C, H, W): what a reference says of each band; 0 where there is none."""


class FillingBatches(Protocol):
    """Where batches come from."""

    def batch(self, step: int, count: int) -> FillingBatch:
        """The same for the same arguments, whatever came before."""


class FillingModule(TrainingModule[tuple[FillerOutput, FillingBatch]]):
    evaluate_every = 50
    note = "look"

    def __init__(
        self, network: FillerNetwork, batches: FillingBatches, schedule: Schedule, low_precision: bool = False
    ) -> None:
        self.batches, self.low_precision = batches, low_precision
        super().__init__(network, schedule)

    def forward(self) -> tuple[FillerOutput, FillingBatch]:
        batch = self.batches.batch(self.before + self.done, self.schedule.batch)
        return filled(self.network, batch, self.low_precision), batch

    def loss(self, output: tuple[FillerOutput, FillingBatch]) -> torch.Tensor:
        made, batch = output
        image, error = (plane.reshape(batch.truth.shape) for plane in made)
        return gap_loss(image, error, batch.truth, batch.known[:, None])

    def make_optimizers(self) -> list[torch.optim.Optimizer]:
        return muon_and_adam(self.network, self.schedule.muon_lr, self.schedule.adam_lr)


def gap_loss(image: torch.Tensor, error: torch.Tensor, truth: torch.Tensor, known: torch.Tensor) -> torch.Tensor:
    """Of the gaps alone: L1 with a wide round corner (Charbonnier et al. 1994), and how far what is told of the errors' size is
    from it.  (B, C, H, W); known: (B, 1, H, W) bool."""
    gaps = (~known).expand_as(truth)
    errors = (image - truth)[gaps]
    misjudged = (error[gaps] - errors.detach().abs()).abs()
    return (torch.sqrt(errors**2 + CORNER**2) - CORNER).mean() + DOUBT * misjudged.mean()


def filled(
    network: FillerNetwork, batch: FillingBatch, low_precision: bool = False, place: tuple[int, int] = (0, 0)
) -> FillerOutput:
    """Every band as an image of its own, (B * C, H, W).  place: as the network takes it."""
    bands = batch.truth.shape[1]
    known, guide = batch.known.repeat_interleave(bands, 0), batch.guide.flatten(0, 1)
    values = torch.where(known, batch.truth.flatten(0, 1) - guide, 0.0)
    along = lines(values, known, REACH)
    image = interpolated(values, known, along) + guide
    with torch.autocast(image.device.type, torch.bfloat16, enabled=low_precision):
        return network(image, guide, along.values + guide[:, None], along.weights, known, place)
