"""Check a raster layer before the run."""

from __future__ import annotations

from collections.abc import Sequence

from ...gan_core.api.jobs.assessment import CheckLayerJob
from ..processing import parameters as shared
from ..processing.definitions import Output, Parameter, numbers
from ..processing.job_algorithm import JobAlgorithm
from ..processing.texts import Texts
from ..text import tr


class Algorithm(JobAlgorithm):
    job_type = CheckLayerJob
    group_id = "assess"
    texts = Texts(
        title="Check layer",
        tags="quality,noise,blur,sharpness,jpeg,compression,nodata,resolution,gsd,upsampled,gan,ai",
        summary="Checks whether a layer is suitable for upscaling or enhancing, and how to fix it if not",
        introduction=(
            "<p>Checks pixel size, CRS, data type, value range, bands, noise, sharpness, JPEG blocks, oversampling and "
            "nodata. Each check passes, warns or fails and, where it does not pass, says what to do.</p><p>It takes seconds "
            "at any size: 64 small windows are read, spread over the layer.</p>"
        ),
        outputs=(
            "A report (HTML), and as numbers: failed checks and warnings, pixel size in meters, noise, MTF at the Nyquist "
            "frequency (how much contrast is left at the finest pattern), JPEG blocks, the oversampling factor and the share "
            "of nodata."
        ),
    )

    def list_parameters(self) -> Sequence[Parameter]:
        return [
            shared.input_layer(),
            shared.model(empty=tr("None")),
            shared.extent(),
            shared.resolution(),
            shared.page(),
        ]

    def list_outputs(self) -> Sequence[Output]:
        return numbers(
            PROBLEMS=tr("Number of failed checks"),
            WARNINGS=tr("Number of warnings"),
            GSD=tr("Pixel size (m)"),
            NOISE=tr("Noise (standard deviation, layer units)"),
            BLUR_MTF=tr("MTF at the Nyquist frequency (0 to 1)"),
            JPEG=tr("Strength of JPEG blocks (0 to 1)"),
            UPSAMPLED=tr("Oversampling factor (1 = none)"),
            NODATA_SHARE=tr("Share of nodata (0 to 1)"),
        )
