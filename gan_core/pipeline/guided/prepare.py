"""A sharpening job made ready: two rasters laid beside each other, how the bands see the ground, the network."""

from __future__ import annotations

import copy
from typing import Optional

import numpy as np

from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.sharpening import SharpenJob
from gan_core.api.model_card import ModelCard
from gan_core.api.protocol import Report
from gan_core.inference import devices
from gan_core.pipeline.guided.network import choose_network
from gan_core.pipeline.guided.precision import fastest
from gan_core.pipeline.guided.registration import registered, sample_tiles
from gan_core.pipeline.guided.responses import band_sights, in_words
from gan_core.pipeline.guided.step import SharpeningStep
from gan_core.pipeline.guided.tiles import GuidedBands, PreparedSharpening
from gan_core.pipeline.guided.trust import MARGIN, UNCALIBRATED, SharpeningTrust
from gan_core.pipeline.inputs import wanted_window
from gan_core.pipeline.prepare import part_plan, tolerance_of
from gan_core.pipeline.trust_claim import weights_for
from gan_core.radiometry.quantize import Storage
from gan_core.raster.aligned_pair import AlignedPair
from gan_core.raster.alignment import align, open_guide
from gan_core.raster.output_canvas import output_canvas
from gan_core.raster.output_check import check_names
from gan_core.raster.sample import Sample
from gan_core.raster.source import RasterSource
from gan_core.sharpening.sharpener import Sharpener
from gan_core.tiling.plan import Plan

SIDES = (2048, 1536, 1024, 768, 512)
"""Pixels of the guide along a tile: the first with whose halo all bands stay within LARGEST_TILE, or the last."""
LARGEST_TILE = 12_000_000
"""Values of all bands of both rasters, on the guide's grid: sharpening holds about fifteen times as many numbers."""


def prepare_sharpening(job: SharpenJob, report: Report) -> PreparedSharpening[SharpeningStep]:
    """Raises RasterGanError `input-...`, `guide-...`, `model-...`, `bands-unknown` or `extent-outside`."""
    original, finer = RasterSource(job.input), open_guide(job.guide)
    numbers, guide_numbers = sharpened_bands(original), guide_bands(job, finer)
    check_names(job.paths[:2], original)
    pair = align(original, finer)
    wanted_window(job, output_canvas(pair, False))  # a refusal comes before the layers are looked at
    coarse, guide = GuidedBands.of(pair.coarse, numbers), GuidedBands.of(finer, guide_numbers)
    if not any(np.ptp(guide.sample.values(number)) for number in guide_numbers if guide.sample.values(number).size):
        raise RasterGanError("guide-flat", path=job.guide)
    if not any(coarse.sample.values(number).size for number in numbers):
        report.note("sharpen-empty")
    tiles = sample_tiles(pair, coarse, guide)
    if job.register:
        moved = registered(pair, tiles, report)
        if moved is not pair:
            pair, coarse = moved, GuidedBands.of(moved.coarse, numbers)
            tiles = sample_tiles(pair, coarse, guide)
    sights = band_sights(job, pair, numbers, tiles, report)
    device = devices.choose(job.device)
    network = choose_network(job, original, finer, numbers, guide_numbers, device, report)
    responses = [sight.response(pair.pixel) if job.consistent else None for sight in sights]
    sharpener = Sharpener(
        pair.ratio,
        responses,
        coarse.statistics,
        guide.statistics,
        network.network,
        network.slots,
        network.guide_slots,
        margin=MARGIN if job.trust else 0,
    )
    if job.precision == "fastest" and network.card:
        ranges = coarse.ranges
        sharpener = fastest(sharpener, tiles, ranges, tolerance_of(original, ranges), device, network.card.id, report)
    canvas = output_canvas(pair, job.unguided == "nodata")
    step = SharpeningStep(
        canvas,
        network.cards,
        sharpener,
        device,
        numbers,
        coarse.level,
        [Storage(canvas.dtype, band.GetNoDataValue()) for band in canvas.bands],
        job.unguided == "interpolate",
        in_words(sights),
        {"shift": list(pair.shift), "unknown": any(sight.kept is None for sight in sights)},
        report.note,
        _trust(network.card, coarse) if job.trust else None,
    )
    plan = _plan(job, pair, canvas, sharpener.halo, len(numbers) + len(guide_numbers))
    facts = {"width": plan.area.width, "height": plan.area.height, "core": plan.core_width, "halo": plan.halo}
    report.note("plan", **facts, tiles=len(plan), device=str(device))
    sample = _on_guide(coarse.sample, pair)
    return PreparedSharpening(canvas, plan, sample, numbers, coarse.level, step, pair, coarse, guide, sharpener.halo)


def _trust(card: Optional[ModelCard], coarse: GuidedBands) -> SharpeningTrust:
    weights = weights_for(card, 0.0, UNCALIBRATED) if card else UNCALIBRATED
    return SharpeningTrust(coarse.ranges, weights)


def sharpened_bands(original: RasterSource) -> list[int]:
    """Numbers of the bands that are no transparency.  Raises RasterGanError `input-no-bands`."""
    numbers = [number for number in range(1, len(original.bands) + 1) if number not in original.alpha]
    if not numbers:
        raise RasterGanError("input-no-bands", path=original.path, subdatasets="It holds nothing but transparency.")
    return numbers


def guide_bands(job: SharpenJob, guide: RasterSource) -> list[int]:
    """Numbers of those that are looked at.  Raises RasterGanError `guide-bands`."""
    known = [number for number in range(1, len(guide.bands) + 1) if number not in guide.alpha]
    numbers = list(job.guide_bands) or known
    if not numbers or len(set(numbers)) < len(numbers) or not set(numbers) <= set(known):
        raise RasterGanError("guide-bands", count=len(guide.bands), got=", ".join(map(str, numbers)) or "none")
    return numbers


def _plan(job: SharpenJob, pair: AlignedPair, canvas: RasterSource, halo: int, bands: int) -> Plan:
    """bands: of both rasters together."""
    area, edge = wanted_window(job, canvas), halo * pair.ratio
    fitting = (side for side in SIDES if (side + 2 * edge) ** 2 * bands <= LARGEST_TILE)
    plan = Plan.of(area, edge, job.tile_size or next(fitting, SIDES[-1]))
    return part_plan(plan, job.part) if job.part else plan


def _on_guide(sample: Sample, pair: AlignedPair) -> Sample:
    """The same pixels, their windows on the guide's grid."""
    placed = copy.copy(sample)
    placed.places = [pair.ground_of(window) for window in sample.places]
    return placed
