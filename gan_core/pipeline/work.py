"""A job made ready: a raster cut into tiles, and what is done with each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, Optional, Protocol, TypeVar

import numpy as np

from gan_core.api.model_card import ModelCard
from gan_core.pipeline.tiles import Piece, read_tile
from gan_core.raster.sample import Sample
from gan_core.raster.source import RasterSource
from gan_core.tiling.plan import Plan
from gan_core.tiling.window import Window


class Summary(Protocol):
    """What a run finds out on its way, tile by tile.  `to_json` gives what `type(summary).from_json` takes."""

    def merged(self, other: Any) -> Any: ...

    def to_json(self) -> dict[str, Any]: ...

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Any: ...


class TileResult(NamedTuple):
    """Of a tile's core."""

    planes: Sequence[np.ndarray]
    """For each raster that is written, (bands, H * scale, W * scale) in its data type."""
    mask: Optional[np.ndarray]
    """Of the first, (H * scale, W * scale) bool; None where it has none."""
    summary: Any


class Step(Protocol):
    """What a verb does with a tile; everything else is the same for all."""

    @property
    def scale(self) -> int: ...

    @property
    def cards(self) -> Sequence[ModelCard]:
        """Of the models that it uses."""

    @property
    def devices(self) -> Sequence[str]: ...

    @property
    def sensors(self) -> str:
        """What it was told of the bands' sensors, in words."""

    @property
    def nothing(self) -> Summary:
        """Of no tile."""

    def __call__(self, tile: Any) -> TileResult: ...


class RasterMaker(Step, Protocol):
    """A step whose first raster is like the input, and whose second is its trust."""

    def measured(self, tile: Any, pixels: np.ndarray) -> Any:
        """The summary of a tile's core, all bands, as a file has them: (C, H * scale, W * scale)."""

    def ranges(self) -> str:
        """What 100 % of each band's range is, for the trust's tags."""

    def sensor_facts(self) -> Mapping[str, Any]:
        """What `join` has to know of how the raster was seen; numbers of the result too."""


AnyStep = TypeVar("AnyStep", bound=Step, covariant=True)


@dataclass(frozen=True)
class PreparedJob(Generic[AnyStep]):
    """A raster, cut into tiles."""

    source: RasterSource
    plan: Plan
    sample: Sample
    numbers: Sequence[int]
    """Of the bands that are read."""
    background: np.ndarray
    """(C,), what stands in gaps of these bands that are too wide to fill."""
    step: AnyStep

    def read(self, core: Window) -> Piece:
        """What the step is given of a core of the plan."""
        return read_tile(self.source, self.plan, core, self.background, self.numbers)

    def busy(self) -> np.ndarray:
        """(rows, columns) bool, of the plan's tiles: which go through the network, as far as the nearest window of the sample
        tells."""
        windows, area = self.sample.places, self.plan.area
        rows, columns = (sorted({(window.row, window.column)[axis] for window in windows}) for axis in (0, 1))
        known = {(window.row, window.column): valid.any() for window, (_, valid) in zip(windows, self.sample.pieces)}
        full = np.array([[known[row, column] for column in columns] for row in rows])
        down = _nearest(rows, area.row, area.height, self.plan.core_height)
        across = _nearest(columns, area.column, area.width, self.plan.core_width)
        busy: np.ndarray = full[down][:, across]
        return busy

    @property
    def samples(self) -> list[Sample]:
        """Of every raster that is read, for the result's provenance."""
        return [self.sample]

    @property
    def window(self) -> Window:
        """Of the source that is written, by a part its own."""
        return self.plan.area

    @property
    def tile_shape(self) -> tuple[int, int]:
        """Width and height of the pieces that are written."""
        return self.plan.core_width * self.step.scale, self.plan.core_height * self.step.scale


def _nearest(starts: list[int], begin: int, length: int, step: int) -> np.ndarray:
    middles = np.arange(begin, begin + length, step) + step // 2
    return np.abs(middles[:, None] - np.array(starts)).argmin(1)


def medians(sample: Sample, numbers: Sequence[int]) -> np.ndarray:
    """(C,) of the valid pixels of some bands; 0 where there are none."""
    bands = (sample.values(number) for number in numbers)
    return np.array(
        [2 * np.median(values / 2) if values.size else 0 for values in bands]
    )  # two may sum beyond the type
