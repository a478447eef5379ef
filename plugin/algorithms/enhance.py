"""Enhance a raster layer."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext

from ...gan_core.api.jobs.raster import EnhanceJob
from ..processing.raster_algorithm import RasterAlgorithm
from ..text import tr


class Algorithm(RasterAlgorithm):
    job_type = EnhanceJob

    def name(self) -> str:
        return "enhance"

    def displayName(self) -> str:
        return tr("Enhance")

    def tags(self) -> list[str]:
        return tr("denoise,noise,deblur,sharpen,jpeg,artefacts,destripe,clean,restore,gan,ai,deep learning").split(",")

    def shortDescription(self) -> str:
        return tr("Takes noise, blur, stripes and compression artefacts away, keeping grid, values, bands and nodata")

    def shortHelpString(self) -> str:
        return tr(
            "<p>Takes noise, blur, stripes and compression artefacts away with a network trained on overhead images. The "
            "layer keeps its pixels' size, extent, CRS, bands, data type, nodata and metadata. The mean of every block of "
            "8 x 8 pixels stays where it was, within the noise that was removed.</p>"
            "<p>For finer pixels use Upscale; its option “Enhance first” does both in one run.</p>"
            "<h3>Input layer</h3><p>Any raster of continuous values. Online layers (XYZ, WMS, WCS and others) are saved "
            "first and need an extent and a resolution.</p>"
            "<h3>Model</h3><p>Automatic takes the one for red, green, blue and near infrared where the layer has them, else "
            "the one for red, green and blue, and the one for single bands for every other band. The path of a model file "
            "works too.</p>"
            "<h3>Bands for the model</h3><p>Which bands play red, green, blue (and near infrared), in this order. Needed only "
            "where the layer does not say it. No band is left out: the others are enhanced one by one.</p>"
            "<h3>Sensor</h3><p>Optics blur, and every sensor adds noise; the model is told how much of both. Auto takes the "
            "numbers of a sensor whose files it knows (Sentinel-2) and measures the others; “measured” always measures; a name "
            "takes that sensor's usual numbers; “perfect” says that every pixel is the mean of its ground. The log and the "
            "result's tags say what was taken.</p>"
            "<h3>Sharpness, noise</h3><p>The two numbers, if you know better: what the optics leave of the contrast of the "
            "finest pattern that pixels can hold (1: perfect, satellites 0.3 to 0.6; less sharpens more), and the noise's "
            "standard deviation in the layer's units (more smooths more).</p>"
            "<h3>Trust</h3><p>A second layer, if you name one: 0 to 100 for each pixel, found by looking twice. 80 stands for "
            "2 % of the range, 50 for 8 %. Of pixels with 80 or more at least 90 % are within 2 % of what the "
            "ground was, measured on photographs that the model had not seen; where it was not measured the "
            "layer says “uncalibrated”. Pixels of little trust can be softened towards plain interpolation, or made nodata.</p>"
            "<h3>Job file</h3><p>OUTPUT.json says how the output was made and makes it again: python -m gan_core repeat "
            "OUTPUT.json. It holds no addresses or passwords of data sources.</p>"
            "<h3>Dask scheduler</h3><p>For very large layers: the address of a Dask cluster's scheduler (tcp://host:8786), "
            "whose workers make the output in parts, or “local” for one worker a core of this computer. All must see the same "
            "files under the same paths. A worker that is lost costs only its part; run again, finished parts are kept.</p>"
            "<h3>Outputs</h3><p>The enhanced raster, and as numbers: the largest shift of a block's mean in standard errors "
            "of what was removed (at most 3), the sensor's two numbers, size, pixel size, seconds and speed.</p>"
        )

    def output_name(self) -> str:
        return tr("Enhanced")

    def own_values(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, Any]:
        return {}

    def own_outputs(self) -> dict[str, str]:
        return {"BLOCK_SHIFT": tr("Largest shift of a block's mean, in standard errors")}
