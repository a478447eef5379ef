"""Whether the two rasters lie on each other as their files say; moved where they surely do not."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import torch

from gan_core.api.errors import RasterGanError
from gan_core.api.protocol import Report
from gan_core.api.sensors import BOX, USUAL_TOTAL
from gan_core.pipeline.guided.tiles import GuidedBands
from gan_core.raster.aligned_pair import AlignedPair
from gan_core.raster.alignment import align
from gan_core.sharpening.registration import Shift, Tile, measured_shift
from gan_core.sharpening.response import Response
from gan_core.tiling.window import Window

SIDE, COUNT = 96, 9
"""Parts of the pair that are looked at before a run: coarse pixels along a side, and how many at most."""
LEAST_SHIFT, MOST_DOUBT = 0.3, 0.5
"""Pixels of the guide that are worth a correction, and of the input beyond which none is made."""
WHOLE = 0.25
"""Pixels of the guide within which a shift is a whole one: then the input's own pixels need no interpolation."""


def sample_tiles(
    pair: AlignedPair, coarse: GuidedBands, guide: GuidedBands, side: int = SIDE, count: int = COUNT
) -> list[Tile]:
    """At most `count` parts of what both rasters cover, of `side` coarse pixels, spread evenly."""
    common = pair.cells(pair.common).intersection(coarse.source.grid.window)
    rows, columns = (
        _starts(begin, length, side, count)
        for begin, length in ((common.row, common.height), (common.column, common.width))
    )
    size = min(side, common.width), min(side, common.height)
    return [_tile(pair, coarse, guide, Window(column, row, *size)) for row in rows for column in columns]


def _starts(begin: int, length: int, side: int, most: int) -> list[int]:
    count = min(round(math.sqrt(most)), max(1, length // side))
    return [begin + round(index * max(0, length - side) / max(1, count - 1)) for index in range(count)]


def _tile(pair: AlignedPair, coarse: GuidedBands, guide: GuidedBands, cells: Window) -> Tile:
    values, valid = coarse.read(cells)
    detail, known = guide.read(pair.ground_of(cells))
    blocks = known.all(0).reshape(cells.height, pair.ratio, cells.width, pair.ratio).all((1, 3))
    both: np.ndarray = valid.all(0) & blocks
    return Tile(torch.from_numpy(values), torch.from_numpy(detail), torch.from_numpy(both))


def registered(pair: AlignedPair, tiles: Sequence[Tile], report: Report) -> AlignedPair:
    """The pair, the input moved where the files' positions are wrong.  Raises RasterGanError `guide-shifted`."""
    shift = measured_shift(tiles, pair.ratio, Response.of(USUAL_TOTAL / BOX, pair.pixel))
    if math.isinf(shift.doubt) and shift.likeness == 0 and not _reaches(shift, pair.ratio):
        report.note("sharpen-unmeasured")
        return pair
    if shift.doubt > MOST_DOUBT:
        apart = math.hypot(shift.rows, shift.columns) / pair.ratio
        raise RasterGanError("guide-shifted", shift=apart)
    if max(abs(shift.rows), abs(shift.columns)) < LEAST_SHIFT:
        report.note("sharpen-aligned", doubt=shift.doubt)
        return pair
    moved = rounded(shift.columns), rounded(shift.rows)
    report.note("sharpen-moved", columns=moved[0], rows=moved[1], doubt=shift.doubt)
    return align(pair.original, pair.guide, shift=moved)


def _reaches(shift: Shift, ratio: int) -> bool:
    """Whether it lies at the edge of what was looked at."""
    return max(abs(shift.rows), abs(shift.columns)) >= ratio


def rounded(shift: float) -> float:
    """A whole number of pixels where it is nearly one."""
    return float(round(shift)) if abs(shift - round(shift)) <= WHOLE else shift
