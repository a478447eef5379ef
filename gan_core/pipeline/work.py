"""A raster-to-raster job, made ready: everything that its tiles need."""

from __future__ import annotations

import json
from dataclasses import dataclass
from statistics import mean
from typing import Any

import numpy as np

from gan_core.pipeline.band_groups import Part
from gan_core.pipeline.bands import Share
from gan_core.raster.sample import Sample
from gan_core.raster.source import RasterSource
from gan_core.tiling.plan import Plan
from gan_core.tiling.window import Window


@dataclass(frozen=True)
class Work:
    """A raster, cut into tiles, and the models that its bands go through."""

    source: RasterSource
    window: Window
    shares: list[Share]
    plan: Plan
    parts: list[Part]
    background: np.ndarray
    """(C,), what stands in gaps too wide to fill."""
    sample: Sample
    hidden: int
    """Trust below which pixels become nodata; 0 for none."""

    @property
    def scale(self) -> int:
        return self.shares[0].entry.card.scale

    def ranges(self) -> str:
        """What 100 % of the range is: for each band its lowest and highest value, as JSON."""
        found = {
            str(number): [one.offset, one.offset + one.scale]
            for part in self.parts
            for number, one in zip(part.numbers, part.normalizers)
        }
        return json.dumps(found)

    @property
    def sensors(self) -> str:
        """Of each band that a model was told of, in words."""
        words = {
            number: f"band {number}: response {sensor.response:.2f}, noise {sensor.noise:.3g}"
            for part in self.parts
            for number, sensor in zip(part.numbers, part.sensors)
        }
        return "; ".join(words[number] for number in sorted(words))

    @property
    def tile_shape(self) -> tuple[int, int]:
        """Width and height of the pieces that are written."""
        return self.plan.core_width * self.scale, self.plan.core_height * self.scale

    def facts(self) -> dict[str, Any]:
        """What `join` has to know of a part."""
        tile = [self.plan.core_width, self.plan.core_height]
        return {"window": list(self.window), "tile": tile, "scale": self.scale, **self.sensor_facts()}

    def sensor_facts(self) -> dict[str, Any]:
        """The strongest noise, the mean response, and whether all of the input is held, or its low frequencies."""
        sensors = [sensor for part in self.parts for sensor in part.sensors]
        response = mean(sensor.response for sensor in sensors) if sensors else 1.0
        locked = any(part.predictor.held == "lock" for part in self.parts)
        return {
            "noise": max((sensor.noise for sensor in sensors), default=0.0),
            "response": response,
            "locked": locked,
        }
