"""The jobs of land cover: a classifier learned from few labels, and the map that it makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Tuple

from ..errors import RasterGanError
from . import options as shared
from .base import BaseJob, check_minutes, check_name, check_tile_size, option
from .options import Extent

LEARNERS = ("probe", "sgan", "match")
"""A linear head on fixed features; the semi-supervised GAN; FixMatch."""
CHOICES = ("auto", *LEARNERS)
MOST_CLASSES = 255
"""A class is a byte, and 0 is none."""


@dataclass(frozen=True)
class TrainClassifierJob(BaseJob):
    """Learn to map land cover from a few labelled points or polygons and the rest of the raster."""

    verb: ClassVar[str] = "trainclassifier"

    input: str = shared.raster_input("learn from")
    labels: str = option("points or polygons that say what is where, in any CRS")
    field: str = option("the field of the labels that holds the class: text, or whole numbers", "")
    name: str = shared.model_name()
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
    bands: Tuple[int, ...] = shared.bands("which bands to look at (1,2,3); all when left out")
    minutes: float = shared.minutes(5.0)
    report: str = shared.report_output()
    colours: Tuple[str, ...] = option("colours of classes; chosen when left out", (), type=str, metavar="CLASS=#RRGGBB")
    folder: str = shared.model_folder()
    device: str = shared.device()
    models: Tuple[str, ...] = shared.model_folders()
    encoding: str = shared.encoding()

    def __post_init__(self) -> None:
        check_name(self.name)
        check_minutes(self.minutes)
        if self.learner not in CHOICES:
            raise RasterGanError("learner", expected=", ".join(CHOICES), got=self.learner)

    def writes(self) -> Tuple[str, ...]:
        return (self.report,) if self.report else ()


@dataclass(frozen=True)
class ClassifyJob(BaseJob):
    """Map land cover with a classifier that trainclassifier has made: a class for every pixel."""

    verb: ClassVar[str] = "classify"

    input: str = shared.raster_input("classify")
    output: str = option("raster of classes to write; 0 is unclassified")
    model: str = option("the classifier: its id or the path of its file; the only one at hand when left out", "")
    extent: Extent = shared.extent("part to classify, in the raster's CRS; grows to whole pixels")
    bands: Tuple[int, ...] = shared.bands()
    minimum: float = option("least confidence in percent; pixels below it stay unclassified", 0.0, type=float)
    confidence: str = option("raster to write with the confidence of every pixel, 0 to 100; none when left out", "")
    device: str = shared.device()
    tile_size: int = shared.tile_size()
    creation_options: Tuple[str, ...] = shared.creation_options()
    models: Tuple[str, ...] = shared.model_folders()
    resume: bool = shared.resume_run()

    def __post_init__(self) -> None:
        check_tile_size(self.tile_size)
        if not 0 <= self.minimum <= 100:
            raise RasterGanError("minimum", got=self.minimum)

    def writes(self) -> Tuple[str, ...]:
        return (self.output, self.confidence) if self.confidence else (self.output,)
