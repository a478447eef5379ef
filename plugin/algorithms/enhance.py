"""Enhance a raster layer."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingParameterNumber

from ...gan_core.jobs import EnhanceJob
from ..raster_algorithm import RasterAlgorithm
from ..text import tr


class Algorithm(RasterAlgorithm):
    SHARPNESS = "SHARPNESS"
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
            "<h3>Model</h3><p>Automatic takes the one for red, green and blue where the layer has them, and the one for "
            "single bands for every other band. The path of a model file works too.</p>"
            "<h3>Bands for the model</h3><p>Which bands play red, green and blue, in this order. Needed only where the "
            "layer does not say it. No band is left out: the others are enhanced one by one.</p>"
            "<h3>Noise</h3><p>How strong the noise is: its standard deviation, in the layer's units. Empty: estimated for "
            "every band where the ground is smoothest; the log says what was found. Give more to smooth more, 0 to leave "
            "noise alone.</p>"
            "<h3>Sharpness</h3><p>How much contrast the sensor left of the finest pattern that pixels can hold, 0 to 1 (its "
            "MTF at the Nyquist frequency): sharp aerial photographs have 0.3 and more, satellites 0.1 to 0.3. Empty: "
            "estimated; the log says what was found. Give less to sharpen more, 1 to leave blur alone.</p>"
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
            "of what was removed (at most 3), the noise, size, pixel size, seconds and speed.</p>"
        )

    def output_name(self) -> str:
        return tr("Enhanced")

    def own_parameters(self) -> None:
        self.addParameter(self.noise_parameter(tr("Noise to remove, in the layer's units (estimated if empty)")))
        number = QgsProcessingParameterNumber
        sharpness = tr("Sharpness of the layer, 0 to 1: less sharpens more (estimated if empty)")
        self.addParameter(number(self.SHARPNESS, sharpness, number.Type.Double, None, True, 0, 1))

    def own_values(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, Any]:
        return {
            "noise": self.maybe(self.NOISE, parameters, context),
            "sharpness": self.maybe(self.SHARPNESS, parameters, context),
        }

    def own_outputs(self) -> dict[str, str]:
        return {
            "BLOCK_SHIFT": tr("Largest shift of a block's mean, in standard errors"),
            "NOISE": tr("Noise found or given, in the layer's units"),
        }
