"""The jobs of land cover: a classifier learned from few labels, and the map that it makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Optional, Tuple

from ..errors import RasterGanError
from .base import DEVICES, MODELS_HELP, BaseJob, check_name, check_tile_size, option

LEARNERS = ("probe", "sgan", "match")
"""A linear head on fixed features; the semi-supervised GAN; FixMatch."""
CHOICES = ("auto", *LEARNERS)
MOST_CLASSES = 255
"""A class is a byte, and 0 is none."""


@dataclass(frozen=True)
class TrainClassifierJob(BaseJob):
    """Learn to map land cover from a few labelled points or polygons and the rest of the raster."""

    verb: ClassVar[str] = "trainclassifier"

    input: str = option("raster to learn from: a path or anything that GDAL opens")
    labels: str = option("points or polygons that say what is where, in any CRS")
    field: str = option("the field of the labels that holds the class: text, or whole numbers", "")
    name: str = option("what to call the model in the library; after the raster when left out", "")
    learner: str = option(
        "how to learn: probe (a linear head, seconds), sgan (semi-supervised GAN), match (FixMatch); auto compares them on "
        "labels held out",
        "auto",
        choices=CHOICES,
    )
    synthetic: str = option(
        "folder of tiles that generate made by class: learned from beside the labels where that helps, which the report says",
        "",
    )
    bands: Tuple[int, ...] = option("which bands to look at (1,2,3); all when left out", (), type=int, metavar="N,N,N")
    minutes: float = option("how long to train at most", 5.0, type=float)
    report: str = option("report to write, an HTML page; none when left out", "")
    colours: Tuple[str, ...] = option("colours of classes; chosen when left out", (), type=str, metavar="CLASS=#RRGGBB")
    folder: str = option("where to put the model; your own models' folder when left out", "")
    device: str = option("where to compute", "auto", choices=DEVICES)
    models: Tuple[str, ...] = option(MODELS_HELP, (), type=str, metavar="FOLDER")

    def __post_init__(self) -> None:
        check_name(self.name)
        if not 0 < self.minutes < 10_000:
            raise RasterGanError("minutes", got=self.minutes)
        if self.learner not in CHOICES:
            raise RasterGanError("learner", expected=", ".join(CHOICES), got=self.learner)

    def writes(self) -> Tuple[str, ...]:
        return (self.report,) if self.report else ()


@dataclass(frozen=True)
class ClassifyJob(BaseJob):
    """Map land cover with a classifier that trainclassifier has made: a class for every pixel."""

    verb: ClassVar[str] = "classify"

    input: str = option("raster to classify: a path or anything that GDAL opens")
    output: str = option("raster of classes to write; 0 is unclassified")
    model: str = option("the classifier: its id or the path of its file; the only one at hand when left out", "")
    extent: Optional[Tuple[float, float, float, float]] = option(
        "part to classify, in the raster's CRS; grows to whole pixels", None, metavar=("XMIN", "YMIN", "XMAX", "YMAX")
    )
    bands: Tuple[int, ...] = option(
        "which bands play the model's bands, in its order (4,3,2)", (), type=int, metavar="N,N,N"
    )
    minimum: float = option("least confidence in percent; pixels below it stay unclassified", 0.0, type=float)
    confidence: str = option("raster to write with the confidence of every pixel, 0 to 100; none when left out", "")
    device: str = option("where to compute", "auto", choices=DEVICES)
    tile_size: int = option("pixels of the input along a tile's side; 0 is automatic", 0, type=int)
    creation_options: Tuple[str, ...] = option(
        "GDAL creation options, several with commas", (), type=str, metavar="NAME=VALUE"
    )
    models: Tuple[str, ...] = option(MODELS_HELP, (), type=str, metavar="FOLDER")
    resume: bool = option("begin anew, even where the same run was broken off and could go on", True)

    def __post_init__(self) -> None:
        check_tile_size(self.tile_size)
        if not 0 <= self.minimum <= 100:
            raise RasterGanError("minimum", got=self.minimum)

    def writes(self) -> Tuple[str, ...]:
        return (self.output, self.confidence) if self.confidence else (self.output,)
