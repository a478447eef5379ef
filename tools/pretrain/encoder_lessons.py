"""What the ground encoder learns from: patches of both corpora, and what a network that knows photographs sees in each.

The teacher is the VGG16 of `vgg.py`: its third and fourth block, a feature for every cell of 4 and of 8 pixels.  They are told
by their principal components, so that 64 numbers hold nearly all of them, and are computed once: 0.15 s a patch.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file

from gan_core.api.staging import replacement
from tools.common.corpus import aerial, area, halved_scene, photographs, sentinel2
from tools.common.packages import WHEELS, unpacked
from tools.pretrain.vgg import PINS, WEIGHTS, Trunk

SIDE = 128
"""Of a patch, pixels."""
AT_ONCE = 8
"""Patches that the teacher sees together."""
COUNTS = {1000: 3200, 1001: 2400}
"""Patches by seed."""
SCALES = (0.4, 2.0)
"""Of an image when a patch is cut: small objects are enlarged before they are detected."""
PHOTOGRAPH, AERIAL, SCENE = 1.0, 2.0, 4.0
"""How much a pixel of each source counts; of an image at most LARGEST do."""
LARGEST = 500_000
NEAR_INFRARED = 0.4
"""Share of the patches of near infrared, red and green, where an image has them."""
BLOCKS = (2, 3)
"""Of the teacher: a feature for every cell of the encoder's finest grid, and of the next."""
COMPONENTS, BATCHES, CELLS, SEED = 64, 25, 1500, 99
"""Of each block: found from so many batches and cells of each."""
Basis = tuple[torch.Tensor, torch.Tensor]
"""A mean (C,) and axes (C, COMPONENTS)."""


@dataclass(frozen=True)
class Lessons:
    """Patches and what they should be told as."""

    patches: torch.Tensor
    """(N, 3, SIDE, SIDE) uint8."""
    targets: tuple[torch.Tensor, ...]
    """(N, COMPONENTS, SIDE / 4, SIDE / 4) and (N, COMPONENTS, SIDE / 8, SIDE / 8) float16."""

    @classmethod
    def of(cls, corpus: Path, imagery: Path, folder: Path) -> Lessons:
        """Made in `folder` if they are not there."""
        path = folder / "encoder-lessons.safetensors"
        if not path.exists():
            tensors = Teacher(folder, Patches(corpus, imagery)).lessons()
            with replacement(path, ".part") as staged:
                save_file(tensors, staged)
        tensors = load_file(path)
        return cls(tensors["patches"], tuple(tensors[f"block{block}"] for block in BLOCKS))


class Patches:
    """Red, green and blue, or near infrared, red and green, at many scales."""

    def __init__(self, corpus: Path, imagery: Path) -> None:
        weighted = [(image, PHOTOGRAPH) for image in photographs(corpus, "train").values()]
        weighted += [(image, AERIAL) for image in aerial(imagery, "train").values()]
        weighted += [(halved_scene(path), SCENE) for path in sentinel2(imagery)]
        self.images = [image for image, _ in weighted]
        shares = np.array([min(area(image), LARGEST) * weight for image, weight in weighted])
        self.shares = shares / shares.sum()

    def batches(self, seed: int, count: int) -> Iterator[torch.Tensor]:
        """(AT_ONCE, 3, SIDE, SIDE) in 0..1, `count` times."""
        rng = np.random.default_rng(seed)
        for _ in range(count):
            yield torch.stack([self._patch(rng) for _ in range(AT_ONCE)])

    def _patch(self, rng: np.random.Generator) -> torch.Tensor:
        image = self.images[rng.choice(len(self.images), p=self.shares)]
        height, width = image.shape[1:]
        reach = min(round(SIDE / np.exp(rng.uniform(*np.log(SCALES)))), height, width)
        top, left = rng.integers(height - reach + 1), rng.integers(width - reach + 1)
        square = torch.from_numpy(image[:, top : top + reach, left : left + reach].astype(np.float32))[None] / 255
        patch = torch.nn.functional.interpolate(
            square, (SIDE, SIDE), mode="bicubic", antialias=reach > SIDE, align_corners=False
        )[0].clamp(0, 1)
        if len(patch) == 4:
            patch = patch[[3, 0, 1]] if rng.random() < NEAR_INFRARED else patch[:3]
        patch = torch.rot90(patch, int(rng.integers(4)), (1, 2))
        return patch.flip(2) if rng.random() < 0.5 else patch


class Teacher:
    """What a network that knows photographs sees in patches."""

    def __init__(self, folder: Path, patches: Patches) -> None:
        """folder: where its weights are, or will be."""
        unpacked(PINS, WHEELS, [WEIGHTS], folder)
        self.trunk = Trunk(folder / Path(WEIGHTS).name).to(memory_format=torch.channels_last)
        self.patches = patches
        self.bases = self._components()

    def lessons(self) -> dict[str, torch.Tensor]:
        """All patches, and the components of their features, by block."""
        lessons: dict[str, list[torch.Tensor]] = {"patches": [], **{f"block{block}": [] for block in BLOCKS}}
        for seed, count in COUNTS.items():
            for number, batch in enumerate(self.patches.batches(seed, count // AT_ONCE), 1):
                lessons["patches"].append((batch * 255).round().to(torch.uint8))
                for block, features, (mean, axes) in zip(BLOCKS, self._features(batch), self.bases):
                    projected = ((features.movedim(1, 3) - mean) @ axes).movedim(3, 1)
                    lessons[f"block{block}"].append(projected.half())
                if number % 50 == 0:
                    print(f"lessons {seed}: {number * AT_ONCE} of {count}", flush=True)
        return {name: torch.cat(parts).contiguous() for name, parts in lessons.items()}

    @torch.no_grad()
    def _features(self, batch: torch.Tensor) -> list[torch.Tensor]:
        """Of each block (B, C, H, W); roots, as a few features are far larger than the others."""
        depths = self.trunk(batch.contiguous(memory_format=torch.channels_last))
        return [depths[block].sqrt() for block in BLOCKS]

    def _components(self) -> list[Basis]:
        """Half whitened: each component varies by the root of what it did."""
        random = torch.Generator().manual_seed(SEED)
        sampled: list[list[torch.Tensor]] = [[] for _ in BLOCKS]
        for batch in self.patches.batches(SEED, BATCHES):
            for features, cells in zip(self._features(batch), sampled):
                every = features.movedim(1, 3).flatten(0, 2)
                cells.append(every[torch.randperm(len(every), generator=random)[:CELLS]])
        return [principal(torch.cat(cells).double()) for cells in sampled]


def principal(rows: torch.Tensor) -> Basis:
    """Of rows (N, C): the mean, and the COMPONENTS axes of most variance, each divided by the fourth root of its own."""
    mean = rows.mean(0)
    variances, vectors = torch.linalg.eigh(torch.cov((rows - mean).T))
    variances, vectors = variances.flip(0)[:COMPONENTS], vectors.flip(1)[:, :COMPONENTS]
    return mean.float(), (vectors / variances.sqrt().sqrt()).float()
