"""A translation made ready: the model, whether the layer is like what it learned from, the raster that it makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Optional

import numpy as np
import torch

from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.translation import TranslateJob
from gan_core.api.library import LibraryEntry
from gan_core.api.model_card import ModelCard
from gan_core.api.protocol import Report
from gan_core.inference import devices
from gan_core.inference.model import load
from gan_core.inference.predictor import ALIGNED, Predictor
from gan_core.pipeline.inputs import wanted_window
from gan_core.pipeline.prepare import part_plan, tolerance_of
from gan_core.pipeline.tiles import Tile, read_tile
from gan_core.pipeline.translation.doubt import Doubt
from gan_core.pipeline.translation.model import canvas_for, translator
from gan_core.pipeline.translation.step import TranslationStep
from gan_core.pipeline.work import PreparedJob, medians
from gan_core.radiometry.normalize import Normalizer, own_range
from gan_core.radiometry.quantize import Storage
from gan_core.radiometry.translated import TranslationRules
from gan_core.raster.output_check import check_names
from gan_core.raster.sample import Sample
from gan_core.raster.source import RasterSource
from gan_core.tiling.plan import Plan, automatic_size
from gan_core.tiling.window import Window

BEYOND = 0.5
"""Of the learned range, how far below and above it the layer's own may reach."""
NARROW = 0.1
"""A layer with less than this share of the learned range has no contrast to translate."""


@dataclass(frozen=True)
class PreparedTranslation(PreparedJob[TranslationStep]):
    """`source` is the output's canvas; what is read is the layer."""

    original: RasterSource

    def read(self, core: Window) -> Tile:
        return read_tile(self.original, self.plan, core, self.background, self.numbers)


def prepare_translation(job: TranslateJob, report: Report) -> PreparedTranslation:
    """Raises RasterGanError `input-...`, `model-...`, `bands-unknown`, `translate-...` or `extent-outside`."""
    source = RasterSource(job.input)
    window = wanted_window(job, source)
    entry = translator(job)
    card, sample = entry.card, Sample(source)
    numbers = bands_for_model(job.bands, source, card)
    if not job.unlike:
        check_like(card, source, sample, numbers)
    check_names(job.paths[:2], source)
    canvas = canvas_for(source, card)
    inputs, outputs = Normalizer.each(card.normalization), Normalizer.each(card.translation)
    halo = -(-card.halo // ALIGNED) * ALIGNED + ALIGNED
    size = job.tile_size or automatic_size(1, max(len(numbers), len(outputs)), canvas.dtype.itemsize, halo)
    plan = Plan.of(window, halo, size)
    if job.part:
        plan = part_plan(plan, job.part)
    step = TranslationStep(
        canvas,
        card,
        _predictor(job, entry, source, inputs, halo - ALIGNED, report),
        inputs,
        outputs,
        rules_of(card, canvas, outputs),
        Doubt.of(card.translation["input"], inputs) if job.trust else None,
    )
    report.note("model", bands=", ".join(map(str, numbers)), model=card.id)
    facts = {"width": plan.area.width, "height": plan.area.height, "core": plan.core_width, "halo": halo}
    report.note("plan", **facts, tiles=len(plan), device=str(step.predictor.device))
    return PreparedTranslation(canvas, plan, sample, numbers, medians(sample, numbers), step, source)


def bands_for_model(asked: Sequence[int], source: RasterSource, card: ModelCard) -> list[int]:
    """Numbers of the bands that are translated: those asked for, those of the model's names, or all of as many."""
    every = [number for number in range(1, len(source.bands) + 1) if number not in source.alpha]
    wanted = len(card.bands)
    if asked:
        if not (len(set(asked)) == len(asked) == wanted and set(asked) <= set(every)):
            got = ", ".join(map(str, asked))
            raise RasterGanError("bands-unknown", expected=wanted, count=len(source.bands), got=got)
        return list(asked)
    names = [source.bands[number - 1].GetDescription().lower() for number in every]
    if all(names.count(name) == 1 for name in card.bands):
        return [every[names.index(name)] for name in card.bands]
    if len(every) != wanted:
        bands = ", ".join(card.bands)
        raise RasterGanError("translate-bands", model=card.id, expected=wanted, bands=bands, got=len(every))
    return every


def check_like(card: ModelCard, source: RasterSource, sample: Sample, numbers: Sequence[int]) -> None:
    """Raises RasterGanError `translate-type` or `translate-unlike` for a layer unlike those that the model learned from."""
    learned = card.translation["input"]
    if source.dtype.name != learned["dtype"]:
        raise RasterGanError("translate-type", model=card.id, expected=learned["dtype"], got=source.dtype.name)
    for number, least, most in zip(numbers, learned["low"], learned["high"]):
        values = sample.values(number)
        if not values.size:
            continue
        low, high = own_range(values)
        width = most - least
        middle = float(np.median(values))
        inside = least - BEYOND * width <= low and high <= most + BEYOND * width and least <= middle <= most
        if not inside or high - low < NARROW * width:
            words = {"low": low, "high": high, "learned_low": least, "learned_high": most}
            raise RasterGanError("translate-unlike", model=card.id, band=number, **words)


def rules_of(card: ModelCard, canvas: RasterSource, outputs: Sequence[Normalizer]) -> TranslationRules:
    """Within what the canvas can hold, its nodata value left out where that is at an end."""
    places, storage = card.translation["luminance"], Storage(canvas.dtype, canvas.bands[0].GetNoDataValue())
    if not places or not storage.integer:
        return TranslationRules.of(card.translation, -np.inf, np.inf)
    (low, high), own = storage.limits, outputs[places[0]]
    low, high = low + (storage.avoided == low), high - (storage.avoided == high)
    return TranslationRules.of(card.translation, (low - own.offset) / own.scale, (high - own.offset) / own.scale)


def _predictor(
    job: TranslateJob,
    entry: LibraryEntry,
    source: RasterSource,
    inputs: Sequence[Normalizer],
    halo: int,
    report: Report,
) -> Predictor:
    if "gan" not in entry.card.weights and entry.card.translation["paired"]:
        report.note("no-gan", model=entry.card.id)
    strength = 0.5 if job.strength is None else job.strength
    tolerance = tolerance_of(source, list(inputs)) if job.precision == "fastest" else None

    def core(made: torch.Tensor, seen: torch.Tensor, _: Optional[torch.Tensor]) -> torch.Tensor:
        return made[..., halo : made.shape[-2] - halo, halo : made.shape[-1] - halo].float().cpu()

    return Predictor(load(entry.path, strength), devices.choose(job.device), halo, core, report.note, tolerance)
