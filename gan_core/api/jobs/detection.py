"""The jobs of finding objects: teach a detector by a few of them, and let it find the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Optional, Tuple

from ..errors import RasterGanError
from . import options as shared
from .base import BaseJob, check_minutes, check_name, check_tile_size, option
from .options import Extent


@dataclass(frozen=True)
class TrainDetectorJob(BaseJob):
    """Teach a detector from a few boxes, polygons or points.  Three to five are enough to find more like them."""

    verb: ClassVar[str] = "traindetector"

    input: str = shared.raster_input("learn from")
    objects: str = option("the objects: polygons or points on the raster, in any layer that OGR opens")
    field: str = option("field with the objects' class; all are of one class when left out", "")
    size: float = option("side of the objects in the raster's map units, where they are points", 0.0, type=float)
    empty: str = option("polygons that hold no object at all, in any layer that OGR opens", "")
    name: str = shared.model_name()
    bands: Tuple[int, ...] = shared.bands("which bands to look at, all when left out")
    minutes: float = shared.minutes(2.0)
    resume: bool = shared.resume_training()
    folder: str = shared.model_folder()
    device: str = shared.device()
    models: Tuple[str, ...] = shared.model_folders()
    encoding: str = shared.encoding()

    def __post_init__(self) -> None:
        check_name(self.name)
        check_minutes(self.minutes)
        if not 0 <= self.size < float("inf"):
            raise RasterGanError("objects-size", got=self.size)


@dataclass(frozen=True)
class DetectJob(BaseJob):
    """Find objects in a raster with a detector that was trained on some of them."""

    verb: ClassVar[str] = "detect"

    input: str = shared.raster_input("search")
    output: str = option("found objects to write, a GeoPackage of polygons with class, score, width and height")
    model: str = option("a detector's id or the path of its file", "")
    extent: Extent = shared.extent("part to search, in the raster's CRS; grows to whole pixels")
    score: Optional[float] = option("least score, 0 to 1; the model's own when left out", None, type=float)
    only: str = option("the one class to find; all when left out", "")
    bands: Tuple[int, ...] = shared.bands()
    device: str = shared.device()
    tile_size: int = shared.tile_size()
    models: Tuple[str, ...] = shared.model_folders()
    resume: bool = shared.resume_run()

    def __post_init__(self) -> None:
        check_tile_size(self.tile_size)
        if self.score is not None and not 0 <= self.score <= 1:
            raise RasterGanError("detect-score", got=self.score)

    def writes(self) -> Tuple[str, ...]:
        return (self.output,)
