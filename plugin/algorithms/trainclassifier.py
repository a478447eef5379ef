"""Learn land cover from a few labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Optional

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterFile,
    QgsVectorLayer,
)

from ...gan_core.api.jobs.classification import CHOICES, TrainClassifierJob
from ..processing import parameters as shared
from ..processing.definitions import POINTS, POLYGONS, Output, Parameter, choice, column, describe, features, numbers
from ..processing.job_algorithm import JobAlgorithm
from ..processing.texts import Texts
from ..text import tr


class Algorithm(JobAlgorithm):
    job_type = TrainClassifierJob
    group_id = "train"
    texts = Texts(
        title="Train a land cover classifier",
        tags="classification,land cover,land use,supervised,semi-supervised,labels,training,sgan,gan,ai",
        summary="Learns to map land cover from a few labelled points or polygons and the unlabelled rest of the raster",
        introduction=(
            "<p>Learns which pixels are water, forest, fields … from a few places where you say so. Classify then makes "
            "the map. Five labels a class are a beginning; twenty, spread over the raster, are better.</p>"
        ),
        outputs=(
            "The model, in the library and to go on with; a report with accuracy for each class, what is mistaken for "
            "what, and a piece of the map; overall accuracy and kappa (agreement beyond chance, 1 is perfect) as "
            "numbers."
        ),
    )

    def list_parameters(self) -> Sequence[Parameter]:
        folder = QgsProcessingParameterFile.Behavior.Folder
        synthetic = tr("Synthetic tiles by class, made by Generate (none if empty)")
        return [
            shared.training_raster(),
            features(
                "LABELS",
                tr("Labels"),
                [POINTS, POLYGONS],
                typed=True,
                help=tr(
                    "Points or polygons, in any CRS; selected features alone work, too. Of a polygon all pixels whose "
                    "middle lies in it are labels."
                ),
            ),
            column(
                "FIELD",
                tr("Class field"),
                "LABELS",
                help=tr(
                    "Text in any alphabet, or whole numbers. Numbers from 1 to 255 become the values of the map; else "
                    "classes are numbered from 1. If the labels are styled by this field, the map gets their colours."
                ),
            ),
            shared.model_name(),
            choice(
                "LEARNER",
                tr("How to learn"),
                CHOICES,
                help=tr(
                    "<b>probe</b>: a linear decision on colour, surroundings and texture; takes seconds. <b>sgan</b>: a "
                    "semi-supervised GAN, which also learns from pixels without a label what real ones look like. "
                    "<b>match</b>: FixMatch, which learns from what it is already sure of. <b>auto</b> compares all "
                    "three on labels that they did not see, block of ground by block, and keeps the simplest unless "
                    "another is clearly better."
                ),
            ),
            shared.bands_to_learn(),
            describe(
                QgsProcessingParameterFile("SYNTHETIC", synthetic, folder, optional=True),
                help=tr(
                    "A folder that Generate made with a model trained on tiles with a class field of the same class "
                    "names. The learner is tried with them and without; they are learned from only where real labels "
                    "that it did not see show that they help, and the report says so."
                ),
            ),
            shared.minutes(5),
            shared.device(),
            shared.page("REPORT", tr("Accuracy report")),
        ]

    def list_outputs(self) -> Sequence[Output]:
        return [
            QgsProcessingOutputString("MODEL", tr("Model to go on with")),
            QgsProcessingOutputString("KEPT", tr("The learner that was kept")),
            *numbers(
                OVERALL_ACCURACY=tr("Overall accuracy (1: perfect)"),
                KAPPA=tr("Kappa (1: perfect, 0: chance)"),
                CLASSES=tr("Number of classes"),
                LABELLED=tr("Number of labelled pixels"),
                SYNTHETIC_GAIN=tr("What synthetic tiles add to the accuracy, percent points"),
                SECONDS=tr("Seconds"),
            ),
        ]

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        field = self.parameterAsString(parameters, "FIELD", context)
        self.colors = class_colors(self.parameterAsVectorLayer(parameters, "LABELS", context), field)
        return super().prepareAlgorithm(parameters, context, feedback)

    def job_values(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        return {**super().job_values(parameters, context, feedback), "colours": self.colors}

    def run_job(self, job: Any, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        results = super().run_job(job, feedback)
        return {**results, "KEPT": results["LEARNER"]}


def class_colors(layer: Optional[QgsVectorLayer], field: str) -> tuple[str, ...]:
    """CLASS=#rrggbb of a layer that is styled by this field; nothing of another."""
    renderer = layer.renderer() if layer is not None else None
    if not isinstance(renderer, QgsCategorizedSymbolRenderer) or renderer.classAttribute().strip('"') != field:
        return ()
    colors = {str(row.value() or "").strip(): row.symbol().color().name() for row in renderer.categories()}
    return tuple(f"{value}={color}" for value, color in colors.items() if value)
