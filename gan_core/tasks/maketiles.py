"""Cut a raster into tiles, measure each, and choose some that show all kinds of its ground.  Needs no network."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from gan_core.errors import RasterGanError
from gan_core.events import Report
from gan_core.raster.grid import Extent
from gan_core.raster.source import RasterSource
from gan_core.tasks.written import written
from gan_core.tiling.split import held_out
from gan_core.tiling.window import Window
from gan_core.train_jobs import MakeTilesJob
from gan_core.vector import tiles as layer

MOST = 2000
"""Tiles that are looked at; of more, every so-manieth."""
LEAST_VALID = 0.95
PLAIN = 0.25
"""Tiles with less than this share of the middling tile's detail teach nothing."""
DIGITS = 4


class Measured(NamedTuple):
    """A tile and what is in it."""

    window: Window
    valid: float
    """Share of pixels that hold a value in every band."""
    contrast: float
    """Standard deviation, mean over the bands, in the raster's units."""
    detail: float
    """Mean difference between neighbouring pixels, mean over the bands, in the raster's units."""


def run(job: MakeTilesJob, report: Report) -> dict[str, Any]:
    """How many tiles there are and how many were chosen.  Raises RasterGanError `input-...`, `extent-outside`,
    `raster-too-small`, `tiles-plain` or `output-...`."""
    source = RasterSource(job.input)
    window = source.grid.snapped(Extent(*job.extent)) if job.extent else source.grid.window
    cut = tiles_of(window, job.size, job.overlap)
    if not cut:
        raise RasterGanError("raster-too-small", width=window.width, height=window.height, size=job.size)
    found = []
    for done, tile in enumerate(cut):
        report.check()
        report.progress(done / len(cut))
        found.append(measured(source, tile))
    chosen = choose(found, job.count)
    if not chosen:
        raise RasterGanError("tiles-plain", count=len(found))
    held = held_out([found[place].window for place in chosen])
    roles = {place: "validation" if number in held else "train" for number, place in enumerate(chosen)}
    rows = [
        (
            one.window,
            {
                layer.ROLE: roles.get(place, "ignore"),
                "valid": round(one.valid, DIGITS),
                "contrast": float(f"{one.contrast:.{DIGITS}g}"),
                "detail": float(f"{one.detail:.{DIGITS}g}"),
            },
        )
        for place, one in enumerate(found)
    ]
    try:
        with written(Path(job.output)) as part:
            layer.write(part, source.grid, source.dataset.GetProjection(), rows)
    except RuntimeError as error:
        raise RasterGanError("output-failed", path=job.output, reason=str(error)) from error
    report.progress(1.0)
    report.note("tiles", tiles=len(rows), chosen=len(chosen), held=len(held))
    return {"OUTPUT": job.output, "TILES": len(rows), "CHOSEN": len(chosen), "VALIDATION": len(held)}


def tiles_of(area: Window, size: int, overlap: int) -> list[Window]:
    """The whole tiles of a grid over `area`, at most MOST of them, spread evenly."""
    step = size - overlap
    every = [
        Window(column, row, size, size)
        for row in range(area.row, area.row + area.height - size + 1, step)
        for column in range(area.column, area.column + area.width - size + 1, step)
    ]
    if len(every) <= MOST:
        return every
    return [every[int(place)] for place in np.linspace(0, len(every) - 1, MOST)]


def measured(source: RasterSource, tile: Window) -> Measured:
    numbers = [number for number in range(1, len(source.bands) + 1) if number not in source.alpha]
    values, valid = source.read(tile, numbers)
    share = float(valid.all(0).mean())
    if share < LEAST_VALID:
        return Measured(tile, share, 0.0, 0.0)
    known = np.where(valid, values, np.median(values[valid])).astype(np.float64)
    steps = [np.abs(np.diff(known, axis=axis)).mean() for axis in (1, 2)]
    return Measured(tile, share, float(known.std((1, 2)).mean()), float(np.mean(steps)))


def choose(found: Sequence[Measured], count: int) -> list[int]:
    """Places of at most `count` tiles: as many plain as rough ones, and each as far as can be from those chosen before."""
    whole = [place for place, one in enumerate(found) if one.valid >= LEAST_VALID and one.detail > 0]
    if not whole:
        return []
    least = PLAIN * float(np.median([found[place].detail for place in whole]))
    fit = sorted((place for place in whole if found[place].detail >= least), key=lambda place: found[place].detail)
    chosen: list[int] = []
    for level in np.array_split(np.array(fit), min(count, len(fit))):
        chosen.append(max(map(int, level), key=lambda place: _distance(place, chosen, found)))
    return chosen


def _distance(place: int, chosen: Sequence[int], found: Sequence[Measured]) -> int:
    """Squared distance, pixels, to the nearest chosen tile."""
    here = found[place].window
    return min(
        (
            (here.row - there.row) ** 2 + (here.column - there.column) ** 2
            for there in (found[c].window for c in chosen)
        ),
        default=0,
    )
