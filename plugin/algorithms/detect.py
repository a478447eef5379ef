"""Find objects with a trained detector."""

from __future__ import annotations

from collections.abc import Sequence

from ...gan_core.api.jobs.detection import DEFAULT_VIEWS, DetectJob
from ..layers.detection_style import DetectionPostProcessor
from ..processing import parameters as shared
from ..processing.definitions import Output, Parameter, choice, number, numbers, polygon_output, raster, text
from ..processing.job_algorithm import JobAlgorithm
from ..processing.texts import Texts
from ..text import tr


class Algorithm(JobAlgorithm):
    job_type = DetectJob
    post_processor = DetectionPostProcessor
    group_id = "use"
    texts = Texts(
        title="Find objects",
        tags="object detection,detector,count,trees,cars,buildings,boxes,gan,ai,deep learning",
        summary="Finds objects in a raster with a trained detector and writes them as polygons with a score",
        introduction=(
            "<p>Searches a raster with a model from Train a detector. The raster is read in processing tiles; no object is "
            "counted twice where they meet.</p>"
        ),
        outputs=(
            "Polygons with <i>class</i>, <i>score</i>, and <i>width</i> and <i>height</i> in map units, colored by "
            "score, and their number."
        ),
    )

    def list_parameters(self) -> Sequence[Parameter]:
        return [
            raster(shared.INPUT),
            shared.model("detect", required=True),
            shared.extent(),
            number("SCORE", limits=(0, 1)),
            choice(
                "VIEWS",
                {"1": tr("1: fastest"), "2": tr("2: also mirrored"), "4": tr("4: surest")},
                DEFAULT_VIEWS,
                advanced=True,
            ),
            text("CLASS", field="only"),
            shared.bands(advanced=True),
            shared.resolution(),
            shared.device(),
            shared.tile_size(),
            shared.resume(),
            polygon_output("OUTPUT"),
        ]

    def list_outputs(self) -> Sequence[Output]:
        return numbers(
            OBJECTS=tr("Number of detections"),
            MINIMUM_SCORE=tr("Score threshold used"),
            SECONDS=tr("Duration (s)"),
        )
