"""From picked tiles to what a run learns from and is judged by."""

from __future__ import annotations

from statistics import mean
from typing import NamedTuple

import numpy as np
import torch

from gan_core.api.errors import RasterGanError
from gan_core.api.protocol import Report
from gan_core.datasets.picked_tiles import PickedTiles, flat
from gan_core.pipeline.sensing import Wanted, measure_sensors
from gan_core.radiometry.conditions import Conditions, append_conditions
from gan_core.radiometry.lock import Held
from gan_core.raster.sample import Sample
from gan_core.tiling.window import Window
from gan_core.training.degradation import Degradation
from gan_core.training.finetuning import PATCH, SEED
from gan_core.training.heldout import ValidationTile
from gan_core.training.own_sensor import own_sensor
from gan_core.training.pairs import Pairs
from gan_core.training.super_resolution import BatchSource
from gan_core.training.tile_patches import PairPatches, TilePatches


class Known(NamedTuple):
    """A tile in the model's range, (C, H, W) float32."""

    truth: np.ndarray
    low_res: np.ndarray
    """What another sensor saw; empty where it is made of the truth."""


class SuperResolutionDataset:
    """The tiles in memory."""

    def __init__(self, picked: PickedTiles, wanted: Wanted, report: Report) -> None:
        """wanted: what the job says of the raster's sensor."""
        self.picked, self.scale = picked, picked.parent.card.scale
        self.conditions = int(picked.parent.card.arguments.get("noise", 0))
        self.train = [self._known(window) for window in picked.train]
        self.validation = [self._known(window) for window in picked.validation]
        self.response, self.noise = self._sensor(wanted, report)
        self.degradation = (
            own_sensor(self.response, self.noise, self.scale) if self.scale > 1 else Degradation(1, clean=0.05)
        )

    def held_to(self, planes: int) -> Held:
        """To what of the input results are held of a model that is told so many facts of the sensor."""
        perfect = self.response == 1 and self.noise == 0
        return "lock" if planes and not perfect else "exact"

    def _sensor(self, wanted: Wanted, report: Report) -> tuple[float, float]:
        """The mean response and noise of the bands, the noise in the model's range."""
        groups = [self.picked.numbers] if self.picked.together else [[number] for number in self.picked.numbers]
        ranges = self.picked.normalizer
        normalizers = [ranges[group[0]] for group in groups]
        sensors = measure_sensors(groups, normalizers, wanted, self.picked.source, Sample(self.picked.source), report)
        noise = [sensor.noise / ranges[number].scale for number, sensor in sensors.items()]
        return mean(sensor.response for sensor in sensors.values()), mean(noise)

    def batches(self) -> BatchSource:
        """Raises RasterGanError `tiles-flat` where there is nothing in them to learn."""
        truths = [truth for truth, _ in self.train]
        if flat(truths):
            raise RasterGanError("tiles-flat", count=len(truths))
        step = 16 if self.scale == 1 else 1
        smallest = min(min(truth.shape[1:]) for truth in truths) // self.scale // step * step
        size, bands = min(PATCH, smallest), self.picked.bands
        if not self.picked.pairs:
            patches = TilePatches(truths, size * self.scale, bands, SEED)
            return Pairs(patches, self.degradation, self.conditions)
        sensor = self.noise, self.response
        return PairPatches(truths, [image for _, image in self.train], self.conditions, sensor, size, bands, SEED)

    def validation_tiles(self) -> list[ValidationTile]:
        """What another raster shows of the tiles held out, or what the layer's sensor would have seen of them from further
        away: the protocol of Wald et al. (1997)."""
        return [self._tile(truth, low_res, number) for number, (truth, low_res) in enumerate(self.validation)]

    def sensor_facts(self) -> dict[str, float]:
        """What the raster's own sensor adds to averaging; empty where it has no part."""
        if self.picked.pairs or self.scale == 1:
            return {}
        return {"mtf": round(self.degradation.mtf[0], 3), "noise": round(self.degradation.noise[0], 5)}

    def _known(self, window: Window) -> Known:
        pair = self.picked.pairs.get(window)
        if pair is None:
            return Known(self.picked.read(window), np.empty(0))
        return Known(*(self.picked.ranged(image, np.isfinite(image)) for image in (pair.truth, pair.low_res)))

    def _tile(self, truth: np.ndarray, low_res: np.ndarray, number: int) -> ValidationTile:
        image = torch.from_numpy(truth)
        if low_res.size:
            batch = self._batch(torch.from_numpy(low_res))
            conditions = Conditions(*(torch.full((len(batch),), value) for value in (self.noise, self.response)))
        else:
            batch, conditions = self.degradation.see(self._batch(image), np.random.default_rng([SEED, number]))
        return ValidationTile(image, batch, append_conditions(batch, self.conditions, conditions), conditions)

    def _batch(self, image: torch.Tensor) -> torch.Tensor:
        """(1, C, H, W), or (C, 1, H, W) where every band goes by itself."""
        return image[None] if self.picked.together else image[:, None]
