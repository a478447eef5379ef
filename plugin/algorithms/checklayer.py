"""Check a raster layer before the run."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ...gan_core.api.jobs.assessment import CheckLayerJob
from ..layers.transfer import local_source
from ..processing.algorithm import EngineAlgorithm
from ..text import tr


class Algorithm(EngineAlgorithm):
    INPUT = "INPUT"
    MODEL = "MODEL"
    EXTENT = "EXTENT"
    RESOLUTION = "RESOLUTION"
    OUTPUT = "OUTPUT"

    def name(self) -> str:
        return "checklayer"

    def displayName(self) -> str:
        return tr("Check layer")

    def group(self) -> str:
        return tr("Assess")

    def groupId(self) -> str:
        return "assess"

    def tags(self) -> list[str]:
        return tr("quality,noise,blur,sharpness,jpeg,compression,nodata,resolution,gsd,upsampled,gan,ai").split(",")

    def shortDescription(self) -> str:
        return tr("Says before a run what of a layer is good, what is not, and how to mend it")

    def shortHelpString(self) -> str:
        return tr(
            "<p>Looks at a layer before it is upscaled or enhanced: pixel size, CRS, data type, range, bands, noise, "
            "sharpness, JPEG blocks, whether it was made finer before, and nodata. Each gets a verdict and, where it is not "
            "good, what to do.</p>"
            "<p>It takes seconds at any size: 64 small windows are looked at, spread over the layer.</p>"
            "<h3>Input layer</h3><p>Any raster. Online layers (XYZ, WMS, WCS and others) are saved first and need an extent "
            "and a resolution.</p>"
            "<h3>Model</h3><p>If you name one, the layer is compared with what the model was made for.</p>"
            "<h3>Outputs</h3><p>A page (HTML), and as numbers: what is bad and what is worth a look, pixel size in metres, "
            "noise, contrast left at the finest pattern, JPEG blocks, how many times too fine the pixels are, and the share "
            "of nodata.</p>"
        )

    def outputs(self) -> dict[str, str]:
        """Name and description of every number that the job gives."""
        return {
            "PROBLEMS": tr("Number of checks that are bad"),
            "WARNINGS": tr("Number of checks worth a look"),
            "GSD": tr("Pixel size in metres"),
            "NOISE": tr("Noise (standard deviation, the layer's units)"),
            "BLUR_MTF": tr("Contrast left at the finest pattern (0 to 1)"),
            "JPEG": tr("Strength of JPEG blocks (0 to 1)"),
            "UPSAMPLED": tr("How many times too fine the pixels are (1: not at all)"),
            "NODATA_SHARE": tr("Share of nodata (0 to 1)"),
        }

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(QgsProcessingParameterRasterLayer(self.INPUT, tr("Input layer")))
        model = QgsProcessingParameterString(self.MODEL, tr("Model (none if empty)"), "", optional=True)
        package = __package__.rpartition(".")[0]
        model.setMetadata({"widget_wrapper": {"class": f"{package}.processing.model_widget.ModelWidget", "task": ""}})
        self.addParameter(model)
        self.addParameter(QgsProcessingParameterExtent(self.EXTENT, tr("Extent (whole layer if empty)"), optional=True))
        number = QgsProcessingParameterNumber
        resolution = tr("Resolution (online layers only, map units a pixel)")
        self.add_advanced(number(self.RESOLUTION, resolution, number.Type.Double, None, True, 0))
        page = QgsProcessingParameterFileDestination(self.OUTPUT, tr("Page"), tr("HTML files (*.html)"))
        self.addParameter(page)
        for name, description in self.outputs().items():
            self.addOutput(QgsProcessingOutputNumber(name, description))

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        layer = self.parameterAsRasterLayer(parameters, self.INPUT, context)
        if layer is None:
            raise QgsProcessingException(self.invalidRasterError(parameters, self.INPUT))
        wanted = bool(parameters.get(self.EXTENT))
        extent = self.parameterAsExtent(parameters, self.EXTENT, context, layer.crs()) if wanted else None
        self.source = local_source(layer, extent, self.parameterAsDouble(parameters, self.RESOLUTION, context), context)
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        source, extent = self.source(feedback)
        output = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        model = self.parameterAsString(parameters, self.MODEL, context)
        results = self.run_job(CheckLayerJob(source, output, model, extent, self.provider().model_folders()), feedback)
        return {self.OUTPUT: output, **{name: results[name] for name in self.outputs()}}
