"""Translate a raster: read a tile, make of its bands those of another layer, mark the result as synthetic, write it."""

from __future__ import annotations

from typing import Any

from gan_core.api.jobs.translation import TranslateJob
from gan_core.api.protocol import Report
from gan_core.pipeline.provenance import Provenance
from gan_core.pipeline.raster_job import run_raster_job
from gan_core.pipeline.translation.prepare import prepare_translation


def run(job: TranslateJob, report: Report) -> dict[str, Any]:
    """The finished raster's path, size and speed, and by how much its luminance is off where it is held.

    Raises RasterGanError."""
    prepared = prepare_translation(job, report)
    return run_raster_job(prepared, Provenance.of(job, prepared.source, *prepared.samples), report)
