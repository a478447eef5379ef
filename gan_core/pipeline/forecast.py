"""What a run will take, told before its first tile is written: from two of its own tiles."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from itertools import islice
from typing import Optional

import numpy as np

from gan_core.api.protocol import Report
from gan_core.pipeline.band_groups import Made
from gan_core.pipeline.outputs import Outputs
from gan_core.pipeline.tiles import Tile, read_tile
from gan_core.pipeline.work import Work
from gan_core.raster.output_check import size_text

FEWEST = 6
"""Tiles; fewer are done before a forecast is of use."""
EMPTY = 0.05
"""What a tile without a valid pixel takes, of one that goes through the network."""
OVERVIEWS = 4 / 3
"""A raster with its overviews, of the raster alone."""
WAITING = 4
"""Tiles in memory between reading and writing, besides the one in work."""
MANY = 100
"""Tiles; of so many, two that are computed again are no loss, but kept until their turn they fill memory."""


def costs(work: Work) -> np.ndarray:
    """What each tile of the plan takes, as far as the nearest place of the sample tells.  (tiles,)

    The share of a whole tile's pixels, times EMPTY where none is valid.
    """
    plan, places = work.plan, work.sample.places
    rows, columns = (sorted({(one.row, one.column)[axis] for one in places}) for axis in (0, 1))
    known = {(one.row, one.column): valid.any() for one, (_, valid) in zip(places, work.sample.pieces)}
    full = np.array([[known[row, column] for column in columns] for row in rows])
    area = plan.area
    down = _nearest(rows, area.row, area.height, plan.core_height)
    across = _nearest(columns, area.column, area.width, plan.core_width)
    found: np.ndarray = np.where(full[down][:, across], 1.0, EMPTY)
    found[:, -1] *= plan.last[0] / plan.core_width
    found[-1] *= plan.last[1] / plan.core_height
    return found.ravel()


def _nearest(starts: list[int], begin: int, length: int, step: int) -> np.ndarray:
    middles = np.arange(begin, begin + length, step) + step // 2
    return np.abs(middles[:, None] - np.array(starts)).argmin(1)


def forecast(
    work: Work,
    outputs: Outputs,
    first: int,
    computed: Callable[[Tile, Work], Made],
    taken: np.ndarray,
    report: Report,
) -> dict[int, Made]:
    """A note of what the run will take, from two tiles; and their pixels by their number, where that saves anything.

    first: the tile to begin with.  taken: as `costs` gives it.
    """
    left = len(work.plan) - first
    if left < FEWEST:
        return {}
    made, seconds, disk = dict[int, Made](), None, 0
    for number in (first + left // 3, first + 2 * left // 3):
        report.check()
        core = next(islice(work.plan, number, None))
        tile = read_tile(work.source, work.plan, core, work.background, range(1, len(work.source.bands) + 1))
        began = time.monotonic()
        made[number] = computed(tile, work)
        if tile.valid.any():
            share = work.plan.share(core)
            seconds, disk = (time.monotonic() - began) / share, round(_stored(made[number], outputs) / share)
    if seconds is not None:
        rest = float(taken[first:].sum())
        size = sum(value.nbytes for value in (tile.values, tile.image, made[number].pixels))
        peak = _peak()
        report.note(
            "forecast",
            time=span(seconds * rest),
            seconds=round(seconds * rest, 1),
            memory=size_text(peak + WAITING * size) if peak else "?",
            disk=size_text(round(disk * float(taken.sum()) * OVERVIEWS)),
        )
    return made if left < MANY else {}


def _stored(made: Made, outputs: Outputs) -> int:
    """Bytes of a tile in its files."""
    trust = 0 if outputs.trust is None or made.trust is None else outputs.trust.stored(made.trust[None])
    return outputs.sink.stored(made.pixels) + trust


def span(seconds: float) -> str:
    """A time, as exact as a forecast deserves."""
    minutes, rest = divmod(round(seconds), 60)
    if minutes >= 60:
        return f"{minutes // 60} h {minutes % 60} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _peak() -> Optional[int]:
    """The most memory that this process has held so far, bytes; None where the system does not tell."""
    if sys.platform == "win32":
        return None
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
