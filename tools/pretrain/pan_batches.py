"""Pansharpening simulated: photographs and scenes averaged by 2 are the truth, a mixture of their bands is the pan band."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Optional

import numpy as np
import torch

from gan_core.sharpening.response import degraded
from gan_core.sharpening.statistics import Statistics
from gan_core.training.degradation import area_mean, blurred, mtf_sigma, normal
from gan_core.training.sharpening import SharpeningBatch
from tools.common.corpus import aerial, photographs
from tools.common.scenes import names, scene
from tools.pretrain.sharpening_draws import drawn_responses, gains, turned

SIDE, EDGE, FINER = 96, 8, 2
"""Of a patch of truth, what is not learned from at each side, pixels; by how much the originals are averaged."""
RATIOS = {2: 0.35, 4: 0.45, 3: 0.1, 6: 0.1}
RESPONSE, PAN = 0.47, (0.12, 0.6)
"""Totals of 0.3, and about 0.15, at Nyquist: what pansharpening assumes (Vivone et al. 2015)."""
SOFT, TRUTH = 0.4, (0.35, 0.9)
"""Share of batches whose truths are blurred themselves, as real bands are, and what that leaves at Nyquist."""
SHIFT, NOISE, COARSE_NOISE = 0.25, 0.03, 0.015
"""Standard deviation of the pan band's displacement, pixels of it; the most noise, in standard deviations of a band."""
MEAN, ONE_LESS = 0.4, 0.5
"""Shares of patches whose pan band is the plain mean, and of the others those of which it leaves a band out."""
SEED = 23


@dataclass(frozen=True)
class PanBatches:
    """Images of one number of bands in a batch, the same for the same step whatever came before."""

    images: dict[int, list[np.ndarray]]
    """By number of bands: (C, H, W), in standard deviations of all its bands together."""
    shares: dict[int, float]

    @classmethod
    def of(cls, imagery: Path, corpus: Optional[Path]) -> PanBatches:
        every = list(aerial(imagery, "train").values())
        if corpus:
            every += list(photographs(corpus, "train").values())
        for name in names(imagery, "train"):
            one = scene(imagery, name)
            every += [one.fine, one.coarse]
        images: dict[int, list[np.ndarray]] = {}
        for image in every:
            if min(image.shape[1:]) >= SIDE * FINER:
                images.setdefault(len(image), []).append(normalized(image.astype(np.float32)))
        return cls(images, {3: 0.3, 4: 0.6, 6: 0.1})

    def batch(self, step: int, count: int) -> SharpeningBatch:
        rng = np.random.default_rng([SEED, step])
        ratio = int(rng.choice(list(RATIOS), p=list(RATIOS.values())))
        bands = int(rng.choice(list(self.shares), p=list(self.shares.values())))
        original = self._patches(bands, count, rng)
        pan = torch.einsum("bc,bchw->bhw", weights(count, bands, rng), original)[:, None]
        sigma = torch.from_numpy(mtf_sigma(rng.uniform(*PAN, count), FINER)).float()[:, None]
        pan = area_mean(blurred(pan, sigma, SHIFT * FINER * normal((2, count, 1), rng)), FINER)
        if rng.random() < SOFT:
            sigma = torch.from_numpy(mtf_sigma(rng.uniform(*TRUTH, count), FINER)).float()[:, None]
            original = blurred(original, sigma.expand(-1, bands), torch.zeros(2, count, bands))
        truth = area_mean(original, FINER)
        draw = drawn_responses([RESPONSE] * bands, [1.0], rng)
        coarse = degraded(truth, draw.bands_at(ratio), ratio)
        gain, other = gains(count, bands, rng), gains(count, 1, rng)
        coarse = coarse + rng.uniform(0, COARSE_NOISE) * coarse.std((2, 3), keepdim=True) * normal(coarse.shape, rng)
        pan = (pan + rng.uniform(0, NOISE) * normal(pan.shape, rng)) * other
        return SharpeningBatch(coarse * gain, pan, truth * gain, draw.told_at(ratio), range(bands), [0], EDGE)

    def _patches(self, bands: int, count: int, rng: np.random.Generator) -> torch.Tensor:
        images, side = self.images[bands], SIDE * FINER
        areas = np.sqrt([float(image[0].size) for image in images])
        patches = []
        for index in rng.choice(len(images), count, p=areas / areas.sum()):
            row, column = (int(rng.integers(length - side + 1)) for length in images[index].shape[1:])
            patch = images[index][:, row : row + side, column : column + side]
            patches.append(turned(patch, int(rng.integers(4)), bool(rng.random() < 0.5)))
        return torch.from_numpy(np.stack(patches))


def normalized(image: np.ndarray) -> np.ndarray:
    """Every band in standard deviations of its own, and what they share of brightness kept."""
    return Statistics.of(list(image)).normalized(torch.from_numpy(image)).numpy()


def weights(count: int, bands: int, rng: np.random.Generator) -> torch.Tensor:
    """(count, bands), positive, of sum 1: what a pan band sees of each band."""
    drawn = rng.dirichlet(np.ones(bands), count)
    blind = rng.random(count) < ONE_LESS
    drawn[blind, rng.integers(bands, size=int(blind.sum()))] = 0
    drawn[rng.random(count) < MEAN] = 1
    return torch.from_numpy(drawn / drawn.sum(1, keepdims=True)).float()
