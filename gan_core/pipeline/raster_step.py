"""What `upscale` and `enhance` do with a tile: each group of bands through its model, side by side again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Any

import numpy as np

from gan_core.api.model_card import ModelCard
from gan_core.pipeline.band_groups import BandGroup
from gan_core.pipeline.summary import RasterSummary
from gan_core.pipeline.tiles import Tile, repeated_bands
from gan_core.pipeline.trust_claim import counted, ranges_in_json
from gan_core.pipeline.trust_mask import hide
from gan_core.pipeline.work import TileResult
from gan_core.raster.source import RasterSource


@dataclass(frozen=True)
class RasterStep:
    """All bands of a raster, and with them their trust where that is computed."""

    source: RasterSource
    groups: Sequence[BandGroup]
    hidden: int
    """Trust below which pixels become nodata; 0 for none."""

    @property
    def cards(self) -> list[ModelCard]:
        return [group.predictor.card for group in self.groups]

    @property
    def scale(self) -> int:
        return self.cards[0].scale

    @property
    def devices(self) -> list[str]:
        return [str(group.predictor.device) for group in self.groups]

    @property
    def nothing(self) -> RasterSummary:
        return RasterSummary()

    def __call__(self, tile: Tile) -> TileResult:
        """Planes: all bands, and the least trust of any, where it is computed."""
        source, scale = self.source, self.scale
        pixels = np.empty((len(source.bands), tile.core.height * scale, tile.core.width * scale), source.dtype)
        pixels[[number - 1 for number in source.alpha]] = repeated_bands(tile, source.alpha, scale)
        summary, trust = RasterSummary(), None
        for group in self.groups:
            result = group(tile)
            pixels[[number - 1 for number in group.numbers]] = result.pixels
            summary = summary.merged(result.summary)
            trust = result.trust if trust is None or result.trust is None else np.minimum(trust, result.trust)
        mask = None if tile.mask is None else tile.mask.repeat(scale, 0).repeat(scale, 1)
        if trust is None:
            return TileResult((pixels,), mask, summary)
        if self.hidden:
            mask = hide(pixels, trust < self.hidden, mask, source)
        written = trust[tuple(slice(part.start * scale, part.stop * scale) for part in tile.inside)]
        return TileResult((pixels, trust[None]), mask, summary.merged(counted(written)))

    def measured(self, tile: Tile, pixels: np.ndarray) -> RasterSummary:
        """What `__call__` measures, on all bands of a tile's core as a file has them, (C, H * scale, W * scale)."""
        summary = RasterSummary()
        for group in self.groups:
            summary = summary.merged(group.measured(tile, pixels[[number - 1 for number in group.numbers]]))
        return summary

    def ranges(self) -> str:
        """What 100 % of the range is: for each band its lowest and highest value, as JSON."""
        return ranges_in_json(
            {
                number: normalizer
                for group in self.groups
                for number, normalizer in zip(group.numbers, group.normalizers)
            }
        )

    @property
    def sensors(self) -> str:
        """Of each band that a model was told of, in words."""
        words = {
            number: f"band {number}: response {sensor.response:.2f}, noise {sensor.noise:.3g}"
            for group in self.groups
            for number, sensor in zip(group.numbers, group.sensors)
        }
        return "; ".join(words[number] for number in sorted(words))

    def sensor_facts(self) -> dict[str, Any]:
        """The strongest noise, the mean response, and whether all of the input is held, or its low frequencies."""
        sensors = [sensor for group in self.groups for sensor in group.sensors]
        return {
            "noise": max((sensor.noise for sensor in sensors), default=0.0),
            "response": mean(sensor.response for sensor in sensors) if sensors else 1.0,
            "locked": any(group.held == "lock" for group in self.groups),
        }
