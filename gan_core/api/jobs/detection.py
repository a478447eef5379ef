"""The jobs of finding objects: train a detector on a few of them, and find the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Optional, Tuple

from ..errors import RasterGanError
from . import options as shared
from .base import BaseJob, check_minutes, check_name, check_tile_size, option
from .options import Extent

VIEWS = ("1", "2", "4")
DEFAULT_VIEWS = "2"


@dataclass(frozen=True)
class TrainDetectorJob(BaseJob):
    """Train a detector on a few boxes, polygons or points.  Three to five are enough to find more like them."""

    verb: ClassVar[str] = "traindetector"

    input: str = shared.training_raster()
    objects: str = option(
        "Polygons or points, in any CRS; selected features alone work too. A polygon stands for the upright box around it; "
        "points need the object size.",
        label="Objects",
    )
    field: str = option("The class of each object. Empty: all are of one class.", "", label="Class field")
    size: float = option(
        "The side of an object where objects are points. Measure one on the map.",
        0.0,
        label="Object size (map units, points only)",
        type=float,
    )
    empty: str = option(
        "Polygons that hold no object: they cure false detections there. Empty: none.",
        "",
        label="Areas without objects",
    )
    name: str = shared.model_name()
    bands: Tuple[int, ...] = shared.bands_to_learn()
    minutes: float = shared.minutes(2.0)
    resume: bool = shared.resume()
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

    input: str = option("Any raster like the one that the detector was trained on.", label="Raster to search")
    output: str = option(
        "Detections to write: a GeoPackage of polygons with class, score, width and height.", label="Detections"
    )
    model: str = option("The detector: its id or the path of its file.", "", label="Detector")
    extent: Extent = shared.extent()
    score: Optional[float] = option(
        "Higher: fewer and surer detections. Lower: more detections, more of them false. Empty: the model's own, which was "
        "best in its validation.",
        None,
        label="Score threshold (0 to 1)",
        type=float,
    )
    views: str = option(
        "How many views of each tile are averaged: as it is, also mirrored, mirrored both ways. More views are surer, and take "
        "as many times longer.",
        DEFAULT_VIEWS,
        label="Views of each tile",
        choices=VIEWS,
    )
    only: str = option("The one class to find, for a model of several. Empty: all.", "", label="Class", called="CLASS")
    bands: Tuple[int, ...] = shared.bands()
    device: str = shared.device()
    tile_size: int = shared.tile_size()
    models: Tuple[str, ...] = shared.model_folders()
    resume: bool = shared.resume()

    def __post_init__(self) -> None:
        check_tile_size(self.tile_size)
        if self.score is not None and not 0 <= self.score <= 1:
            raise RasterGanError("detect-score", got=self.score)
        if self.views not in VIEWS:
            raise RasterGanError("detect-views", expected=", ".join(VIEWS), got=self.views)

    def writes(self) -> Tuple[str, ...]:
        return (self.output,)
