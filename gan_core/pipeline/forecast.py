"""What a run will take, told before its first tile is written: from two of its own tiles."""

from __future__ import annotations

import sys
import time
from itertools import islice
from typing import Optional

import numpy as np

from gan_core.api.protocol import Report
from gan_core.pipeline.outputs import Outputs
from gan_core.pipeline.work import AnyStep, PreparedJob, TileResult
from gan_core.raster.output_check import size_text

FEWEST = 6
"""Tiles; fewer are done before a forecast is of use."""
EMPTY = 0.05
"""What a tile takes in which the network has nothing to do, of one that goes through it."""
OVERVIEWS = 4 / 3
"""A raster with its overviews, of the raster alone."""
WAITING = 4
"""Tiles in memory between reading and writing, besides the one in work."""
MANY = 100
"""Tiles; of so many, two that are computed again are no loss, but kept until their turn they fill memory."""


def costs(work: PreparedJob[AnyStep]) -> np.ndarray:
    """What each tile of the plan takes, (tiles,): the share of a whole tile's pixels, times EMPTY where the network has no
    work."""
    plan = work.plan
    effort: np.ndarray = np.where(work.busy(), 1.0, EMPTY)
    effort[:, -1] *= plan.last[0] / plan.core_width
    effort[-1] *= plan.last[1] / plan.core_height
    return effort.ravel()


def forecast(
    work: PreparedJob[AnyStep], outputs: Outputs, first: int, effort: np.ndarray, report: Report
) -> dict[int, TileResult]:
    """A note of what the run will take, from two tiles; and their results by their number, where that saves anything.

    first: the tile to begin with.  effort: as `costs` gives it.
    """
    left = len(work.plan) - first
    if left < FEWEST:
        return {}
    results, seconds, disk = dict[int, TileResult](), None, 0
    for number in (first + left // 3, first + 2 * left // 3):
        report.check()
        core = next(islice(work.plan, number, None))
        tile = work.read(core)
        began = time.monotonic()
        results[number] = work.step(tile)
        if tile.valid.any():
            share = work.plan.share(core)
            seconds, disk = (time.monotonic() - began) / share, round(outputs.stored(results[number]) / share)
    if seconds is not None:
        rest = float(effort[first:].sum())
        size = tile.nbytes + sum(plane.nbytes for plane in results[number].planes)
        peak = _peak()
        report.note(
            "forecast",
            time=span(seconds * rest),
            seconds=round(seconds * rest, 1),
            memory=size_text(peak + WAITING * size) if peak else "?",
            disk=size_text(round(disk * float(effort.sum()) * OVERVIEWS)),
        )
    return results if left < MANY else {}


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
