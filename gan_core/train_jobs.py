"""The jobs of training."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Optional, Tuple

from .errors import RasterGanError
from .job import BaseJob, option

ROLES = ("train", "validation", "ignore")
"""What a tile is for: to learn from, to judge by, or nothing."""
SMALLEST_TILE, LARGEST_TILE = 32, 1024


@dataclass(frozen=True)
class MakeTilesJob(BaseJob):
    """Cut a raster into tiles to train on, and choose some that show all kinds of its ground."""

    verb: ClassVar[str] = "maketiles"
    needs_torch: ClassVar[bool] = False

    input: str = option("raster to read: a path or anything that GDAL opens")
    output: str = option("tiles to write, a GeoPackage")
    size: int = option("side of a tile, pixels", 128, type=int)
    overlap: int = option("pixels that neighbouring tiles share", 0, type=int)
    count: int = option("how many tiles to choose", 20, type=int)
    extent: Optional[Tuple[float, float, float, float]] = option(
        "part of the raster, in its CRS", None, metavar=("XMIN", "YMIN", "XMAX", "YMAX")
    )

    def __post_init__(self) -> None:
        if not SMALLEST_TILE <= self.size <= LARGEST_TILE:
            raise RasterGanError("training-tile-size", smallest=SMALLEST_TILE, largest=LARGEST_TILE, got=self.size)
        if not 0 <= self.overlap < self.size:
            raise RasterGanError("tile-overlap", size=self.size, got=self.overlap)
        if self.count < 1:
            raise RasterGanError("tile-count", got=self.count)

    def writes(self) -> Tuple[str, ...]:
        return (self.output,)
