"""A detector over a part of a raster, tile by tile: what it detects is what it would detect in one piece."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Optional

import numpy as np

from gan_core.api.model_card import ModelCard
from gan_core.api.protocol import Report
from gan_core.inference.boxes import nms
from gan_core.inference.detector import Detections, Detector
from gan_core.pipeline.run import compute_tiles
from gan_core.pipeline.tiles import Tile
from gan_core.pipeline.work import PreparedJob, TileResult, medians
from gan_core.radiometry.normalize import Normalizer
from gan_core.raster.sample import Sample
from gan_core.raster.source import RasterSource
from gan_core.tiling.plan import Plan
from gan_core.tiling.window import Window

TILE_VALUES = 14_000_000
"""Of a tile with its halo: some of them wait at any time."""
SCORE = "minimum score"
"""In a card's metrics."""


@dataclass(frozen=True)
class TileDetections:
    """Objects of some tiles, in the raster's pixels; one that two tiles show stands there twice."""

    detections: Detections

    def merged(self, other: TileDetections) -> TileDetections:
        return TileDetections(Detections.joined([self.detections, other.detections]))

    def distinct(self) -> Detections:
        """Each object once."""
        every = self.detections
        return every.only(nms(every.boxes, every.classes, every.scores))

    def to_json(self) -> dict[str, Any]:
        return {name: values.tolist() for name, values in self.detections._asdict().items()}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> TileDetections:
        """Raises KeyError, TypeError or ValueError."""
        boxes, scores = np.array(values["boxes"], float).reshape(-1, 4), np.array(values["scores"], float)
        return cls(Detections(boxes, np.array(values["classes"], int), scores))


@dataclass(frozen=True)
class TiledDetection:
    """What `detect` does with a tile: the objects whose center lies in the core and in `window`, on valid pixels."""

    detector: Detector
    normalizer: Normalizer
    halo: int
    window: Window
    """Of the raster."""
    score_threshold: float
    cards: Sequence[ModelCard] = ()
    scale = 1
    sensors = ""

    @property
    def devices(self) -> list[str]:
        return [str(self.detector.device)]

    @property
    def nothing(self) -> TileDetections:
        return TileDetections(Detections.joined([]))

    def __call__(self, tile: Tile) -> TileResult:
        """No planes."""
        scale, offset = (np.float32(value) for value in (self.normalizer.scale, self.normalizer.offset))
        image, valid = ((tile.image - offset) / scale).astype(np.float32, copy=False), tile.valid.all(0)
        detections = self.detector(image, self.halo, self.score_threshold)
        columns, rows = detections.centers.T.astype(int)
        rows, columns = rows.clip(0, valid.shape[0] - 1), columns.clip(0, valid.shape[1] - 1)
        detections = detections.moved(tile.core.column, tile.core.row)
        x, y = detections.centers.T
        window = self.window
        inside = (x >= window.column) & (x < window.column + window.width)
        inside &= (y >= window.row) & (y < window.row + window.height)
        return TileResult((), None, TileDetections(detections.only(inside & valid[rows, columns])))


class TiledDetector:
    """A raster and a detector for some of its bands."""

    def __init__(
        self,
        source: RasterSource,
        numbers: Sequence[int],
        scheme: Mapping[str, Any],
        detector: Detector,
        halo: int,
        card: Optional[ModelCard] = None,
    ) -> None:
        """scheme: the card's normalization.  card: of the detector, where it has one yet."""
        self.source, self.numbers, self.detector, self.halo = source, numbers, detector, halo
        self.cards = [card] if card else []
        self.sample = Sample(source)
        self.normalizer = Normalizer.of(scheme, source.dtype, [self.sample.values(number) for number in numbers])

    def plan(self, window: Window, size: int) -> Plan:
        """Tiles of at most `size` pixels (0: automatic) that begin where the coarsest cells do, over all of `window`."""
        step = self.detector.step
        left, top = window.column // step * step, window.row // step * step
        area = Window(left, top, window.column + window.width - left, window.row + window.height - top)
        largest = size or math.isqrt(TILE_VALUES // len(self.source.bands)) - 2 * self.halo
        width, height = (_side(length, max(step, largest // step * step), step) for length in area[2:])
        return Plan(area, width, height, self.halo, step)

    def prepare(self, window: Window, score_threshold: float, size: int = 0) -> PreparedJob[TiledDetection]:
        """To detect what lies in `window` of the raster.  size: as for `plan`."""
        step = TiledDetection(self.detector, self.normalizer, self.halo, window, score_threshold, self.cards)
        background = medians(self.sample, self.numbers)
        return PreparedJob(self.source, self.plan(window, size), self.sample, self.numbers, background, step)

    def detect(self, window: Window, score_threshold: float, report: Report) -> Detections:
        """The objects whose center lies in `window`, on valid pixels, each once, in the raster's pixels."""
        work = self.prepare(window, score_threshold)
        summary = work.step.nothing
        for _, _, result in compute_tiles(work, report):
            summary = summary.merged(result.summary)
        return summary.distinct()


def _side(length: int, largest: int, step: int) -> int:
    """First the number of tiles, then equal sides, so that none is a sliver."""
    count = -(-length // largest)
    return -(-length // (count * step)) * step


def score_threshold_of(wanted: Optional[float], card: ModelCard) -> float:
    """As somebody wants it, else what was best where the model was judged."""
    if wanted is not None:
        return wanted
    own = card.metrics.get(SCORE)
    return float(own) if isinstance(own, (int, float)) and 0 <= own <= 1 else 0.3
