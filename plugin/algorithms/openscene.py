"""Make layers of a satellite's scene."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputMultipleLayers,
    QgsProcessingOutputRasterLayer,
    QgsProcessingOutputString,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
)

from ...gan_core.api.jobs.scenes import OpenSceneJob
from ..layers.hidden import HidingPostProcessor
from ..processing.definitions import Output, Parameter, choices, flag, worded_choice
from ..processing.job_algorithm import JobAlgorithm
from ..processing.texts import Texts
from ..text import tr

LOAD, LAYERS = "LOAD", "OUTPUT_LAYERS"


class Algorithm(JobAlgorithm):
    job_type = OpenSceneJob
    group_id = "enhance"
    texts = Texts(
        title="Open a scene",
        tags="satellite,sentinel-2,sentinel2,safe,landsat,mtl,gaofen,ziyuan,superview,zip,tar,stack,bands,vrt,import",
        summary="Makes layers of a satellite's scene as it was downloaded, one for each pixel size",
        introduction=(
            "<p>A satellite's scene is a folder or an archive of band files, each on a grid of its own. This makes a layer for "
            "each pixel size, with band names, wavelengths, nodata, scale and offset, and with the sensor, so that "
            "the other algorithms need no choice.</p><p>It knows Sentinel-2 (SAFE, levels 1C and 2A), Landsat 4 "
            "to 9 (MTL), GF-1, 2, 6 and 7, ZY-3 and SuperView-1, and band files by their names. Archives are read where they "
            "lie; nothing is unpacked.</p>"
        ),
        outputs=(
            "A folder with the layers, each of them as an output of its own, and in words what was recognized: sensor, level, "
            "date, bands and missing bands. The log says the same."
        ),
    )

    def list_parameters(self) -> Sequence[Parameter]:
        scene = QgsProcessingParameterFile("INPUT", "")
        scene.setFileFilter(tr("All files (*)"))  # the usual one takes no name without a dot, as many folders have
        formats = {"vrt": tr("VRT (reads the scene where it lies)"), "geotiff": tr("GeoTIFF (holds the pixels)")}
        return [
            scene,
            choices("LAYERS", layer_words()),
            worded_choice("FORMAT", formats),
            flag(
                LOAD,
                True,
                tr("Load the layers"),
                help=tr(
                    "The layer with the colors is shown, the others are there to be ticked. Turn it off where a model goes on "
                    "with the layers."
                ),
            ),
            QgsProcessingParameterFolderDestination("OUTPUT", ""),
        ]

    def list_outputs(self) -> Sequence[Output]:
        facts = {
            "SCENE": tr("Name of the scene"),
            "SATELLITE": tr("Satellite"),
            "SENSOR": tr("Sensor (as the other algorithms call it)"),
            "LEVEL": tr("Processing level"),
            "DATE": tr("Date"),
            "BANDS": tr("Bands"),
            "MISSING": tr("Missing bands"),
        }
        return [
            *(
                QgsProcessingOutputRasterLayer(f"OUTPUT_{layer.upper()}", words)
                for layer, words in layer_words().items()
            ),
            QgsProcessingOutputMultipleLayers(LAYERS, tr("All layers")),
            *(QgsProcessingOutputString(name, label) for name, label in facts.items()),
        ]

    def run_job(self, job: Any, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        results = super().run_job(job, feedback)
        return {**results, LAYERS: [str(Path(results["OUTPUT"]) / row["file"]) for row in results["LAYERS"]]}

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        results = super().processAlgorithm(parameters, context, feedback)
        if self.parameterAsBool(parameters, LOAD, context) and context.project() is not None:
            for number, path in enumerate(results[LAYERS]):
                details = QgsProcessingContext.LayerDetails(Path(path).stem, context.project(), Path(path).stem)
                if number:  # the first has the colors
                    details.setPostProcessor(HidingPostProcessor())
                context.addLayerToLoadOnCompletion(path, details)
        return results


def layer_words() -> dict[str, str]:
    """What each of a scene's layers is called."""
    return {
        "10m": tr("10 m bands"),
        "20m": tr("20 m bands"),
        "60m": tr("60 m bands"),
        "ms": tr("Colors and infrared (ms)"),
        "pan": tr("Panchromatic (pan)"),
        "thermal": tr("Thermal infrared (thermal)"),
        "forward": tr("Forward view (forward)"),
        "backward": tr("Backward view (backward)"),
    }
