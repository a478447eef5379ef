"""What a raster-to-raster job writes: the raster, its trust and its job file, all of them or none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Optional

import numpy as np

from gan_core.events import Report
from gan_core.inference.trust import NODATA
from gan_core.raster.commit import Output, TextFile, all_or_none
from gan_core.raster.layer import Layer
from gan_core.raster.sink import RasterSink
from gan_core.tasks.claims import CLAIM, uncalibrated
from gan_core.tasks.journal import Figures, Journal
from gan_core.tasks.provenance import Provenance
from gan_core.tasks.work import Work
from gan_core.tiling.window import Window
from gan_core.unfinished import KEPT


@dataclass(frozen=True)
class Outputs:
    """The rasters, open for writing."""

    sink: RasterSink
    trust: Optional[RasterSink]
    journal: Journal
    tags: dict[str, str] = field(default_factory=dict)
    """Of the raster, all of them at the end."""
    trust_tags: dict[str, str] = field(default_factory=dict)

    def write(
        self,
        window: Window,
        pixels: np.ndarray,
        mask: Optional[np.ndarray],
        trust: Optional[np.ndarray],
        tiles: int,
        figures: Figures,
    ) -> None:
        """A tile: (C, H, W) in the raster's data type, (H, W) bool, (H, W) uint8; with it so many are finished."""
        self.sink.write(window, pixels, mask)
        if self.trust is not None and trust is not None:
            self.trust.write(window, trust[None])
        self.journal.finished(tiles, figures)


@contextmanager
def opened(work: Work, made: Provenance, report: Report) -> Iterator[Outputs]:
    """Leaving it in peace puts everything in its place.  Raises RasterGanError `output-...` or `input-changed`."""
    job, outputs, trust, told = made.job, list[Output](), None, {}
    journal = Journal(work, made)
    if journal.resumed:
        report.note("going-on", share=journal.tiles / len(work.plan))
    cards = [share.entry.card for share in work.shares]
    place = work.source, work.window, work.scale, work.tile_shape
    with journal.guarding(report), all_or_none(outputs):
        tags = made.tags(cards, work.source)
        if job.trust:
            reason = uncalibrated(cards, job)
            claim = f"uncalibrated: {reason}" if reason else CLAIM
            layer = Layer(f"trust 0 to 100 ({claim})", NODATA, tags=(("RASTERGAN_TRUST", claim),))
            told = {**tags, "RASTERGAN_TRUST": claim, "RASTERGAN_TRUST_RANGE": work.ranges()}
            trust = RasterSink(job.trust, *place, tags=told, layer=layer, process=KEPT, resumed=journal.resumed)
            outputs.append(trust)
        record = TextFile(Path(job.record), KEPT) if job.record else None
        if record is not None:
            outputs.append(record)
        sink = RasterSink(job.output, *place, job.creation_options, tags, process=KEPT, resumed=journal.resumed)
        outputs.append(sink)
        journal.sinks = [sink, *([trust] if trust else [])]
        yield Outputs(sink, trust, journal, tags, told)
        made.check_input()
        last = made.ended(journal.before)
        tags.update(last)
        told.update(last if trust else {})
        for one in (sink, trust):
            if one is not None:
                one.tags.update(last)
        if record is not None:
            record.text = made.record(tags, cards)
