"""Upscale a raster: read a tile, upscale it, make it average back to its input, write it."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from gan_core.api.jobs.raster import EnhanceJob, UpscaleJob
from gan_core.api.protocol import Report, Stage
from gan_core.api.resume import CLEANED, find_resumable
from gan_core.api.sensors import PERFECT
from gan_core.api.staging import remove_traces, staged_path
from gan_core.pipeline.bands import assign_bands
from gan_core.pipeline.inputs import wanted_window
from gan_core.pipeline.prepare import prepare
from gan_core.pipeline.provenance import Provenance
from gan_core.pipeline.raster_job import run_raster_job
from gan_core.pipeline.trust_mask import check_can_hide
from gan_core.raster.output_check import check_names
from gan_core.raster.sample import Sample
from gan_core.raster.source import RasterSource
from gan_core.tasks import enhance

CLEANING = 0.2
"""Share of a run's time that cleaning first takes, about."""


def run(job: UpscaleJob, report: Report) -> dict[str, Any]:
    """The finished raster's path, size, worst input-grid error and speed.  Raises RasterGanError."""
    if job.enhance:
        return cleaned_first(job, report)
    remove_traces(Path(job.output).absolute(), CLEANED)  # of a run that was broken off and is not wanted any more
    prepared = prepare(job, report)
    return run_raster_job(prepared, Provenance.of(job, prepared.source, *prepared.samples), report)


def cleaned_first(job: UpscaleJob, report: Report) -> dict[str, Any]:
    """Enhanced into a file of its own, then upscaled from it: keeping the input's values would keep its noise too."""
    source = RasterSource(job.input)
    wanted_window(job, source)
    check_names(job.paths[:2], source)
    if job.doubtful == "nodata":  # said before the cleaning, which takes its time
        check_can_hide(source)
    sample = Sample(source)
    provenance = Provenance.of(job, source, sample)
    output = Path(job.output).absolute()
    between = staged_path(output, CLEANED)
    cleaning = EnhanceJob(
        input=job.input,
        output=str(between),
        extent=job.extent,
        bands=job.bands,
        sensor=job.sensor,
        noise=job.noise,
        sharpness=job.sharpness,
        device=job.device,
        models=job.models,
        job_file=False,
        resume=job.resume,
    )
    try:
        if not (
            job.resume and _cleaned_before(cleaning, Provenance.of(cleaning, source, sample), source, sample, report)
        ):
            enhance.run(cleaning, Stage(report, 0.0, CLEANING))
        report.note("enhanced")
        perfect: dict[str, Any] = {"sensor": PERFECT, "noise": None, "sharpness": None}
        rest = dataclasses.replace(job, input=str(between), extent=None, enhance=False, **perfect)
        stage = Stage(report, CLEANING, 1.0)
        return run_raster_job(prepare(rest, stage), provenance, stage)
    finally:
        if not any(map(find_resumable, (output, between))):
            remove_traces(output, CLEANED)


def _cleaned_before(
    job: EnhanceJob, provenance: Provenance, source: RasterSource, sample: Sample, report: Report
) -> bool:
    """Whether a run that was broken off got so far: the output stands there only when it is whole."""
    if find_resumable(Path(job.output)) is not None or not Path(job.output).exists():
        return False
    cards = [assignment.entry.card for assignment in assign_bands(job, source, sample, report)]
    written = RasterSource(job.output).dataset.GetMetadata()
    return all(written.get(name) == value for name, value in provenance.tags(cards, source).items())
