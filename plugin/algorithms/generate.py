"""Make synthetic tiles with a trained generator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterFolderDestination,
)

from ...gan_core.api import library
from ...gan_core.api.errors import RasterGanError
from ...gan_core.api.jobs.generation import LARGEST_SEED, MOST_TILES, GenerateJob
from ..processing import parameters as shared
from ..processing.definitions import Output, Parameter, number, numbers, raster_output, text
from ..processing.job_algorithm import JobAlgorithm
from ..processing.texts import Texts
from ..text import error_text, tr

MOSAIC, OUTPUT = "MOSAIC", "OUTPUT"


class Algorithm(JobAlgorithm):
    job_type = GenerateJob
    group_id = "use"
    texts = Texts(
        title="Generate synthetic tiles",
        tags="synthetic,noise,random,augmentation,mosaic,dcgan,r3gan,gan,ai",
        summary="Makes synthetic tiles with a generator of your own, marked as such",
        introduction=(
            "<p>Makes tiles that look like those that the generator was trained on, in the same units, bands and data "
            "type. They show no real place: metadata and band names say SYNTHETIC.</p>"
        ),
        outputs=(
            "A folder with a GeoTIFF for each tile and a contact sheet (PNG), or one raster, and in both cases a "
            "GeoPackage with a polygon for each tile: its class, seed and file. Mosaic and polygons together can be "
            "added to a classifier's training set."
        ),
    )

    def list_parameters(self) -> Sequence[Parameter]:
        return [
            shared.model("generate", required=True),
            number("COUNT", 16, (1, MOST_TILES), whole=True),
            number("SEED", 0, (0, LARGEST_SEED - MOST_TILES), whole=True),
            text("CLASS", field="category"),
            text("BETWEEN", advanced=True, separator=","),
            shared.extent(),
            raster_output(
                MOSAIC,
                tr("Mosaic"),
                optional=True,
                help=tr("One raster with the tiles side by side, over the extent if there is one. Empty: none."),
            ),
            QgsProcessingParameterFolderDestination(OUTPUT, "", optional=True),
        ]

    def list_outputs(self) -> Sequence[Output]:
        return [
            *numbers(TILES=tr("Number of tiles")),
            QgsProcessingOutputString("SHEET", tr("Contact sheet")),
            QgsProcessingOutputVectorLayer("LABELS", tr("Tiles as polygons, with their classes")),
        ]

    def problem(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        if not parameters.get(MOSAIC):
            if parameters.get(shared.EXTENT):
                return tr(
                    "“Extent of the mosaic” needs a “Mosaic” to place on it, and there is none. Choose a file for it, or "
                    "leave the extent empty."
                )
            if not parameters.get(OUTPUT):
                return tr("Choose where to put the tiles: a “Folder of tiles”, a “Mosaic” or both.")
        return super().problem(parameters, context)

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """A folder of tiles is one job, a mosaic another."""
        outputs: dict[str, Any] = {}
        values = self.job_values(parameters, context, feedback)
        if parameters.get(OUTPUT):
            outputs = self.run_values(values, context, feedback)
        if parameters.get(MOSAIC):
            mosaic = self.parameterAsOutputLayer(parameters, MOSAIC, context)
            placed = {**values, **self._place(parameters, context, values), "output": mosaic}
            painted = self.run_values(placed, context, feedback)
            outputs = {**outputs, **painted, MOSAIC: mosaic, OUTPUT: outputs.get(OUTPUT)}
        return {name: value for name, value in outputs.items() if value is not None}

    def job_values(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        try:
            return super().job_values(parameters, context, feedback)
        except ValueError as error:
            got = self.parameterAsString(parameters, "BETWEEN", context)
            raise QgsProcessingException(
                tr(
                    "“Interpolate between seeds”: expected whole numbers with commas between them (3,17), got {got}."
                ).format(got=got)
            ) from error

    def run_job(self, job: Any, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        results = super().run_job(job, feedback)
        return {**results, "TILES": results["COUNT"]}

    def _place(
        self, parameters: dict[str, Any], context: QgsProcessingContext, values: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Extent and CRS of a mosaic: the extent's own where its units are the model's, else the model's."""
        if not parameters.get(shared.EXTENT):
            return {}
        try:
            model = library.find(values["model"], values["models"]).card.raster.get("crs", "")
        except RasterGanError as error:
            raise QgsProcessingException(error_text(error, self.parameterDefinitions())) from error
        wanted = QgsCoordinateReferenceSystem(model)
        extent_crs = self.parameterAsExtentCrs(parameters, shared.EXTENT, context)
        crs = wanted if wanted.isValid() and extent_crs.mapUnits() != wanted.mapUnits() else extent_crs
        extent = self.parameterAsExtent(parameters, shared.EXTENT, context, crs)
        bounds = (extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum())
        return {"extent": bounds, "crs": crs.authid() or crs.toWkt()}
