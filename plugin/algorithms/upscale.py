"""Upscale a raster layer."""

from __future__ import annotations

from collections.abc import Sequence

from ...gan_core.api.jobs.raster import UpscaleJob
from ...gan_core.api.language import translatable
from ..processing import parameters as shared
from ..processing.definitions import Output, Parameter, flag, numbers
from ..processing.restoration_algorithm import RestorationAlgorithm
from ..processing.texts import Texts
from ..text import tr


class Algorithm(RestorationAlgorithm):
    job_type = UpscaleJob
    group_id = "enhance"
    result_name = translatable("{layer}, upscaled x{scale}")
    texts = Texts(
        title="Upscale (super-resolution)",
        tags="super-resolution,superresolution,upsample,sharpen,resolution,resample,gan,ai,deep learning",
        summary="Makes a raster's pixels 2 or 4 times finer with a trained network, keeping values, bands and nodata",
        introduction=(
            "<p>Makes pixels 2 or 4 times finer with a network trained on overhead images. The layer keeps its extent, "
            "CRS, bands, data type, nodata and metadata. The layer's sensor is taken into account: its blur and noise "
            "are not carried over. Brightness over 8 × 8 pixels stays the input's; of a perfect sensor every single "
            "pixel does.</p><p>Detail finer than the input's pixels is a guess: use it to see better, not to measure "
            "what the sensor did not see.</p>"
        ),
        outputs=(
            "The upscaled raster, and as numbers: the worst difference between the input and the output averaged to its "
            "grid (of a sensor that is not perfect: seen again through it, over 8 × 8 pixels), the sensor's two numbers, "
            "the difference between the input and the output seen again in units of the noise, size, pixel size, duration "
            "and speed."
        ),
    )

    def output_name(self) -> str:
        return tr("Upscaled")

    def own_parameters(self) -> Sequence[Parameter]:
        return [
            shared.strength(),
            flag("ENHANCE", False),
            shared.consistent(),
        ]

    def own_outputs(self) -> Sequence[Output]:
        return numbers(INPUT_GRID_ERROR=tr("Largest difference to the input when averaged to its grid"))
