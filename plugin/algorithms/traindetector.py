"""Teach a detector from a few marked objects."""

from __future__ import annotations

from collections.abc import Sequence

from ...gan_core.api.jobs.detection import TrainDetectorJob
from ..processing import parameters as shared
from ..processing.definitions import POINTS, POLYGONS, Output, Parameter, column, features, number, raster
from ..processing.job_algorithm import JobAlgorithm
from ..processing.texts import Texts
from ..text import tr


class Algorithm(JobAlgorithm):
    job_type = TrainDetectorJob
    group_id = "train"
    texts = Texts(
        title="Train a detector",
        tags="training,object detection,find more like this,few-shot,count,trees,cars,buildings,gan,ai",
        summary="Learns from a few boxes, polygons or points to find more objects like them",
        introduction=(
            "<p>Draw a box around three to five objects, or some fifty for a better detector, and train for a few minutes. "
            "Find objects then searches any raster of the same kind with the model.</p><p>Not every object needs a mark: "
            "ground without one is not taken for empty, the less so, the more it looks like an object. The marked objects "
            "are also pasted onto other ground, turned and lit differently. Halfway through, the detector looks for "
            "unmarked ones on the raster, and learns from those it is sure of.</p>"
        ),
        outputs=(
            "From 10 objects on, a fifth of them is held out for validation, in whole blocks of ground. AP50 is 1 for a "
            "perfect detector. Precision is the share of detections that are true, recall the share of objects that are "
            "found, both at the best score threshold, which the model keeps. Detections of objects that nobody marked count "
            "as false, so that the detector may be better than these figures."
        ),
    )

    def list_parameters(self) -> Sequence[Parameter]:
        return [
            raster(shared.INPUT),
            features("OBJECTS", [POLYGONS, POINTS]),
            column("FIELD", "OBJECTS", optional=True),
            number("SIZE"),
            features("EMPTY", [POLYGONS], optional=True),
            shared.model_name(),
            shared.minutes(2),
            shared.bands(advanced=True),
            shared.resume(),
            shared.device(),
        ]

    def list_outputs(self) -> Sequence[Output]:
        return shared.training_outputs(
            tr("Detector"),
            AP50=tr("AP50 (1 = perfect)"),
            PRECISION=tr("Precision (share of detections that are true)"),
            RECALL=tr("Recall (share of objects that are found)"),
            MINIMUM_SCORE=tr("Best score threshold"),
            OBJECTS=tr("Number of training objects"),
            HELD_OUT=tr("Number of validation objects"),
            CLASSES=tr("Number of classes"),
        )
