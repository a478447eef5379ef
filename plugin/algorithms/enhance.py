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
        title="Enhance",
        tags="denoise,noise,deblur,sharpen,jpeg,artefacts,destripe,clean,restore,gan,ai,deep learning",
        summary="Takes noise, blur, stripes and compression artefacts away, keeping grid, values, bands and nodata",
        introduction=(
            "<p>Takes noise, blur, stripes and compression artefacts away with a network trained on overhead images. The "
            "layer keeps its pixels' size, extent, CRS, bands, data type, nodata and metadata. The mean of every block "
            "of 8 x 8 pixels stays where it was, within the noise that was removed.</p><p>For finer pixels use Upscale; "
            "its option “Enhance first” does both in one run.</p>"
        ),
        outputs=(
            "The enhanced raster, and as numbers: the largest shift of a block's mean in standard errors of what was "
            "removed (at most 3), the sensor's two numbers, size, pixel size, seconds and speed."
        ),
    )

    def output_name(self) -> str:
        return tr("Enhanced")

    def own_outputs(self) -> Sequence[Output]:
        return numbers(BLOCK_SHIFT=tr("Largest shift of a block's mean, in standard errors"))
