"""Upscale a raster: read a tile, upscale it, make it average back to its input, write it."""

from __future__ import annotations

import json
import time
from typing import Any

import numpy as np

import gan_core
from gan_core.events import Report
from gan_core.inference import devices
from gan_core.inference.model import load
from gan_core.inference.predictor import Predictor
from gan_core.jobs import UpscaleJob
from gan_core.radiometry.normalise import Normalizer
from gan_core.radiometry.settle import Storage
from gan_core.raster.grid import Extent
from gan_core.raster.sample import sample
from gan_core.raster.sink import RasterSink
from gan_core.raster.source import RasterSource
from gan_core.tasks.bands import Share, shares
from gan_core.tasks.overlap import Behind, ahead
from gan_core.tasks.tiles import Tile, Upscaler, read_tiles, repeated_bands
from gan_core.tiling.plan import Plan, automatic_size


def run(job: UpscaleJob, report: Report) -> dict[str, Any]:
    """The finished raster's path, size, worst input-grid error and speed.  Raises RasterGanError."""
    began = time.monotonic()
    source = RasterSource(job.input)
    window = source.grid.snapped(Extent(*job.extent)) if job.extent else source.grid.window
    parts = shares(job, source, report)
    scale, halo = parts[0].entry.card.scale, max(part.entry.card.halo for part in parts)
    plan = Plan.of(window, halo, job.tile_size or automatic_size(scale, len(source.bands), source.dtype.itemsize))
    tile_shape = (plan.core_width * scale, plan.core_height * scale)
    with RasterSink(job.output, source, window, scale, tile_shape, job.creation_options, tags(job, parts)) as sink:
        samples = sample(source, range(1, len(source.bands) + 1))
        background = np.array([np.median(values) if values.size else 0 for values in samples])
        upscalers = [upscaler(part, job, source, halo, samples, report) for part in parts]
        size = {"width": window.width, "height": window.height, "core": plan.core_width, "halo": halo}
        report.note("plan", **size, tiles=len(plan), device=str(upscalers[0].predictor.device))
        worst = 0.0
        with Behind(sink.write) as write:
            for done, tile in enumerate(ahead(read_tiles(source, plan, background))):
                report.check()
                report.progress(done / len(plan))
                pixels, error = upscaled(tile, upscalers, source, scale)
                worst = max(worst, error)
                mask = tile.valid.any(0).repeat(scale, 0).repeat(scale, 1) if source.has_mask else None
                write(tile.core.within(window).scaled(scale), pixels, mask)
    report.progress(1.0)
    report.note("error", error=worst)
    return results(job, sink, worst, time.monotonic() - began)


def upscaler(
    part: Share, job: UpscaleJob, source: RasterSource, halo: int, samples: list[np.ndarray], report: Report
) -> Upscaler:
    """A share's model, loaded and ready for the layer's range."""
    card = part.entry.card
    if "gan" not in card.weights:
        report.note("no-gan", model=card.id)
    if not card.seam_exact:
        report.note("seams", model=card.id)
    strength = 0.5 if job.strength is None else job.strength
    predictor = Predictor(
        load(part.entry.path, strength),
        devices.choose(job.device),
        halo,
        job.consistent,
        lambda remedy: report.note("memory", remedy=remedy),
    )
    groups = [part.numbers] * len(part.numbers) if part.together else [[number] for number in part.numbers]
    normalizers = [
        Normalizer.of(card.normalization, source.dtype, [samples[number - 1] for number in group]) for group in groups
    ]
    storages = [Storage(source.dtype, source.bands[number - 1].GetNoDataValue()) for number in part.numbers]
    return Upscaler(part.numbers, part.together, predictor, normalizers, storages)


def upscaled(tile: Tile, upscalers: list[Upscaler], source: RasterSource, scale: int) -> tuple[np.ndarray, float]:
    """All bands of one tile's output, and its worst input-grid error."""
    pixels = np.empty((len(source.bands), tile.core.height * scale, tile.core.width * scale), source.dtype)
    pixels[[number - 1 for number in source.alpha]] = repeated_bands(tile, source.alpha, scale)
    worst = 0.0
    for part in upscalers:
        pixels[[number - 1 for number in part.numbers]], error = part(tile)
        worst = max(worst, error)
    return pixels, worst


def tags(job: UpscaleJob, parts: list[Share]) -> dict[str, str]:
    """How the file was made.  Paths stay out: they may hold credentials."""
    parameters = {"extent": job.extent, "bands": job.bands, "strength": job.strength, "consistent": job.consistent}
    return {
        "RASTERGAN_AI_GENERATED": "YES",
        "RASTERGAN_VERSION": gan_core.__version__,
        "RASTERGAN_MODEL": "; ".join(f"{part.entry.card.id} sha256 {part.entry.card.tensors_sha256}" for part in parts),
        "RASTERGAN_LICENCE": "; ".join(sorted({part.entry.card.licence for part in parts})),
        "RASTERGAN_PARAMETERS": json.dumps(parameters),
    }


def results(job: UpscaleJob, sink: RasterSink, worst: float, seconds: float) -> dict[str, Any]:
    """What the job gives back."""
    grid = sink.grid
    return {
        "OUTPUT": job.output,
        "WIDTH": grid.width,
        "HEIGHT": grid.height,
        "PIXEL_SIZE": float(np.hypot(grid.geotransform[1], grid.geotransform[4])),
        "INPUT_GRID_ERROR": worst,
        "SECONDS": seconds,
        "MEGAPIXELS_PER_SECOND": grid.width * grid.height / 1e6 / seconds,
    }
