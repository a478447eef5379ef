"""Upscale a raster layer."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingParameterBoolean, QgsProcessingParameterNumber

from ...gan_core.api.jobs.raster import UpscaleJob
from ..processing.raster_algorithm import RasterAlgorithm
from ..text import tr


class Algorithm(RasterAlgorithm):
    STRENGTH = "STRENGTH"
    ENHANCE = "ENHANCE"
    CONSISTENT = "CONSISTENT"
    job_type = UpscaleJob

    def name(self) -> str:
        return "upscale"

    def displayName(self) -> str:
        return tr("Upscale")

    def tags(self) -> list[str]:
        return tr("super-resolution,superresolution,upsample,sharpen,resolution,resample,gan,ai,deep learning").split(
            ","
        )

    def shortDescription(self) -> str:
        return tr("Makes a raster's pixels 2 or 4 times finer with a trained network, keeping values, bands and nodata")

    def shortHelpString(self) -> str:
        return tr(
            "<p>Makes pixels 2 or 4 times finer with a network trained on overhead images. The layer keeps its extent, CRS, "
            "bands, data type, nodata and metadata. The layer's sensor is taken into account: its blur and noise are not "
            "carried over. Brightness over 8 x 8 pixels stays the input's; of a perfect sensor every single pixel does.</p>"
            "<p>Detail finer than the input's pixels is a guess: use it to see better, not to measure what the sensor did "
            "not see.</p>"
            "<h3>Input layer</h3><p>Any raster of continuous values. Online layers (XYZ, WMS, WCS and others) are saved "
            "first and need an extent and a resolution.</p>"
            "<h3>Model</h3><p>Automatic takes a x2 model: the one for red, green, blue and near infrared where the layer has "
            "them, else the one for red, green and blue, and the one for single bands for every other band. The path of a "
            "model file works too.</p>"
            "<h3>Bands for the model</h3><p>Which bands play red, green, blue (and near infrared), in this order. Needed only "
            "where the layer does not say it. No band is left out: the others are upscaled one by one.</p>"
            "<h3>Strength</h3><p>How much of the detail that a GAN finds plausible is added: 0 is nearest to the truth on "
            "average, 1 looks sharpest and invents most. Models without a GAN's weights stay at 0; the log says so.</p>"
            "<h3>Sensor</h3><p>Optics blur, and every sensor adds noise; the model is told how much of both. Auto takes the "
            "numbers of a sensor whose files it knows (Sentinel-2) and measures the others; “measured” always measures; a name "
            "takes that sensor's usual numbers; “perfect” says that every pixel is the mean of its ground. The log and the "
            "result's tags say what was taken.</p>"
            "<h3>Sharpness, noise</h3><p>The two numbers, if you know better: what the optics leave of the contrast of the "
            "finest pattern that pixels can hold (1: perfect, satellites 0.3 to 0.6; less sharpens more), and the noise's "
            "standard deviation in the layer's units (more smooths more).</p>"
            "<h3>Enhance first</h3><p>For very noisy (more than 2 % of the range) or strongly compressed layers: noise "
            "and artefacts are taken away before the pixels are made finer. The result is then held to the cleaned layer, "
            "not to the input.</p>"
            "<h3>Keep the input's values</h3><p>Brightness over 8 x 8 pixels, or every pixel of a perfect sensor. Leave it on, "
            "unless you want the network's raw result.</p>"
            "<h3>Trust</h3><p>A second layer, if you name one: 0 to 100 for each pixel, found by looking twice. 80 stands for "
            "2 % of the range, 50 for 8 %. Of pixels with 80 or more at least 90 % are within 2 % of what the "
            "ground was, measured on photographs that the model had not seen; where it was not measured the "
            "layer says “uncalibrated”. Pixels of little trust can be softened towards plain interpolation, or made nodata.</p>"
            "<h3>Job file</h3><p>OUTPUT.json says how the output was made and makes it again: python -m gan_core repeat "
            "OUTPUT.json. It holds no addresses or passwords of data sources.</p>"
            "<h3>Dask scheduler</h3><p>For very large layers: the address of a Dask cluster's scheduler (tcp://host:8786), "
            "whose workers make the output in parts, or “local” for one worker a core of this computer. All must see the same "
            "files under the same paths. A worker that is lost costs only its part; run again, finished parts are kept.</p>"
            "<h3>Outputs</h3><p>The upscaled raster, and as numbers: the worst difference between the input and the output "
            "averaged to its grid (of a sensor that is not perfect: seen again through it, over 8 x 8 pixels), the sensor's "
            "two numbers, the difference between the input and the output seen again in units of the noise, size, pixel size, "
            "seconds and speed.</p>"
        )

    def output_name(self) -> str:
        return tr("Upscaled")

    def own_parameters(self) -> None:
        number = QgsProcessingParameterNumber
        strength = tr("Strength of the GAN's detail (0: faithful, 1: full)")
        self.addParameter(number(self.STRENGTH, strength, number.Type.Double, 0.5, False, 0, 1))
        enhance = tr("Enhance first (very noisy or strongly compressed layers)")
        self.addParameter(QgsProcessingParameterBoolean(self.ENHANCE, enhance, False))
        self.add_advanced(QgsProcessingParameterBoolean(self.CONSISTENT, tr("Keep the input's values"), True))

    def own_values(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, Any]:
        return {
            "strength": self.parameterAsDouble(parameters, self.STRENGTH, context),
            "enhance": self.parameterAsBool(parameters, self.ENHANCE, context),
            "consistent": self.parameterAsBool(parameters, self.CONSISTENT, context),
        }

    def own_outputs(self) -> dict[str, str]:
        return {"INPUT_GRID_ERROR": tr("Worst difference on the input's grid")}
