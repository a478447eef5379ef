"""A filling job made ready: gaps and reference laid on the raster, looked at, and what fills them."""

from __future__ import annotations

from typing import Optional

import torch

from gan_core.api import library
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.filling import CLASSICAL, FillGapsJob
from gan_core.api.protocol import Report
from gan_core.filling.filler import Filler
from gan_core.inference import devices
from gan_core.inference.model import Model, load
from gan_core.pipeline.filling.census import worked_tiles
from gan_core.pipeline.filling.reference import aligned_reference, prior_of, reference_bands
from gan_core.pipeline.filling.sources import open_gaps
from gan_core.pipeline.filling.step import FillingStep
from gan_core.pipeline.filling.tiles import PreparedFilling
from gan_core.pipeline.guided.tiles import GuidedBands
from gan_core.pipeline.inputs import wanted_window
from gan_core.pipeline.prepare import part_plan
from gan_core.radiometry.quantize import Storage
from gan_core.raster.gap_source import GapSource
from gan_core.raster.output_check import check_names
from gan_core.raster.sample import Sample
from gan_core.tiling.plan import Plan
from gan_core.tiling.window import Window

SIDES = (512, 384, 256, 192, 128)
"""Pixels along a tile: the first with whose halo all bands stay within LARGEST_TILE, or the last."""
LARGEST_TILE = 12_000_000
"""Values of all bands of both rasters, halo included."""
LEAST_REACH = 16
LARGEST = 1e30
"""Values of a layer beyond which single precision does not hold their squares."""


def prepare_filling(job: FillGapsJob, report: Report) -> PreparedFilling[FillingStep]:
    """Raises RasterGanError `input-...`, `gaps-...`, `mask-...`, `reference-...`, `model-...` or `extent-...`."""
    gaps = open_gaps(job)
    window = wanted_window(job, gaps)
    check_names(job.paths[:2], gaps)
    if not gaps.numbers:
        raise RasterGanError("input-no-bands", path=gaps.path, subdatasets="It holds nothing but transparency.")
    bands = GuidedBands.of(gaps, gaps.numbers)
    for number, level, spread in zip(gaps.numbers, bands.level, bands.statistics.spread):
        if not max(abs(level), spread) <= LARGEST:
            raise RasterGanError("input-extreme", band=number, most=f"{LARGEST:g}")
    shift, reference, as_given, prior = (0.0, 0.0), None, None, None
    if gaps.reference:
        given = reference_bands(gaps, gaps.reference)
        as_given = given.sample
        reference, shift = aligned_reference(job, bands, gaps, given, report)
        prior = prior_of(bands, reference)
    device = devices.choose(job.device)
    model = _model(job, gaps, device, report)
    reach = 1 << (gaps.widest - 1).bit_length()
    filler = Filler(
        bands.statistics,
        max(reach, LEAST_REACH),
        model.network if model else None,  # type: ignore[arg-type]
        reference=reference.statistics if reference else None,
        prior=prior,
    )
    plan = _plan(job, window, filler, len(gaps.numbers) + (len(reference.numbers) if reference else 0))
    worked = worked_tiles(gaps, plan, bool(job.part), report)
    step = FillingStep(
        gaps,
        [model.card] if model else [],
        filler,
        device,
        bands.level,
        bands.ranges,
        [Storage(gaps.dtype, gaps.bands[number - 1].GetNoDataValue()) for number in gaps.numbers],
        _opaque(gaps, bands.sample),
        shift,
        report.note,
        bool(job.filled),
    )
    facts = {"width": plan.area.width, "height": plan.area.height, "core": plan.core_width, "halo": plan.halo}
    report.note("plan", **facts, tiles=len(plan), device=str(device))
    return PreparedFilling(
        gaps,
        plan,
        bands.sample,
        gaps.numbers,
        bands.level,
        step,
        gaps,
        bands,
        reference,
        as_given,
        filler.guided_halo,
        worked,
    )


def _model(job: FillGapsJob, gaps: GapSource, device: torch.device, report: Report) -> Optional[Model]:
    """The one that the job names, else the one for any band; None where it asks for none.

    Raises RasterGanError `model-...`.
    """
    if job.model == CLASSICAL:
        return None
    entry = library.find(job.model or library.AUTOMATIC[job.task, 1], job.models, [job.task])
    report.note(
        "model" if job.model else "model-automatic", bands=", ".join(map(str, gaps.numbers)), model=entry.card.id
    )
    if "gan" not in entry.card.weights:
        report.note("no-gan", model=entry.card.id)
    strength = 0.5 if job.strength is None else job.strength
    model = load(
        entry.path, 0.0 if job.reference else strength
    )  # on real dates texture beside one is off by a tenth more
    model.network.to(device)
    return model


def _opaque(source: GapSource, sample: Sample) -> float:
    """The highest transparency that the layer has, else that its data type has."""
    if len(source.alpha) != 1:
        return 0.0
    highest = max(float(values[source.alpha[0] - 1].max()) for values, _ in sample.pieces)
    return highest or (1.0 if source.dtype.kind == "f" else Storage(source.dtype, None).limits[1])


def _plan(job: FillGapsJob, window: Window, filler: Filler, bands: int) -> Plan:
    """bands: of both rasters together."""
    halo = filler.guided_halo if filler.reference else filler.halo
    fitting = (side for side in SIDES if (side + 2 * halo) ** 2 * bands <= LARGEST_TILE)
    plan = Plan.of(window, filler.halo, job.tile_size or next(fitting, SIDES[-1]))
    return part_plan(plan, job.part) if job.part else plan
