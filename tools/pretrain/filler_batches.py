"""What `fillgaps` learns from: photographs and scenes with gaps of every kind, half of them beside a reference.

Two dates of one place are rare.  A reference is made of the other bands of the same image, each with a tone curve, brightness
that drifts across the ground and fields that have changed, a little blur, noise and shift: what stays is where things are.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from gan_core.filling.prediction import moments, predicted
from gan_core.sharpening.statistics import Statistics
from gan_core.training.filling import FillingBatch
from tools.common.corpus import aerial
from tools.common.gaps import cloud, drawn
from tools.common.scenes import KEPT_SHARE, names, packaged, scene
from tools.pretrain.sharpening_draws import turned

SIDE = 112
"""Of a patch, pixels."""
BANDS = 3
"""That are filled together."""
SCENES, HALVED = 0.5, 0.25
"""Shares of patches from satellites, and of those from images averaged by 2, where they are large enough."""
REFERENCE = 0.5
"""Share of patches with a reference, of those whose image has bands to spare."""
INVERTED, GAIN = 0.2, 0.3
"""Share of patches turned into their negatives; the spread of contrasts, as a logarithm."""
LEAST_SPREAD = 0.1
"""Of a patch, in standard deviations of its image."""
CHANGED, DRIFT, NOISE, SHIFT = 0.35, 0.3, 0.1, 0.4
"""Of a reference, at most: share of the ground that has changed, drift and noise in standard deviations, shift in pixels."""
SEED = 25


@dataclass(frozen=True)
class FillerBatches:
    """The same for the same step whatever came before."""

    scenes: list[np.ndarray]
    photographs: list[np.ndarray]
    """Both (C, H, W), in standard deviations of their bands."""

    @classmethod
    def of(cls, imagery: Path, downloads: Path) -> FillerBatches:
        whole = packaged(downloads / "scenes")
        top = int(KEPT_SHARE * whole.coarse.shape[1])
        sets = [whole.coarse[:, top:], whole.fine[:, 2 * top :]]
        for name in names(imagery, "train"):
            each = scene(imagery, name)
            sets += [each.coarse, each.fine]
        photographs = [image.astype(np.float32) for image in aerial(imagery, "train").values()]
        return cls(*([normalized(image) for image in part if large(image)] for part in (sets, photographs)))

    def batch(self, step: int, count: int) -> FillingBatch:
        rng = np.random.default_rng([SEED, step])
        truths, masks, guides = zip(*(self._patch(rng) for _ in range(count)))
        return FillingBatch(torch.stack(truths), torch.stack(masks), torch.stack(guides))

    def _patch(self, rng: np.random.Generator) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        image = self._image(rng)
        order = rng.permutation(len(image))
        known = torch.from_numpy(~drawn((SIDE, SIDE), rng))
        truth = image[order[:BANDS]]
        if rng.random() >= REFERENCE or len(image) == BANDS:
            return truth, known, torch.zeros_like(truth)
        count = int(rng.integers(1, len(image) - BANDS + 1))
        reference = changed(image[order[BANDS : BANDS + count]], rng)
        sums = moments(truth, reference, known)
        prior = sums.mean((1, 2)) / sums[0].mean()
        everywhere = torch.ones_like(known)
        return truth, known, predicted(truth, known.expand(BANDS, -1, -1), reference, everywhere, prior)

    def _image(self, rng: np.random.Generator) -> torch.Tensor:
        """(C, SIDE, SIDE) with something to see."""
        while True:
            pool = self.scenes if rng.random() < SCENES else self.photographs
            sides = np.sqrt([float(image[0].size) for image in pool])
            image = pool[rng.choice(len(pool), p=sides / sides.sum())]
            factor = 2 if min(image.shape[1:]) >= 2 * SIDE and rng.random() < HALVED else 1
            row, column = (int(rng.integers(length - factor * SIDE + 1)) for length in image.shape[1:])
            patch = image[:, row : row + factor * SIDE, column : column + factor * SIDE]
            patch = patch.reshape(len(image), SIDE, factor, SIDE, factor).mean((2, 4))
            if patch.std((1, 2)).mean() >= LEAST_SPREAD:
                break
        sign = -1 if rng.random() < INVERTED else 1
        patch = turned(patch, int(rng.integers(4)), bool(rng.random() < 0.5)) * np.exp(rng.normal(0, GAIN)) * sign
        return torch.from_numpy(np.ascontiguousarray(patch, np.float32))


def large(image: np.ndarray) -> bool:
    return len(image) >= BANDS and min(image.shape[1:]) >= SIDE


def normalized(image: np.ndarray) -> np.ndarray:
    return Statistics.of(list(image)).normalized(torch.from_numpy(image)).numpy()


def changed(bands: torch.Tensor, rng: np.random.Generator) -> torch.Tensor:
    """(R, H, W) as another date may show them."""
    shape = tuple(bands.shape[1:])
    steep = torch.from_numpy(rng.uniform(-0.15, 0.15, (len(bands), 1, 1))).float()
    bands = bands + steep * bands.clamp(-3, 3) ** 2
    fields = torch.from_numpy(cloud(shape, int(rng.choice([16, 24, 32])), rng.uniform(0.01, CHANGED), rng))
    gain, offset = (torch.from_numpy(rng.normal(mean, 0.6, (len(bands), 1, 1))).float() for mean in (0.8, 0.0))
    bands = torch.where(fields, bands * gain + offset, bands)
    drift = torch.from_numpy(rng.standard_normal((1, len(bands), 4, 4))) * rng.uniform(0, DRIFT)
    bands = (bands + torch.nn.functional.interpolate(drift, shape, mode="bicubic")[0]).float()
    bands = _moved(bands, rng.uniform(-SHIFT, SHIFT, 2))
    noise = torch.from_numpy(rng.standard_normal(bands.shape)).float()
    return bands + float(rng.uniform(0, NOISE)) * noise


def _moved(bands: torch.Tensor, shift: np.ndarray) -> torch.Tensor:
    """By less than a pixel, linearly, which also blurs a little."""
    height, width = bands.shape[1:]
    down, right = (2 * float(part) / side for part, side in zip(shift, (height, width)))
    theta = torch.tensor([[[1.0, 0.0, right], [0.0, 1.0, down]]])
    grid = torch.nn.functional.affine_grid(theta, [1, *bands.shape], align_corners=False)
    return torch.nn.functional.grid_sample(bands[None], grid, padding_mode="border", align_corners=False)[0]
