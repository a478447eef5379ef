"""How a model is fine-tuned: how long, how fast, and whether a GAN phase follows."""

from __future__ import annotations

import dataclasses
from typing import NamedTuple

import torch

from gan_core.networks.patch import PatchDiscriminator
from gan_core.training.adversarial_losses import RELATIVISTIC
from gan_core.training.discriminator import GAMMA, PairDiscriminator
from gan_core.training.heldout import ValidationSet
from gan_core.training.module import Schedule
from gan_core.training.precision_probe import low_precision_pays
from gan_core.training.super_resolution import BatchSource, SuperResolutionModule

STEPS = ((200, 6000), (50, 3000), (10, 600), (0, 300))
"""By the number of tiles to learn from, the most steps: on 16 tiles the gain is within 0.02 dB of its end after 250."""
GAN_FROM = 50
"""Tiles from which on a GAN phase follows by itself: a discriminator learns fewer by heart."""
GAN_SHARE = 0.4
"""Of the time, for the GAN phase."""
PATCH = 48
"""Side of a patch of what is seen, pixels; less where the tiles are smaller."""
PROBED = 4
"""Patches on which the faster precision is found: a few tell as well as a batch."""
SEED = 7


class Phases(NamedTuple):
    """Seconds of each phase; 0 for none."""

    faithful: float
    gan: float

    @classmethod
    def of(cls, wanted: str, tiles: int, seconds: float) -> Phases:
        """wanted: "auto", "on" or "off"."""
        game = wanted == "on" or (wanted == "auto" and tiles >= GAN_FROM)
        return cls(seconds * (1 - GAN_SHARE), seconds * GAN_SHARE) if game else cls(seconds, 0.0)


def steps_for(tiles: int) -> int:
    return next(steps for least, steps in STEPS if tiles >= least)


def faithful_phase(
    network: torch.nn.Module, batches: BatchSource, tiles: int, validation: ValidationSet
) -> SuperResolutionModule:
    """The phase that brings the image nearer to the truth, pixel by pixel.  validation: what the images are judged by."""
    schedule = Schedule(steps_for(tiles), muon_lr=0.004, adam_lr=5e-4, warmup_steps=20, ema_decay=0.99)
    weights = {"charbonnier": 1.0} if batches.scale > 1 else {"left_over": 1.0}
    low = low_precision_pays(network, batches.batch(0, PROBED).network_input)
    return SuperResolutionModule(
        network, batches, schedule, weights, low_precision=low, base=validation.base, held=validation.held, watched=True
    )


def gan_phase(
    network: torch.nn.Module, batches: BatchSource, tiles: int, bands: int, validation: ValidationSet
) -> SuperResolutionModule:
    """The phase that adds detail which could be there."""
    schedule = Schedule(steps_for(tiles) // 2, batch=8, muon_lr=0.001, adam_lr=1e-4, warmup_steps=20, ema_decay=0.99)
    discriminator = PairDiscriminator(
        PatchDiscriminator(2 * bands, features=32, layers=3),
        dataclasses.replace(RELATIVISTIC, gamma=GAMMA),
        lr=1e-3,
        seed=SEED,
    )
    weights = {"charbonnier": 1.0, "pattern": 0.02, "adversarial": 0.005}
    low = low_precision_pays(network, batches.batch(0, PROBED).network_input)
    return SuperResolutionModule(
        network,
        batches,
        schedule,
        weights,
        discriminator=discriminator,
        low_precision=low,
        base=validation.base,
        held=validation.held,
    )
