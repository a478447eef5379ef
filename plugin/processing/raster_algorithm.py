"""What every raster-to-raster algorithm shares: the look of its output, and how it is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ...gan_core.api.jobs.raster import PRECISIONS
from ..layers.post_processor import PostProcessor
from ..layers.transfer import ResultPostProcessor
from ..text import tr
from . import parameters as shared
from .definitions import Output, Parameter, choice, flag, numbers, text
from .job_algorithm import JobAlgorithm


class RasterAlgorithm(JobAlgorithm):
    """A layer in, a layer out that looks like it."""

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        layer = self.parameterAsRasterLayer(parameters, shared.INPUT, context)
        in_project = layer is not None and context.project() and layer.id() in context.project().mapLayers()
        self.renderer = layer.renderer().clone() if in_project and layer.renderer() else None
        return super().prepareAlgorithm(parameters, context, feedback)

    def post_processors(self, job: Any, results: Mapping[str, Any]) -> dict[str, PostProcessor]:
        return {
            job.output: ResultPostProcessor(self.renderer, results["TAGS"]),
            **({job.trust: ResultPostProcessor("trust", results["TRUST_TAGS"])} if job.trust else {}),
        }


def size_outputs() -> list[Output]:
    """Numbers of any raster that was made."""
    return numbers(
        WIDTH=tr("Width in pixels"),
        HEIGHT=tr("Height in pixels"),
        PIXEL_SIZE=tr("Pixel size in map units"),
        SECONDS=tr("Seconds"),
        MEGAPIXELS_PER_SECOND=tr("Megapixels a second"),
    )


def precision() -> Parameter:
    return choice("PRECISION", tr("Precision (exact, or fastest where nobody sees it)"), PRECISIONS, advanced=True)


def job_file() -> Parameter:
    return flag(
        "JOB_FILE",
        tr("Write a job file beside the output, which repeats the run"),
        True,
        advanced=True,
        help=tr(
            "OUTPUT.json says how the output was made and makes it again: python -m gan_core repeat OUTPUT.json. It "
            "holds no addresses or passwords of data sources."
        ),
    )


def dask() -> Parameter:
    return text(
        "DASK",
        tr("Dask scheduler that shares the work among computers (empty: this one alone)"),
        advanced=True,
        help=tr(
            "For very large layers: the address of a Dask cluster's scheduler (tcp://host:8786), whose workers make the "
            "output in parts, or “local” for one worker a core of this computer. All must see the same files under the "
            "same paths. A worker that is lost costs only its part; run again, finished parts are kept."
        ),
    )
