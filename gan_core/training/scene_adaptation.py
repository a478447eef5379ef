"""A network for sharpening learns on at the reduced resolution of the very layer that it is to sharpen.

What the layer shows is the truth there; it and its guide are made coarser once more.  A part that is not learned from decides
whether the result is any better: small scenes are learned by heart in seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Optional

import numpy as np
import torch

from gan_core.networks.sharpener import SharpenerNetwork
from gan_core.sharpening.consistency import consistent
from gan_core.sharpening.response import Response, degraded
from gan_core.sharpening.sharpener import LAST_PASSES, USUAL
from gan_core.training.module import Schedule
from gan_core.training.sharpening import SharpeningBatch, SharpeningModule, sharpened
from gan_core.training.trainer import Metrics

SIDE, EDGE = 48, 6
"""Of a patch of truth, and of what is not learned from at each side, pixels."""
HELD_OUT, LEAST_HELD_OUT = 0.3, 36
"""Share of a tile's columns that decides, at its right, and its least width, pixels; SIDE to learn from must be left."""
BATCH, MUON_RATE, RATE = 8, 8e-3, 4e-4
"""Tried on a whole scene for 400 steps: Adam at 2e-4 gains .25 dB, at 1e-3 .31, Muon so .33."""
MOST_STEPS = 3000
LEAST_GAIN = 0.1
"""dB on what is held out, below which the network stays as it was: 1 % of the error."""
SEED = 3


class SceneTile(NamedTuple):
    """A part of both layers, all of it valid or filled, in standard deviations of the layers' bands."""

    coarse: torch.Tensor
    """(C, H, W) float32."""
    guide: torch.Tensor
    """(K, H * ratio, W * ratio) float32."""


@dataclass(frozen=True)
class Scene:
    """What is learned from, beside how it is seen."""

    tiles: Sequence[SceneTile]
    ratio: int
    responses: Sequence[Optional[Response]]
    """Of the coarse bands; None where not known."""
    guide_responses: Sequence[Optional[Response]]
    """Of the guide's, as if they were seen at the coarse bands' resolution: of the response at their own Nyquist frequency."""
    slots: Sequence[Optional[int]]
    guide_slots: Sequence[int]

    def split(self) -> tuple[Scene, Scene]:
        """(what is learned from, what decides); either may be without tiles where the scene is too small."""
        learned, held = [], []
        for tile in self.tiles:
            height, width = tile.coarse.shape[1:]
            aside = max(LEAST_HELD_OUT, int(HELD_OUT * width)) // self.ratio * self.ratio
            if height >= SIDE and width - aside >= SIDE:
                learned.append(_columns(tile, 0, width - aside, self.ratio))
                held.append(_columns(tile, width - aside, width, self.ratio))
        return self._of(learned), self._of(held)

    def _of(self, tiles: Sequence[SceneTile]) -> Scene:
        return Scene(tiles, self.ratio, self.responses, self.guide_responses, self.slots, self.guide_slots)

    def batch(self, step: int, count: int) -> SharpeningBatch:
        """Patches, turned; the same for the same step."""
        rng = np.random.default_rng([SEED, step])
        areas = np.array([float(tile.coarse[0].numel()) for tile in self.tiles])
        coarse: list[torch.Tensor] = []
        guide: list[torch.Tensor] = []
        for index in rng.choice(len(self.tiles), count, p=areas / areas.sum()):
            tile = self.tiles[index]
            row, column = (int(rng.integers(side - SIDE + 1)) for side in tile.coarse.shape[1:])
            turns, flipped = int(rng.integers(4)), bool(rng.random() < 0.5)
            for patches, image, factor in ((coarse, tile.coarse, 1), (guide, tile.guide, self.ratio)):
                top, left, side = row * factor, column * factor, SIDE * factor
                patch = torch.rot90(image[:, top : top + side, left : left + side], turns, (1, 2))
                patches.append(patch.flip(2) if flipped else patch)
        return self.reduced(torch.stack(coarse), torch.stack(guide))

    def reduced(self, truth: torch.Tensor, guide: torch.Tensor) -> SharpeningBatch:
        """truth: (B, C, H, W), sides multiples of the ratio.  guide: (B, K, H * ratio, W * ratio)."""
        usual = Response.of(USUAL, self.ratio)
        seen, its = ([one or usual for one in every] for every in (self.responses, self.guide_responses))
        return SharpeningBatch(
            degraded(truth, seen, self.ratio),
            degraded(guide, its, self.ratio),
            truth,
            self.responses,
            self.slots,
            self.guide_slots,
            EDGE,
        )

    @torch.no_grad()
    def error(self, network: SharpenerNetwork) -> float:
        """Root mean square, over all bands and tiles."""
        total, count = 0.0, 0
        for tile in self.tiles:
            height, width = (side // (2 * self.ratio) * 2 * self.ratio for side in tile.coarse.shape[1:])
            fine = tile.guide[None, :, : height * self.ratio, : width * self.ratio]
            batch = self.reduced(tile.coarse[None, :, :height, :width], fine)
            image = sharpened(network, batch)[0]
            image = consistent(image, batch.coarse, batch.responses, self.ratio, LAST_PASSES)
            off = (image - batch.truth)[..., EDGE:-EDGE, EDGE:-EDGE]
            total, count = total + float(off.square().sum()), count + off.numel()
        return (total / max(1, count)) ** 0.5


class SceneAdaptation(SharpeningModule):
    """To be trained by a Trainer with `Judge` as its metrics.  Raises ValueError for a scene without tiles."""

    evaluate_every = 25
    note = "adapt-look"

    def __init__(self, network: SharpenerNetwork, learned: Scene, low_precision: bool = False) -> None:
        if not learned.tiles:
            raise ValueError("there is nothing to learn from")
        schedule = Schedule(MOST_STEPS, batch=BATCH, muon_lr=MUON_RATE, adam_lr=RATE, warmup_steps=10, ema_decay=0.99)
        super().__init__(network, learned, schedule, low_precision)


class Judge:
    """How much better a network is on what is held out than the one before: `compute_metrics` of a Trainer."""

    def __init__(self, held_out: Scene, network: SharpenerNetwork) -> None:
        self.held_out, self.before = held_out, held_out.error(network)

    def __call__(self, network: torch.nn.Module) -> Metrics:
        after = self.held_out.error(network)  # type: ignore[arg-type]
        gain = 20 * float(np.log10(max(self.before, 1e-12) / max(after, 1e-12)))
        return Metrics({"gain": gain}, gain if gain >= LEAST_GAIN else 0.0)


def _columns(tile: SceneTile, first: int, last: int, ratio: int) -> SceneTile:
    return SceneTile(tile.coarse[:, :, first:last], tile.guide[:, :, first * ratio : last * ratio])
