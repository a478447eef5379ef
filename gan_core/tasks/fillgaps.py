"""Fill the gaps of a raster: read a tile, give its gaps values, leave the rest as it is, write it."""

from __future__ import annotations

from typing import Any

from gan_core.api.jobs.filling import FillGapsJob
from gan_core.api.protocol import Report
from gan_core.pipeline.filling.prepare import prepare_filling
from gan_core.pipeline.provenance import Provenance
from gan_core.pipeline.raster_job import run_raster_job


def run(job: FillGapsJob, report: Report) -> dict[str, Any]:
    """The finished raster's path and size, how much was filled and how sure it is, and speed.  Raises RasterGanError."""
    prepared = prepare_filling(job, report)
    return run_raster_job(prepared, Provenance.of(job, prepared.source, *prepared.samples), report)
