"""Upscale a raster: read a tile, upscale it, make it average back to its input, write it."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path
from typing import Any

from gan_core.events import Report, Stage
from gan_core.jobs import EnhanceJob, UpscaleJob, remove_traces, staged
from gan_core.raster.sample import Sample
from gan_core.raster.source import RasterSource
from gan_core.tasks import enhance
from gan_core.tasks.outputs import opened
from gan_core.tasks.provenance import Provenance
from gan_core.tasks.render import prepared, render, results, tell_trust
from gan_core.tasks.work import Work

CLEANING = 0.2
"""Share of a run's time that cleaning first takes, about."""


def run(job: UpscaleJob, report: Report) -> dict[str, Any]:
    """The finished raster's path, size, worst input-grid error and speed.  Raises RasterGanError."""
    if job.enhance:
        return cleaned_first(job, report)
    work = prepared(job, report)
    return finer(work, Provenance.of(job, work.source, work.sample), report)


def finer(work: Work, made: Provenance, report: Report) -> dict[str, Any]:
    """The prepared work, done and written."""
    with opened(work, made) as outputs:
        found = render(work, outputs, report)
    report.note("error", error=found.worst)
    tell_trust(made.job, work, found, report)
    return {**results(made.job, outputs, found, made.seconds), "INPUT_GRID_ERROR": found.worst}


def cleaned_first(job: UpscaleJob, report: Report) -> dict[str, Any]:
    """Enhanced into a file of its own, then upscaled from it: keeping the input's values would keep its noise too."""
    source = RasterSource(job.input)
    made = Provenance.of(job, source, Sample(source))
    output = Path(job.output).absolute()
    between = staged(output, os.getpid()).with_suffix(".enhanced.tif")
    cleaning = EnhanceJob(
        input=job.input,
        output=str(between),
        extent=job.extent,
        bands=job.bands,
        noise=job.noise,
        device=job.device,
        models=job.models,
        job_file=False,
    )
    try:
        enhance.run(cleaning, Stage(report, 0.0, CLEANING))
        report.note("enhanced")
        rest = dataclasses.replace(job, input=str(between), extent=None, enhance=False)
        stage = Stage(report, CLEANING, 1.0)
        return finer(prepared(rest, stage), made, stage)
    finally:
        remove_traces(output, os.getpid())
