"""The jobs that assess: a layer before the run, a result after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Optional, Tuple

from ..errors import RasterGanError
from ..sensors import AUTO, CHOICES
from .base import DEVICES, MODELS_HELP, BaseJob, check_choice, check_strength, option


@dataclass(frozen=True)
class CheckLayerJob(BaseJob):
    """Check a raster before it is upscaled or enhanced: what is good, what is not, and how to mend it."""

    verb: ClassVar[str] = "checklayer"
    needs_torch: ClassVar[bool] = False

    input: str = option("raster to check: a path or anything that GDAL opens")
    output: str = option("report to write, an HTML page; none when left out", "")
    model: str = option("a model's id or the path of a model file that the raster is meant for", "")
    extent: Optional[Tuple[float, float, float, float]] = option(
        "part to check, in the raster's CRS", None, metavar=("XMIN", "YMIN", "XMAX", "YMAX")
    )
    models: Tuple[str, ...] = option(MODELS_HELP, (), type=str, metavar="FOLDER")

    def writes(self) -> Tuple[str, ...]:
        return (self.output,) if self.output else ()


@dataclass(frozen=True)
class ProbeJob(BaseJob):
    """Say what the engine finds on this computer: versions, devices, and how fast it is."""

    verb: ClassVar[str] = "probe"

    device: str = option("where to compute", "auto", choices=DEVICES)


@dataclass(frozen=True)
class EvaluateJob(BaseJob):
    """Say in figures and pictures how good a model is on a raster, beside plain interpolation."""

    verb: ClassVar[str] = "evaluate"

    input: str = option("raster to judge on: a path or anything that GDAL opens")
    output: str = option("report to write, an HTML page; none when left out", "")
    model: str = option("a model's id or the path of a model file; automatic when left out", "")
    other: str = option("a second model to compare with", "")
    truth: str = option(
        "a raster that shows the same ground finer (for enhance: cleaner); left out, the raster itself is made coarser",
        "",
    )
    bands: Tuple[int, ...] = option(
        "which bands play the model's bands, in its order (4,3,2)", (), type=int, metavar="N,N,N"
    )
    sensor: str = option("the sensor that the raster is from; auto recognizes it or measures it", AUTO, choices=CHOICES)
    strength: Optional[float] = option("0 faithful to 1 full GAN detail; 0.5 when left out", None, type=float)
    downstream: str = option(
        "a classifier or detector of the library: how much of what it finds on the truth it finds on the results too",
        "",
    )
    shares: str = option(
        "folder for a raster of each tile: where detail is invented, missing or true, and the error; none when left out",
        "",
    )
    count: int = option("how many tiles to judge by, spread over the kinds of ground", 12, type=int)
    extent: Optional[Tuple[float, float, float, float]] = option(
        "part of the raster, in its CRS", None, metavar=("XMIN", "YMIN", "XMAX", "YMAX")
    )
    models: Tuple[str, ...] = option(MODELS_HELP, (), type=str, metavar="FOLDER")

    def __post_init__(self) -> None:
        check_strength(self.strength)
        check_choice("sensor", self.sensor, CHOICES)
        if self.count < 1:
            raise RasterGanError("tile-count", got=self.count)

    def writes(self) -> Tuple[str, ...]:
        return tuple(path for path in (self.output, self.shares) if path)
