"""Train a generator of synthetic tiles."""

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
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ...gan_core.api.errors import RasterGanError
from ...gan_core.api.jobs.base import DEVICES
from ...gan_core.api.jobs.generation import ADVERSARIES, ARCHITECTURES, SIZES, TrainGeneratorJob
from ..layers.features import saved
from ..layers.tile_style import ROLE
from ..layers.transfer import local_path
from ..processing.algorithm import EngineAlgorithm
from ..text import error_text, tr


class Algorithm(EngineAlgorithm):
    INPUT = "INPUT"
    TILES = "TILES"
    SIZE = "SIZE"
    FIELD = "FIELD"
    MINUTES = "MINUTES"
    NAME = "NAME"
    ARCHITECTURE = "ARCHITECTURE"
    ADVERSARY = "ADVERSARY"
    RESUME = "RESUME"
    DEVICE = "DEVICE"

    def name(self) -> str:
        return "traingenerator"

    def displayName(self) -> str:
        return tr("Train a generator")

    def group(self) -> str:
        return tr("Train")

    def groupId(self) -> str:
        return "train"

    def tags(self) -> list[str]:
        return tr("training,learning,synthetic,noise,dcgan,r3gan,augmentation,gan,ai").split(",")

    def shortDescription(self) -> str:
        return tr("Teaches a GAN to make synthetic tiles that look like those of a raster")

    def shortHelpString(self) -> str:
        return tr(
            "<p>Two networks play against each other: a generator makes tiles from random numbers, a discriminator learns to "
            "tell them from tiles of the raster. The model that enters the library makes new tiles in the raster's own units, "
            "with all its bands: see Generate synthetic tiles.</p>"
            "<h3>Tiles</h3><p>Polygons on the raster, as Make training tiles makes them; any polygon layer works, and so do "
            "its selected features alone. Empty: random places of the raster with data. At least 8 tiles, hundreds are "
            "better.</p>"
            "<h3>Class field</h3><p>Where the tiles have a field that says what they show, the model makes tiles of one class "
            "at will: to add to the training set of a classifier, say.</p>"
            "<h3>Minutes</h3><p>On two processor cores 64 pixels take about 20 minutes until tiles are varied; longer is "
            "better. The panel Raster GAN trainings shows the same tiles over time; the training can be held, ended and "
            "resumed.</p>"
            "<h3>Architecture</h3><p>r3gan: small residual networks with a stable game. dcgan: the classic networks, for 64 "
            "pixels only and much slower.</p>"
            "<h3>Outputs</h3><p>The model; a report with its tiles beside the real ones nearest to them; how far its tiles are "
            "from real ones (KID, 0 for the same kind), how varied they are (1: as real tiles), how many may be copies of a "
            "real tile, and the number of alarms.</p>"
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        number, choice = QgsProcessingParameterNumber, QgsProcessingParameterEnum
        self.addParameter(QgsProcessingParameterRasterLayer(self.INPUT, tr("Raster to learn from")))
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        tiles = tr("Tiles (random places if empty)")
        self.addParameter(QgsProcessingParameterFeatureSource(self.TILES, tiles, polygons, None, optional=True))
        field = tr("Field with the class of a tile")
        self.addParameter(QgsProcessingParameterField(self.FIELD, field, None, self.TILES, optional=True))
        sizes = [str(size) for size in SIZES]
        size = tr("Side of a generated tile, pixels")
        self.addParameter(choice(self.SIZE, size, sizes, defaultValue="64", usesStaticStrings=True))
        self.addParameter(number(self.MINUTES, tr("Minutes at most"), number.Type.Double, 20, False, 0.1, 9999))
        name = tr("Name (after the raster if empty)")
        self.addParameter(QgsProcessingParameterString(self.NAME, name, "", optional=True))
        for name, words, options in (
            (self.ARCHITECTURE, tr("Architecture"), ARCHITECTURES),
            (self.ADVERSARY, tr("Rules of the game"), ADVERSARIES),
            (self.DEVICE, tr("Compute on"), DEVICES),
        ):
            self.add_advanced(choice(name, words, list(options), defaultValue=options[0], usesStaticStrings=True))
        self.add_advanced(QgsProcessingParameterBoolean(self.RESUME, tr("Go on where it was broken off"), True))
        self.addOutput(QgsProcessingOutputString("MODEL", tr("Model")))
        self.addOutput(QgsProcessingOutputHtml("REPORT", tr("Report of the training")))
        for name, words in self.numbers().items():
            self.addOutput(QgsProcessingOutputNumber(name, words))

    def numbers(self) -> dict[str, str]:
        return {
            "KID": tr("Distance to the real tiles (KID)"),
            "KID_OF_REAL": tr("The same between two halves of the real tiles"),
            "DIVERSITY": tr("Diversity (1: as varied as real tiles)"),
            "NEAREST_REAL": tr("Distance to the nearest real tile (below 1: may be a copy)"),
            "COPIES": tr("Tiles of 200 that may be copies"),
            "ALARMS": tr("Number of alarms"),
            "TILES": tr("Pieces of the raster learned from"),
            "STEPS": tr("Steps of training"),
            "SECONDS": tr("Seconds"),
        }

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        layer = self.parameterAsRasterLayer(parameters, self.INPUT, context)
        if layer is None:
            raise QgsProcessingException(self.invalidRasterError(parameters, self.INPUT))
        self.source = local_path(layer)
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        tiles = self.parameterAsSource(parameters, self.TILES, context) if parameters.get(self.TILES) else None
        if parameters.get(self.TILES) and tiles is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, self.TILES))
        field = next(iter(self.parameterAsFields(parameters, self.FIELD, context)), "")
        folders = self.provider().model_folders()
        try:
            job = TrainGeneratorJob(
                input=self.source,
                tiles=saved(tiles, [ROLE, field], context) if tiles is not None else "",
                size=int(self.parameterAsEnumString(parameters, self.SIZE, context)),
                architecture=self.parameterAsEnumString(parameters, self.ARCHITECTURE, context),
                field=field,
                adversary=self.parameterAsEnumString(parameters, self.ADVERSARY, context),
                minutes=self.parameterAsDouble(parameters, self.MINUTES, context),
                name=self.parameterAsString(parameters, self.NAME, context),
                resume=self.parameterAsBool(parameters, self.RESUME, context),
                folder=next(iter(folders), ""),
                device=self.parameterAsEnumString(parameters, self.DEVICE, context),
                models=folders,
            )
        except RasterGanError as error:
            raise QgsProcessingException(error_text(error)) from error
        results = self.run_job(job, feedback)
        return {name: results[name] for name in ("MODEL", "REPORT", *self.numbers())}
