"""Map land cover with a trained classifier."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBand,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ...gan_core.api.errors import RasterGanError
from ...gan_core.api.jobs.base import DEVICES
from ...gan_core.api.jobs.classification import ClassifyJob
from ..layers.class_style import ClassLook
from ..layers.transfer import destination, loaded_as, local_path
from ..processing.algorithm import EngineAlgorithm
from ..text import error_text, tr


class Algorithm(EngineAlgorithm):
    INPUT = "INPUT"
    MODEL = "MODEL"
    BANDS = "BANDS"
    EXTENT = "EXTENT"
    MINIMUM = "MINIMUM"
    DEVICE = "DEVICE"
    TILE_SIZE = "TILE_SIZE"
    CREATION_OPTIONS = "CREATION_OPTIONS"
    OUTPUT = "OUTPUT"
    CONFIDENCE = "CONFIDENCE"

    def name(self) -> str:
        return "classify"

    def displayName(self) -> str:
        return tr("Classify land cover")

    def group(self) -> str:
        return tr("Use")

    def groupId(self) -> str:
        return "use"

    def tags(self) -> list[str]:
        return tr("classification,land cover,land use,map,supervised,segmentation,confidence,gan,ai").split(",")

    def shortDescription(self) -> str:
        return tr("Maps land cover with a classifier that was trained on a few labels: a class for every pixel")

    def shortHelpString(self) -> str:
        return tr(
            "<p>Gives every pixel a class, with a classifier that Train a land cover classifier has made. The result is a "
            "raster of whole numbers on the input's grid, with the names and colours of the classes in the file; 0 is "
            "unclassified. Pixels that are nodata in the input stay so.</p>"
            "<h3>Model</h3><p>A classifier of the library, a path, or the MODEL of a training. Empty: the only one there "
            "is.</p>"
            "<h3>Bands for the model</h3><p>Which bands play the model's, in its order. Empty: those of the same names, or all "
            "where there are as many.</p>"
            "<h3>Least confidence</h3><p>In percent; pixels that the classifier is less sure of stay unclassified.</p>"
            "<h3>Outputs</h3><p>The raster of classes; how sure the classifier is of every pixel, 0 to 100 % (optional); and "
            "the share of pixels with a class, as a number.</p>"
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        number = QgsProcessingParameterNumber
        self.addParameter(QgsProcessingParameterRasterLayer(self.INPUT, tr("Input layer")))
        model = QgsProcessingParameterString(self.MODEL, tr("Model"), "", optional=True)
        package = __package__.rsplit(".", 1)[0]
        model.setMetadata(
            {"widget_wrapper": {"class": f"{package}.processing.model_widget.ModelWidget", "task": "classify"}}
        )
        self.addParameter(model)
        bands = tr("Bands for the model, in its order")
        self.addParameter(
            QgsProcessingParameterBand(self.BANDS, bands, None, self.INPUT, optional=True, allowMultiple=True)
        )
        self.addParameter(QgsProcessingParameterExtent(self.EXTENT, tr("Extent (whole layer if empty)"), optional=True))
        least = tr("Least confidence, percent")
        self.addParameter(number(self.MINIMUM, least, number.Type.Double, 0, False, 0, 100))
        device = QgsProcessingParameterEnum(
            self.DEVICE, tr("Compute on"), list(DEVICES), defaultValue=DEVICES[0], usesStaticStrings=True
        )
        self.add_advanced(device)
        tile = tr("Tile size in pixels of the input (0: automatic)")
        self.add_advanced(number(self.TILE_SIZE, tile, number.Type.Integer, 0, False, 0, 4096))
        options = QgsProcessingParameterString(self.CREATION_OPTIONS, tr("Creation options"), "", optional=True)
        options.setMetadata({"widget_wrapper": {"widget_type": "rasteroptions"}})
        self.add_advanced(options)
        self.addParameter(QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Land cover")))
        confidence = QgsProcessingParameterRasterDestination(
            self.CONFIDENCE, tr("Confidence"), None, optional=True, createByDefault=False
        )
        self.addParameter(confidence)
        for name, words in self.numbers().items():
            self.addOutput(QgsProcessingOutputNumber(name, words))

    def numbers(self) -> dict[str, str]:
        return {
            "CLASSIFIED": tr("Share of pixels with a class (1: all)"),
            "SECONDS": tr("Seconds"),
            "MEGAPIXELS_PER_SECOND": tr("Megapixels a second"),
        }

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        good, reason = super().checkParameterValues(parameters, context)
        if not good:
            return good, reason
        for name in (self.OUTPUT, self.CONFIDENCE):
            output = destination(parameters.get(name))
            layer = loaded_as(output, context.project())
            if layer:
                words = tr("{name}: {path} is loaded as layer “{layer}”. Remove that layer or choose another file.")
                return False, words.format(name=name, path=output, layer=layer)
        return True, ""

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        layer = self.parameterAsRasterLayer(parameters, self.INPUT, context)
        if layer is None:
            raise QgsProcessingException(self.invalidRasterError(parameters, self.INPUT))
        self.source, self.crs = local_path(layer), layer.crs()
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        output = self.parameterAsOutputLayer(parameters, self.OUTPUT, context)
        wanted = parameters.get(self.CONFIDENCE)
        confidence = self.parameterAsOutputLayer(parameters, self.CONFIDENCE, context) if wanted else ""
        options = self.parameterAsString(parameters, self.CREATION_OPTIONS, context)
        box = (
            self.parameterAsExtent(parameters, self.EXTENT, context, self.crs) if parameters.get(self.EXTENT) else None
        )
        try:
            job = ClassifyJob(
                input=self.source,
                output=output,
                model=self.parameterAsString(parameters, self.MODEL, context),
                extent=(box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()) if box else None,
                bands=tuple(self.parameterAsInts(parameters, self.BANDS, context))
                if parameters.get(self.BANDS)
                else (),
                minimum=self.parameterAsDouble(parameters, self.MINIMUM, context),
                confidence=confidence,
                device=self.parameterAsEnumString(parameters, self.DEVICE, context),
                tile_size=self.parameterAsInt(parameters, self.TILE_SIZE, context),
                creation_options=tuple(option for option in options.split("|") if option),
                models=self.provider().model_folders(),
            )
        except RasterGanError as error:
            raise QgsProcessingException(error_text(error)) from error
        results = self.run_job(job, feedback)
        if context.willLoadLayerOnCompletion(output):
            context.layerToLoadOnCompletionDetails(output).setPostProcessor(ClassLook(results["CLASSES"]))
        made = {self.OUTPUT: output, **{name: results[name] for name in self.numbers()}}
        return {**made, self.CONFIDENCE: confidence} if confidence else made
