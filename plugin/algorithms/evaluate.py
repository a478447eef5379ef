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
        summary="Says in figures and pictures how good a model is on your raster, beside plain interpolation",
        introduction=(
            "<p>How far can a model be trusted on <i>this</i> raster? Tiles that show all kinds of its ground are made "
            "coarser, upscaled again and compared with what they were (Wald's protocol); for a model that enhances they "
            "are made noisy, blurred or compressed. Where there is a finer or cleaner raster of the same ground, that is "
            "the truth instead.</p><p>With a finer layer of the same ground a model for sharpening is judged.</p>"
        ),
        outputs=(
            "A page with a table, pictures, error maps and histograms, and numbers for further steps: PSNR (dB, higher "
            "is better), SSIM (1 is the same), SAM (how far colours turn, degrees), ERGAS (relative error), and the "
            "OpenSR measures: how far the result stays with its input, and what share of its detail is invented "
            "(hallucination), missing (omission) or true (improvement)."
        ),
    )

    def list_parameters(self) -> Sequence[Parameter]:
        shares = tr("Folder for rasters of invented, missing and true detail")
        return [
            raster(shared.INPUT, tr("Raster to judge on")),
            shared.model(),
            shared.truth(
                tr(
                    "It is laid on the raster to a fraction of a pixel and given its colours; if the two do not belong "
                    "together, the reason is said."
                )
            ),
            raster(
                "GUIDE",
                tr("Finer layer of the same ground, to judge sharpening (none if empty)"),
                optional=True,
                help=tr(
                    "Then the model is one for sharpening: both layers are made coarser and sharpened again, beside bicubic "
                    "interpolation and the regression alone; and the layers are sharpened as they are, which is judged without "
                    "a truth (HQNR). Leave Truth, Bands, the second model and what uses the result empty."
                ),
            ),
            shared.model(
                tr("Second model (none if empty)"),
                name="OTHER",
                help=tr("Stands beside the first in the table; it needs the same scale and number of bands."),
            ),
            shared.bands(),
            shared.sensor(),
            shared.strength(),
            number("COUNT", tr("Tiles to judge by"), 12, (1, 200), whole=True),
            shared.model(
                tr("Classifier or detector that uses the result (none if empty)"),
                name="DOWNSTREAM",
                advanced=True,
                help=tr(
                    "One of your own: how much of what it finds on the truth does it find on the model's result, and how "
                    "much on plain interpolation? It looks at just the bands that are judged."
                ),
            ),
            shared.extent(advanced=True),
            shared.page(),
            QgsProcessingParameterFolderDestination("SHARES", shares, None, True, False),
        ]

    def list_outputs(self) -> Sequence[Output]:
        return numbers(
            PSNR=tr("PSNR, dB"),
            PSNR_BASELINE=tr("PSNR of plain interpolation, dB"),
            GAIN=tr("Gain over plain interpolation, dB"),
            SMALLEST_GAIN=tr("Gain on the worst tile, dB"),
            SSIM=tr("SSIM (1: the same)"),
            SAM=tr("Spectral angle, degrees"),
            ERGAS=tr("ERGAS (relative error)"),
            UQI=tr("Universal quality index (1: the same)"),
            SHARPNESS=tr("Sharpness over the truth's (1: as sharp)"),
            GRID_ERROR=tr("Largest difference to the input when averaged back"),
            RESEEN_ERROR=tr("Difference to the input when seen again through the sensor, in units of its noise"),
            REFLECTANCE=tr("OpenSR reflectance"),
            SPECTRAL=tr("OpenSR spectral angle, degrees"),
            SPATIAL=tr("OpenSR shift, pixels"),
            HALLUCINATION=tr("Share of invented detail"),
            OMISSION=tr("Share of missing detail"),
            IMPROVEMENT=tr("Share of true detail"),
            AGREEMENT=tr("Share of what the classifier or detector finds that stays the same (0 to 1)"),
            AGREEMENT_BASELINE=tr("The same after plain interpolation"),
            TILES=tr("Number of tiles judged by"),
            RMSE=tr("Of sharpening: error (RMSE), units of the layer"),
            RMSE_OVER_BICUBIC=tr("Of sharpening: error over bicubic interpolation's"),
            RMSE_OVER_REGRESSION=tr("Of sharpening: error over that of the regression alone"),
            SRE=tr("Of sharpening: signal over error, dB"),
            SPECTRAL_DISTORTION=tr("Of sharpening: spectral distortion at full resolution (0: none)"),
            SPATIAL_DISTORTION=tr("Of sharpening: spatial distortion at full resolution (0: none)"),
            HQNR=tr("Of sharpening: quality with no reference at full resolution (1: perfect)"),
            HQNR_BICUBIC=tr("The same of bicubic interpolation"),
        )
