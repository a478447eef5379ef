"""Upscale a raster layer."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBand,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsRasterLayer,
    QgsRectangle,
)

from ...gan_core.errors import RasterGanError
from ...gan_core.jobs import DEVICES, UpscaleJob
from ..algorithm import EngineAlgorithm
from ..layers import SameLook, destination, loaded_as, local_source, missing_place
from ..text import error_text, tr

NUMBERS = ("INPUT_GRID_ERROR", "WIDTH", "HEIGHT", "PIXEL_SIZE", "SECONDS", "MEGAPIXELS_PER_SECOND")


class Algorithm(EngineAlgorithm):
    INPUT = "INPUT"
    MODEL = "MODEL"
    BANDS = "BANDS"
    EXTENT = "EXTENT"
    RESOLUTION = "RESOLUTION"
    CONSISTENT = "CONSISTENT"
    DEVICE = "DEVICE"
    TILE_SIZE = "TILE_SIZE"
    CREATION_OPTIONS = "CREATION_OPTIONS"
    OUTPUT = "OUTPUT"

    def name(self) -> str:
        return "upscale"

    def displayName(self) -> str:
        return tr("Upscale")

    def group(self) -> str:
        return tr("Enhance")

    def groupId(self) -> str:
        return "enhance"

    def tags(self) -> list[str]:
        return tr("super-resolution,superresolution,upsample,sharpen,resolution,resample,gan,ai,deep learning").split(
            ","
        )

    def shortDescription(self) -> str:
        return tr("Makes a raster's pixels 2 or 4 times finer with a trained network, keeping values, bands and nodata")

    def shortHelpString(self) -> str:
        return tr(
            "<p>Makes pixels 2 or 4 times finer with a network trained on overhead images. The layer keeps its extent, CRS, "
            "bands, data type, nodata and metadata. Averaged back to the input's pixels, the result equals the input.</p>"
            "<p>Detail finer than the input's pixels is a guess: use it to see better, not to measure what the sensor did "
            "not see.</p>"
            "<h3>Input layer</h3><p>Any raster of continuous values. Online layers (XYZ, WMS, WCS and others) are saved "
            "first and need an extent and a resolution.</p>"
            "<h3>Model</h3><p>Automatic takes a x2 model: the one for red, green and blue where the layer has them, and the "
            "one for single bands for every other band. The path of a model file works too.</p>"
            "<h3>Bands for the model</h3><p>Which bands play red, green and blue, in this order. Needed only where the "
            "layer does not say it. No band is left out: the others are upscaled one by one.</p>"
            "<h3>Keep the input's values</h3><p>Leave it on, unless you want the network's raw result.</p>"
            "<h3>Outputs</h3><p>The upscaled raster, and as numbers: the worst difference between the input and the output "
            "averaged to its grid, size, pixel size, seconds and speed.</p>"
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(QgsProcessingParameterRasterLayer(self.INPUT, tr("Input layer")))
        model = QgsProcessingParameterString(self.MODEL, tr("Model"), defaultValue="", optional=True)
        model.setMetadata({"widget_wrapper": {"class": f"{__package__.rpartition('.')[0]}.model_widget.ModelWidget"}})
        self.addParameter(model)
        bands = QgsProcessingParameterBand(
            self.BANDS,
            tr("Bands for the model (red, green, blue)"),
            None,
            self.INPUT,
            optional=True,
            allowMultiple=True,
        )
        self.addParameter(bands)
        self.addParameter(QgsProcessingParameterExtent(self.EXTENT, tr("Extent (whole layer if empty)"), optional=True))
        number = QgsProcessingParameterNumber
        resolution = number(
            self.RESOLUTION, tr("Resolution (online layers only, map units a pixel)"), number.Type.Double, None, True, 0
        )
        self.add_advanced(resolution)
        self.add_advanced(QgsProcessingParameterBoolean(self.CONSISTENT, tr("Keep the input's values"), True))
        device = QgsProcessingParameterEnum(
            self.DEVICE, tr("Compute on"), list(DEVICES), defaultValue=DEVICES[0], usesStaticStrings=True
        )
        self.add_advanced(device)
        tile = tr("Tile size in pixels of the input (0: automatic)")
        self.add_advanced(number(self.TILE_SIZE, tile, number.Type.Integer, 0, False, 0, 4096))
        options = QgsProcessingParameterString(self.CREATION_OPTIONS, tr("Creation options"), "", optional=True)
        options.setMetadata({"widget_wrapper": {"widget_type": "rasteroptions"}})
        self.add_advanced(options)
        self.addParameter(QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Upscaled")))
        self.addOutput(QgsProcessingOutputNumber("INPUT_GRID_ERROR", tr("Worst difference on the input's grid")))
        self.addOutput(QgsProcessingOutputNumber("WIDTH", tr("Width in pixels")))
        self.addOutput(QgsProcessingOutputNumber("HEIGHT", tr("Height in pixels")))
        self.addOutput(QgsProcessingOutputNumber("PIXEL_SIZE", tr("Pixel size in map units")))
        self.addOutput(QgsProcessingOutputNumber("SECONDS", tr("Seconds")))
        self.addOutput(QgsProcessingOutputNumber("MEGAPIXELS_PER_SECOND", tr("Megapixels a second")))

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        good, reason = super().checkParameterValues(parameters, context)
        if not good:
            return good, reason
        layer = self.parameterAsRasterLayer(parameters, self.INPUT, context)
        if layer is not None:
            place = (
                self._extent(parameters, context, layer),
                self.parameterAsDouble(parameters, self.RESOLUTION, context),
            )
            reason = missing_place(layer, *place)
        output = destination(parameters[self.OUTPUT])
        name = loaded_as(output, context.project())
        if name:
            reason = tr(
                "OUTPUT: {path} is loaded as layer “{layer}”. Remove that layer or choose another file."
            ).format(path=output, layer=name)
        return not reason, reason

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        layer = self.parameterAsRasterLayer(parameters, self.INPUT, context)
        if layer is None:
            raise QgsProcessingException(self.invalidRasterError(parameters, self.INPUT))
        extent = self._extent(parameters, context, layer)
        resolution = self.parameterAsDouble(parameters, self.RESOLUTION, context)
        self.source = local_source(layer, extent, resolution, context)
        in_project = context.project() is not None and layer.id() in context.project().mapLayers()
        self.look = SameLook(layer.renderer().clone()) if in_project and layer.renderer() else None
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        source, extent = self.source(feedback)
        output = self.parameterAsOutputLayer(parameters, self.OUTPUT, context)
        options = self.parameterAsString(parameters, self.CREATION_OPTIONS, context)
        bands = tuple(self.parameterAsInts(parameters, self.BANDS, context)) if parameters.get(self.BANDS) else ()
        try:
            job = UpscaleJob(
                input=source,
                output=output,
                model=self.parameterAsString(parameters, self.MODEL, context),
                extent=extent,
                bands=bands,
                consistent=self.parameterAsBool(parameters, self.CONSISTENT, context),
                device=self.parameterAsEnumString(parameters, self.DEVICE, context),
                tile_size=self.parameterAsInt(parameters, self.TILE_SIZE, context),
                creation_options=tuple(option for option in options.split("|") if option),
                models=self.provider().model_folders(),
            )
        except RasterGanError as error:
            raise QgsProcessingException(error_text(error)) from error
        results = self.run_job(job, feedback)
        if self.look is not None and context.willLoadLayerOnCompletion(output):
            context.layerToLoadOnCompletionDetails(output).setPostProcessor(self.look)
        return {self.OUTPUT: output, **{name: results[name] for name in NUMBERS}}

    def _extent(
        self, parameters: dict[str, Any], context: QgsProcessingContext, layer: QgsRasterLayer
    ) -> QgsRectangle | None:
        """The extent in the layer's CRS; None for the whole layer."""
        if not parameters.get(self.EXTENT):
            return None
        return self.parameterAsExtent(parameters, self.EXTENT, context, layer.crs())
