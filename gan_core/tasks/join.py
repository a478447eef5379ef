"""Put the parts of a raster together: the same file that one computer would have made."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.parts import JoinJob
from gan_core.api.jobs.raster import RasterJob
from gan_core.api.protocol import Report
from gan_core.pipeline.inputs import open_inputs, wanted_window
from gan_core.pipeline.outputs import OutputGrid, Outputs, create_outputs
from gan_core.pipeline.parts import OutputPart, pieces_of
from gan_core.pipeline.prefetch import BackgroundWriter, prefetch
from gan_core.pipeline.prepare_job import prepare_job
from gan_core.pipeline.provenance import Provenance, fingerprint
from gan_core.pipeline.raster_job import measured, measured_in_file, raster_outputs, results
from gan_core.pipeline.summary import summary_type
from gan_core.pipeline.trust_claim import tell_claim
from gan_core.pipeline.work import TileResult
from gan_core.raster.source import RasterSource
from gan_core.tiling.plan import Plan
from gan_core.tiling.window import Window


def run(job: JoinJob, report: Report) -> dict[str, Any]:
    """What the job in one piece would have given; its seconds are those of all parts.  Raises RasterGanError."""
    pieces = pieces_of(Path(job.output).absolute())
    first = pieces[0].job
    return joined(replace(first, output=job.output, input=job.input or first.input, part=""), pieces, report)


def joined(job: RasterJob, pieces: list[OutputPart], report: Report) -> dict[str, Any]:
    """job: the whole's.  The parts are gone when all is in its place, and untouched after an error."""
    began = time.monotonic()
    source, facts = _source(job, pieces[0]), pieces[0].facts
    plan = _plan(source, job, pieces)
    tile = plan.core_width * facts["scale"], plan.core_height * facts["scale"]
    rasters = raster_outputs(job, pieces[0].tags, pieces[0].second_tags)
    seconds = sum(piece.seconds for piece in pieces)
    provenance = Provenance(job, "", "", "", began - seconds, ())
    with create_outputs(provenance, OutputGrid(source, plan.area, facts["scale"], tile), rasters) as outputs:
        _copy(pieces, plan, outputs, report)
        outputs.end(provenance.ended())
        if outputs.record is not None:
            outputs.record.text = provenance.record(rasters[0].tags, pieces[0].content["models"])
    outputs.tell_changes(report)
    seconds = provenance.seconds
    for piece in pieces:
        piece.remove()
    kind = summary_type(job)
    summary: Any = kind()
    for piece in pieces:
        summary = summary.merged(kind.from_json(piece.facts))
    if outputs.sinks[0].difference.worst and summary.of_file:
        summary = measured_in_file(prepare_job(replace(job, checks=False), report), job.output, summary, report)
    if job.doubts:
        tell_claim(facts["uncalibrated"], summary.trusted_percent, report)
    return {**results(job, outputs, summary, seconds), **measured(job, summary, facts, report), "SCALE": facts["scale"]}


def _source(job: RasterJob, first: OutputPart) -> RasterSource:
    """The raster that the parts were made from.  Raises RasterGanError `parts-input` or `part-other`."""
    if not job.input:
        raise RasterGanError("parts-input", name=first.tags.get("RASTERGAN_INPUT", ""))
    source, samples = open_inputs(job, tuple(first.facts.get("shift", (0.0, 0.0))))
    if fingerprint(source, *samples) != first.tags.get("RASTERGAN_INPUT_SHA256"):
        raise RasterGanError("part-other", one=str(first.raster), other=job.input, what="RASTERGAN_INPUT_SHA256")
    return source


def _plan(source: RasterSource, job: RasterJob, pieces: list[OutputPart]) -> Plan:
    """The whole's tiles, as far as writing goes.  Raises RasterGanError `part-other`."""
    area = wanted_window(job, source)
    width, height = pieces[0].facts["tile"]
    plan = Plan(area, width, height, 0)
    for piece in pieces:
        if plan.part(piece.number, piece.count).area != Window(*piece.facts["window"]):
            raise RasterGanError("part-other", one=str(piece.raster), other=job.input, what="EXTENT")
    return plan


def _copy(pieces: list[OutputPart], plan: Plan, outputs: Outputs, report: Report) -> None:
    """Every tile of every part read and written, one reading ahead and one writing behind."""
    done = 0
    with BackgroundWriter(outputs.write) as write:
        for piece in pieces:
            for window, result in prefetch(_tiles(piece, plan)):
                report.check()
                report.progress(done / len(plan))
                write(window, result)
                done += 1
    report.progress(1.0)


def _tiles(piece: OutputPart, plan: Plan) -> Iterator[tuple[Window, TileResult]]:
    """Where each tile of a part lies in the output, and what it holds."""
    raster = piece.opened(str(piece.raster), piece.tags)
    second = piece.opened(piece.second, piece.second_tags) if piece.second else None
    part, scale = plan.part(piece.number, piece.count), piece.facts["scale"]
    for core in part:
        inside = core.intersection(part.area)
        window = inside.relative_to(part.area).scaled(scale)
        try:
            pixels, mask = raster.stored(window)
            planes = (pixels, second.stored(window)[0]) if second else (pixels,)
        except RuntimeError as error:
            raise RasterGanError("part-unreadable", path=str(piece.raster), reason=str(error)) from error
        yield inside.relative_to(plan.area).scaled(scale), TileResult(planes, mask, None)
