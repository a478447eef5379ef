"""Sentinel-2 by Wald's protocol: the coarse bands are the truth, what is coarser by one more ratio is sharpened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from gan_core.sharpening.response import degraded
from gan_core.sharpening.statistics import Statistics
from gan_core.training.sharpening import SharpeningBatch
from tools.common.scenes import BANDS, FINE, KEPT_SHARE, Scene, names, packaged, responses, scene
from tools.pretrain.sharpening_draws import drawn_responses, gains, turned

SIDE, EDGE = 72, 8
"""Of a patch of truth, and of what is not learned from at each side, pixels."""
LEAST_SPREAD = 0.15
"""Of a patch, in standard deviations of its scene: there is little to learn from the sea."""
RATIOS = {2: ((2, 0.85), (6, 0.15)), 6: ((6, 0.6), (3, 0.2), (2, 0.2))}
"""By the ratio that truth and guide have, those by which the truth is made coarser, with their shares."""
SIXTY = 0.2
"""Share of batches with the bands of 60 m."""
RESPONSES = {"own": 0.7, "misjudged": 0.12, "means": 0.06, "slight": 0.05, "unknown": 0.07}
"""As KINDS: its files say that it is Sentinel-2."""
FEWER_BANDS, FEWER_GUIDES = 0.3, 0.15
"""Shares of batches in which some are left out."""
SEED = 22


@dataclass(frozen=True)
class Sentinel2Batches:
    """Patches of one kind of scenes in a batch, the same for the same step whatever came before."""

    scenes: dict[int, list[Scene]]
    """By ratio, in standard deviations of each scene's bands."""

    @classmethod
    def of(cls, imagery: Path, downloads: Path) -> Sentinel2Batches:
        scenes = {}
        for ratio in RATIOS:
            whole = packaged(downloads / "scenes", ratio)
            top = int(KEPT_SHARE * whole.coarse.shape[1])
            learned = whole._replace(coarse=whole.coarse[:, top:], fine=whole.fine[:, top * ratio :])
            every = [*(scene(imagery, name, ratio) for name in names(imagery, "train", ratio)), learned]
            scenes[ratio] = [mirrored(normalized(one)) for one in every]
        return cls(scenes)

    def batch(self, step: int, count: int) -> SharpeningBatch:
        rng = np.random.default_rng([SEED, step])
        nested = 6 if rng.random() < SIXTY else 2
        ratios, shares = zip(*RATIOS[nested])
        ratio = int(rng.choice(ratios, p=shares))
        truth, fine = self._patches(nested, count, rng)
        bands = self.scenes[nested][0].bands
        slots = _some(len(bands), FEWER_BANDS, rng)
        guides = _some(len(FINE), FEWER_GUIDES, rng)
        truth, fine = truth[:, slots], fine[:, guides]
        own, finer = responses([bands[slot] for slot in slots]), responses([FINE[k] for k in guides])
        draw = drawn_responses(own, finer, rng, RESPONSES)
        truth, fine = truth * gains(count, len(slots), rng), fine * gains(count, len(guides), rng)
        return SharpeningBatch(
            degraded(truth, draw.bands_at(ratio), ratio),
            degraded(fine, draw.guide_at(nested), nested),
            truth,
            draw.told_at(ratio),
            [BANDS.index(bands[slot]) for slot in slots],
            guides,
            EDGE,
        )

    def _patches(self, nested: int, count: int, rng: np.random.Generator) -> tuple[torch.Tensor, torch.Tensor]:
        """Truth (count, C, SIDE, SIDE) and fine bands (count, 4, SIDE * nested, SIDE * nested)."""
        scenes = self.scenes[nested]
        areas = np.array([one.coarse[0].size for one in scenes], float)
        truths, fines = [], []
        while len(truths) < count:
            one = scenes[rng.choice(len(scenes), p=areas / areas.sum())]
            row, column_ = (int(rng.integers(length - SIDE + 1)) for length in one.coarse.shape[1:])
            truth = one.coarse[:, row : row + SIDE, column_ : column_ + SIDE]
            if truth.std((1, 2)).mean() < LEAST_SPREAD:
                continue
            fine = one.fine[:, row * nested :, column_ * nested :][:, : SIDE * nested, : SIDE * nested]
            turns, flipped = int(rng.integers(4)), bool(rng.random() < 0.5)
            truths.append(turned(truth, turns, flipped))
            fines.append(turned(fine, turns, flipped))
        return torch.from_numpy(np.stack(truths)), torch.from_numpy(np.stack(fines))


def normalized(one: Scene) -> Scene:
    """In standard deviations of its bands."""
    coarse, fine = (
        Statistics.of(list(image)).normalized(torch.from_numpy(image)).numpy() for image in (one.coarse, one.fine)
    )
    return one._replace(coarse=coarse, fine=fine)


def mirrored(one: Scene) -> Scene:
    """Enlarged by its mirror image to SIDE at least."""
    lacking = [max(0, SIDE - length) for length in one.coarse.shape[1:]]
    pads = [(0, 0), *((more // 2, more - more // 2) for more in lacking)]
    fine = [tuple(one.ratio * side for side in pad) for pad in pads]
    return one._replace(coarse=np.pad(one.coarse, pads, "symmetric"), fine=np.pad(one.fine, fine, "symmetric"))


def _some(count: int, share: float, rng: np.random.Generator) -> list[int]:
    """All, or with this share a random part of them, in order."""
    if rng.random() >= share:
        return list(range(count))
    return sorted(int(one) for one in rng.choice(count, int(rng.integers(1, count + 1)), replace=False))
