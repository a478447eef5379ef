"""What a raster-to-raster job writes: the raster, its trust and its job file, all of them or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, Optional, Union

import numpy as np

from gan_core.api.protocol import Report
from gan_core.api.resume import KEPT
from gan_core.inference.trust import NODATA
from gan_core.pipeline.journal import Journal
from gan_core.pipeline.provenance import Provenance, RasterToRaster
from gan_core.pipeline.trust_claim import CLAIM, uncalibrated
from gan_core.pipeline.work import Work
from gan_core.raster.categories import Layer
from gan_core.raster.commit import Output, TextFile, all_or_none
from gan_core.raster.output_check import check_place, driver_for
from gan_core.raster.sink import RasterSink
from gan_core.raster.source import RasterSource
from gan_core.tiling.window import Window


class Spot(NamedTuple):
    """Where an output lies, as a RasterSink takes it."""

    source: RasterSource
    window: Window
    """Of the source."""
    scale: int
    tile: tuple[int, int]
    """Width and height of the pieces that are written."""


@dataclass(frozen=True)
class Outputs:
    """The rasters and the job file, open for writing."""

    sink: RasterSink
    trust: Optional[RasterSink]
    record: Optional[TextFile]
    tags: dict[str, str]
    """Of the raster, all of them at the end."""
    trust_tags: dict[str, str]
    facts: dict[str, Any] = field(default_factory=dict)
    """What the run found out on its way."""

    def write(
        self, window: Window, pixels: np.ndarray, mask: Optional[np.ndarray], trust: Optional[np.ndarray]
    ) -> None:
        """A tile: (C, H, W) in the raster's data type, (H, W) bool, (H, W) uint8."""
        self.sink.write(window, pixels, mask)
        if self.trust is not None and trust is not None:
            self.trust.write(window, trust[None])

    def end(self, tags: Mapping[str, str]) -> None:
        """tags: those that are known at the end only."""
        self.tags.update(tags)
        self.sink.tags.update(tags)
        if self.trust is not None:
            self.trust_tags.update(tags)
            self.trust.tags.update(tags)


@contextmanager
def opened(work: Work, made: Provenance, report: Report) -> Iterator[tuple[Outputs, Journal]]:
    """Leaving it in peace puts everything in its place.  Raises RasterGanError `output-...` or `input-changed`."""
    job, told = made.job, dict[str, str]()
    journal = Journal(work, made)
    if journal.resumed:
        report.note("going-on", share=journal.tiles / len(work.plan))
    cards = [share.entry.card for share in work.shares]
    tags, reason = made.tags(cards, work.source, work.sensors), uncalibrated(cards, job)
    if job.trust:
        claim = f"uncalibrated: {reason}" if reason else CLAIM
        told = {**tags, "RASTERGAN_TRUST": claim, "RASTERGAN_TRUST_RANGE": work.ranges()}
    spot = Spot(work.source, work.window, work.scale, work.tile_shape)
    with journal.guarding(report), created(job, spot, tags, told, KEPT, journal.resumed) as outputs:
        journal.sinks = [outputs.sink, *([outputs.trust] if outputs.trust else [])]
        yield outputs, journal
        made.check_input()
        outputs.end(made.ended(journal.before))
        if outputs.record is not None:
            part = {**work.facts(), **outputs.facts, "trust_tags": told, "uncalibrated": reason} if job.part else None
            outputs.record.text = made.record(tags, {card.id: card.tensors_sha256 for card in cards}, part)


@contextmanager
def created(
    job: RasterToRaster,
    spot: Spot,
    tags: dict[str, str],
    told: dict[str, str],
    process: Union[int, str] = 0,
    resumed: bool = False,
) -> Iterator[Outputs]:
    """The files that `job` names.  told: the tags of its trust.  process, resumed: as RasterSink takes them."""
    outputs, trust = list[Output](), None
    output, trust_output, record_path = job.paths
    how: dict[str, Any] = {"process": process, "resumed": resumed, "overviews": not job.part}
    if job.part:  # what would stop `join` is said before the work, not after it
        driver_for(Path(job.output))
        check_place(Path(job.output).absolute(), spot.source, 0)
    with all_or_none(outputs):
        if trust_output:
            claim = told["RASTERGAN_TRUST"]
            layer = Layer(f"trust 0 to 100 ({claim})", NODATA, tags=(("RASTERGAN_TRUST", claim),))
            trust = RasterSink(trust_output, *spot, tags=told, layer=layer, **how)
            outputs.append(trust)
        record = TextFile(Path(record_path), process) if record_path else None
        if record is not None:
            outputs.append(record)
        # a part's pixels are kept exactly, whatever the raster's own compression
        options = () if job.part else job.creation_options
        sink = RasterSink(output, *spot, options, tags, **how)
        outputs.append(sink)
        yield Outputs(sink, trust, record, tags, told)
