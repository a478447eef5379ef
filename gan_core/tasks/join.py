"""Put the parts of a raster together: the same file that one computer would have made."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple, Optional

import numpy as np

from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.parts import JoinJob
from gan_core.api.protocol import Report
from gan_core.pipeline.journal import Figures
from gan_core.pipeline.outputs import Outputs, Spot, created
from gan_core.pipeline.parts import Piece, pieces_of
from gan_core.pipeline.prefetch import Behind, ahead
from gan_core.pipeline.provenance import Provenance, RasterToRaster, fingerprint
from gan_core.pipeline.run import measured, results, tell_claim
from gan_core.raster.grid import Extent
from gan_core.raster.sample import Sample
from gan_core.raster.source import RasterSource
from gan_core.tiling.plan import Plan
from gan_core.tiling.window import Window

SUMMED: dict[str, Callable[[Iterable[Any]], Any]] = {
    "worst": max,
    "squares": sum,
    "differences": sum,
    "trusted": sum,
    "judged": sum,
}
"""How the parts' facts become those of the whole."""


class Copied(NamedTuple):
    """A tile of a part."""

    window: Window
    """Of the output."""
    pixels: np.ndarray
    mask: Optional[np.ndarray]
    trust: Optional[np.ndarray]


def run(job: JoinJob, report: Report) -> dict[str, Any]:
    """What the job in one piece would have given; its seconds are those of all parts.  Raises RasterGanError."""
    pieces = pieces_of(Path(job.output).absolute())
    first = pieces[0].job
    return joined(replace(first, output=job.output, input=job.input or first.input, part=""), pieces, report)


def joined(job: RasterToRaster, pieces: list[Piece], report: Report) -> dict[str, Any]:
    """job: the whole's.  The parts are gone when all is in its place, and untouched after an error."""
    began = time.monotonic()
    source, facts = _source(job, pieces[0]), pieces[0].facts
    plan = _plan(source, job, pieces)
    tile = plan.core_width * facts["scale"], plan.core_height * facts["scale"]
    with created(job, Spot(source, plan.area, facts["scale"], tile), pieces[0].tags, pieces[0].trust_tags) as outputs:
        _copy(pieces, plan, outputs, report)
        seconds = sum(piece.seconds for piece in pieces) + time.monotonic() - began
        made = Provenance(job, "", "", "", time.monotonic() - seconds, ())
        outputs.end(made.ended())
        if outputs.record is not None:
            outputs.record.text = made.record(outputs.tags, pieces[0].content["models"])
    for piece in pieces:
        piece.remove()
    found = Figures(*(how(piece.facts[name] for piece in pieces) for name, how in SUMMED.items()))
    if job.doubts:
        tell_claim(facts["uncalibrated"], found, report)
    return {**results(job, outputs, found, seconds), **measured(job, found, facts, report)}


def _source(job: RasterToRaster, first: Piece) -> RasterSource:
    """The raster that the parts were made from.  Raises RasterGanError `parts-input` or `part-other`."""
    if not job.input:
        raise RasterGanError("parts-input", name=first.tags.get("RASTERGAN_INPUT", ""))
    source = RasterSource(job.input)
    if fingerprint(source, Sample(source)) != first.tags.get("RASTERGAN_INPUT_SHA256"):
        raise RasterGanError("part-other", one=str(first.raster), other=job.input, what="RASTERGAN_INPUT_SHA256")
    return source


def _plan(source: RasterSource, job: RasterToRaster, pieces: list[Piece]) -> Plan:
    """The whole's tiles, as far as writing goes.  Raises RasterGanError `part-other`."""
    area = source.grid.snapped(Extent(*job.extent)) if job.extent else source.grid.window
    width, height = pieces[0].facts["tile"]
    plan = Plan(area, width, height, 0)
    for piece in pieces:
        if plan.part(piece.number, piece.count).area != Window(*piece.facts["window"]):
            raise RasterGanError("part-other", one=str(piece.raster), other=job.input, what="EXTENT")
    return plan


def _copy(pieces: list[Piece], plan: Plan, outputs: Outputs, report: Report) -> None:
    """Every tile of every part read and written, one reading ahead and one writing behind."""
    done = 0
    with Behind(outputs.write) as write:
        for piece in pieces:
            for tile in ahead(_tiles(piece, plan)):
                report.check()
                report.progress(done / len(plan))
                write(*tile)
                done += 1
    report.progress(1.0)


def _tiles(piece: Piece, plan: Plan) -> Iterator[Copied]:
    raster = piece.opened(str(piece.raster), piece.tags)
    trust = piece.opened(piece.trust, piece.trust_tags) if piece.trust else None
    part, scale = plan.part(piece.number, piece.count), piece.facts["scale"]
    for core in part:
        inside = core.clipped(part.area)
        window = inside.within(part.area).scaled(scale)
        try:
            pixels, mask = raster.stored(window)
            doubt = trust.stored(window)[0][0] if trust else None
        except RuntimeError as error:
            raise RasterGanError("part-unreadable", path=str(piece.raster), reason=str(error)) from error
        yield Copied(inside.within(plan.area).scaled(scale), pixels, mask, doubt)
