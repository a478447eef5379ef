"""A detector over a part of a raster, tile by tile: what it finds is what it would find in one piece."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from gan_core.api.model_card import ModelCard
from gan_core.api.protocol import Report
from gan_core.inference.boxes import distinct
from gan_core.inference.detector import Detector, Finds, joined
from gan_core.pipeline.prefetch import ahead
from gan_core.pipeline.tiles import read_tiles
from gan_core.radiometry.normalize import Normalizer
from gan_core.raster.sample import Sample
from gan_core.raster.source import RasterSource
from gan_core.tiling.plan import Plan
from gan_core.tiling.window import Window

TILE_VALUES = 14_000_000
"""Of a tile with its halo: some of them wait at any time."""


class Seeker:
    """A raster and a detector for some of its bands."""

    def __init__(
        self, source: RasterSource, numbers: list[int], scheme: Mapping[str, Any], detector: Detector, halo: int
    ) -> None:
        """scheme: the card's normalization."""
        self.source, self.numbers, self.detector, self.halo = source, numbers, detector, halo
        sample = Sample(source)
        every = [sample.values(number) for number in range(1, len(source.bands) + 1)]
        self.normalizer = Normalizer.of(scheme, source.dtype, [every[number - 1] for number in numbers])
        self.background = np.array([np.median(values) if values.size else 0 for values in every])

    def plan(self, window: Window, size: int) -> Plan:
        """Tiles of at most `size` pixels (0: automatic) that begin where the coarsest cells do, over all of `window`."""
        step = self.detector.step
        left, top = window.column // step * step, window.row // step * step
        area = Window(left, top, window.column + window.width - left, window.row + window.height - top)
        largest = size or math.isqrt(TILE_VALUES // len(self.source.bands)) - 2 * self.halo
        width, height = (_side(length, max(step, largest // step * step), step) for length in area[2:])
        return Plan(area, width, height, self.halo, step)

    def finds(self, window: Window, plan: Plan, least: float, report: Report) -> Finds:
        """The objects whose middle lies in `window`, on valid pixels: (N, 4) boxes in the raster's pixels."""
        parts = []
        for done, (core, image, valid) in enumerate(ahead(self._tiles(plan))):
            report.check()
            report.progress(done / len(plan))
            found = self.detector(image, self.halo, least)
            columns, rows = found.middles.T.astype(int)
            found = found.moved(core.column, core.row)
            x, y = found.middles.T
            inside = (x >= window.column) & (x < window.column + window.width)
            inside &= (y >= window.row) & (y < window.row + window.height)
            rows, columns = rows.clip(0, valid.shape[0] - 1), columns.clip(0, valid.shape[1] - 1)
            parts.append(found.only(inside & valid[rows, columns]))
        found = joined(parts)
        return found.only(distinct(found.boxes, found.classes, found.scores))

    def _tiles(self, plan: Plan) -> Iterator[tuple[Window, np.ndarray, np.ndarray]]:
        """Core, image (C, H, W) in the network's range with its halo, and which of the core's pixels are valid (H, W)."""
        places = [number - 1 for number in self.numbers]
        scale, offset = (np.float32(value) for value in (self.normalizer.scale, self.normalizer.offset))
        for tile in read_tiles(self.source, plan, self.background):
            image = ((tile.image[places] - offset) / scale).astype(np.float32, copy=False)
            yield tile.core, image, tile.valid[places].all(0)


def _side(length: int, largest: int, step: int) -> int:
    """First the number of tiles, then equal sides, so that none is a sliver."""
    count = -(-length // largest)
    return -(-length // (count * step)) * step


SCORE = "minimum score"
"""In a card's metrics."""


def least_score(wanted: float | None, card: ModelCard) -> float:
    """As somebody wants it, else what was best where the model was judged."""
    if wanted is not None:
        return wanted
    own = card.metrics.get(SCORE)
    return float(own) if isinstance(own, (int, float)) and 0 <= own <= 1 else 0.3
