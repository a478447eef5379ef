"""What a filling job reads: the raster with its gaps, and the reference laid on its pixels."""

from __future__ import annotations

from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.filling import FillGapsJob
from gan_core.raster.gap_source import GapSource
from gan_core.raster.overlay import laid_mask, laid_reference
from gan_core.raster.source import RasterSource
from gan_core.vector import gap_polygons

MARGIN = 1024
"""Pixels around an extent in which polygons matter: more than any tile looks at."""


def open_gaps(job: FillGapsJob, shift: tuple[float, float] = (0.0, 0.0)) -> GapSource:
    """shift: by how many pixels the reference is moved to the right and down.

    Raises RasterGanError `input-...`, `gaps-...`, `mask-...`, `reference-...` or `extent-...`.
    """
    source = GapSource(job.input, job.value, job.widest)
    if job.mask:
        marks, files = laid_mask(job.mask, source)
        source.mark(marks, files)
    if job.gaps:
        polygons = gap_polygons.read(job.gaps, source.dataset.GetProjection())
        area = source.window(job.extent).buffered(MARGIN).intersection(source.grid.window)
        source.mark(polygons.burnt(source.grid, area), facts=polygons.digest)
    if job.reference:
        source.show(open_reference(job, source, shift))
    return source


def open_reference(job: FillGapsJob, source: GapSource, shift: tuple[float, float] = (0.0, 0.0)) -> RasterSource:
    """Raises RasterGanError `reference-...`."""
    try:
        reference = RasterSource(job.reference)
    except RasterGanError as error:
        reason = error.values.get("reason", str(error))
        raise RasterGanError("reference-unreadable", path=job.reference, reason=reason) from error
    missing = job.value[0] if job.value and not reference.can_be_invalid else None
    return laid_reference(reference, source, shift, missing)
