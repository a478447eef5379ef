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
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
)

from ...gan_core.api.jobs.scenes import SCENE_LAYERS, OpenSceneJob
from ..layers.hidden import HidingPostProcessor
from ..processing.definitions import Output, Parameter, describe, flag, worded_choice
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
            "<p>Satellites deliver a folder or an archive of band files, each on a grid of its own. This makes of it a layer "
            "for each pixel size, with band names, wavelengths, nodata, scale and offset, and with the sensor, so that "
            "Upscale, Enhance and the others need no choice.</p><p>It knows Sentinel-2 (SAFE, levels 1C and 2A), Landsat 4 "
            "to 9 (MTL), GF-1, 2, 6 and 7, ZY-3 and SuperView-1, and band files by their names. Archives are read where they "
            "lie; nothing is unpacked.</p>"
        ),
        outputs=(
            "A folder with the layers, each of them as an output of its own, and in words what was recognized: sensor, level, "
            "date, bands and missing bands. The log says the same."
        ),
    )

    def list_parameters(self) -> Sequence[Parameter]:
        scene = QgsProcessingParameterFile("INPUT", tr("Scene (folder, archive, metadata or band file)"))
        scene.setFileFilter(tr("All files (*)"))  # the usual one takes no name without a dot, as many folders have
        layers = QgsProcessingParameterEnum(
            "LAYERS", tr("Layers (all if empty)"), list(SCENE_LAYERS), True, None, True, usesStaticStrings=True
        )
        formats = {"vrt": tr("VRT (reads the scene where it lies)"), "geotiff": tr("GeoTIFF (holds the pixels)")}
        return [
            describe(
                scene,
                help=tr(
                    "The .zip or .tar as it was downloaded, a metadata file (MTD_MSIL2A.xml, …_MTL.txt), or any band file of "
                    "the scene. The path of a folder can be typed or dropped here."
                ),
            ),
            describe(
                layers,
                help=tr(
                    "Sentinel-2 has 10m, 20m and 60m; Landsat, GF, ZY-3 and SuperView have ms (colors and infrared) and pan, "
                    "Landsat also thermal, stereo views forward and backward."
                ),
            ),
            worded_choice("FORMAT", tr("Format"), formats),
            flag(
                LOAD,
                tr("Load the layers"),
                True,
                help=tr(
                    "The one with the colors is shown, the others are there to be ticked. Turn it off where a model goes on "
                    "with the layers."
                ),
            ),
            QgsProcessingParameterFolderDestination("OUTPUT", tr("Folder for the layers")),
        ]

    def list_outputs(self) -> Sequence[Output]:
        labels = {
            "10m": tr("Layer 10m"),
            "20m": tr("Layer 20m"),
            "60m": tr("Layer 60m"),
            "ms": tr("Layer ms (colors and infrared)"),
            "pan": tr("Layer pan"),
            "thermal": tr("Layer thermal"),
            "forward": tr("Layer forward"),
            "backward": tr("Layer backward"),
        }
        words = {
            "SCENE": tr("Name of the scene"),
            "SATELLITE": tr("Satellite"),
            "SENSOR": tr("Sensor, as the other algorithms call it"),
            "LEVEL": tr("Processing level"),
            "DATE": tr("Date"),
            "BANDS": tr("Bands"),
            "MISSING": tr("Missing bands"),
        }
        return [
            *(QgsProcessingOutputRasterLayer(f"OUTPUT_{layer.upper()}", labels[layer]) for layer in SCENE_LAYERS),
            QgsProcessingOutputMultipleLayers(LAYERS, tr("All layers")),
            *(QgsProcessingOutputString(name, label) for name, label in words.items()),
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
