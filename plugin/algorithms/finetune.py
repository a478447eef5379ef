"""Fine-tune a model on picked tiles."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputHtml,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBand,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ...gan_core.api.errors import RasterGanError
from ...gan_core.api.jobs.base import DEVICES
from ...gan_core.api.jobs.finetuning import GAN, FinetuneJob
from ..layers.features import saved
from ..layers.tile_style import ROLE
from ..layers.transfer import local_path
from ..processing.algorithm import EngineAlgorithm
from ..text import error_text, tr


class Algorithm(EngineAlgorithm):
    INPUT = "INPUT"
    TILES = "TILES"
    TRUTH = "TRUTH"
    PARENT = "PARENT"
    NAME = "NAME"
    MINUTES = "MINUTES"
    BANDS = "BANDS"
    GAN = "GAN"
    RESUME = "RESUME"
    DEVICE = "DEVICE"

    def name(self) -> str:
        return "finetune"

    def displayName(self) -> str:
        return tr("Fine-tune a model")

    def group(self) -> str:
        return tr("Train")

    def groupId(self) -> str:
        return "train"

    def tags(self) -> list[str]:
        return tr("training,learning,transfer,adapt,super-resolution,own data,gan,ai").split(",")

    def shortDescription(self) -> str:
        return tr("Teaches a model the look of your own imagery, and keeps it only if it got better")

    def shortHelpString(self) -> str:
        return tr(
            "<p>Takes a model of the library a few minutes further on tiles of your own raster. The raster is its own ground "
            "truth: its tiles are made coarser, as blurred and as noisy as the raster itself, and the model learns the way "
            "back.</p>"
            "<p>Tiles whose <i>role</i> is <i>validation</i> are held out; without such tiles a fifth of the ground is. On "
            "them the new model is compared with its parent and with plain interpolation: only if it is better does it enter "
            "the library. If not, MODEL is the parent and PUBLISHED is 0, so that a chain of steps goes on.</p>"
            "<h3>Tiles</h3><p>Polygons on the raster, as Make training tiles makes them; any polygon layer works, and so do "
            "its selected features alone. At least 4.</p>"
            "<h3>Model to start from</h3><p>Automatic takes the one at x2 for red, green and blue, or for single bands.</p>"
            "<h3>Finer or cleaner raster</h3><p>Where there is one that shows the same ground: an aerial photograph beside a "
            "satellite image, say. It is laid on the raster to a fraction of a pixel, its colours are matched, tiles with "
            "clouds or change are left out; if the two do not belong together, the reason is said.</p>"
            "<h3>GAN phase</h3><p>After the faithful weights, a second set that adds detail which could be there. auto: from "
            "50 tiles on. It is kept only if it passes a check of its own.</p>"
            "<h3>Resume</h3><p>A training that was cancelled, or lost with the computer, goes on where it was when the same "
            "is run again.</p>"
            "<h3>Outputs</h3><p>The model to go on with, whether it is new (1) or the parent (0), a report with curves and "
            "pictures, and the gains on held-out tiles in dB.</p>"
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        number = QgsProcessingParameterNumber
        text = QgsProcessingParameterString
        self.addParameter(QgsProcessingParameterRasterLayer(self.INPUT, tr("Raster to learn from")))
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.addParameter(QgsProcessingParameterFeatureSource(self.TILES, tr("Tiles"), polygons))
        parent = text(self.PARENT, tr("Model to start from"), "", optional=True)
        package = __package__.rsplit(".", 1)[0]
        parent.setMetadata(
            {"widget_wrapper": {"class": f"{package}.processing.model_widget.ModelWidget", "task": "upscale"}}
        )
        self.addParameter(parent)
        self.addParameter(text(self.NAME, tr("Name (after the raster if empty)"), "", optional=True))
        truth = tr("Finer or cleaner raster of the same ground (the raster itself if empty)")
        self.addParameter(QgsProcessingParameterRasterLayer(self.TRUTH, truth, None, optional=True))
        self.addParameter(number(self.MINUTES, tr("Minutes at most"), number.Type.Double, 10, False, 0.1, 9999))
        bands = tr("Bands for the model (red, green, blue)")
        self.addParameter(
            QgsProcessingParameterBand(self.BANDS, bands, None, self.INPUT, optional=True, allowMultiple=True)
        )
        choice = QgsProcessingParameterEnum
        self.add_advanced(choice(self.GAN, tr("GAN phase"), list(GAN), defaultValue=GAN[0], usesStaticStrings=True))
        self.add_advanced(QgsProcessingParameterBoolean(self.RESUME, tr("Go on where it was broken off"), True))
        device = choice(self.DEVICE, tr("Compute on"), list(DEVICES), defaultValue=DEVICES[0], usesStaticStrings=True)
        self.add_advanced(device)
        self.addOutput(QgsProcessingOutputString("MODEL", tr("Model to go on with")))
        self.addOutput(QgsProcessingOutputHtml("REPORT", tr("Report of the training")))
        for name, words in self.numbers().items():
            self.addOutput(QgsProcessingOutputNumber(name, words))

    def numbers(self) -> dict[str, str]:
        return {
            "PUBLISHED": tr("Whether the model is new (1) or the parent (0)"),
            "GAIN_OVER_PARENT": tr("Gain over the parent, dB"),
            "GAIN_OVER_BASELINE": tr("Gain over bicubic with back-projection, dB"),
            "SMALLEST_GAIN": tr("Gain over the parent on the worst tile, dB"),
            "TILES": tr("Number of tiles learned from"),
            "VALIDATION": tr("Number of tiles to judge by"),
            "STEPS": tr("Steps of training"),
            "SECONDS": tr("Seconds"),
        }

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        layer = self.parameterAsRasterLayer(parameters, self.INPUT, context)
        if layer is None:
            raise QgsProcessingException(self.invalidRasterError(parameters, self.INPUT))
        truth = self.parameterAsRasterLayer(parameters, self.TRUTH, context) if parameters.get(self.TRUTH) else None
        if parameters.get(self.TRUTH) and truth is None:
            raise QgsProcessingException(self.invalidRasterError(parameters, self.TRUTH))
        self.source, self.truth = local_path(layer), local_path(truth) if truth else ""
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        tiles = self.parameterAsSource(parameters, self.TILES, context)
        if tiles is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, self.TILES))
        bands = tuple(self.parameterAsInts(parameters, self.BANDS, context)) if parameters.get(self.BANDS) else ()
        try:
            job = FinetuneJob(
                input=self.source,
                tiles=saved(tiles, [ROLE], context),
                name=self.parameterAsString(parameters, self.NAME, context),
                parent=self.parameterAsString(parameters, self.PARENT, context),
                bands=bands,
                truth=self.truth,
                minutes=self.parameterAsDouble(parameters, self.MINUTES, context),
                gan=self.parameterAsEnumString(parameters, self.GAN, context),
                resume=self.parameterAsBool(parameters, self.RESUME, context),
                folder=next(iter(self.provider().model_folders()), ""),
                device=self.parameterAsEnumString(parameters, self.DEVICE, context),
                models=self.provider().model_folders(),
            )
        except RasterGanError as error:
            raise QgsProcessingException(error_text(error)) from error
        results = self.run_job(job, feedback)
        return {name: results[name] for name in ("MODEL", "REPORT", *self.numbers())}
