"""Translate a layer with a trained translator."""

from __future__ import annotations

from collections.abc import Sequence

from ...gan_core.api.jobs.translation import TranslateJob
from ...gan_core.api.language import translatable
from ..processing import parameters as shared
from ..processing.definitions import Output, Parameter, flag, numbers, raster_output
from ..processing.raster_algorithm import RasterAlgorithm, dask, job_file, precision, size_outputs
from ..processing.texts import Texts
from ..text import tr


class Algorithm(RasterAlgorithm):
    job_type = TranslateJob
    group_id = "use"
    result_name = translatable("{layer}, translated (SYNTHETIC)")
    keeps_look = False
    texts = Texts(
        title="Translate",
        tags="colorize,pix2pix,cyclegan,image to image,style,season,radar,sar,map,synthetic,gan,ai",
        summary="Turns a layer into another kind of layer with a trained translator; the result is synthetic",
        introduction=(
            "<p>Makes of a layer what another could show there, with a model from Train a translator: colors for a gray "
            "photograph, another season or sensor, a map. The grid is the layer's; bands, data type and nodata are those of "
            "the layer that the model learned to make.</p><p>The result is <b>synthetic</b>: its name, bands and tags say so. "
            "A layer unlike those that the model learned from is refused, unless you accept it.</p>"
        ),
        outputs=(
            "The translated raster; a trust map, low where the layer is unlike what the model learned from or two passes "
            "disagree (optional); and as numbers: by how much the brightness is off where it is kept, size, duration and speed."
        ),
    )

    def list_parameters(self) -> Sequence[Parameter]:
        return [
            shared.input_layer(),
            shared.model(TranslateJob.task),
            shared.extent(),
            shared.strength(),
            flag("UNLIKE", False),
            shared.bands(advanced=True),
            shared.device(),
            precision(),
            shared.tile_size(),
            shared.creation_options(),
            job_file(),
            shared.resume(),
            dask(),
            raster_output("OUTPUT", tr("Translated (SYNTHETIC)")),
            raster_output("TRUST", optional=True),
        ]

    def list_outputs(self) -> Sequence[Output]:
        return [
            *numbers(
                LUMINANCE_ERROR=tr("Largest difference in brightness, where it is kept (layer units)"),
                TRUSTED=tr("Share of pixels with trust 80 or more (%)"),
            ),
            *size_outputs(),
        ]
