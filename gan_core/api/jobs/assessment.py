"""The jobs that assess: a layer before the run, a result after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Optional, Tuple

from ..errors import RasterGanError
from ..sensors import AUTO, CHOICES
from . import options as shared
from .base import BaseJob, check_choice, check_strength, option
from .options import Extent

NOT_GUIDED = ("truth", "other", "bands", "downstream", "shares")
"""What means nothing where a model for sharpening is judged."""


@dataclass(frozen=True)
class CheckLayerJob(BaseJob):
    """Check a raster before it is upscaled or enhanced: what is good, what is not, and how to mend it."""

    verb: ClassVar[str] = "checklayer"
    needs_torch: ClassVar[bool] = False

    input: str = shared.raster_input("check")
    output: str = shared.report_output()
    model: str = option("a model's id or the path of a model file that the raster is meant for", "")
    extent: Extent = shared.extent("part to check, in the raster's CRS")
    models: Tuple[str, ...] = shared.model_folders()

    def writes(self) -> Tuple[str, ...]:
        return (self.output,) if self.output else ()


@dataclass(frozen=True)
class ProbeJob(BaseJob):
    """Say what the engine finds on this computer: versions, devices, and how fast it is."""

    verb: ClassVar[str] = "probe"

    device: str = shared.device()


@dataclass(frozen=True)
class EvaluateJob(BaseJob):
    """Say in figures and pictures how good a model is on a raster, beside plain interpolation."""

    verb: ClassVar[str] = "evaluate"

    input: str = shared.raster_input("judge on")
    output: str = shared.report_output()
    model: str = option("a model's id or the path of a model file; automatic when left out", "")
    other: str = option("a second model to compare with", "")
    truth: str = option(
        "a raster that shows the same ground finer (for enhance: cleaner); left out, the raster itself is made coarser",
        "",
    )
    guide: str = option(
        "finer raster of the same ground: then a model for sharpening is judged, made coarser with it and as it is", ""
    )
    bands: Tuple[int, ...] = shared.bands()
    sensor: str = option("the sensor that the raster is from; auto recognizes it or measures it", AUTO, choices=CHOICES)
    strength: Optional[float] = shared.strength()
    downstream: str = option(
        "a classifier or detector of the library: how much of what it finds on the truth it finds on the results too",
        "",
    )
    shares: str = option(
        "folder for a raster of each tile: where detail is invented, missing or true, and the error; none when left out",
        "",
    )
    count: int = option("how many tiles to judge by, spread over the kinds of ground", 12, type=int)
    extent: Extent = shared.extent()
    models: Tuple[str, ...] = shared.model_folders()

    def __post_init__(self) -> None:
        check_strength(self.strength)
        check_choice("sensor", self.sensor, CHOICES)
        if self.count < 1:
            raise RasterGanError("tile-count", got=self.count)
        beside = next((name for name in NOT_GUIDED if getattr(self, name)), "") if self.guide else ""
        if beside:
            raise RasterGanError("evaluate-guided", name=beside.upper())

    def writes(self) -> Tuple[str, ...]:
        return tuple(path for path in (self.output, self.shares) if path)
