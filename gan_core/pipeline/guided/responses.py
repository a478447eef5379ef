"""How each coarse band sees the ground: as its sensor's figures say, or as the guide tells, or nobody knows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Optional

import numpy as np

from gan_core.api.jobs.sharpening import SharpenJob
from gan_core.api.protocol import Report
from gan_core.api.sensors import AUTO, BY_ID, MEASURED, PERFECT, SensorPreset
from gan_core.pipeline.guided.tiles import GuidedBands
from gan_core.raster.alignment import AlignedPair
from gan_core.sharpening.response import Response
from gan_core.tiling.window import Window

SIDE, COUNT = 96, 9
"""Pieces of the pair that are looked at before a run: coarse pixels along a side, and how many at most."""


class Sight(NamedTuple):
    """Of one band."""

    name: str
    kept: Optional[float]
    """Of the finest pattern's contrast, 1 for the perfect sensor; None where nobody knows."""
    origin: str
    """A preset's id, "perfect", "measured" or "unknown"."""

    def response(self, ratio: float) -> Optional[Response]:
        """ratio: guide pixels along a coarse one."""
        return None if self.kept is None else Response.of(self.kept, ratio)


class PairPiece(NamedTuple):
    """Of the two rasters, both whole and valid where the masks say so."""

    coarse: np.ndarray
    """(C, h, w) float"""
    coarse_valid: np.ndarray
    guide: np.ndarray
    """(G, h * ratio, w * ratio) float"""
    guide_valid: np.ndarray


def sample_pieces(pair: AlignedPair, coarse: GuidedBands, guide: GuidedBands) -> list[PairPiece]:
    """At most COUNT of them, spread evenly over what both rasters cover."""
    common = pair.cells(pair.common).intersection(coarse.source.grid.window)
    steps = [min(round(COUNT**0.5), max(1, length // SIDE)) for length in (common.height, common.width)]
    starts = [
        [begin + round(index * (length - min(SIDE, length)) / max(1, count - 1)) for index in range(count)]
        for begin, length, count in zip((common.row, common.column), (common.height, common.width), steps)
    ]
    cells = [
        Window(column, row, min(SIDE, common.width), min(SIDE, common.height))
        for row in starts[0]
        for column in starts[1]
    ]
    return [PairPiece(*coarse.read(window), *guide.read(pair.ground_of(window))) for window in cells]


def band_sights(
    job: SharpenJob, pair: AlignedPair, numbers: Sequence[int], pieces: Sequence[PairPiece], report: Report
) -> list[Sight]:
    """Of the bands `numbers`."""
    preset = _preset(job.sensor, pair)
    names = [pair.original.band_names[number - 1] for number in numbers]
    sights = []
    for index, (number, band_name) in enumerate(zip(numbers, names)):
        name = band_name or f"band {number}"
        if job.sensor == PERFECT:
            sight = Sight(name, 1.0, PERFECT)
        elif preset is not None:
            sight = Sight(name, preset.response(name), preset.id)
        else:
            kept = _measured(index, pair, pieces)
            sight = Sight(name, kept, MEASURED if kept is not None else "unknown")
        code = "sharpen-response" if sight.kept is not None else "sharpen-response-unknown"
        report.note(code, band=name, sensor=sight.origin, response=sight.kept)
        sights.append(sight)
    return sights


def in_words(sights: Sequence[Sight]) -> str:
    """For the result's tags."""
    return "; ".join(
        f"{sight.name}: response {'unknown' if sight.kept is None else f'{sight.kept:.2f}'} ({sight.origin})"
        for sight in sights
    )


def _preset(sensor: str, pair: AlignedPair) -> Optional[SensorPreset]:
    if sensor in (AUTO, MEASURED):
        own = pair.original.preset if sensor == AUTO else None
        return own if own is not None and own.published else None
    return BY_ID.get(sensor)


def _measured(index: int, pair: AlignedPair, pieces: Sequence[PairPiece]) -> Optional[float]:
    """Of a band's place among those that are sharpened."""
    return None
