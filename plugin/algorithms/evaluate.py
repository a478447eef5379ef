"""Say how good a model is on a raster."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBand,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ...gan_core.api.errors import RasterGanError
from ...gan_core.api.jobs.assessment import EvaluateJob
from ...gan_core.api.sensors import AUTO
from ..layers.transfer import local_path
from ..processing.algorithm import EngineAlgorithm
from ..processing.raster_algorithm import sensor_parameter
from ..text import error_text, tr


class Algorithm(EngineAlgorithm):
    INPUT = "INPUT"
    MODEL = "MODEL"
    OTHER = "OTHER"
    TRUTH = "TRUTH"
    BANDS = "BANDS"
    SENSOR = "SENSOR"
    STRENGTH = "STRENGTH"
    DOWNSTREAM = "DOWNSTREAM"
    COUNT = "COUNT"
    EXTENT = "EXTENT"
    SHARES = "SHARES"
    OUTPUT = "OUTPUT"

    def name(self) -> str:
        return "evaluate"

    def displayName(self) -> str:
        return tr("Evaluate a model")

    def group(self) -> str:
        return tr("Assess")

    def groupId(self) -> str:
        return "assess"

    def tags(self) -> list[str]:
        return tr("accuracy,quality,psnr,ssim,sam,ergas,hallucination,validation,wald,truth,gan,ai").split(",")

    def shortDescription(self) -> str:
        return tr("Says in figures and pictures how good a model is on your raster, beside plain interpolation")

    def shortHelpString(self) -> str:
        return tr(
            "<p>How far can a model be trusted on <i>this</i> raster? Tiles that show all kinds of its ground are made "
            "coarser, upscaled again and compared with what they were (Wald's protocol); for a model that enhances they are "
            "made noisy, blurred or compressed. Where there is a finer or cleaner raster of the same ground, that is the "
            "truth instead.</p>"
            "<h3>Finer or cleaner raster</h3><p>It is laid on the raster to a fraction of a pixel and given its colours; if "
            "the two do not belong together, the reason is said.</p>"
            "<h3>Second model</h3><p>Stands beside the first in the table; it needs the same scale and number of bands.</p>"
            "<h3>Classifier or detector</h3><p>One of your own: how much of what it finds on the truth does it find on the "
            "model's result, and how much on plain interpolation? It looks at just the bands that are judged.</p>"
            "<h3>Outputs</h3><p>A page with a table, pictures, error maps and histograms, and numbers for further steps: PSNR "
            "(dB, higher is better), SSIM (1 is the same), SAM (how far colours turn, degrees), ERGAS (relative error), and "
            "the OpenSR measures: how far the result stays with its input, and what share of its detail is invented "
            "(hallucination), missing (omission) or true (improvement).</p>"
        )

    def numbers(self) -> dict[str, str]:
        """Name and description of every number that the job gives."""
        return {
            "PSNR": tr("PSNR, dB"),
            "PSNR_BASELINE": tr("PSNR of plain interpolation, dB"),
            "GAIN": tr("Gain over plain interpolation, dB"),
            "SMALLEST_GAIN": tr("Gain on the worst tile, dB"),
            "SSIM": tr("SSIM (1: the same)"),
            "SAM": tr("Spectral angle, degrees"),
            "ERGAS": tr("ERGAS (relative error)"),
            "UQI": tr("Universal quality index (1: the same)"),
            "SHARPNESS": tr("Sharpness over the truth's (1: as sharp)"),
            "GRID_ERROR": tr("Largest difference to the input when averaged back"),
            "RESEEN_ERROR": tr("Difference to the input when seen again through the sensor, in units of its noise"),
            "REFLECTANCE": tr("OpenSR reflectance"),
            "SPECTRAL": tr("OpenSR spectral angle, degrees"),
            "SPATIAL": tr("OpenSR shift, pixels"),
            "HALLUCINATION": tr("Share of invented detail"),
            "OMISSION": tr("Share of missing detail"),
            "IMPROVEMENT": tr("Share of true detail"),
            "AGREEMENT": tr("Share of what the classifier or detector finds that stays the same (0 to 1)"),
            "AGREEMENT_BASELINE": tr("The same after plain interpolation"),
            "TILES": tr("Number of tiles judged by"),
        }

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        number = QgsProcessingParameterNumber
        self.addParameter(QgsProcessingParameterRasterLayer(self.INPUT, tr("Raster to judge on")))
        self.addParameter(self._model(self.MODEL, tr("Model")))
        truth = tr("Finer or cleaner raster of the same ground (the raster itself if empty)")
        self.addParameter(QgsProcessingParameterRasterLayer(self.TRUTH, truth, None, optional=True))
        self.addParameter(self._model(self.OTHER, tr("Second model (none if empty)")))
        bands = tr("Bands for the model (red, green, blue, near infrared)")
        self.addParameter(
            QgsProcessingParameterBand(self.BANDS, bands, None, self.INPUT, optional=True, allowMultiple=True)
        )
        self.addParameter(sensor_parameter(self.SENSOR))
        strength = tr("Strength of GAN detail (0 faithful, 1 full)")
        self.addParameter(number(self.STRENGTH, strength, number.Type.Double, 0.5, False, 0, 1))
        self.addParameter(number(self.COUNT, tr("Tiles to judge by"), number.Type.Integer, 12, False, 1, 200))
        use = self._model(self.DOWNSTREAM, tr("Classifier or detector that uses the result (none if empty)"))
        self.add_advanced(use)
        self.add_advanced(QgsProcessingParameterExtent(self.EXTENT, tr("Extent (whole layer if empty)"), optional=True))
        self.addParameter(QgsProcessingParameterFileDestination(self.OUTPUT, tr("Page"), tr("HTML files (*.html)")))
        shares = tr("Folder for rasters of invented, missing and true detail")
        self.addParameter(QgsProcessingParameterFolderDestination(self.SHARES, shares, None, True, False))
        for name, words in self.numbers().items():
            self.addOutput(QgsProcessingOutputNumber(name, words))

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        self.paths = {}
        for name in (self.INPUT, self.TRUTH):
            layer = self.parameterAsRasterLayer(parameters, name, context) if parameters.get(name) else None
            if layer is None and (name == self.INPUT or parameters.get(name)):
                raise QgsProcessingException(self.invalidRasterError(parameters, name))
            self.paths[name] = local_path(layer) if layer else ""
            if name == self.INPUT:
                self.crs = layer.crs()
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        output = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        shares = self.parameterAsFile(parameters, self.SHARES, context) if parameters.get(self.SHARES) else ""
        box = (
            self.parameterAsExtent(parameters, self.EXTENT, context, self.crs) if parameters.get(self.EXTENT) else None
        )
        try:
            job = EvaluateJob(
                input=self.paths[self.INPUT],
                output=output,
                shares=shares,
                model=self.parameterAsString(parameters, self.MODEL, context),
                other=self.parameterAsString(parameters, self.OTHER, context),
                truth=self.paths[self.TRUTH],
                bands=tuple(self.parameterAsInts(parameters, self.BANDS, context))
                if parameters.get(self.BANDS)
                else (),
                sensor=self.parameterAsEnumString(parameters, self.SENSOR, context) or AUTO,
                strength=self.parameterAsDouble(parameters, self.STRENGTH, context),
                downstream=self.parameterAsString(parameters, self.DOWNSTREAM, context),
                count=self.parameterAsInt(parameters, self.COUNT, context),
                extent=(box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()) if box else None,
                models=self.provider().model_folders(),
            )
        except RasterGanError as error:
            raise QgsProcessingException(error_text(error)) from error
        results = self.run_job(job, feedback)
        folder = {self.SHARES: shares} if shares else {}
        return {self.OUTPUT: output, **folder, **{name: results[name] for name in self.numbers()}}

    def _model(self, name: str, words: str) -> QgsProcessingParameterString:
        parameter = QgsProcessingParameterString(name, words, "", optional=True)
        package = __package__.rpartition(".")[0]
        parameter.setMetadata(
            {"widget_wrapper": {"class": f"{package}.processing.model_widget.ModelWidget", "task": ""}}
        )
        return parameter
