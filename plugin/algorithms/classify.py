"""Map land cover with a trained classifier."""

from __future__ import annotations

from collections.abc import Sequence

from ...gan_core.api.jobs.classification import ClassifyJob
from ..layers.class_style import ClassPostProcessor
from ..processing import parameters as shared
from ..processing.definitions import Output, Parameter, number, numbers, raster_output
from ..processing.job_algorithm import JobAlgorithm
from ..processing.texts import Texts
from ..text import tr


class Algorithm(JobAlgorithm):
    job_type = ClassifyJob
    post_processor = ClassPostProcessor
    group_id = "use"
    texts = Texts(
        title="Classify land cover",
        tags="classification,land cover,land use,map,supervised,segmentation,confidence,gan,ai",
        summary="Maps land cover with a trained classifier: a class for every pixel",
        introduction=(
            "<p>Gives every pixel a class, with a classifier from Train a land cover classifier. The result is a raster of "
            "whole numbers on the input's grid, with the names and colors of the classes in the file; 0 is unclassified. "
            "Nodata pixels of the input stay nodata.</p>"
        ),
        outputs=(
            "The raster of classes; the confidence of every pixel, 0 to 100% (optional); and the share of pixels with a "
            "class, as a number."
        ),
    )

    def list_parameters(self) -> Sequence[Parameter]:
        return [
            shared.input_layer(),
            shared.model("classify"),
            shared.bands(),
            shared.extent(),
            number("MINIMUM", 0, (0, 100)),
            shared.device(),
            shared.tile_size(),
            shared.resume(),
            shared.creation_options(),
            raster_output("OUTPUT"),
            raster_output("CONFIDENCE", optional=True),
        ]

    def list_outputs(self) -> Sequence[Output]:
        return numbers(
            CLASSIFIED=tr("Share of pixels with a class (1 = all)"),
            SECONDS=tr("Duration (s)"),
            MEGAPIXELS_PER_SECOND=tr("Speed (megapixels per second)"),
        )
