"""Make tiles to train on."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterExtent,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterVectorDestination,
)

from ...gan_core.api.errors import RasterGanError
from ...gan_core.api.jobs.finetuning import LARGEST_TILE, SMALLEST_TILE, MakeTilesJob
from ..layers.tile_style import TileLook
from ..layers.transfer import local_path
from ..processing.algorithm import EngineAlgorithm
from ..text import error_text, tr


class Algorithm(EngineAlgorithm):
    INPUT = "INPUT"
    SIZE = "SIZE"
    COUNT = "COUNT"
    EXTENT = "EXTENT"
    OVERLAP = "OVERLAP"
    OUTPUT = "OUTPUT"

    def name(self) -> str:
        return "maketiles"

    def displayName(self) -> str:
        return tr("Make training tiles")

    def group(self) -> str:
        return tr("Train")

    def groupId(self) -> str:
        return "train"

    def tags(self) -> list[str]:
        return tr("tiles,grid,samples,training,fine-tune,chips,patches,gan,ai").split(",")

    def shortDescription(self) -> str:
        return tr("Cuts a raster into tiles and chooses some that show all kinds of its ground")

    def shortHelpString(self) -> str:
        return tr(
            "<p>Lays a grid of square tiles over a raster, measures each, and chooses some for training: from plain to rough "
            "ground in equal shares, and far from each other. A fifth of the chosen ones, in whole neighbourhoods, is set "
            "apart to judge a model by.</p>"
            "<p>The field <i>role</i> says what a tile is for: <i>train</i> to learn from, <i>validation</i> to judge by, "
            "<i>ignore</i> for nothing. Change it in the attribute table, or with a right-click on the map: Raster GAN > "
            "Pick tiles.</p>"
            "<h3>Outputs</h3><p>The tiles, with the share of valid pixels, contrast and detail of each, and how many there "
            "are and were chosen.</p>"
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        number = QgsProcessingParameterNumber
        whole = number.Type.Integer
        self.addParameter(QgsProcessingParameterRasterLayer(self.INPUT, tr("Raster to learn from")))
        size = tr("Side of a tile, in pixels")
        self.addParameter(number(self.SIZE, size, whole, 128, False, SMALLEST_TILE, LARGEST_TILE))
        self.addParameter(number(self.COUNT, tr("How many tiles to choose"), whole, 20, False, 1))
        self.addParameter(QgsProcessingParameterExtent(self.EXTENT, tr("Extent (whole layer if empty)"), optional=True))
        self.add_advanced(number(self.OVERLAP, tr("Pixels that neighbouring tiles share"), whole, 0, False, 0))
        kind = QgsProcessing.SourceType.TypeVectorPolygon
        self.addParameter(QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Tiles"), kind))
        for name, text in self.numbers().items():
            self.addOutput(QgsProcessingOutputNumber(name, text))

    def numbers(self) -> dict[str, str]:
        return {
            "TILES": tr("Number of tiles"),
            "CHOSEN": tr("Number of chosen tiles"),
            "VALIDATION": tr("Number of tiles to judge by"),
        }

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        layer = self.parameterAsRasterLayer(parameters, self.INPUT, context)
        if layer is None:
            raise QgsProcessingException(self.invalidRasterError(parameters, self.INPUT))
        self.source = local_path(layer)
        extent = self.parameterAsExtent(parameters, self.EXTENT, context, layer.crs())
        self.bounds = (
            (extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum())
            if parameters.get(self.EXTENT)
            else None
        )
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        output = self.parameterAsOutputLayer(parameters, self.OUTPUT, context)
        try:
            job = MakeTilesJob(
                input=self.source,
                output=output,
                size=self.parameterAsInt(parameters, self.SIZE, context),
                overlap=self.parameterAsInt(parameters, self.OVERLAP, context),
                count=self.parameterAsInt(parameters, self.COUNT, context),
                extent=self.bounds,
            )
        except RasterGanError as error:
            raise QgsProcessingException(error_text(error)) from error
        results = self.run_job(job, feedback)
        if context.willLoadLayerOnCompletion(output):
            context.layerToLoadOnCompletionDetails(output).setPostProcessor(TileLook())
        return {self.OUTPUT: output, **{name: results[name] for name in self.numbers()}}
