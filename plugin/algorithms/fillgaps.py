"""Fill the gaps of a raster layer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...gan_core.api.jobs.filling import NARROWEST, WIDEST, FillGapsJob
from ...gan_core.api.language import translatable
from ..layers.filled_style import FilledPostProcessor
from ..layers.post_processor import PostProcessor
from ..processing import parameters as shared
from ..processing.definitions import (
    POLYGONS,
    Output,
    Parameter,
    features,
    flag,
    number,
    numbers,
    raster,
    raster_output,
    text,
)
from ..processing.raster_algorithm import RasterAlgorithm, dask, job_file, size_outputs
from ..processing.texts import Texts
from ..text import tr


class Algorithm(RasterAlgorithm):
    job_type = FillGapsJob
    group_id = "enhance"
    result_name = translatable("{layer}, gaps filled")
    texts = Texts(
        title="Fill gaps",
        tags="inpainting,fill nodata,cloud removal,clouds,shadow,stripes,slc-off,landsat 7,hole,mosaic,seam,missing,ai",
        summary="Fills clouds, stripes, seams and holes from around them or from another date; no other pixel changes",
        introduction=(
            "<p>A gap is what the layer's nodata, mask or transparency hides, each band's for itself; numbers that mean that "
            "nothing is there; polygons around clouds; a mask. With a reference, another date or sensor of the same area, gaps "
            "of any width are filled from it, in the brightness that the layer has around them. Without one they are filled "
            "from what lies around them, up to a width.</p><p>Every pixel outside the gaps stays as it is, bit for bit; bands, "
            "names, data type, nodata, scale and offset too. What was filled is a guess: the map of filled pixels says where, "
            "and how sure.</p>"
        ),
        outputs=(
            "The raster without its gaps and, if asked for, a map of filled pixels. As numbers: how many pixels were filled "
            "and left, the share filled, the mean sureness, how far a filled pixel lies from a valid one at most, by how many "
            "pixels the reference was moved, size, pixel size, duration and speed."
        ),
    )

    def list_parameters(self) -> Sequence[Parameter]:
        return [
            shared.input_layer(),
            features("GAPS", [POLYGONS], True),
            raster("MASK", optional=True),
            text("VALUE", separator=","),
            raster("REFERENCE", optional=True),
            number("WIDEST", 64, (NARROWEST, WIDEST), whole=True),
            shared.strength(),
            shared.model(FillGapsJob.task, advanced=True),
            shared.extent(),
            flag("REGISTER", True, advanced=True),
            shared.resolution(),
            shared.device(),
            shared.tile_size(),
            shared.creation_options(),
            job_file(),
            shared.resume(),
            dask(),
            raster_output("OUTPUT", tr("Filled")),
            raster_output("FILLED", optional=True),
        ]

    def list_outputs(self) -> Sequence[Output]:
        return [
            *numbers(
                FILLED_PIXELS=tr("Filled pixels"),
                LEFT_PIXELS=tr("Gap pixels that were left"),
                SHARE=tr("Share of filled pixels (%)"),
                SURENESS=tr("Mean sureness of filled pixels (1 to 100)"),
                FARTHEST=tr("Largest distance to a valid pixel (pixels)"),
                SHIFT_X=tr("Shift of the reference to the right (pixels)"),
                SHIFT_Y=tr("Shift of the reference down (pixels)"),
            ),
            *size_outputs(),
        ]

    def post_processors(self, job: Any, results: Mapping[str, Any]) -> dict[str, PostProcessor]:
        made = super().post_processors(job, results)
        return {**made, job.filled: FilledPostProcessor(results["FILLED_TAGS"])} if job.filled else made
