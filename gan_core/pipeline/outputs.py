"""What a job writes: its rasters and its job file, all of them or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, Optional, Union

from gan_core.api.protocol import Report
from gan_core.api.resume import KEPT
from gan_core.pipeline.journal import Journal
from gan_core.pipeline.provenance import Provenance
from gan_core.pipeline.work import AnyStep, PreparedJob, TileResult
from gan_core.raster.categories import BandSpec
from gan_core.raster.commit import Output, TextFile, all_or_none
from gan_core.raster.geotiff import Subject
from gan_core.raster.metadata import names_gcps, readable_rpcs
from gan_core.raster.output_check import check_place
from gan_core.raster.rehearsal import choose_format
from gan_core.raster.sink import RasterSink
from gan_core.raster.source import RasterSource
from gan_core.tiling.window import Window


class OutputRaster(NamedTuple):
    """A raster to write."""

    path: str
    tags: dict[str, str]
    """All of them at the end."""
    layer: Optional[BandSpec] = None
    """Its bands of bytes; left out, the bands are as the source's."""
    options: Sequence[str] = ()
    overviews: bool = True


class OutputGrid(NamedTuple):
    """Where rasters lie, as a RasterSink takes it."""

    source: RasterSource
    window: Window
    """Of the source."""
    scale: int
    tile: tuple[int, int]
    """Width and height of the pieces that are written."""


@dataclass(frozen=True)
class Outputs:
    """The rasters and the job file, open for writing."""

    name: str
    """Of the main file."""
    rasters: Sequence[OutputRaster]
    sinks: Sequence[RasterSink]
    """Of each raster."""
    record: Optional[TextFile]
    facts: dict[str, Any] = field(default_factory=dict)
    """What `join` has to know of a part."""

    def write(self, window: Window, result: TileResult) -> None:
        """A tile.  window: of the output."""
        for index, (sink, plane) in enumerate(zip(self.sinks, result.planes)):
            sink.write(window, plane, None if index else result.mask)

    def stored(self, result: TileResult) -> int:
        """Bytes of a tile in its files."""
        return sum(sink.stored(plane) for sink, plane in zip(self.sinks, result.planes))

    def tell_changes(self, report: Report) -> None:
        """What the files, in their places, do not hold as it was computed."""
        for sink in self.sinks:
            if sink.difference.worst:
                band, worst = sink.difference.band, sink.difference.worst
                report.note("file-lossy", name=sink.output.name, band=band, error=worst)
            if sink.lost:
                report.note("file-lost", name=sink.output.name, what=sink.lost)

    def end(self, tags: Mapping[str, str]) -> None:
        """tags: those that are known at the end only."""
        for raster, sink in zip(self.rasters, self.sinks):
            raster.tags.update(tags)
            sink.tags.update(tags)


def grid_of(work: PreparedJob[AnyStep]) -> OutputGrid:
    """Of what a job writes."""
    return OutputGrid(work.source, work.window, work.step.scale, work.tile_shape)


def check_output(grid: OutputGrid, raster: OutputRaster) -> None:
    """What would stop the writing of a raster is said before.  Raises RasterGanError `output-...`."""
    path, subject = Path(raster.path).absolute(), Subject(*grid[:3], raster.layer)
    check_place(path, grid.source, 0)
    choose_format(path, subject, grid.tile, raster.options)


@contextmanager
def open_outputs(
    work: PreparedJob[AnyStep], made: Provenance, rasters: Sequence[OutputRaster], report: Report
) -> Iterator[tuple[Outputs, Journal]]:
    """Leaving it in peace puts everything in its place.  Raises RasterGanError `output-...` or `input-changed`."""
    journal = Journal(work, made, [raster.path for raster in rasters])
    if journal.resumed:
        report.note("going-on", share=journal.tiles / len(work.plan))
    if journal.begins_anew:
        report.note("begins-anew")
    dataset = work.source.dataset
    if dataset.GetMetadata("RPC") and not readable_rpcs(dataset):
        report.note("rpcs-unreadable")
    if names_gcps(dataset):
        report.note("gcp-names")
    with journal.guarding(report), create_outputs(made, grid_of(work), rasters, KEPT, journal.resumed) as outputs:
        journal.sinks = outputs.sinks
        yield outputs, journal
        made.check_input()
        outputs.end(made.ended(journal.before))
        if outputs.record is not None:
            models = {card.id: card.tensors_sha256 for card in work.step.cards}
            outputs.record.text = made.record(rasters[0].tags, models, outputs.facts)
    outputs.tell_changes(report)


@contextmanager
def create_outputs(
    made: Provenance,
    grid: OutputGrid,
    rasters: Sequence[OutputRaster],
    process: Union[int, str] = 0,
    resumed: bool = False,
) -> Iterator[Outputs]:
    """The files that a job names; the main raster is put in its place last.  process, resumed: as RasterSink takes them."""
    outputs, sinks, record_path = list[Output](), list[RasterSink](), made.job.record_file

    def create(raster: OutputRaster) -> None:
        how: dict[str, Any] = {"process": process, "resumed": resumed, "overviews": raster.overviews}
        sinks.insert(0, RasterSink(raster.path, *grid, raster.options, raster.tags, raster.layer, **how))
        outputs.append(sinks[0])

    with all_or_none(outputs):
        for raster in reversed(rasters[1:]):
            create(raster)
        record = TextFile(Path(record_path), process) if record_path else None
        if record is not None:
            outputs.append(record)
        for raster in rasters[:1]:
            create(raster)
        yield Outputs(Path(made.job.writes()[0]).name, rasters, sinks, record)
