"""What a raster-to-raster job reads, and what its result is like: asked again where a result is joined or made anew."""

from __future__ import annotations

from gan_core.api.jobs.filling import FillGapsJob
from gan_core.api.jobs.raster import RasterJob
from gan_core.api.jobs.sharpening import SharpenJob
from gan_core.api.jobs.translation import TranslateJob
from gan_core.pipeline.filling.sources import open_gaps, open_reference
from gan_core.pipeline.translation.model import canvas_for, translator
from gan_core.raster.alignment import align, open_guide, transform_extent
from gan_core.raster.grid import Extent
from gan_core.raster.output_canvas import output_canvas
from gan_core.raster.sample import Sample
from gan_core.raster.source import RasterSource
from gan_core.tiling.window import Window


def wanted_window(job: RasterJob, source: RasterSource) -> Window:
    """Of the grid that the result lies on: what the job's extent covers, which is in the CRS of its input.

    Raises RasterGanError `extent-...`.
    """
    extent = Extent(*job.extent) if job.extent else None
    if extent and isinstance(job, SharpenJob):
        extent = transform_extent(extent, RasterSource(job.input), source)
    return source.window(extent)


def open_inputs(job: RasterJob, shift: tuple[float, float] = (0.0, 0.0)) -> tuple[RasterSource, list[Sample]]:
    """The raster whose grid and bands the result has, and samples of all that are read, as `Provenance.of` takes them.

    shift: of a sharpened raster or of a reference, as it was measured.  Raises RasterGanError `input-...` or `guide-...`.
    """
    if isinstance(job, FillGapsJob):
        gaps = open_gaps(job, shift)
        return gaps, [Sample(gaps), *([Sample(open_reference(job, gaps))] if job.reference else [])]
    source = RasterSource(job.input)
    if isinstance(job, TranslateJob):
        return canvas_for(source, translator(job).card), [Sample(source)]
    if not isinstance(job, SharpenJob):
        return source, [Sample(source)]
    pair = align(source, open_guide(job.guide), shift=shift)
    return output_canvas(pair, job.unguided == "nodata"), [Sample(source), Sample(pair.guide)]
