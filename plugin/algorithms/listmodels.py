"""List the models at hand."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFileDestination,
)

from ...gan_core.api.jobs.models import ListModelsJob
from ..processing.algorithm import EngineAlgorithm
from ..text import tr


class Algorithm(EngineAlgorithm):
    OUTPUT = "OUTPUT"

    def name(self) -> str:
        return "listmodels"

    def displayName(self) -> str:
        return tr("List models")

    def group(self) -> str:
        return tr("Models")

    def groupId(self) -> str:
        return "models"

    def tags(self) -> list[str]:
        return tr("library,cards,licence,weights,gan,ai").split(",")

    def shortDescription(self) -> str:
        return tr("Shows every model: what it was made from, its licence, figures and limits")

    def shortHelpString(self) -> str:
        return tr(
            "<p>Writes a page with a card for every model, those that came with the plugin and your own: what it does, what "
            "it was trained on, its licence and whom to name, how good it is in figures, and what it is not made for.</p>"
            "<p>Your own models are those that Import model has put into the library, and those in the folder under "
            "Settings > Options > Raster GAN.</p>"
            "<h3>Outputs</h3><p>The page (HTML), and the number of models.</p>"
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        page = QgsProcessingParameterFileDestination(self.OUTPUT, tr("Page"), tr("HTML files (*.html)"))
        self.addParameter(page)
        self.addOutput(QgsProcessingOutputNumber("COUNT", tr("Number of models")))

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        output = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        results = self.run_job(ListModelsJob(output, self.provider().model_folders()), feedback)
        for row in results["MODELS"]:
            feedback.pushInfo(f"{row['id']}: {row['title']}")
        return {self.OUTPUT: output, "COUNT": results["COUNT"]}
