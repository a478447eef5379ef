"""Teach a detector from a few marked objects."""

from __future__ import annotations

from collections.abc import Sequence

from ...gan_core.api.jobs.detection import TrainDetectorJob
from ..processing import parameters as shared
from ..processing.definitions import POINTS, POLYGONS, Output, Parameter, column, features, number
from ..processing.job_algorithm import JobAlgorithm
from ..processing.texts import Texts
from ..text import tr


class Algorithm(JobAlgorithm):
    job_type = TrainDetectorJob
    group_id = "train"
    texts = Texts(
        title="Train a detector",
        tags="training,object detection,find more like this,few-shot,count,trees,cars,buildings,gan,ai",
        summary="Learns from a few boxes, polygons or points to find the other objects of their kind",
        introduction=(
            "<p>Finds more like this: draw a box around three to five objects, or some fifty for a better detector, and "
            "train for a few minutes. Find objects then searches any raster of the same kind with the model.</p><p>You "
            "need not mark every object. Ground without a mark is not taken for empty: the less so, the more it looks "
            "like an object. The marked objects are also pasted onto other ground, turned and lit differently. Halfway "
            "through, the detector looks for unmarked ones on the raster, and learns from those it is sure of.</p>"
        ),
        outputs=(
            "From 10 objects on, a fifth of them is held out, in whole blocks of ground, and the detector is judged "
            "there. AP50 is 1 for a perfect detector. Precision is the share of finds that are true, recall the share of "
            "objects that are found, both from the least score on that serves best; the model keeps it. Finds of objects "
            "that nobody marked count as false, so that the detector may be better than these figures."
        ),
    )

    def list_parameters(self) -> Sequence[Parameter]:
        return [
            shared.training_raster(),
            features(
                "OBJECTS",
                tr("Objects"),
                [POLYGONS, POINTS],
                help=tr(
                    "Polygons stand for the upright box around them. Points need the size of the objects. Selected "
                    "features alone work too, in any CRS."
                ),
            ),
            column(
                "FIELD",
                tr("Field with the class (one class if empty)"),
                "OBJECTS",
                optional=True,
                help=tr("A field that names the kind of each object; without it all are of one kind."),
            ),
            number("SIZE", tr("Size of the objects, in the raster's map units (points only)")),
            features(
                "EMPTY",
                tr("Ground without objects"),
                [POLYGONS],
                optional=True,
                help=tr("Polygons that you know to hold no object: the cure for finds in the wrong place."),
            ),
            shared.model_name(),
            shared.minutes(2),
            shared.bands_to_learn(advanced=True),
            shared.resume(),
            shared.device(),
        ]

    def list_outputs(self) -> Sequence[Output]:
        return shared.training_outputs(
            tr("Detector"),
            AP50=tr("AP50 (1: perfect)"),
            PRECISION=tr("Precision: share of finds that are true"),
            RECALL=tr("Recall: share of objects that are found"),
            MINIMUM_SCORE=tr("Least score that serves best"),
            OBJECTS=tr("Number of objects learned from"),
            HELD_OUT=tr("Number of objects to judge by"),
            CLASSES=tr("Number of classes"),
        )
