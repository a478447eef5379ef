"""What `classify` does with a tile: the likeliest class of every pixel, and how likely it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from gan_core.api.model_card import ModelCard
from gan_core.inference.predictor import Predictor
from gan_core.pipeline.tiles import Tile, normalize
from gan_core.pipeline.work import TileResult
from gan_core.radiometry.normalize import Normalizer
from gan_core.raster.categories import Category

UNKNOWN, UNSURE = 0, 255
"""What stands in the raster of classes and in that of confidence where nothing is decided or known."""
VALUES = 256
"""Of a byte."""


@dataclass(frozen=True)
class ClassCounts:
    """How many pixels have each value."""

    counts: tuple[int, ...] = (0,) * VALUES

    def merged(self, other: ClassCounts) -> ClassCounts:
        return ClassCounts(tuple(map(sum, zip(self.counts, other.counts))))

    def to_json(self) -> dict[str, Any]:
        return {"counts": list(self.counts)}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> ClassCounts:
        """Raises KeyError or TypeError."""
        return cls(tuple(values["counts"]))


@dataclass(frozen=True)
class PixelClassification:
    """A classifier for some bands."""

    card: ModelCard
    predictor: Predictor
    """Gives the number of the likeliest class and its probability."""
    normalizers: Sequence[Normalizer]
    """Of each band."""
    codes: np.ndarray
    """(K,) bytes: the pixel value of each class."""
    minimum: float
    """Percent of confidence below which a pixel stays unclassified."""
    scale = 1
    sensors = ""

    @property
    def cards(self) -> list[ModelCard]:
        return [self.card]

    @property
    def devices(self) -> list[str]:
        return [str(self.predictor.device)]

    @property
    def nothing(self) -> ClassCounts:
        return ClassCounts()

    @property
    def categories(self) -> tuple[Category, ...]:
        return tuple(map(Category, self.codes.tolist(), self.card.classes, self.card.colours))

    def __call__(self, tile: Tile) -> TileResult:
        """Planes: the classes' values and the confidence in percent, bytes."""
        known = tile.valid.all(0)
        values, confidence = np.full(known.shape, UNKNOWN, np.uint8), np.full(known.shape, UNSURE, np.uint8)
        if known.any():
            image = normalize(tile.image, self.normalizers)[None]
            number, probability = self.predictor(image, image)[0].numpy()
            percent = probability * 100
            confidence[known] = percent.round().astype(np.uint8)[known]
            chosen = known & (percent >= self.minimum)
            values[chosen] = self.codes[number.astype(np.intp)][chosen]
        counts = np.bincount(values[tile.inside].ravel(), minlength=VALUES)
        return TileResult((values[None], confidence[None]), None, ClassCounts(tuple(counts.tolist())))
