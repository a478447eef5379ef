"""The jobs of land cover: a classifier learned from few labels, and the map that it makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Tuple

from ..errors import RasterGanError
from ..language import translatable
from . import options as shared
from .base import BaseJob, check_minutes, check_name, check_tile_size, option
from .options import Extent

LEARNERS = ("probe", "sgan", "match")
"""A linear head on fixed features; the semi-supervised GAN; FixMatch."""
AUTOMATIC = ("probe", "match")
"""Those that are compared where none is chosen.  The semi-supervised GAN is left out: on Landsat and Sentinel-2 it was less
often right than the linear head, and than its own network without the GAN."""
CHOICES = ("auto", *LEARNERS)
MOST_CLASSES = 255
"""A class is a byte, and 0 is none."""


@dataclass(frozen=True)
class TrainClassifierJob(BaseJob):
    """Learn to map land cover from a few training samples and the rest of the raster."""

    verb: ClassVar[str] = "trainclassifier"

    input: str = shared.training_raster()
    labels: str = option(
        "Points or polygons of known class, in any CRS; selected features alone work too. Of a polygon all pixels count whose "
        "center lies in it.",
        label="Training samples (points or polygons)",
    )
    field: str = option(
        "The samples' class: text in any alphabet, or whole numbers. Numbers from 1 to 255 become the values of the map; other "
        "classes are numbered from 1. If the samples are styled by this field, the map gets their colors.",
        "",
        label="Class field",
    )
    name: str = shared.model_name()
    learner: str = option(
        "Linear (probe): color, surroundings and texture, takes seconds. The semi-supervised GAN (sgan) and FixMatch (match) "
        "also learn from the rest of the raster. Automatic compares linear and FixMatch on samples that they did not see and "
        "keeps linear unless the other is clearly better. The GAN was less often right and is tried only if chosen.",
        "auto",
        label="Learning method",
        choices=CHOICES,
    )
    synthetic: str = option(
        "A folder that Generate synthetic tiles made with a model trained on tiles with a field of the same class names. The "
        "tiles are used only where real samples that the method did not see show that they help; the report says so. Empty: "
        "none.",
        "",
        label="Synthetic tiles by class",
    )
    bands: Tuple[int, ...] = shared.bands_to_learn()
    minutes: float = shared.minutes(5.0)
    report: str = shared.report_output(translatable("Accuracy report"))
    label_next: str = option(
        "Points to write: the places where one more sample would help most, with the two classes between which the classifier "
        "wavers. Label them, add them to the samples and train again. Empty: none.",
        "",
        label="Where to label next",
    )
    colours: Tuple[str, ...] = option("Colors of classes. Empty: chosen.", (), type=str, metavar="CLASS=#RRGGBB")
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
        return tuple(filter(None, (self.report, self.label_next)))


@dataclass(frozen=True)
class ClassifyJob(BaseJob):
    """Map land cover with a classifier that trainclassifier has made: a class for every pixel."""

    verb: ClassVar[str] = "classify"

    input: str = shared.input_layer()
    output: str = option("Raster of classes to write; 0 is unclassified.", label="Land cover")
    model: str = option(
        "The classifier: its id, the path of its file or, in a model, the result of a training. Empty: the only one there is.",
        "",
        label="Model",
    )
    extent: Extent = shared.extent()
    bands: Tuple[int, ...] = shared.bands()
    minimum: float = option(
        "Pixels that the classifier is less sure of stay unclassified.", 0.0, label="Minimum confidence (%)", type=float
    )
    confidence: str = option(
        "A second raster: how sure the classifier is of each pixel, 0 to 100%. Empty: none.", "", label="Confidence"
    )
    device: str = shared.device()
    tile_size: int = shared.tile_size()
    creation_options: Tuple[str, ...] = shared.creation_options()
    models: Tuple[str, ...] = shared.model_folders()
    resume: bool = shared.resume()

    def __post_init__(self) -> None:
        check_tile_size(self.tile_size)
        if not 0 <= self.minimum <= 100:
            raise RasterGanError("minimum", got=self.minimum)

    def writes(self) -> Tuple[str, ...]:
        return (self.output, self.confidence) if self.confidence else (self.output,)
