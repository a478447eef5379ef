"""Say how good a model is on a raster."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsProcessingParameterFolderDestination

from ...gan_core.api.jobs.assessment import EvaluateJob
from ..processing import parameters as shared
from ..processing.definitions import Output, Parameter, number, numbers, raster
from ..processing.job_algorithm import JobAlgorithm
from ..processing.texts import Texts
from ..text import tr


class Algorithm(JobAlgorithm):
    job_type = EvaluateJob
    group_id = "assess"
    texts = Texts(
        title="Evaluate a model",
        tags="accuracy,quality,psnr,ssim,sam,ergas,hallucination,validation,wald,truth,pansharpening,qnr,hqnr,gan,ai",
        summary="Measures how well a model works on your raster, compared with plain interpolation",
        introduction=(
            "<p>How far can a model be trusted on <i>this</i> raster? Tiles that show all kinds of its ground are made "
            "coarser, upscaled again and compared with the original (Wald's protocol); for a model that enhances they are "
            "made noisy, blurred or compressed. A finer or cleaner reference raster of the same area serves as the truth "
            "instead.</p><p>With a finer layer of the same area a model that sharpens is evaluated.</p>"
        ),
        outputs=(
            "A report with a table, pictures, error maps and histograms, and numbers for further steps: PSNR (dB, higher "
            "is better), SSIM (1 is the same), SAM (how far colors turn, degrees), ERGAS (relative error), and the "
            "OpenSR measures: how far the result stays with its input, and what share of its detail is invented "
            "(hallucination), missing (omission) or true (improvement)."
        ),
    )

    def list_parameters(self) -> Sequence[Parameter]:
        return [
            raster(shared.INPUT),
            shared.model(empty=tr("Automatic")),
            raster("TRUTH", optional=True),
            raster("GUIDE", optional=True),
            shared.model(name="OTHER", empty=tr("None")),
            shared.bands(),
            shared.sensor(),
            shared.strength(),
            number("COUNT", 12, (1, 200), whole=True),
            shared.model(name="DOWNSTREAM", empty=tr("None"), advanced=True),
            shared.extent(advanced=True),
            shared.page(),
            QgsProcessingParameterFolderDestination("SHARES", "", None, True, False),
        ]

    def list_outputs(self) -> Sequence[Output]:
        return numbers(
            PSNR=tr("PSNR (dB)"),
            PSNR_BASELINE=tr("PSNR of plain interpolation (dB)"),
            GAIN=tr("Gain over plain interpolation (dB)"),
            SMALLEST_GAIN=tr("Gain on the worst tile (dB)"),
            SSIM=tr("SSIM (1 = the same)"),
            SAM=tr("Spectral angle (°)"),
            ERGAS=tr("ERGAS (relative error)"),
            UQI=tr("Universal quality index (1 = the same)"),
            SHARPNESS=tr("Sharpness relative to the truth (1 = as sharp)"),
            GRID_ERROR=tr("Largest difference to the input when averaged to its grid"),
            RESEEN_ERROR=tr("Difference to the input when seen again through the sensor (in units of noise)"),
            REFLECTANCE=tr("OpenSR reflectance"),
            SPECTRAL=tr("OpenSR spectral angle (°)"),
            SPATIAL=tr("OpenSR shift (pixels)"),
            HALLUCINATION=tr("Share of invented detail"),
            OMISSION=tr("Share of missing detail"),
            IMPROVEMENT=tr("Share of true detail"),
            AGREEMENT=tr("Downstream agreement (0 to 1)"),
            AGREEMENT_BASELINE=tr("Downstream agreement after plain interpolation (0 to 1)"),
            TILES=tr("Number of evaluation tiles"),
            RMSE=tr("Sharpening: error (RMSE, layer units)"),
            RMSE_OVER_BICUBIC=tr("Sharpening: error relative to bicubic interpolation"),
            RMSE_OVER_REGRESSION=tr("Sharpening: error relative to the regression alone"),
            SRE=tr("Sharpening: signal to error ratio (dB)"),
            SPECTRAL_DISTORTION=tr("Sharpening: spectral distortion at full resolution (0 = none)"),
            SPATIAL_DISTORTION=tr("Sharpening: spatial distortion at full resolution (0 = none)"),
            HQNR=tr("Sharpening: quality without reference at full resolution (HQNR, 1 = perfect)"),
            HQNR_BICUBIC=tr("Sharpening: HQNR of bicubic interpolation"),
        )
