"""Learn land cover from a few labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Optional

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterFile,
    QgsVectorLayer,
)

from ...gan_core.api.jobs.classification import TrainClassifierJob
from ..layers.next_samples_style import NextSamplesPostProcessor
from ..layers.post_processor import PostProcessor
from ..processing import parameters as shared
from ..processing.definitions import (
    POINTS,
    POLYGONS,
    Output,
    Parameter,
    choice,
    column,
    features,
    numbers,
    point_output,
    raster,
)
from ..processing.job_algorithm import JobAlgorithm
from ..processing.texts import Texts
from ..text import tr


class Algorithm(JobAlgorithm):
    job_type = TrainClassifierJob
    group_id = "train"
    texts = Texts(
        title="Train a land cover classifier",
        tags="classification,land cover,land use,supervised,semi-supervised,samples,labels,training,sgan,gan,ai",
        summary="Learns to map land cover from a few training samples and the rest of the raster",
        introduction=(
            "<p>Learns which pixels are water, forest, fields … from training samples: points or polygons of known class. "
            "Classify land cover then makes the map. Five samples per class are a beginning; twenty, spread over the raster, "
            "are better.</p>"
        ),
        outputs=(
            "The resulting model, in the library; a report with accuracy for each class, a confusion matrix (what is mistaken "
            "for what) and a piece of the map; overall accuracy and kappa (agreement beyond chance, 1 is perfect) as numbers."
        ),
    )

    def list_parameters(self) -> Sequence[Parameter]:
        learners = {
            "auto": tr("Automatic"),
            "probe": tr("Linear (seconds)"),
            "sgan": tr("Semi-supervised GAN"),
            "match": "FixMatch",
        }
        return [
            raster(shared.INPUT),
            features("LABELS", [POINTS, POLYGONS], typed=True),
            column("FIELD", "LABELS"),
            shared.model_name(),
            choice("LEARNER", learners),
            shared.bands(),
            QgsProcessingParameterFile("SYNTHETIC", "", QgsProcessingParameterFile.Behavior.Folder, optional=True),
            shared.minutes(5),
            shared.device(),
            shared.page("REPORT"),
            point_output("LABEL_NEXT"),
        ]

    def list_outputs(self) -> Sequence[Output]:
        return [
            QgsProcessingOutputString("MODEL", tr("Resulting model")),
            QgsProcessingOutputString("KEPT", tr("Learning method kept")),
            *numbers(
                OVERALL_ACCURACY=tr("Overall accuracy (1 = perfect)"),
                KAPPA=tr("Kappa (1 = perfect, 0 = chance)"),
                CLASSES=tr("Number of classes"),
                LABELLED=tr("Number of sample pixels"),
                SYNTHETIC_GAIN=tr("Gain in accuracy by synthetic tiles (percentage points)"),
                SECONDS=tr("Duration (s)"),
            ),
        ]

    def post_processors(self, job: Any, results: Mapping[str, Any]) -> dict[str, PostProcessor]:
        return {job.label_next: NextSamplesPostProcessor(results)} if job.label_next else {}

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
