"""A raster-to-raster job, made ready: everything that its tiles need."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import numpy as np

from gan_core.raster.sample import Sample
from gan_core.raster.source import RasterSource
from gan_core.tasks.bands import Share
from gan_core.tasks.parts import Part
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
    def tile_shape(self) -> tuple[int, int]:
        """Width and height of the pieces that are written."""
        return self.plan.core_width * self.scale, self.plan.core_height * self.scale

    def facts(self) -> dict[str, Any]:
        """What `join` has to know of a part."""
        noise = max((noise for part in self.parts for noise in part.noise), default=0.0)
        tile = [self.plan.core_width, self.plan.core_height]
        return {"window": list(self.window), "tile": tile, "scale": self.scale, "noise": noise}
