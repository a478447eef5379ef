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
        summary="Says before a run what of a layer is good, what is not, and how to mend it",
        introduction=(
            "<p>Looks at a layer before it is upscaled or enhanced: pixel size, CRS, data type, range, bands, noise, "
            "sharpness, JPEG blocks, whether it was made finer before, and nodata. Each gets a verdict and, where it is "
            "not good, what to do.</p><p>It takes seconds at any size: 64 small windows are looked at, spread over the "
            "layer.</p>"
        ),
        outputs=(
            "A page (HTML), and as numbers: what is bad and what is worth a look, pixel size in metres, noise, contrast "
            "left at the finest pattern, JPEG blocks, how many times too fine the pixels are, and the share of nodata."
        ),
    )

    def list_parameters(self) -> Sequence[Parameter]:
        return [
            shared.input_layer(),
            shared.model(
                tr("Model (none if empty)"),
                help=tr("If you name one, the layer is compared with what the model was made for."),
            ),
            shared.extent(),
            shared.resolution(),
            shared.page(),
        ]

    def list_outputs(self) -> Sequence[Output]:
        return numbers(
            PROBLEMS=tr("Number of checks that are bad"),
            WARNINGS=tr("Number of checks worth a look"),
            GSD=tr("Pixel size in metres"),
            NOISE=tr("Noise (standard deviation, the layer's units)"),
            BLUR_MTF=tr("Contrast left at the finest pattern (0 to 1)"),
            JPEG=tr("Strength of JPEG blocks (0 to 1)"),
            UPSAMPLED=tr("How many times too fine the pixels are (1: not at all)"),
            NODATA_SHARE=tr("Share of nodata (0 to 1)"),
        )
