"""A detector learns from crops of a few marked objects."""

from __future__ import annotations

import dataclasses
import math
from typing import NamedTuple

import torch

from gan_core.training.detection_crops import Crop
from gan_core.training.detection_targets import DetectionTargets, detection_loss, make_targets
from gan_core.training.module import Schedule, TrainingModule
from gan_core.training.muon import muon_and_adam
from gan_core.training.prefetch import Sampler

BATCH = 4
LEAST_STEPS, MOST_STEPS, STEPS = 400, 3000, 70
"""The last times the root of the number of objects.  More, and unlabeled objects are learned as ground.  From 50 crowns
500 steps of the first round gave AP50 0.412, and as many from random weights 0.381 (two draws, four views)."""
SCHEDULE = Schedule(MOST_STEPS, batch=BATCH, muon_lr=0.02, adam_lr=1e-3, warmup_steps=20, ema_decay=0.998)
"""A slow average finds more: with `ema_decay` at 0.99 AP50 was 0.34 instead of 0.39 (two draws of 50 crowns, 1,000 steps,
an earlier network)."""


def steps_for(marked: int) -> int:
    """How many steps so many marked objects are worth."""
    return min(MOST_STEPS, max(LEAST_STEPS, round(STEPS * math.sqrt(marked))))


class Output(NamedTuple):
    """What the network says of a batch of crops, and what it should say."""

    planes: torch.Tensor
    """(B, classes + BOX, h, w), in cells."""
    targets: DetectionTargets


class DetectorModule(TrainingModule[Output]):
    """Its slow average is what is kept."""

    key = "network"
    evaluate_every = 10
    note = "detector-look"

    def __init__(
        self, network: torch.nn.Module, crops: Sampler[list[Crop]], classes: int, stride: int, steps: int
    ) -> None:
        """stride: side of a cell of the network's output, pixels.  steps: at most."""
        self.crops, self.classes, self.stride = crops, classes, stride
        super().__init__(network, dataclasses.replace(SCHEDULE, steps=steps))

    def forward(self) -> Output:
        device = next(self.network.parameters()).device
        crops = self.crops.batch(self.done, self.schedule.batch)
        images = torch.stack([crop.image for crop in crops]).to(device)
        targets = DetectionTargets(*(planes.to(device) for planes in make_targets(crops, self.classes, self.stride)))
        return Output(self.network(images), targets)

    def loss(self, output: Output) -> torch.Tensor:
        return detection_loss(output.planes, output.targets)

    def make_optimizers(self) -> list[torch.optim.Optimizer]:
        return muon_and_adam(self.network, self.schedule.muon_lr, self.schedule.adam_lr)


class SecondRound(DetectorModule):
    """Learns from what the first round detected as well."""

    note = "detector-look-again"
