"""What a run from raster to raster finds out on its way."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class RasterSummary:
    """Of some tiles."""

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
        return cls(**{name: values[name] for name in cls.__dataclass_fields__})

    @property
    def reseen(self) -> float:
        """Root mean square of the differences between the input and the result seen again, in units of the noise."""
        return math.sqrt(self.squares / max(self.differences, 1))

    @property
    def trusted_percent(self) -> float:
        """Of the pixels with any trust, those with AT or more."""
        return 100 * self.trusted / max(self.judged, 1)
