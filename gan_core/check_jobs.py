"""The jobs that assess: a layer before the run, a result after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Optional, Tuple

from .job import DEVICES, MODELS_HELP, BaseJob, option


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
