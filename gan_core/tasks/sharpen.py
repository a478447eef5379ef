"""Sharpen a raster by a finer one: read a tile of both, give the bands the guide's detail, hold them to their own, write."""

from __future__ import annotations

from typing import Any

from gan_core.api.jobs.sharpening import SharpenJob
from gan_core.api.protocol import Report
from gan_core.pipeline.guided.prepare import prepare_sharpening
from gan_core.pipeline.provenance import Provenance
from gan_core.pipeline.raster_job import run_raster_job


def run(job: SharpenJob, report: Report) -> dict[str, Any]:
    """The finished raster's path, size, how far it is from the input when seen again, and speed.  Raises RasterGanError."""
    prepared = prepare_sharpening(job, report)
    return run_raster_job(prepared, Provenance.of(job, prepared.source, *prepared.samples), report)
