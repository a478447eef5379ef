"""The one way of a raster through a job: every tile read, computed and written."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from typing import Any, Optional

import numpy as np

from gan_core.api.protocol import Report
from gan_core.pipeline.forecast import costs, forecast
from gan_core.pipeline.journal import Journal
from gan_core.pipeline.outputs import Outputs
from gan_core.pipeline.prefetch import BackgroundWriter, patient, prefetch
from gan_core.pipeline.provenance import public_name
from gan_core.pipeline.tiles import Piece
from gan_core.pipeline.work import AnyStep, PreparedJob, Summary, TileResult
from gan_core.tiling.window import Window


def run_pipeline(work: PreparedJob[AnyStep], outputs: Outputs, journal: Journal, report: Report) -> Any:
    """Every tile that is not finished yet; gives the summary of all.  Raises RasterGanError `cancelled`."""
    summary, first, effort = journal.summary, journal.tiles, costs(work)
    report.progress(_share_done(first, (), effort))
    ready = forecast(work, outputs, first, effort, report)

    def finish(window: Window, result: TileResult, tiles: int, summary: Summary) -> None:
        outputs.write(window, result)
        journal.record(tiles, summary)

    with BackgroundWriter(finish, patient(report, outputs.name)) as write:
        for number, tile, result in compute_tiles(work, report, first, ready, effort):
            summary = summary.merged(result.summary)
            write(tile.core.relative_to(work.window).scaled(work.step.scale), result, number + 1, summary)
    return summary


def compute_tiles(
    work: PreparedJob[AnyStep],
    report: Report,
    first: int = 0,
    ready: Mapping[int, TileResult] = {},
    effort: Optional[np.ndarray] = None,
) -> Iterator[tuple[int, Piece, TileResult]]:
    """Number, tile and result, from the tile `first` on.  ready: results that are there already, by number.  effort: as
    `costs` gives it."""
    effort, waiting = costs(work) if effort is None else effort, dict(ready)
    tiles = map(work.read, islice(work.plan, first, None))
    for number, tile in enumerate(prefetch(tiles, patient(report, public_name(work.source.path))), first):
        report.check()
        report.progress(_share_done(number, waiting, effort))
        yield number, tile, waiting.pop(number) if number in waiting else work.step(tile)
    report.progress(1.0)


def _share_done(tiles: int, ready: Collection[int], effort: np.ndarray) -> float:
    """The share of the work: the first `tiles` of what each takes, and those that are ready before their turn."""
    return round(float(effort[:tiles].sum() + effort[list(ready)].sum()) / float(effort.sum()), 9)
