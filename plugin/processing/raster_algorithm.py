"""What every raster-to-raster algorithm shares: the look of its output, and how it is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ..layers.post_processor import PostProcessor
from ..layers.transfer import ResultPostProcessor
from ..layers.trust_style import TrustPostProcessor
from ..text import tr
from . import parameters as shared
from .definitions import Output, Parameter, choice, flag, numbers, text
from .job_algorithm import JobAlgorithm


class RasterAlgorithm(JobAlgorithm):
    """A layer in, a layer out that looks like it."""

    keeps_look: ClassVar[bool] = True
    """False where the result's bands are not the layer's."""

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        layer = self.parameterAsRasterLayer(parameters, shared.INPUT, context)
        in_project = layer is not None and context.project() and layer.id() in context.project().mapLayers()
        self.renderer = layer.renderer().clone() if in_project and layer.renderer() and self.keeps_look else None
        self.origin = layer.id() if in_project else ""
        return super().prepareAlgorithm(parameters, context, feedback)

    def post_processors(self, job: Any, results: Mapping[str, Any]) -> dict[str, PostProcessor]:
        return {
            job.output: ResultPostProcessor(self.renderer, results["TAGS"], self.origin),
            **(
                {job.second: TrustPostProcessor(results["TRUST_TAGS"])}
                if job.second_field == "trust" and job.second
                else {}
            ),
        }


def size_outputs() -> list[Output]:
    """Numbers of any raster that was made."""
    return numbers(
        WIDTH=tr("Width (pixels)"),
        HEIGHT=tr("Height (pixels)"),
        PIXEL_SIZE=tr("Pixel size (map units)"),
        SECONDS=tr("Duration (s)"),
        MEGAPIXELS_PER_SECOND=tr("Speed (megapixels per second)"),
    )


def precision() -> Parameter:
    return choice("PRECISION", {"exact": tr("Exact"), "fastest": tr("Fastest")}, advanced=True)


def job_file() -> Parameter:
    return flag("JOB_FILE", True, advanced=True)


def dask() -> Parameter:
    return text("DASK", advanced=True)
