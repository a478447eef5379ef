"""How good a model is on this raster: against the truth, or by making the raster coarser and finding the way back."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Optional

import numpy as np
import torch

from gan_core.api import library
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.assessment import EvaluateJob
from gan_core.api.jobs.sharpening import REGRESSION, SharpenJob
from gan_core.api.library import LibraryEntry
from gan_core.api.model_card import ModelCard
from gan_core.api.protocol import Report
from gan_core.api.staging import atomic_write
from gan_core.datasets.coregistration import Pair, opened_truth, paired
from gan_core.datasets.picked_tiles import bands_for, build_picked_tiles
from gan_core.datasets.super_resolution import SuperResolutionDataset
from gan_core.datasets.tile_selection import choose, measured, tiles_of
from gan_core.evaluation import comparison_verdict, downstream, sharpening_scores, sharpening_verdict
from gan_core.evaluation.comparison import (
    BICUBIC,
    MODEL,
    UNTOUCHED,
    ComparedTile,
    Method,
    MethodScores,
    compare,
    mean_scores,
    methods_of,
)
from gan_core.evaluation.sharpening import evaluate_sharpening
from gan_core.metrics.opensr import share_maps
from gan_core.pipeline.bands import automatic
from gan_core.pipeline.guided.network import guide_names
from gan_core.pipeline.guided.prepare import prepare_sharpening
from gan_core.pipeline.guided.responses import guide_responses
from gan_core.pipeline.sensing import Wanted
from gan_core.radiometry.sensor import Sensor
from gan_core.raster.planes import write_planes
from gan_core.raster.source import RasterSource
from gan_core.raster.stretch import Stretch
from gan_core.reports.evaluation import ComparisonPanel, DownstreamAgreement, page
from gan_core.reports.sharpening import page as guided_page
from gan_core.tiling.window import Window
from gan_core.training.heldout import ValidationTile

SIDE = 256
"""Pixels of the truth along a tile's side."""
SHARES = ("hallucination", "omission", "improvement", "error, share of the range")


def run(job: EvaluateJob, report: Report) -> dict[str, Any]:
    """The model's figures, those of the baselines beside them, and a page.

    Raises RasterGanError `input-...`, `model-...`, `bands-unknown`, `downstream-bands`, `pair-...`, `guide-...`,
    `raster-too-small` or `tiles-plain`.
    """
    if job.guide:
        return _guided(job, report)
    source = RasterSource(job.input)
    entry = _entry(job, source)
    other = library.find(job.other, job.models, library.IMAGES) if job.other else None
    scale = entry.card.scale
    if other is not None and (other.card.scale, len(other.card.bands)) != (scale, len(entry.card.bands)):
        raise RasterGanError("evaluate-other", expected=entry.card.id, got=other.card.id)
    numbers, together = bands_for(job.bands, source, len(entry.card.bands))
    windows = _windows(job, source, scale)
    pairs: list[Pair] = []
    if job.truth:
        pairs = paired(opened_truth(job.truth, source, numbers, scale), source, windows, scale, report)
        windows = [pair.window for pair in pairs]
    by_window = {pair.window: pair for pair in pairs}
    picked = build_picked_tiles(source, entry, numbers, together, [], windows, by_window)
    dataset = SuperResolutionDataset(picked, Wanted(job.sensor), report)
    tiles = dataset.validation_tiles()
    methods = methods_of(entry, other, tiles, job.strength, dataset)
    use = downstream.choose(job, picked)
    sensor = Sensor(
        dataset.degradation.mtf[0] if scale > 1 else 1.0, dataset.degradation.noise[0] if scale > 1 else 0.0
    )
    scores, shown = compare(methods, tiles, report, use, sensor)
    if job.shares:
        _write_shares(job, source, windows, tiles, methods[MODEL], report)
    if job.output:
        _write_report(job, entry.card, scores, shown, picked.stretch, use)
    report.progress(1.0)
    plain = BICUBIC if scale > 1 else UNTOUCHED
    psnrs = [(own.PSNR, its.PSNR) for own, its in zip(scores[MODEL], scores[plain])]
    gains = [0.0 if own == its else own - its for own, its in psnrs]  # inf - inf too
    results, gain = mean_scores(scores[MODEL])._asdict(), sum(gains) / len(gains)
    if math.isfinite(results["PSNR"]) and math.isfinite(gain):
        code = "evaluated" if scale > 1 else "evaluated-cleaned"
        report.note(code, model=entry.card.id, psnr=results["PSNR"], gain=gain, tiles=len(tiles))
    else:
        report.note("identical", model=entry.card.id)
    return {
        **results,
        "PSNR_BASELINE": mean_scores(scores[plain]).PSNR,
        "GAIN": gain,
        "SMALLEST_GAIN": min(gains),
        "AGREEMENT": use.agreement(MODEL) if use else math.nan,
        "AGREEMENT_BASELINE": use.agreement(plain) if use else math.nan,
        "TILES": len(tiles),
        "OUTPUT": job.output,
    }


