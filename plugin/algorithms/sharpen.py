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
from ..processing.raster_algorithm import RasterAlgorithm, dask, job_file, size_outputs
from ..processing.texts import Texts
from ..text import tr


class Algorithm(RasterAlgorithm):
    job_type = SharpenJob
    group_id = "enhance"
    result_name = translatable("{layer}, sharpened")
    texts = Texts(
        title="Sharpen with a finer layer",
        tags="pansharpening,pansharpen,sentinel-2,20 m,10 m,fusion,downscaling,guide,panchromatic,multispectral,ai",
        summary="Gives a layer's bands the detail of a finer layer of the same ground, keeping their values",
        introduction=(
            "<p>Sentinel-2's bands of 20 and 60 m at 10 m, or the bands of a satellite beside its panchromatic one: the detail "
            "is there, in another band. A local regression and a small network tell how much of it belongs into each band; "
            "then the result is held to the band's own values, as its sensor sees the ground. Bands, names, data type, "
            "nodata, scale and offset stay; the grid is the finer layer's.</p><p>Whether the two layers lie on each other is "
            "measured first, and mended where it is sure.</p>"
        ),
        outputs=(
            "The sharpened raster on the finer layer's grid, and as numbers: by how many pixels of the finer layer the layer "
            "was moved, how far the result is from the layer when seen again through its sensor (in standard deviations), "
            "size, pixel size, seconds and speed."
        ),
    )

    def list_parameters(self) -> Sequence[Parameter]:
        return [
            raster(shared.INPUT, tr("Layer to sharpen"), help=tr("Any number of bands, in any CRS, on any grid.")),
            raster(
                "GUIDE",
                tr("Finer layer of the same ground"),
                help=tr(
                    "The bands of 10 m, a panchromatic band, an aerial photograph of the same season. Its pixels must be "
                    "smaller; the result lies on its grid."
                ),
            ),
            shared.model(
                task=SharpenJob.task,
                help=tr(
                    "Automatic takes the one for Sentinel-2 where the bands are its, else the one for any bands. “regression” "
                    "does without a network."
                ),
            ),
            shared.extent(),
            shared.sensor(),
            *guide_parameters(),
            shared.consistent(
                tr("Seen again through its sensor, the result is then the layer, as far as the sensor is known.")
            ),
            *adaptation(),
            shared.device(),
            shared.tile_size(tr("Tile size in pixels of the finer layer (0: automatic)")),
            shared.creation_options(),
            job_file(),
            shared.resume(),
            dask(),
            raster_output("OUTPUT", tr("Sharpened")),
            raster_output(
                "TRUST",
                tr("Trust"),
                optional=True,
                help=tr(
                    "A second layer, if you name one: 0 to 100 for each pixel, told by how well the finer layer explains the "
                    "bands there and by how much was added. 80 stands for 2 % of the range, 50 for 8 %; of several bands the "
                    "least counts. Where it was not calibrated the layer says “uncalibrated”."
                ),
            ),
        ]

    def list_outputs(self) -> Sequence[Output]:
        return [
            *numbers(
                SHIFT_X=tr("Moved to the right, pixels of the finer layer"),
                SHIFT_Y=tr("Moved down, pixels of the finer layer"),
                RESEEN_ERROR=tr("Difference to the layer when seen again through its sensor, standard deviations"),
                TRUSTED=tr("Percent of the pixels with trust 80 or more, where it was computed"),
            ),
            *size_outputs(),
        ]


def guide_parameters() -> list[Parameter]:
    """How the finer layer is used."""
    unguided = {"nodata": tr("Make it nodata"), "interpolate": tr("Interpolate it")}
    return [
        band_list("GUIDE_BANDS", tr("Bands of the finer layer to look at (all if empty)"), "GUIDE", advanced=True),
        worded_choice("UNGUIDED", tr("Where the finer layer shows nothing"), unguided, advanced=True),
        flag(
            "REGISTER",
            tr("Check whether the layers lie on each other"),
            True,
            advanced=True,
            help=tr(
                "Two layers of one ground are often a pixel apart. That is measured, and corrected where it is sure; "
                "switch it off if you know that they fit."
            ),
        ),
    ]


def adaptation() -> list[Parameter]:
    """Learning on the layers themselves."""
    return [
        number(
            "ADAPT",
            tr("Minutes to learn on these layers first (0: none)"),
            0,
            (0, 9999),
            advanced=True,
            help=tr(
                "The model learns on these very layers, made coarser once more, and is kept in the library if it is better "
                "on a part that it did not learn from. It pays on large layers, and on sensors the model never saw."
            ),
        ),
        text("NAME", tr("Name of the adapted model (after the layer if empty)"), advanced=True),
    ]
