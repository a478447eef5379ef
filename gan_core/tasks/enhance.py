"""Enhance a raster: read a tile, take noise, blur and artefacts away, keep its block means, write it."""

from __future__ import annotations

from typing import Any

from gan_core.api.jobs.raster import EnhanceJob
from gan_core.api.lock import output_lock
from gan_core.api.protocol import Report
from gan_core.pipeline.outputs import opened
from gan_core.pipeline.provenance import Provenance
from gan_core.pipeline.run import measured, prepared, render, results, tell_trust


def run(job: EnhanceJob, report: Report) -> dict[str, Any]:
    """The finished raster's path, size, noise, largest shift of a block's mean and speed.  Raises RasterGanError."""
    with output_lock(job.paths[:2]):
        return cleaned(job, report)


def cleaned(job: EnhanceJob, report: Report) -> dict[str, Any]:
    """The same, where nobody else writes the output."""
    work = prepared(job, report)
    made = Provenance.of(job, work.source, work.sample)
    with opened(work, made, report) as (outputs, journal):
        found = render(work, outputs, journal, report)
    tell_trust(job, work, found, report)
    seconds = journal.before + made.seconds
    return {**results(job, outputs, found, seconds), **measured(job, found, work.sensor_facts(), report)}