def _write_report(
    job: EvaluateJob,
    card: ModelCard,
    scores: Mapping[str, Sequence[MethodScores]],
    shown: Sequence[ComparedTile],
    stretch: Stretch,
    use: Optional[downstream.Downstream],
) -> None:
    means = {name: mean_scores(every) for name, every in scores.items()}
    panels = [ComparisonPanel(*(image.numpy() for image in tile)) for tile in shown]
    agreed = DownstreamAgreement(use.entry.card, {name: use.agreement(name) for name in scores}) if use else None
    verdict = comparison_verdict.verdict(card.id, scores, means)
    with atomic_write(Path(job.output)) as part:
        part.write_text(page(job, card, verdict, means, panels, stretch, agreed), "utf-8")


def _guided(job: EvaluateJob, report: Report) -> dict[str, Any]:
    """Of a model for sharpening."""
    wanted = SharpenJob(
        job.input,
        "",
        job.model,
        job.extent,
        "cpu",
        models=job.models,
        sensor=job.sensor,
        guide=job.guide,
    )
    prepared = prepare_sharpening(wanted, report)
    names = guide_names(prepared.guide.source, prepared.guide.numbers)
    responses = guide_responses(job.sensor, prepared.guide.source, names)
    figures, pictures = evaluate_sharpening(prepared, responses, job.count, report)
    means = sharpening_scores.means(figures)
    cards = prepared.step.cards
    tiles = len(next(iter(figures.values())).reduced)
    verdict = sharpening_verdict.verdict(means, cards[0].id if cards else REGRESSION, tiles)
    report.note(verdict.sentence.code, **verdict.sentence.values)
    if job.output:
        stretches = prepared.coarse.stretch, prepared.guide.stretch
        with atomic_write(Path(job.output)) as part:
            part.write_text(guided_page(job, verdict, cards, means, pictures, stretches), "utf-8")
    report.progress(1.0)
    return {**sharpening_scores.results(figures), "TILES": tiles, "OUTPUT": job.output}


def _write_shares(
    job: EvaluateJob,
    source: RasterSource,
    windows: Sequence[Window],
    tiles: Sequence[ValidationTile],
    method: Method,
    report: Report,
) -> None:
    """Of every tile a raster in its place: what OpenSR calls its pixels, and how far they are from the truth."""
    folder = Path(job.shares).absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RasterGanError("output-folder", folder=str(folder), reason=error.strerror or str(error)) from error
    for number, (window, tile) in enumerate(zip(windows, tiles), 1):
        report.check()
        image, low_res = method(tile), tile.low_res.flatten(0, 1)
        difference = (image - tile.truth).mean(0, keepdim=True).double()
        planes = torch.cat((share_maps(low_res, image, tile.truth), difference)).numpy().astype(np.float32)
        factor = planes.shape[-1] // window.width
        with atomic_write(folder / f"tile-{number:02}.tif") as part:
            write_planes(part, source, window, factor, planes, SHARES)


def _entry(job: EvaluateJob, source: RasterSource) -> LibraryEntry:
    return library.find(job.model or automatic("upscale", job.bands, source), job.models, library.IMAGES)


def _windows(job: EvaluateJob, source: RasterSource, scale: int) -> list[Window]:
    """Tiles of the raster that show all kinds of its ground; with a truth of its own the raster is what is seen."""
    whole = source.window(job.extent)
    side = min(SIDE // scale if job.truth else SIDE, whole.width // 16 * 16, whole.height // 16 * 16)
    least = 32 if job.truth else 32 * scale
    if side < least:
        raise RasterGanError("raster-too-small", width=whole.width, height=whole.height, size=least)
    candidates = [measured(source, tile) for tile in tiles_of(whole, side, 0)]
    chosen = choose(candidates, job.count)
    if not chosen:
        raise RasterGanError("tiles-plain", count=len(candidates))
    return [candidates[index].window for index in chosen]
