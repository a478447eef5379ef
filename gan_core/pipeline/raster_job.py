"""A raster-to-raster job from its preparation to its results: the rasters it writes, what it tells of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from gan_core.api import card_texts
from gan_core.api.jobs.filling import FillGapsJob
from gan_core.api.jobs.raster import RasterJob, UpscaleJob
from gan_core.api.jobs.sharpening import SharpenJob
from gan_core.api.jobs.translation import TranslateJob
from gan_core.api.protocol import Report
from gan_core.inference.trust import NODATA
from gan_core.pipeline.outputs import OutputRaster, Outputs, check_output, grid_of, open_outputs
from gan_core.pipeline.provenance import Provenance
from gan_core.pipeline.run import run_pipeline
from gan_core.pipeline.summary import RasterSummary
from gan_core.pipeline.trust_claim import CLAIM, tell_claim, uncalibrated
from gan_core.pipeline.work import PreparedJob, RasterMaker
from gan_core.raster.categories import BandSpec
from gan_core.raster.source import RasterSource

SECOND_LAYERS = {
    "trust": BandSpec("trust, 0 to 100", NODATA),
    "filled": BandSpec(
        "distance, pixels",
        0,
        more=("sureness, 1 to 100",),
        averaged=False,
    ),
}
"""What is written beside a raster, by the field that names it."""


def run_raster_job(work: PreparedJob[RasterMaker], made: Provenance, report: Report) -> dict[str, Any]:
    """Done and written; gives its results.  Raises RasterGanError."""
    job: Any = made.job
    reason = uncalibrated(work.step.cards, job, work.step.sensor_facts())
    claim = card_texts.written("uncalibrated", limits=reason) if reason else CLAIM
    tags = made.tags(work.step.cards, work.source, work.step.sensors)
    own = f"RASTERGAN_{job.second_field.upper()}"
    second_tags = {**tags, own: claim, f"{own}_RANGE": work.step.ranges()} if job.second else {}
    if job.part:  # what would stop `join` is said before the work, not after it
        for raster in raster_outputs(replace(job, part=""), tags, second_tags):
            check_output(grid_of(work), raster)
    with open_outputs(work, made, raster_outputs(job, tags, second_tags), report) as (outputs, journal):
        summary: Any = run_pipeline(work, outputs, journal, report)
        if job.part:
            outputs.facts.update(
                {**part_facts(work), **summary.to_json(), "trust_tags": dict(second_tags), "uncalibrated": reason}
            )
    if outputs.sinks[0].difference.worst and summary.of_file:
        summary = measured_in_file(work, job.paths[0], summary, report)
    if job.doubts:
        tell_claim(reason, summary.trusted_percent, report)
    seconds = journal.before + made.seconds
    facts = measured(job, summary, work.step.sensor_facts(), report)
    return {**results(job, outputs, summary, seconds), **facts, "SCALE": work.step.scale}


def raster_outputs(job: RasterJob, tags: dict[str, str], second_tags: dict[str, str]) -> list[OutputRaster]:
    """The raster and, where it is wanted, the one beside it.  A part's pixels are kept exactly, whatever the whole's
    compression."""
    output, second, _ = job.paths
    overviews = not job.part
    rasters = [OutputRaster(output, tags, None, () if job.part else job.creation_options, overviews)]
    if second:
        own = f"RASTERGAN_{job.second_field.upper()}"
        layer = SECOND_LAYERS[job.second_field]._replace(tags=((own, second_tags[own]),))
        rasters.append(OutputRaster(second, second_tags, layer, (), overviews))
    return rasters


def part_facts(work: PreparedJob[RasterMaker]) -> dict[str, Any]:
    """What `join` has to know of a part before it is made."""
    tile = [work.plan.core_width, work.plan.core_height]
    return {"window": list(work.window), "tile": tile, "scale": work.step.scale, **work.step.sensor_facts()}


def measured_in_file(
    work: PreparedJob[RasterMaker], file: str, computed: RasterSummary, report: Report
) -> RasterSummary:
    """What a run finds out, where its file does not keep what was computed."""
    made, scale = RasterSource(file), work.step.scale
    summary = RasterSummary(trusted=computed.trusted, judged=computed.judged)
    for tile in map(work.read, work.plan):
        report.check()
        inside = tile.core.intersection(work.window)
        window = inside.relative_to(work.window).scaled(scale)
        values = made.stored(window)[0]
        missing = [
            (0, whole * scale - got) for whole, got in zip((tile.core.height, tile.core.width), values.shape[1:])
        ]
        summary = summary.merged(work.step.measured(tile, np.pad(values, [(0, 0), *missing], "edge")))
    return summary


def measured(job: RasterJob, summary: Any, sensor: Mapping[str, Any], report: Report) -> dict[str, float]:
    """What a run gives of its sensor and of how it holds to the input, also as lines.  sensor: a step's sensor_facts."""
    if isinstance(job, FillGapsJob):
        moved = {"SHIFT_X": sensor["shift"][0], "SHIFT_Y": sensor["shift"][1]} if sensor["reference"] else {}
        share, sureness = summary.percent, summary.mean_sureness
        facts = {"share": share, "filled": summary.filled, "left": summary.left}
        report.note("filled", **facts, sureness=sureness, farthest=summary.farthest)
        pixels = {"FILLED_PIXELS": summary.filled, "LEFT_PIXELS": summary.left, "SHARE": share}
        return {**pixels, "SURENESS": sureness, "FARTHEST": summary.farthest, **moved}
    if isinstance(job, SharpenJob):
        if summary.differences:
            report.note("sharpen-reseen", error=summary.reseen)
        reseen = {"RESEEN_ERROR": summary.reseen} if summary.differences else {}  # nothing was measured
        return {**reseen, "SHIFT_X": sensor["shift"][0], "SHIFT_Y": sensor["shift"][1]}
    if isinstance(job, TranslateJob):
        return {"LUMINANCE_ERROR": summary.worst}
    upscales = isinstance(job, UpscaleJob)
    code = "shift" if not upscales else "error-means" if sensor["locked"] else "error"
    report.note(code, error=summary.worst, share=100 * summary.share)
    if summary.differences:
        report.note("reseen", error=summary.reseen)
    return {
        "INPUT_GRID_ERROR" if upscales else "BLOCK_SHIFT": summary.worst,
        "NOISE": sensor["noise"],
        "RESPONSE": sensor["response"],
        "RESEEN_ERROR": summary.reseen,
    }


def results(job: RasterJob, outputs: Outputs, summary: Any, seconds: float) -> dict[str, Any]:
    """What every raster-to-raster job gives back.  seconds: of this run, and of one that was broken off before."""
    grid = outputs.sinks[0].grid
    name = job.second_field.upper()
    second = {name: job.paths[1], f"{name}_TAGS": outputs.rasters[1].tags} if job.second else {}
    trusted = {"TRUSTED": summary.trusted_percent} if job.doubts else {}
    return {
        "OUTPUT": job.paths[0],
        **second,
        **trusted,
        "TAGS": outputs.rasters[0].tags,
        "WIDTH": grid.width,
        "HEIGHT": grid.height,
        "PIXEL_SIZE": float(np.hypot(grid.geotransform[1], grid.geotransform[4])),
        "SECONDS": seconds,
        "MEGAPIXELS_PER_SECOND": grid.width * grid.height / 1e6 / seconds,
    }
