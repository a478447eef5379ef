"""Enhance a raster layer."""

from __future__ import annotations

from collections.abc import Sequence

from ...gan_core.api.jobs.raster import EnhanceJob
from ...gan_core.api.language import translatable
from ..processing.definitions import Output, numbers
from ..processing.restoration_algorithm import RestorationAlgorithm
from ..processing.texts import Texts
from ..text import tr


class Algorithm(RestorationAlgorithm):
    job_type = EnhanceJob
    group_id = "enhance"
    result_name = translatable("{layer}, enhanced")
    texts = Texts(
        title="Enhance (denoise and sharpen)",
        tags="denoise,noise,deblur,sharpen,jpeg,artifacts,destripe,clean,restore,gan,ai,deep learning",
        summary="Removes noise, blur, stripes and compression artifacts, keeping grid, values, bands and nodata",
        introduction=(
            "<p>Removes noise, blur, stripes and compression artifacts with a network trained on overhead images. Pixel "
            "size, extent, CRS, bands, data type, nodata and metadata stay. The mean of every block of 8 × 8 pixels stays "
            "too, within the noise that was removed.</p><p>For finer pixels use Upscale (super-resolution); its option "
            "“Enhance first” does both in one run.</p>"
        ),
        outputs=(
            "The enhanced raster, and as numbers: the largest shift of a block's mean in standard errors of what was "
            "removed (at most 3), the sensor's two numbers, size, pixel size, duration and speed."
        ),
    )

    def output_name(self) -> str:
        return tr("Enhanced")

    def own_outputs(self) -> Sequence[Output]:
        return numbers(BLOCK_SHIFT=tr("Largest shift of a block mean (standard errors)"))
