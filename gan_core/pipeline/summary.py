"""What a run from raster to raster finds out on its way."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar, Union

from gan_core.api.jobs.filling import FillGapsJob
from gan_core.api.jobs.raster import RasterJob


@dataclass(frozen=True)
class RasterSummary:
    """Of some tiles."""

    of_file: ClassVar[bool] = True
    """Whether it is otherwise where a file does not keep what was computed."""
    worst: float = 0.0
    """The largest of what the job measures on its result."""
    squares: float = 0.0
    """Of the differences between the input and the result seen again through the sensor, in units of the noise: their sum."""
    differences: int = 0
    """How many these are."""
    trusted: int = 0
    """Pixels with trust AT or more."""
    judged: int = 0
    """Pixels with any trust."""
    share: float = 0.0
    """The largest of what the job measures, as a share of its band's own range."""

    def merged(self, other: RasterSummary) -> RasterSummary:
        return RasterSummary(
            max(self.worst, other.worst),
            self.squares + other.squares,
            self.differences + other.differences,
            self.trusted + other.trusted,
            self.judged + other.judged,
            max(self.share, other.share),
        )

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> RasterSummary:
        """Others' values are left out.  Raises KeyError or TypeError."""
        return cls(**{field.name: values[field.name] for field in fields(cls)})

    @property
    def reseen(self) -> float:
        """Root mean square of the differences between the input and the result seen again, in units of the noise."""
        return math.sqrt(self.squares / max(self.differences, 1))

    @property
    def trusted_percent(self) -> float:
        """Of the pixels with any trust, those with AT or more."""
        return 100 * self.trusted / max(self.judged, 1)


@dataclass(frozen=True)
class FillSummary:
    """Of some tiles with gaps."""

    of_file: ClassVar[bool] = False
    filled: int = 0
    """Pixels of which any band was filled."""
    left: int = 0
    """Pixels with gaps of which no band was."""
    pixels: int = 0
    """All of them."""
    sureness: float = 0.0
    """1 to 100 of each filled pixel: their sum."""
    farthest: float = 0.0
    """From a filled pixel to the nearest known one, pixels."""

    def merged(self, other: FillSummary) -> FillSummary:
        return FillSummary(
            self.filled + other.filled,
            self.left + other.left,
            self.pixels + other.pixels,
            self.sureness + other.sureness,
            max(self.farthest, other.farthest),
        )

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> FillSummary:
        """Others' values are left out.  Raises KeyError or TypeError."""
        return cls(**{field.name: values[field.name] for field in fields(cls)})

    @property
    def mean_sureness(self) -> float:
        """Of the filled pixels."""
        return self.sureness / max(self.filled, 1)

    @property
    def percent(self) -> float:
        """Of all pixels, those that were filled."""
        return 100 * self.filled / max(self.pixels, 1)


AnySummary = Union[RasterSummary, FillSummary]


def summary_type(job: RasterJob) -> type[AnySummary]:
    """What a job of this kind finds out."""
    return FillSummary if isinstance(job, FillGapsJob) else RasterSummary
