"""What every raster-to-raster algorithm shares: its parameters, the layer made readable for the engine, its output."""

from __future__ import annotations

from typing import Any, ClassVar

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

from ...gan_core.api.errors import RasterGanError
from ...gan_core.api.jobs import Job
from ...gan_core.api.jobs.base import DEVICES
from ...gan_core.api.jobs.raster import DOUBTFUL, MOST_PASSES, PRECISIONS
from ...gan_core.api.sensors import AUTO, CHOICES
from ..layers.transfer import Dressed, destination, loaded_as, local_source, missing_place
from ..text import error_text, tr
from .algorithm import EngineAlgorithm
from .job_fields import fill


def sensor_parameter(name: str) -> QgsProcessingParameterEnum:
    """Which sensor a layer comes from; its value is the word that a job takes."""
    words = tr("Sensor of the layer (auto: recognized or measured)")
    return QgsProcessingParameterEnum(
        name, words, list(CHOICES), defaultValue=AUTO, optional=True, usesStaticStrings=True
    )


class RasterAlgorithm(EngineAlgorithm):
    """A layer in, a layer out.  A subclass says which job it builds, and adds its own parameters and outputs."""

    INPUT = "INPUT"
    MODEL = "MODEL"
    BANDS = "BANDS"
    EXTENT = "EXTENT"
    RESOLUTION = "RESOLUTION"
    SENSOR = "SENSOR"
    SHARPNESS = "SHARPNESS"
    NOISE = "NOISE"
    DEVICE = "DEVICE"
    PRECISION = "PRECISION"
    TILE_SIZE = "TILE_SIZE"
    CREATION_OPTIONS = "CREATION_OPTIONS"
    TRUST = "TRUST"
    TRUST_PASSES = "TRUST_PASSES"
    DOUBTFUL = "DOUBTFUL"
    TRUST_BELOW = "TRUST_BELOW"
    JOB_FILE = "JOB_FILE"
    RESUME = "RESUME"
    DASK = "DASK"
    OUTPUT = "OUTPUT"
    job_type: ClassVar[type[Job]]

    def group(self) -> str:
        return tr("Enhance")

    def groupId(self) -> str:
        return "enhance"

    def output_name(self) -> str:
        """What the output layer is called."""
        raise NotImplementedError

    def own_parameters(self) -> None:
        """Parameters of this algorithm alone; they stand before the advanced ones that all share."""

    def own_values(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, Any]:
        """The fields of the job that this algorithm alone has."""
        raise NotImplementedError

    def own_outputs(self) -> dict[str, str]:
        """Name and description of the numbers that this algorithm alone gives."""
        raise NotImplementedError

    def outputs(self) -> dict[str, str]:
        """Name and description of every number that the job gives."""
        return {
            **self.own_outputs(),
            "RESPONSE": tr("What the layer's sensor leaves of the finest pattern's contrast, as told to the model"),
            "NOISE": tr("Noise of the layer, in its units, as told to the model"),
            "RESEEN_ERROR": tr(
                "Difference between the input and the output seen again through the sensor, in units of noise"
            ),
            "TRUSTED": tr("Percent of the pixels with trust 80 or more, where it was computed"),
            "WIDTH": tr("Width in pixels"),
            "HEIGHT": tr("Height in pixels"),
            "PIXEL_SIZE": tr("Pixel size in map units"),
            "SECONDS": tr("Seconds"),
            "MEGAPIXELS_PER_SECOND": tr("Megapixels a second"),
        }

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        number = QgsProcessingParameterNumber
        self.addParameter(QgsProcessingParameterRasterLayer(self.INPUT, tr("Input layer")))
        model = QgsProcessingParameterString(self.MODEL, tr("Model"), defaultValue="", optional=True)
        widget = {"class": f"{__package__}.model_widget.ModelWidget", "task": self.job_type.verb}
        model.setMetadata({"widget_wrapper": widget})
        self.addParameter(model)
        bands = tr("Bands for the model (red, green, blue, near infrared)")
        self.addParameter(
            QgsProcessingParameterBand(self.BANDS, bands, None, self.INPUT, optional=True, allowMultiple=True)
        )
        self.addParameter(QgsProcessingParameterExtent(self.EXTENT, tr("Extent (whole layer if empty)"), optional=True))
        self.own_parameters()
        self.sensor_parameters()
        resolution = tr("Resolution (online layers only, map units a pixel)")
        self.add_advanced(number(self.RESOLUTION, resolution, number.Type.Double, None, True, 0))
        device = QgsProcessingParameterEnum(
            self.DEVICE, tr("Compute on"), list(DEVICES), defaultValue=DEVICES[0], usesStaticStrings=True
        )
        self.add_advanced(device)
        precision = tr("Precision (exact, or fastest where nobody sees it)")
        self.add_advanced(
            QgsProcessingParameterEnum(
                self.PRECISION, precision, list(PRECISIONS), defaultValue=PRECISIONS[0], usesStaticStrings=True
            )
        )
        tile = tr("Tile size in pixels of the input (0: automatic)")
        self.add_advanced(number(self.TILE_SIZE, tile, number.Type.Integer, 0, False, 0, 4096))
        options = QgsProcessingParameterString(self.CREATION_OPTIONS, tr("Creation options"), "", optional=True)
        options.setMetadata({"widget_wrapper": {"widget_type": "rasteroptions"}})
        self.add_advanced(options)
        self.trust_parameters()
        record = tr("Write a job file beside the output, which repeats the run")
        self.add_advanced(QgsProcessingParameterBoolean(self.JOB_FILE, record, True))
        resume = tr("Go on where the same run was broken off")
        self.add_advanced(QgsProcessingParameterBoolean(self.RESUME, resume, True))
        dask = tr("Dask scheduler that shares the work among computers (empty: this one alone)")
        self.add_advanced(QgsProcessingParameterString(self.DASK, dask, "", optional=True))
        self.addParameter(QgsProcessingParameterRasterDestination(self.OUTPUT, self.output_name()))
        trust = QgsProcessingParameterRasterDestination(self.TRUST, tr("Trust"), None, True, False)
        self.addParameter(trust)
        for name, description in self.outputs().items():
            self.addOutput(QgsProcessingOutputNumber(name, description))

    def sensor_parameters(self) -> None:
        """What blur and noise the layer carries."""
        number = QgsProcessingParameterNumber
        self.addParameter(sensor_parameter(self.SENSOR))
        sharpness = tr("Sharpness of the layer, 0 to 1: less sharpens more (the sensor's if empty)")
        self.add_advanced(number(self.SHARPNESS, sharpness, number.Type.Double, None, True, 0, 1))
        noise = tr("Noise of the layer, in its units (the sensor's if empty)")
        self.add_advanced(number(self.NOISE, noise, number.Type.Double, None, True, 0))

    def sensor_values(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, Any]:
        """The fields of the job that tell of the sensor."""
        return {
            "sensor": self.parameterAsEnumString(parameters, self.SENSOR, context) or AUTO,
            "sharpness": self.maybe(self.SHARPNESS, parameters, context),
            "noise": self.maybe(self.NOISE, parameters, context),
        }

    def trust_parameters(self) -> None:
        """How trust is found, and what it is used for."""
        number = QgsProcessingParameterNumber
        choices = {
            "keep": tr("Keep them"),
            "soften": tr("Soften them towards plain interpolation"),
            "nodata": tr("Make them nodata"),
        }
        doubtful = tr("Pixels of little trust")
        choice = QgsProcessingParameterEnum(self.DOUBTFUL, doubtful, [choices[one] for one in DOUBTFUL], False, 0)
        fill(choice, words=DOUBTFUL)
        self.add_advanced(choice)
        below = tr("Trust below which a pixel counts as of little trust")
        self.add_advanced(number(self.TRUST_BELOW, below, number.Type.Integer, 50, False, 0, 100))
        passes = tr("Passes for the trust (more: steadier and slower)")
        self.add_advanced(number(self.TRUST_PASSES, passes, number.Type.Integer, 2, False, 2, MOST_PASSES))

    def trust_values(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, Any]:
        """The fields of the job that trust takes."""
        wanted = parameters.get(self.TRUST)
        return {
            "trust": self.parameterAsOutputLayer(parameters, self.TRUST, context) if wanted else "",
            "trust_passes": self.parameterAsInt(parameters, self.TRUST_PASSES, context),
            "trust_below": self.parameterAsInt(parameters, self.TRUST_BELOW, context),
            "doubtful": DOUBTFUL[self.parameterAsEnum(parameters, self.DOUBTFUL, context)],
            "job_file": self.parameterAsBool(parameters, self.JOB_FILE, context),
            "resume": self.parameterAsBool(parameters, self.RESUME, context),
        }

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        good, reason = super().checkParameterValues(parameters, context)
        if not good:
            return good, reason
        layer = self.parameterAsRasterLayer(parameters, self.INPUT, context)
        if layer is not None:
            resolution = self.parameterAsDouble(parameters, self.RESOLUTION, context)
            reason = missing_place(layer, self._extent(parameters, context, layer), resolution)
        for parameter in (self.OUTPUT, self.TRUST):
            output = destination(parameters.get(parameter))
            name = loaded_as(output, context.project())
            if name:
                words = tr("{name}: {path} is loaded as layer “{layer}”. Remove that layer or choose another file.")
                reason = words.format(name=parameter, path=output, layer=name)
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
        self.look = layer.renderer().clone() if in_project and layer.renderer() else None
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        source, extent = self.source(feedback)
        output = self.parameterAsOutputLayer(parameters, self.OUTPUT, context)
        options = self.parameterAsString(parameters, self.CREATION_OPTIONS, context)
        bands = tuple(self.parameterAsInts(parameters, self.BANDS, context)) if parameters.get(self.BANDS) else ()
        try:
            job = self.job_type(
                input=source,
                output=output,
                model=self.parameterAsString(parameters, self.MODEL, context),
                extent=extent,
                bands=bands,
                device=self.parameterAsEnumString(parameters, self.DEVICE, context),
                precision=self.parameterAsEnumString(parameters, self.PRECISION, context),
                tile_size=self.parameterAsInt(parameters, self.TILE_SIZE, context),
                creation_options=tuple(option for option in options.split("|") if option),
                models=self.provider().model_folders(),
                dask=self.parameterAsString(parameters, self.DASK, context).strip(),
                **self.sensor_values(parameters, context),
                **self.trust_values(parameters, context),
                **self.own_values(parameters, context),
            )
        except RasterGanError as error:
            raise QgsProcessingException(error_text(error)) from error
        results = self.run_job(job, feedback)
        found = {self.OUTPUT: output, **({self.TRUST: job.trust} if job.trust else {})}
        for path, look, tags in ((output, self.look, "TAGS"), (job.trust, "trust", "TRUST_TAGS")):
            if path and context.willLoadLayerOnCompletion(path):
                context.layerToLoadOnCompletionDetails(path).setPostProcessor(Dressed(look, results[tags]))
        return {**found, **{name: results[name] for name in self.outputs() if name in results}}

    def maybe(self, name: str, parameters: dict[str, Any], context: QgsProcessingContext) -> float | None:
        """A number, or None where it was left empty."""
        return None if parameters.get(name) is None else self.parameterAsDouble(parameters, name, context)

    def _extent(
        self, parameters: dict[str, Any], context: QgsProcessingContext, layer: QgsRasterLayer
    ) -> QgsRectangle | None:
        """The extent in the layer's CRS; None for the whole layer."""
        if not parameters.get(self.EXTENT):
            return None
        return self.parameterAsExtent(parameters, self.EXTENT, context, layer.crs())
