"""From picked tiles to what a run learns from and is judged by."""

from __future__ import annotations

import numpy as np
import torch

from gan_core.errors import RasterGanError
from gan_core.radiometry.noise_plane import with_noise
from gan_core.tasks.tileset import Ground, flat
from gan_core.train_jobs import FinetuneJob
from gan_core.training.degradation import Sensor
from gan_core.training.finetuning import PATCH, SEED
from gan_core.training.heldout import Tile
from gan_core.training.loop import Lessons
from gan_core.training.pairs import Pairs
from gan_core.training.tiles import TilePatches


class School:
    """The tiles in memory.  Raises RasterGanError `tiles-flat` where there is nothing in them to learn."""

    def __init__(self, job: FinetuneJob, work: Ground) -> None:
        self.work, self.scale = work, work.parent.card.scale
        self.tells_noise = bool(work.parent.card.arguments.get("noise"))
        self.sensor = Sensor(self.scale) if self.scale > 1 else Sensor(1, clean=0.05)
        self.learn = [work.read(window) for window in work.learn]
        self.judge = [work.read(window) for window in work.judge]
        if flat(self.learn):
            raise RasterGanError("tiles-flat", count=len(self.learn))

    def lessons(self) -> Lessons:
        smallest = min(min(tile.shape[1:]) for tile in self.learn)
        step = 16 if self.scale == 1 else self.scale
        size = min(PATCH * self.scale, smallest // step * step)
        return Pairs(TilePatches(self.learn, size, self.work.bands, SEED), self.sensor, self.tells_noise)

    def held(self) -> list[Tile]:
        """What a coarser sensor would have seen of the tiles held out: the protocol of Wald et al. (1997)."""
        return [self._tile(truth, number) for number, truth in enumerate(self.judge)]

    def _tile(self, truth: np.ndarray, number: int) -> Tile:
        image = torch.from_numpy(truth)
        batch = image[None] if self.work.together else image[:, None]
        seen, noise = self.sensor.see(batch, np.random.default_rng([SEED, number]))
        return Tile(image, seen, with_noise(seen, noise) if self.tells_noise else seen)
