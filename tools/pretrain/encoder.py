"""Train the encoder that has seen the ground, by what a teacher sees.  Resumed from its checkpoint wherever it was stopped.

python -m tools.pretrain.encoder --corpus FOLDER --imagery FOLDER --checkpoints FOLDER

Hinton et al., "Distilling the Knowledge in a Neural Network", 2015, with the features of every place in place of classes
(Romero et al., "FitNets", 2015).  No label is used.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NamedTuple

import torch
from torch import nn

from gan_core.networks import build
from gan_core.networks.encoder import GroundEncoder, widths
from gan_core.runs.ground import GROUND
from gan_core.training.module import Schedule, TrainingModule
from gan_core.training.muon import muon_and_adam
from tools.pretrain.encoder_lessons import COMPONENTS, Lessons
from tools.pretrain.loop import train

NAME = GROUND
ARGUMENTS = {"features": 32}
SCHEDULE = Schedule(steps=4000, batch=8, muon_lr=0.02, adam_lr=1e-3)
SEED = 26
GRIDS = 2
"""Of the encoder, that learn."""
BORDER = 2
"""Cells at a patch's edge that nothing is learned from: the teacher saw nothing beyond."""
CONTRAST, SHIFT, TINT, NOISE = 0.35, 0.15, 0.03, 0.04
"""How far the encoder sees a patch otherwise than its teacher did: the logarithm of its contrast, its brightness, that of its
bands, and noise, at most."""
FEW_BANDS = 0.25
"""Share of the batches of a single band."""


class Student(nn.Module):
    """The encoder, and what its grids tell of the teacher's."""

    def __init__(self, encoder: GroundEncoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.tail = nn.ModuleList(nn.Conv2d(width, COMPONENTS, 1) for width in widths(encoder.features)[:GRIDS])

    def forward(self, x: torch.Tensor) -> list[torch.Tensor]:
        return [tail(nn.functional.silu(features)) for tail, features in zip(self.tail, self.encoder(x))]


class Output(NamedTuple):
    predictions: list[torch.Tensor]
    targets: list[torch.Tensor]


class EncoderModule(TrainingModule[Output]):
    """Its loss is the share of the features' variance that is not told, of both grids together."""

    key = "student"
    evaluate_every = 100
    note = "look"

    def __init__(self, network: Student, lessons: Lessons, schedule: Schedule) -> None:
        self.lessons = lessons
        self.variances = [float(each[::8].float().var((0, 2, 3)).sum()) for each in lessons.targets]
        super().__init__(network, schedule)

    def forward(self) -> Output:
        random = torch.Generator().manual_seed(SEED + self.before + self.done)
        chosen = torch.randint(len(self.lessons.patches), (self.schedule.batch,), generator=random)
        patches = otherwise(self.lessons.patches[chosen].float() / 255, random)
        predictions = self.network(patches.contiguous(memory_format=torch.channels_last))
        return Output(predictions, [each[chosen].float() for each in self.lessons.targets])

    def loss(self, output: Output) -> torch.Tensor:
        inner = (..., slice(BORDER, -BORDER), slice(BORDER, -BORDER))
        parts = [
            (prediction - target)[inner].square().sum(1).mean() / variance
            for prediction, target, variance in zip(*output, self.variances)
        ]
        return torch.stack(parts).mean()

    def make_optimizers(self) -> list[torch.optim.Optimizer]:
        return muon_and_adam(self.network, self.schedule.muon_lr, self.schedule.adam_lr)


def otherwise(patches: torch.Tensor, random: torch.Generator) -> torch.Tensor:
    """(B, 3, H, W) in 0..1 as another sensor may see them, (B, 3 or 1, H, W)."""
    count = len(patches)

    def drawn(*shape: int) -> torch.Tensor:
        return torch.rand(count, *shape, generator=random)

    mean = patches.mean((1, 2, 3), keepdim=True)
    patches = (patches - mean) * (CONTRAST * (2 * drawn(1, 1, 1) - 1)).exp() + mean
    patches = patches + SHIFT * (2 * drawn(1, 1, 1) - 1) + TINT * (2 * drawn(3, 1, 1) - 1)
    patches = patches + NOISE * drawn(1, 1, 1).square() * torch.randn(patches.shape, generator=random)
    if float(torch.rand((), generator=random)) >= FEW_BANDS:
        return patches
    band = int(torch.randint(4, (), generator=random))
    return patches.mean(1, keepdim=True) if band == 3 else patches[:, band : band + 1]


def start(corpus: Path, imagery: Path, checkpoints: Path) -> EncoderModule:
    torch.manual_seed(SEED)
    return EncoderModule(student(), Lessons.of(corpus, imagery, checkpoints), SCHEDULE)


def student() -> Student:
    encoder = build("ground-encoder", ARGUMENTS)
    assert isinstance(encoder, GroundEncoder)
    return Student(encoder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--imagery", type=Path, required=True)
    parser.add_argument("--checkpoints", type=Path, required=True)
    options = parser.parse_args()
    options.checkpoints.mkdir(parents=True, exist_ok=True)
    train(
        start(options.corpus, options.imagery, options.checkpoints), options.checkpoints / f"{NAME}.safetensors", NAME
    )


if __name__ == "__main__":
    main()
