"""Import a model into the library."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from ...gan_core.api.errors import RasterGanError
from ...gan_core.api.jobs.models import ImportModelJob
from ..processing.algorithm import EngineAlgorithm
from ..text import error_text, tr


class Algorithm(EngineAlgorithm):
    INPUT = "INPUT"
    NAME = "NAME"
    LICENCE = "LICENCE"
    ATTRIBUTION = "ATTRIBUTION"

    def name(self) -> str:
        return "importmodel"

    def displayName(self) -> str:
        return tr("Import model")

    def group(self) -> str:
        return tr("Models")

    def groupId(self) -> str:
        return "models"

    def tags(self) -> list[str]:
        return tr("esrgan,real-esrgan,rrdb,compact,span,pth,safetensors,weights,library,gan,ai").split(",")

    def shortDescription(self) -> str:
        return tr("Checks a model file and puts it into the library; takes weights of ESRGAN, Real-ESRGAN and SPAN too")

    def shortHelpString(self) -> str:
        return tr(
            "<p>Puts a model into the library, from where Upscale and Enhance take it. The file is only read, never run: "
            "what holds more than plain weights is refused, with the reason.</p>"
            "<h3>Model file</h3><p>A model file of Raster GAN (.safetensors), or weights that others have published (.pth, "
            ".pt, .ckpt, .safetensors) of ESRGAN, Real-ESRGAN or SPAN.</p>"
            "<h3>Name</h3><p>What to call it here; after its file if empty.</p>"
            "<h3>Licence</h3><p>Look where you got the file. It is written into the model's card and into every layer made "
            "with it.</p>"
            "<h3>Outputs</h3><p>The model's name, its file, by how much it makes pixels finer, its bands, and how many "
            "pixels it looks at around each one.</p>"
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        every = tr("Models (*.safetensors *.pth *.pt *.ckpt)")
        self.addParameter(QgsProcessingParameterFile(self.INPUT, tr("Model file"), fileFilter=every))
        text = QgsProcessingParameterString
        self.addParameter(text(self.NAME, tr("Name (after its file if empty)"), "", optional=True))
        self.addParameter(text(self.LICENCE, tr("Licence of the weights"), "", optional=True))
        self.add_advanced(text(self.ATTRIBUTION, tr("Whom to name"), "", optional=True))
        self.addOutput(QgsProcessingOutputString("MODEL", tr("Model")))
        self.addOutput(QgsProcessingOutputFile("OUTPUT", tr("Model file in the library")))
        self.addOutput(QgsProcessingOutputNumber("SCALE", tr("Scale")))
        self.addOutput(QgsProcessingOutputNumber("BANDS", tr("Number of bands")))
        self.addOutput(QgsProcessingOutputNumber("HALO", tr("Pixels seen on each side")))

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        try:
            job = ImportModelJob(
                input=self.parameterAsFile(parameters, self.INPUT, context),
                name=self.parameterAsString(parameters, self.NAME, context),
                licence=self.parameterAsString(parameters, self.LICENCE, context),
                attribution=self.parameterAsString(parameters, self.ATTRIBUTION, context),
                folder=next(iter(self.provider().model_folders()), ""),
            )
        except RasterGanError as error:
            raise QgsProcessingException(error_text(error)) from error
        return self.run_job(job, feedback)
