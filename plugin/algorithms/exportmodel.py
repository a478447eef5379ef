"""Export a model of the library."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ...gan_core.api.errors import RasterGanError
from ...gan_core.api.jobs.models import ExportModelJob
from ..processing.algorithm import EngineAlgorithm
from ..text import error_text, tr


class Algorithm(EngineAlgorithm):
    MODEL = "MODEL"
    CONSISTENT = "CONSISTENT"
    TILE_SIZE = "TILE_SIZE"
    OUTPUT = "OUTPUT"

    def name(self) -> str:
        return "exportmodel"

    def displayName(self) -> str:
        return tr("Export model")

    def group(self) -> str:
        return tr("Models")

    def groupId(self) -> str:
        return "models"

    def tags(self) -> list[str]:
        return tr("onnx,deepness,safetensors,weights,library,gan,ai").split(",")

    def shortDescription(self) -> str:
        return tr("Writes a model as a file for other computers or, as ONNX, for other programs")

    def shortHelpString(self) -> str:
        return tr(
            "<p>Writes a model of the library as a file of its own.</p>"
            "<h3>Exported model</h3><p>Its ending says which kind: .safetensors is Raster GAN's own and is imported again on "
            "another computer; .onnx is run by other programs, such as the QGIS plugin Deepness. It takes an image with "
            "values from 0 to 1 and gives the finished image. Writing it needs the Python package onnx; with onnxruntime it "
            "is compared with this program.</p>"
            "<h3>Size of image</h3><p>For .onnx: the one size that the file takes, in pixels along a side, or 0 for any size. "
            "Deepness needs one, for example 256.</p>"
            "<h3>Outputs</h3><p>The file, its bytes, and for .onnx the largest difference to this program's own result, 1 "
            "being the whole range.</p>"
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        model = QgsProcessingParameterString(self.MODEL, tr("Model"))
        widget = f"{__package__.rpartition('.')[0]}.processing.model_widget.ModelWidget"
        model.setMetadata({"widget_wrapper": {"class": widget, "task": ""}})
        self.addParameter(model)
        self.add_advanced(QgsProcessingParameterBoolean(self.CONSISTENT, tr("Keep the input's values"), True))
        number, size = QgsProcessingParameterNumber, tr("Size of image for .onnx, in pixels (0: any)")
        self.add_advanced(number(self.TILE_SIZE, size, number.Type.Integer, 0, False, 0, 4096))
        kinds = tr("ONNX (*.onnx);;Raster GAN (*.safetensors)")
        self.addParameter(QgsProcessingParameterFileDestination(self.OUTPUT, tr("Exported model"), kinds))
        self.addOutput(QgsProcessingOutputNumber("BYTES", tr("Bytes")))
        self.addOutput(QgsProcessingOutputNumber("MAX_DIFFERENCE", tr("Largest difference to this program's result")))

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        output = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        try:
            job = ExportModelJob(
                model=self.parameterAsString(parameters, self.MODEL, context),
                output=output,
                consistent=self.parameterAsBool(parameters, self.CONSISTENT, context),
                tile_size=self.parameterAsInt(parameters, self.TILE_SIZE, context),
                models=self.provider().model_folders(),
            )
        except RasterGanError as error:
            raise QgsProcessingException(error_text(error)) from error
        results = self.run_job(job, feedback)
        return {self.OUTPUT: output, "BYTES": results["BYTES"], "MAX_DIFFERENCE": results["MAX_DIFFERENCE"]}
