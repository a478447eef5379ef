"""Enhance a raster: read a tile, take noise, blur and artefacts away, keep its block means, write it."""

from __future__ import annotations

import time
from typing import Any

from gan_core.events import Report
from gan_core.jobs import EnhanceJob
from gan_core.raster.sink import RasterSink
from gan_core.tasks.render import prepared, render, results, tags


def run(job: EnhanceJob, report: Report) -> dict[str, Any]:
    """The finished raster's path, size, noise, largest shift of a block's mean and speed.  Raises RasterGanError."""
    began = time.monotonic()
    work = prepared(job, report)
    options = job.creation_options
    with RasterSink(job.output, work.source, work.window, 1, work.tile_shape, options, tags(job, work)) as sink:
        shift = render(work, sink, report)
    report.note("shift", shift=shift)
    noise = max((noise for part in work.parts for noise in part.noise), default=0.0)
    return {**results(job, sink, time.monotonic() - began), "BLOCK_SHIFT": shift, "NOISE": noise}
