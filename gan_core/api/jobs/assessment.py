"""The jobs that assess: a layer before the run, a result after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Optional, Tuple

from ..errors import RasterGanError
from ..language import translatable
from ..sensors import CHOICES
from . import options as shared
from .base import BaseJob, check_choice, check_strength, option
from .options import Extent

NOT_GUIDED = ("truth", "other", "bands", "downstream", "shares")
"""What means nothing where a model for sharpening is judged."""


@dataclass(frozen=True)
class CheckLayerJob(BaseJob):
    """Check whether a raster is suitable for upscaling or enhancing, and how to fix it if not."""

    verb: ClassVar[str] = "checklayer"
    needs_torch: ClassVar[bool] = False

    input: str = shared.input_layer()
    output: str = shared.report_output(translatable("Layer check report"))
    model: str = option(
        "A model to compare the layer with: whether it was made for such pixels, bands and values. Empty: none.",
        "",
        label="Model",
    )
    extent: Extent = shared.extent()
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
    """Measure how well a model works on a raster, compared with plain interpolation."""

    verb: ClassVar[str] = "evaluate"

    input: str = option("The raster that the model is tried on: any that GDAL opens.", label="Raster to evaluate on")
    output: str = shared.report_output(translatable("Evaluation report"))
    model: str = option("The model to evaluate: its id or the path of its file. Empty: automatic.", "", label="Model")
    other: str = option(
        "A second model beside the first, with the same scale and number of bands. Empty: none.",
        "",
        label="Second model",
    )
    truth: str = option(
        "A raster of the same area that is finer (for a model that enhances: cleaner). It is aligned to a fraction of a pixel "
        "and its colors are matched; if the two do not belong together, the log says why. Empty: the raster itself is made "
        "coarser and serves as its own reference.",
        "",
        label="Reference raster (same area, finer or cleaner)",
    )
    guide: str = option(
        "For a model that sharpens: both layers are made coarser and sharpened again, and sharpened as they are, which is "
        "evaluated without a reference (HQNR). Leave the reference raster, the bands, the second model and the downstream "
        "model empty then. Empty: no sharpening.",
        "",
        label="Finer layer (to evaluate sharpening)",
    )
    bands: Tuple[int, ...] = shared.bands()
    sensor: str = shared.sensor()
    strength: Optional[float] = shared.strength()
    downstream: str = option(
        "A classifier or detector of your own: how much of what it finds on the reference does it find on the model's result, "
        "and how much on plain interpolation? It takes just the bands that are evaluated. Empty: none.",
        "",
        label="Downstream model (classifier or detector)",
    )
    shares: str = option(
        "For each tile a raster that shows where detail is invented, missing or true, and the error. Empty: none.",
        "",
        label="Folder for error maps",
    )
    count: int = option(
        "How many tiles are evaluated, spread over all kinds of ground. More take longer and are surer.",
        12,
        label="Number of evaluation tiles",
        type=int,
    )
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
