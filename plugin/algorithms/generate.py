"""Make synthetic tiles with a trained generator."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
)

from ...gan_core.api import library
from ...gan_core.api.errors import RasterGanError
from ...gan_core.api.jobs.generation import LARGEST_SEED, MOST_TILES, GenerateJob
from ..processing.algorithm import EngineAlgorithm
from ..processing.job_fields import fill
from ..text import error_text, tr


class Algorithm(EngineAlgorithm):
    MODEL = "MODEL"
    COUNT = "COUNT"
    SEED = "SEED"
    CLASS = "CLASS"
    BETWEEN = "BETWEEN"
    EXTENT = "EXTENT"
    MOSAIC = "MOSAIC"
    OUTPUT = "OUTPUT"

    def name(self) -> str:
        return "generate"

    def displayName(self) -> str:
        return tr("Generate synthetic tiles")

    def group(self) -> str:
        return tr("Use")

    def groupId(self) -> str:
        return "use"

    def tags(self) -> list[str]:
        return tr("synthetic,noise,random,augmentation,mosaic,dcgan,r3gan,gan,ai").split(",")

    def shortDescription(self) -> str:
        return tr("Makes synthetic tiles with a generator of your own, marked as such")

    def shortHelpString(self) -> str:
        return tr(
            "<p>Makes tiles that look like those that the generator learned from, in the same units, bands and data type. "
            "They show no real place: tags and band names say SYNTHETIC.</p>"
            "<h3>Model</h3><p>One of your own: see Train a generator.</p>"
            "<h3>Seed</h3><p>The number of the first tile; the others follow. The same seed gives the same tile, byte for "
            "byte.</p>"
            "<h3>Between</h3><p>Two seeds or more, with commas: the tiles go from one to the next in even steps.</p>"
            "<h3>Extent</h3><p>With a mosaic: the ground that it covers; it holds as many tiles as that takes, side by side. "
            "An extent in a CRS with other units than the model's is taken over into the model's CRS.</p>"
            "<h3>Outputs</h3><p>A folder with a GeoTIFF for each tile and a contact sheet (PNG), or one raster, and in both "
            "cases a GeoPackage with a polygon for each tile: its class, seed and file. Mosaic and polygons together can be "
            "added to a classifier's training set.</p>"
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        number, text = QgsProcessingParameterNumber, QgsProcessingParameterString
        model = text(self.MODEL, tr("Model"))
        package = __package__.rsplit(".", 1)[0]
        model.setMetadata(
            {"widget_wrapper": {"class": f"{package}.processing.model_widget.ModelWidget", "task": "generate"}}
        )
        self.addParameter(model)
        whole = number.Type.Integer
        self.addParameter(number(self.COUNT, tr("How many tiles"), whole, 16, False, 1, MOST_TILES))
        seed = tr("Seed of the first tile")
        self.addParameter(number(self.SEED, seed, whole, 0, False, 0, LARGEST_SEED - MOST_TILES))
        category = text(self.CLASS, tr("Class (all in turn if empty)"), "", optional=True)
        fill(category, "category")
        self.addParameter(category)
        self.add_advanced(text(self.BETWEEN, tr("Between these seeds (3,17)"), "", optional=True))
        extent = tr("Extent of the mosaic (anywhere if empty)")
        self.addParameter(QgsProcessingParameterExtent(self.EXTENT, extent, optional=True))
        mosaic = QgsProcessingParameterRasterDestination(
            self.MOSAIC, tr("Mosaic"), optional=True, createByDefault=False
        )
        self.addParameter(mosaic)
        folder = QgsProcessingParameterFolderDestination(self.OUTPUT, tr("Folder of tiles"), optional=True)
        self.addParameter(folder)
        self.addOutput(QgsProcessingOutputNumber("TILES", tr("Number of tiles")))
        self.addOutput(QgsProcessingOutputString("SHEET", tr("Contact sheet")))
        self.addOutput(QgsProcessingOutputVectorLayer("LABELS", tr("Tiles as polygons, with their classes")))

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        good, reason = super().checkParameterValues(parameters, context)
        if good and not parameters.get(self.MOSAIC):
            if parameters.get(self.EXTENT):
                reason = tr(
                    "EXTENT: expected a MOSAIC to place on it, got none. Choose a file for it, or leave EXTENT empty."
                )
            elif not parameters.get(self.OUTPUT):
                reason = tr(
                    "OUTPUT: expected a folder of tiles, a MOSAIC or both, got neither. Choose where to put them."
                )
        return good and not reason, reason

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        found: dict[str, Any] = {}
        try:
            common = self._common(parameters, context)
            if parameters.get(self.OUTPUT):
                folder = self.parameterAsString(parameters, self.OUTPUT, context)
                made = self.run_job(GenerateJob(output=folder, **common), feedback)
                found = {self.OUTPUT: folder, "SHEET": made["SHEET"]}
            if parameters.get(self.MOSAIC):
                mosaic = self.parameterAsOutputLayer(parameters, self.MOSAIC, context)
                placed = self._placed(parameters, context, common)
                made = self.run_job(GenerateJob(output=mosaic, **common, **placed), feedback)
                found[self.MOSAIC] = mosaic
        except RasterGanError as error:
            raise QgsProcessingException(error_text(error)) from error
        return {**found, "TILES": made["COUNT"], "LABELS": made["LABELS"]}

    def _common(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, Any]:
        """Fields of the job."""
        between = self.parameterAsString(parameters, self.BETWEEN, context)
        try:
            seeds = tuple(int(part) for part in between.split(",")) if between.strip() else ()
        except ValueError as error:
            raise QgsProcessingException(
                tr("BETWEEN: expected whole numbers with commas between them (3,17), got {got}.").format(got=between)
            ) from error
        return {
            "model": self.parameterAsString(parameters, self.MODEL, context),
            "count": self.parameterAsInt(parameters, self.COUNT, context),
            "seed": self.parameterAsInt(parameters, self.SEED, context),
            "category": self.parameterAsString(parameters, self.CLASS, context),
            "between": seeds,
            "models": self.provider().model_folders(),
        }

    def _placed(
        self, parameters: dict[str, Any], context: QgsProcessingContext, common: dict[str, Any]
    ) -> dict[str, Any]:
        """Extent and CRS of a mosaic: the extent's own where its units are the model's, else the model's."""
        if not parameters.get(self.EXTENT):
            return {}
        model = library.find(common["model"], common["models"]).card.raster.get("crs", "")
        wanted, given = QgsCoordinateReferenceSystem(model), self.parameterAsExtentCrs(parameters, self.EXTENT, context)
        into = wanted if wanted.isValid() and given.mapUnits() != wanted.mapUnits() else given
        extent = self.parameterAsExtent(parameters, self.EXTENT, context, into)
        bounds = (extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum())
        return {"extent": bounds, "crs": into.authid() or into.toWkt()}
