"""Whether a reference lies on the raster as the files say, moved where it surely does not; what the two say of each other."""

from __future__ import annotations

import math

import torch

from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.filling import FillGapsJob
from gan_core.api.protocol import Report
from gan_core.filling.prediction import moments
from gan_core.pipeline.filling.sources import open_reference
from gan_core.pipeline.guided.registration import LEAST_SHIFT, MOST_DOUBT, rounded, sample_tiles
from gan_core.pipeline.guided.tiles import GuidedBands
from gan_core.raster.aligned_pair import AlignedPair
from gan_core.raster.gap_source import GapSource
from gan_core.raster.source import RasterSource
from gan_core.sharpening.registration import Shift, measured_shift
from gan_core.sharpening.response import Response
from gan_core.tiling.window import Window

TELLING = 0.25
"""What the regression must explain of the blocks' variance at the edge of what is looked at, to say that it lies beyond."""
FARTHEST = 8
"""Pixels that a reference may lie off and be moved."""


def aligned_reference(
    job: FillGapsJob, bands: GuidedBands, gaps: GapSource, given: GuidedBands, report: Report
) -> tuple[GuidedBands, tuple[float, float]]:
    """The reference, and by how many pixels it was moved to the right and down, in `gaps` too, to lie on the raster.

    given: as its file says that it lies.

    Raises RasterGanError `reference-apart` or `reference-shifted`.
    """
    if not job.register:
        return given, (0.0, 0.0)
    shift = _measured(bands, given)
    if math.isinf(shift.doubt) or shift.doubt > MOST_DOUBT:
        if shift.likeness >= TELLING and max(abs(shift.rows), abs(shift.columns)) >= FARTHEST:
            raise RasterGanError("reference-shifted", shift=math.hypot(shift.rows, shift.columns))
        report.note("fill-unmeasured")
        return given, (0.0, 0.0)
    if max(abs(shift.rows), abs(shift.columns)) < LEAST_SHIFT:
        report.note("fill-aligned", doubt=shift.doubt)
        return given, (0.0, 0.0)
    moved = -rounded(shift.columns), -rounded(shift.rows)
    report.note("fill-moved", columns=moved[0], rows=moved[1], doubt=shift.doubt)
    reference = open_reference(job, gaps, moved)
    gaps.show(reference)
    return reference_bands(gaps, reference), moved


def reference_bands(gaps: GapSource, reference: RasterSource) -> GuidedBands:
    """All but its transparency.  Raises RasterGanError `reference-apart`."""
    numbers = [number for number in range(1, len(reference.bands) + 1) if number not in reference.alpha]
    bands = GuidedBands.of(reference, numbers)
    if not any(bands.sample.values(number).size for number in numbers):
        raise RasterGanError("reference-apart", path=reference.path, input=gaps.path)
    return bands


def _measured(bands: GuidedBands, reference: GuidedBands) -> Shift:
    source = bands.source
    pair = AlignedPair(source, source, reference.source, 1, 0, 0, 1.0, (0.0, 0.0))
    return measured_shift(sample_tiles(pair, bands, reference), 1, Response.of(1.0, 1), FARTHEST)


def prior_of(bands: GuidedBands, reference: GuidedBands) -> torch.Tensor:
    """(planes,), as Filler takes it: the mean of prediction.moments over what both know of the sample's windows."""
    total, count = torch.zeros(()), 0
    for window in reference.sample.places:
        values, known = _both(bands, reference, window)
        planes = moments(values[0], values[1], known)
        total, count = total + planes.double().sum((1, 2)), count + int(known.sum())
    return (total / max(count, 1)).float()


def _both(
    bands: GuidedBands, reference: GuidedBands, window: Window
) -> tuple[tuple[torch.Tensor, torch.Tensor], torch.Tensor]:
    """The values of both, in standard deviations, and where all are known."""
    pieces = [each.read(window) for each in (bands, reference)]
    values = [
        each.statistics.normalized(torch.from_numpy(piece)) for each, (piece, _) in zip((bands, reference), pieces)
    ]
    known = torch.from_numpy(pieces[0][1].all(0) & pieces[1][1].all(0))
    return (values[0], values[1]), known
