"""Enhance a raster: read a tile, take noise, blur and artefacts away, keep its block means, write it."""

from __future__ import annotations

from typing import Any

from gan_core.api.jobs.raster import EnhanceJob
from gan_core.api.protocol import Report
from gan_core.pipeline.prepare import prepare
from gan_core.pipeline.provenance import Provenance
from gan_core.pipeline.raster_job import run_raster_job


def run(job: EnhanceJob, report: Report) -> dict[str, Any]:
    """The finished raster's path, size, noise, largest shift of a block's mean and speed.  Raises RasterGanError."""
    prepared = prepare(job, report)
    return run_raster_job(prepared, Provenance.of(job, prepared.source, *prepared.samples), report)
