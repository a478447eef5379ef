"""Find objects with a trained detector."""

from __future__ import annotations

from collections.abc import Sequence

from ...gan_core.api.jobs.detection import DetectJob
from ..layers.detection_style import DetectionPostProcessor
from ..processing import parameters as shared
from ..processing.definitions import Output, Parameter, number, numbers, polygon_output, raster, text
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
        summary="Finds objects in a raster with a detector, each once, and writes them as polygons with a score",
        introduction=(
            "<p>Searches a raster with a model that Train a detector made. The raster is read in tiles; what is found is "
            "what would be found in one piece, and no object is counted twice where tiles meet.</p>"
        ),
        outputs=(
            "Polygons with <i>class</i>, <i>score</i>, and <i>width</i> and <i>height</i> in map units, coloured by "
            "score, and their number."
        ),
    )

    def list_parameters(self) -> Sequence[Parameter]:
        return [
            raster(shared.INPUT, tr("Raster to search")),
            shared.model(tr("Detector"), "detect", required=True),
            shared.extent(),
            number(
                "SCORE",
                tr("Least score, 0 to 1 (the model's own if empty)"),
                limits=(0, 1),
                help=tr(
                    "Empty takes the model's own, which served best where it was judged. Higher: fewer and surer finds. "
                    "Lower: more finds, more of them false."
                ),
            ),
            text(
                "CLASS",
                tr("Class (all if empty)"),
                field="only",
                help=tr("The one kind of object to find, for a model of several."),
            ),
            shared.bands_in_order(advanced=True),
            shared.resolution(),
            shared.device(),
            shared.tile_size(),
            shared.resume(),
            polygon_output("OUTPUT", tr("Found objects")),
        ]

    def list_outputs(self) -> Sequence[Output]:
        return numbers(
            OBJECTS=tr("Number of found objects"),
            MINIMUM_SCORE=tr("Least score of the finds"),
            SECONDS=tr("Seconds"),
        )
