"""Find objects with a trained detector."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBand,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
    QgsRasterLayer,
    QgsRectangle,
)

from ...gan_core.api.errors import RasterGanError
from ...gan_core.api.jobs.base import DEVICES
from ...gan_core.api.jobs.detection import DetectJob
from ..layers.detection_style import FoundLook
from ..layers.transfer import local_source, missing_place
from ..processing.algorithm import EngineAlgorithm
from ..processing.job_fields import fill
from ..text import error_text, tr


class Algorithm(EngineAlgorithm):
    INPUT = "INPUT"
    MODEL = "MODEL"
    EXTENT = "EXTENT"
    SCORE = "SCORE"
    CLASS = "CLASS"
    BANDS = "BANDS"
    RESOLUTION = "RESOLUTION"
    DEVICE = "DEVICE"
    TILE_SIZE = "TILE_SIZE"
    OUTPUT = "OUTPUT"

    def name(self) -> str:
        return "detect"

    def displayName(self) -> str:
        return tr("Find objects")

    def group(self) -> str:
        return tr("Use")

    def groupId(self) -> str:
        return "use"

    def tags(self) -> list[str]:
        return tr("object detection,detector,count,trees,cars,buildings,boxes,gan,ai,deep learning").split(",")

    def shortDescription(self) -> str:
        return tr("Finds objects in a raster with a detector, each once, and writes them as polygons with a score")

    def shortHelpString(self) -> str:
        return tr(
            "<p>Searches a raster with a model that Train a detector made. The raster is read in tiles; what is found is what "
            "would be found in one piece, and no object is counted twice where tiles meet.</p>"
            "<h3>Least score</h3><p>Empty takes the model's own, which served best where it was judged. Higher: fewer and "
            "surer finds. Lower: more finds, more of them false.</p>"
            "<h3>Class</h3><p>The one kind of object to find, for a model of several.</p>"
            "<h3>Outputs</h3><p>Polygons with <i>class</i>, <i>score</i>, and <i>width</i> and <i>height</i> in map units, "
            "coloured by score, and their number.</p>"
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        number = QgsProcessingParameterNumber
        self.addParameter(QgsProcessingParameterRasterLayer(self.INPUT, tr("Raster to search")))
        model = QgsProcessingParameterString(self.MODEL, tr("Detector"))
        package = __package__.rpartition(".")[0]
        model.setMetadata(
            {"widget_wrapper": {"class": f"{package}.processing.model_widget.ModelWidget", "task": "detect"}}
        )
        self.addParameter(model)
        self.addParameter(QgsProcessingParameterExtent(self.EXTENT, tr("Extent (whole layer if empty)"), optional=True))
        score = tr("Least score, 0 to 1 (the model's own if empty)")
        self.addParameter(number(self.SCORE, score, number.Type.Double, None, True, 0, 1))
        category = QgsProcessingParameterString(self.CLASS, tr("Class (all if empty)"), "", optional=True)
        fill(category, "only")
        self.addParameter(category)
        bands = tr("Bands for the model, in its order")
        self.add_advanced(
            QgsProcessingParameterBand(self.BANDS, bands, None, self.INPUT, optional=True, allowMultiple=True)
        )
        resolution = tr("Resolution (online layers only, map units a pixel)")
        self.add_advanced(number(self.RESOLUTION, resolution, number.Type.Double, None, True, 0))
        device = QgsProcessingParameterEnum(
            self.DEVICE, tr("Compute on"), list(DEVICES), defaultValue=DEVICES[0], usesStaticStrings=True
        )
        self.add_advanced(device)
        tile = tr("Tile size in pixels of the input (0: automatic)")
        self.add_advanced(number(self.TILE_SIZE, tile, number.Type.Integer, 0, False, 0, 4096))
        kind = QgsProcessing.SourceType.TypeVectorPolygon
        self.addParameter(QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Found objects"), kind))
        for name, words in self.numbers().items():
            self.addOutput(QgsProcessingOutputNumber(name, words))

    def numbers(self) -> dict[str, str]:
        return {
            "OBJECTS": tr("Number of found objects"),
            "MINIMUM_SCORE": tr("Least score of the finds"),
            "SECONDS": tr("Seconds"),
        }

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        good, reason = super().checkParameterValues(parameters, context)
        layer = self.parameterAsRasterLayer(parameters, self.INPUT, context) if good else None
        if layer is not None:
            resolution = self.parameterAsDouble(parameters, self.RESOLUTION, context)
            reason = missing_place(layer, self._extent(parameters, context, layer), resolution)
        return not reason, reason

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        layer = self.parameterAsRasterLayer(parameters, self.INPUT, context)
        if layer is None:
            raise QgsProcessingException(self.invalidRasterError(parameters, self.INPUT))
        resolution = self.parameterAsDouble(parameters, self.RESOLUTION, context)
        self.source = local_source(layer, self._extent(parameters, context, layer), resolution, context)
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        source, extent = self.source(feedback)
        output = self.parameterAsOutputLayer(parameters, self.OUTPUT, context)
        score = parameters.get(self.SCORE)
        try:
            job = DetectJob(
                input=source,
                output=output,
                model=self.parameterAsString(parameters, self.MODEL, context),
                extent=extent,
                score=None if score is None else self.parameterAsDouble(parameters, self.SCORE, context),
                only=self.parameterAsString(parameters, self.CLASS, context).strip(),
                bands=tuple(self.parameterAsInts(parameters, self.BANDS, context))
                if parameters.get(self.BANDS)
                else (),
                device=self.parameterAsEnumString(parameters, self.DEVICE, context),
                tile_size=self.parameterAsInt(parameters, self.TILE_SIZE, context),
                models=self.provider().model_folders(),
            )
        except RasterGanError as error:
            raise QgsProcessingException(error_text(error)) from error
        results = self.run_job(job, feedback)
        if context.willLoadLayerOnCompletion(output):
            context.layerToLoadOnCompletionDetails(output).setPostProcessor(FoundLook())
        return {self.OUTPUT: output, **{name: results[name] for name in self.numbers()}}

    def _extent(
        self, parameters: dict[str, Any], context: QgsProcessingContext, layer: QgsRasterLayer
    ) -> QgsRectangle | None:
        """The extent in the layer's CRS; None for the whole layer."""
        if not parameters.get(self.EXTENT):
            return None
        return self.parameterAsExtent(parameters, self.EXTENT, context, layer.crs())
