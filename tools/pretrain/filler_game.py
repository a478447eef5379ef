"""Train the GAN's weights of `fillgaps`, from the faithful ones on: texture that goes on across a gap, where it is worth it.

python -m tools.pretrain.filler_game --imagery FOLDER --checkpoints FOLDER
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from gan_core.networks.filler import FillerNetwork
from gan_core.networks.patch import PatchDiscriminator
from gan_core.training import checkpoint
from gan_core.training.adversarial_losses import RELATIVISTIC
from gan_core.training.discriminator import GAMMA, DiscriminatorTraining, Scorer
from gan_core.training.filling import FillingBatches, filled, gap_loss
from gan_core.training.gan_module import GanModule
from gan_core.training.losses import GeneratorOutput, Loss
from gan_core.training.module import Schedule
from gan_core.training.muon import muon_and_adam
from tools.pretrain.filler import NAME, start
from tools.pretrain.loop import train
from tools.pretrain.vgg import perceptual

SCHEDULE = Schedule(steps=2200, batch=4, muon_lr=0.004, adam_lr=1e-3)
WEIGHTS = {"gaps": 1.0, "perceptual": 0.4, "adversarial": 0.06}
SHOWN = 0.15
"""Of the range that the feature network sees, a standard deviation; the middle of it is a band's median."""
ROUGH = 0.05
"""Standard deviation of what the features are roughened by at first."""
SEED = 26


@dataclass(frozen=True)
class FillingRound:
    """What the generator made of a batch, known pixels as they are."""

    image: torch.Tensor
    truth: torch.Tensor
    """(B, C, H, W) both."""
    error: torch.Tensor
    known: torch.Tensor
    """(B, 1, H, W) bool."""


class GapDiscriminator(DiscriminatorTraining[FillingRound]):
    """Sees the filled image, and where the gaps were."""

    def _scorer(self, result: FillingRound, step: int) -> Scorer:
        gaps = (~result.known).to(result.truth.dtype)
        return lambda image: self.network(self._changed(torch.cat((image, gaps), 1), step))


class FillingGame(GanModule):
    evaluate_every = 50
    note = "look"

    def __init__(
        self, network: FillerNetwork, batches: FillingBatches, discriminator: GapDiscriminator, features: Loss
    ) -> None:
        self.batches, self.features = batches, features
        super().__init__(network, SCHEDULE, discriminator, None, low_precision=True)  # type: ignore[arg-type]

    def forward(self) -> FillingRound:  # type: ignore[override]
        batch = self.batches.batch(self.done, self.schedule.batch)
        place = tuple(int(start) for start in np.random.default_rng([SEED, self.done]).integers(0, 4000, 2) * 8)
        made = filled(self.network, batch, self.low_precision, place)
        image, error = (plane.reshape(batch.truth.shape) for plane in made)
        return FillingRound(image, batch.truth, error, batch.known[:, None])

    def loss(self, output: FillingRound) -> torch.Tensor:  # type: ignore[override]
        assert self.discriminator is not None
        seen = GeneratorOutput(*((SHOWN * image + 0.5) for image in [output.image] * 2 + [output.truth] * 2))
        return (
            WEIGHTS["gaps"] * gap_loss(output.image, output.error, output.truth, output.known)
            + WEIGHTS["perceptual"] * self.features(seen)
            + WEIGHTS["adversarial"] * self.discriminator.generator_loss(output, self.done)
        )

    def make_optimizers(self) -> list[torch.optim.Optimizer]:
        return muon_and_adam(self.network, self.schedule.muon_lr, self.schedule.adam_lr)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--imagery", type=Path, required=True)
    parser.add_argument("--checkpoints", type=Path, required=True)
    options = parser.parse_args()
    faithful = start(options.imagery, options.checkpoints)
    tensors, _ = checkpoint.load(options.checkpoints / f"{NAME}.safetensors")
    faithful.network.load_state_dict(checkpoint.below("ema", tensors))
    torch.manual_seed(SEED)
    for name, parameter in faithful.network.named_parameters():
        if name.endswith("roughness"):
            torch.nn.init.normal_(parameter, std=ROUGH)
    rival = GapDiscriminator(PatchDiscriminator(4, 32, 3), RELATIVISTIC, 2e-4, SEED)
    rival.gamma = GAMMA
    features = perceptual(options.checkpoints, low_precision=True)
    game = FillingGame(faithful.network, faithful.batches, rival, features)
    train(game, options.checkpoints / f"{NAME}-game.safetensors", f"{NAME} game")


if __name__ == "__main__":
    main()
