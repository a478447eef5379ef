"""Sharpen a raster layer by a finer one."""

from __future__ import annotations

from collections.abc import Sequence

from ...gan_core.api.jobs.sharpening import SharpenJob
from ...gan_core.api.language import translatable
from ..processing import parameters as shared
from ..processing.definitions import (
    Output,
    Parameter,
    band_list,
    flag,
    number,
    numbers,
    raster,
    raster_output,
    text,
    worded_choice,
)
from ..processing.raster_algorithm import RasterAlgorithm, dask, job_file, precision, size_outputs
from ..processing.texts import Texts
from ..text import tr


class Algorithm(RasterAlgorithm):
    job_type = SharpenJob
    group_id = "enhance"
    result_name = translatable("{layer}, sharpened")
    texts = Texts(
        title="Sharpen with a finer layer",
        tags="pansharpening,pansharpen,sentinel-2,20 m,10 m,fusion,downscaling,guide,panchromatic,multispectral,ai",
        summary="Gives a layer's bands the detail of a finer layer of the same area, keeping their values",
        introduction=(
            "<p>Sentinel-2's bands of 20 and 60 m at 10 m, or the bands of a satellite beside its panchromatic one: the detail "
            "is there, in another band. A local regression and a small network tell how much of it belongs into each band; "
            "then the result is held to the band's own values, as its sensor sees the ground. Bands, names, data type, "
            "nodata, scale and offset stay; the grid is the finer layer's.</p><p>Whether the two layers are aligned is "
            "measured first, and corrected where it is sure.</p>"
        ),
        outputs=(
            "The sharpened raster on the finer layer's grid, and as numbers: by how many pixels of the finer layer the layer "
            "was moved, how far the result is from the layer when seen again through its sensor (in standard deviations), "
            "size, pixel size, duration and speed."
        ),
    )

    def list_parameters(self) -> Sequence[Parameter]:
        unguided = {"nodata": tr("Set to nodata"), "interpolate": tr("Interpolate")}
        return [
            raster(shared.INPUT),
            raster("GUIDE"),
            shared.model(SharpenJob.task),
            shared.extent(),
            shared.sensor(),
            band_list("GUIDE_BANDS", "GUIDE", advanced=True),
            worded_choice("UNGUIDED", unguided, advanced=True),
            flag("REGISTER", True, advanced=True),
            shared.consistent(),
            number("ADAPT", 0, (0, 9999), advanced=True),
            text("NAME", advanced=True),
            shared.device(),
            precision(),
            shared.tile_size(),
            shared.creation_options(),
            job_file(),
            shared.resume(),
            dask(),
            raster_output("OUTPUT", tr("Sharpened")),
            raster_output("TRUST", optional=True),
        ]

    def list_outputs(self) -> Sequence[Output]:
        return [
            *numbers(
                SHIFT_X=tr("Shift to the right (pixels of the finer layer)"),
                SHIFT_Y=tr("Shift down (pixels of the finer layer)"),
                RESEEN_ERROR=tr("Difference to the layer when seen again through its sensor (standard deviations)"),
                TRUSTED=tr("Share of pixels with trust 80 or more (%)"),
            ),
            *size_outputs(),
        ]
