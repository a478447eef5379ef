"""The jobs of finding objects: teach a detector by a few of them, and let it find the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Optional, Tuple

from ..errors import RasterGanError
from .base import DEVICES, MODELS_HELP, BaseJob, check_name, check_tile_size, option


@dataclass(frozen=True)
class TrainDetectorJob(BaseJob):
    """Teach a detector from a few boxes, polygons or points.  Three to five are enough to find more like them."""

    verb: ClassVar[str] = "traindetector"

    input: str = option("raster to learn from: a path or anything that GDAL opens")
    objects: str = option("the objects: polygons or points on the raster, in any layer that OGR opens")
    field: str = option("field with the objects' class; all are of one class when left out", "")
    size: float = option("side of the objects in the raster's map units, where they are points", 0.0, type=float)
    empty: str = option("polygons that hold no object at all, in any layer that OGR opens", "")
    name: str = option("what to call the model in the library; after the raster when left out", "")
    bands: Tuple[int, ...] = option("which bands to look at, all when left out", (), type=int, metavar="N,N,N")
    minutes: float = option("how long to train at most", 2.0, type=float)
    resume: bool = option("begin anew where the same training was broken off", True)
    folder: str = option("where to put the model; your own models' folder when left out", "")
    device: str = option("where to compute", "auto", choices=DEVICES)
    models: Tuple[str, ...] = option(MODELS_HELP, (), type=str, metavar="FOLDER")

    def __post_init__(self) -> None:
        check_name(self.name)
        if not 0 < self.minutes < 10_000:
            raise RasterGanError("minutes", got=self.minutes)
        if not 0 <= self.size < float("inf"):
            raise RasterGanError("objects-size", got=self.size)


@dataclass(frozen=True)
class DetectJob(BaseJob):
    """Find objects in a raster with a detector that was trained on some of them."""

    verb: ClassVar[str] = "detect"

    input: str = option("raster to search: a path or anything that GDAL opens")
    output: str = option("found objects to write, a GeoPackage of polygons with class, score, width and height")
    model: str = option("a detector's id or the path of its file", "")
    extent: Optional[Tuple[float, float, float, float]] = option(
        "part to search, in the raster's CRS; grows to whole pixels", None, metavar=("XMIN", "YMIN", "XMAX", "YMAX")
    )
    score: Optional[float] = option("least score, 0 to 1; the model's own when left out", None, type=float)
    only: str = option("the one class to find; all when left out", "")
    bands: Tuple[int, ...] = option(
        "which bands play the model's bands, in its order (4,3,2)", (), type=int, metavar="N,N,N"
    )
    device: str = option("where to compute", "auto", choices=DEVICES)
    tile_size: int = option("pixels of the input along a tile's side; 0 is automatic", 0, type=int)
    models: Tuple[str, ...] = option(MODELS_HELP, (), type=str, metavar="FOLDER")
    resume: bool = option("begin anew, even where the same run was broken off and could go on", True)

    def __post_init__(self) -> None:
        check_tile_size(self.tile_size)
        if self.score is not None and not 0 <= self.score <= 1:
            raise RasterGanError("detect-score", got=self.score)

    def writes(self) -> Tuple[str, ...]:
        return (self.output,)
