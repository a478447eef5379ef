"""Sharpen a raster by a finer one: read a tile of both, give the bands the guide's detail, hold them to their own, write."""

from __future__ import annotations

import dataclasses
from typing import Any

from gan_core.api.jobs.sharpening import SharpenJob
from gan_core.api.protocol import Report, Stage
from gan_core.pipeline.guided.prepare import prepare_sharpening
from gan_core.pipeline.provenance import Provenance
from gan_core.pipeline.raster_job import run_raster_job
from gan_core.runs.scene_adaptation import adapt

ADAPTING = 0.5
"""Share of the progress that is shown for learning on the layers."""


def run(job: SharpenJob, report: Report) -> dict[str, Any]:
    """The finished raster's path, size, how far it is from the input when seen again, and speed.  Raises RasterGanError."""
    prepared = prepare_sharpening(job, report)
    provenance = Provenance.of(job, prepared.source, *prepared.samples)
    if not job.adapt:
        return run_raster_job(prepared, provenance, report)
    prepared, adapted = adapt(job, prepared, provenance.sha256, Stage(report, 0.0, ADAPTING))
    return run_raster_job(prepared, dataclasses.replace(provenance, job=adapted), Stage(report, ADAPTING, 1.0))
