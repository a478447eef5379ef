"""Upscale a raster: read a tile, upscale it, make it average back to its input, write it."""

from __future__ import annotations

import dataclasses
import os
import time
from pathlib import Path
from typing import Any

from gan_core.events import Report, Stage
from gan_core.jobs import EnhanceJob, UpscaleJob, remove_traces, staged
from gan_core.raster.sink import RasterSink
from gan_core.tasks import enhance
from gan_core.tasks.render import prepared, render, results, tags

CLEANING = 0.2
"""Share of a run's time that cleaning first takes, about."""


def run(job: UpscaleJob, report: Report) -> dict[str, Any]:
    """The finished raster's path, size, worst input-grid error and speed.  Raises RasterGanError."""
    if job.enhance:
        return cleaned_first(job, report)
    began = time.monotonic()
    work = prepared(job, report)
    options = job.creation_options
    with RasterSink(
        job.output, work.source, work.window, work.scale, work.tile_shape, options, tags(job, work)
    ) as sink:
        worst = render(work, sink, report)
    report.note("error", error=worst)
    return {**results(job, sink, time.monotonic() - began), "INPUT_GRID_ERROR": worst}


def cleaned_first(job: UpscaleJob, report: Report) -> dict[str, Any]:
    """Enhanced into a file of its own, then upscaled from it: keeping the input's values would keep its noise too."""
    began = time.monotonic()
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
    )
    try:
        enhance.run(cleaning, Stage(report, 0.0, CLEANING))
        report.note("enhanced")
        rest = dataclasses.replace(job, input=str(between), extent=None, enhance=False)
        found = run(rest, Stage(report, CLEANING, 1.0))
    finally:
        remove_traces(output, os.getpid())
    seconds = time.monotonic() - began
    return {**found, "SECONDS": seconds, "MEGAPIXELS_PER_SECOND": found["WIDTH"] * found["HEIGHT"] / 1e6 / seconds}
