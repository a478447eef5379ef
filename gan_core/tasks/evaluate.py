"""How good a model is on this raster: against the truth, or by making the raster coarser and finding the way back."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch

from gan_core.api import library
from gan_core.api.atomic_write import written
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.assessment import EvaluateJob
from gan_core.api.library import Entry
from gan_core.api.protocol import Report
from gan_core.datasets.coregistration import Pair, opened_truth, paired
from gan_core.datasets.picked_tiles import bands_for, build_picked_tiles
from gan_core.datasets.super_resolution import SuperResolutionDataset
from gan_core.datasets.tile_selection import choose, measured, tiles_of
from gan_core.evaluation import downstream
from gan_core.evaluation.downstream import Downstream
from gan_core.inference import model
from gan_core.metrics.fidelity import ergas, psnr, sam
from gan_core.metrics.opensr import opensr, share_maps
from gan_core.metrics.structure import relative_sharpness, ssim, uqi
from gan_core.pipeline.band_groups import LEAST_UNIT
from gan_core.pipeline.bands import automatic
from gan_core.pipeline.sensing import Wanted
from gan_core.radiometry.consistency import consistent
from gan_core.radiometry.sensor import RADIUS, Sensor, seen_again
from gan_core.raster.grid import Extent
from gan_core.raster.planes import write_planes
from gan_core.raster.source import RasterSource
from gan_core.reports.evaluation import Panel, page
from gan_core.tiling.window import Window
from gan_core.training.degradation import area_mean
from gan_core.training.heldout import BORDER, ValidationSet, ValidationTile

SIDE = 256
"""Pixels of the truth along a tile's side."""
SHOWN = 4
"""Tiles in the report's pictures."""
BICUBIC, PROJECTED, MODEL, OTHER, UNTOUCHED = (
    "bicubic",
    "bicubic + back-projection",
    "model",
    "second model",
    "untouched",
)
SHARES = ("hallucination", "omission", "improvement", "error, share of the range")
Method = Callable[[ValidationTile], torch.Tensor]


class Figures(NamedTuple):
    """Of one method, the mean over the tiles."""

    PSNR: float
    """dB, the range that the model sees as the peak; infinite where nothing differs."""
    SSIM: float
    SAM: float
    """Degrees; NaN for one band."""
    ERGAS: float
    UQI: float
    SHARPNESS: float
    """Over the truth's."""
    GRID_ERROR: float
    """Largest difference between the result's averages and the input, share of the range; NaN at scale 1."""
    RESEEN_ERROR: float
    """Root mean square difference between the result seen again through the sensor and the input, in units of its noise."""
    REFLECTANCE: float
    SPECTRAL: float
    SPATIAL: float
    HALLUCINATION: float
    OMISSION: float
    IMPROVEMENT: float


def run(job: EvaluateJob, report: Report) -> dict[str, Any]:
    """The model's figures, those of the baselines beside them, and a page.

    Raises RasterGanError `input-...`, `model-...`, `bands-unknown`, `downstream-bands`, `pair-...`, `raster-too-small` or
    `tiles-plain`.
    """
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
    work = build_picked_tiles(source, entry, numbers, together, [], windows, by_window)
    school = SuperResolutionDataset(work, Wanted(job.sensor), report)
    tiles = school.held()
    methods = _methods(entry, other, tiles, job.strength, school)
    use = downstream.chosen(job, work)
    sensor = Sensor(school.degradation.mtf[0] if scale > 1 else 1.0, school.degradation.noise[0] if scale > 1 else 0.0)
    found, panels = compared(methods, tiles, report, use, sensor)
    best = found[MODEL]
    if job.shares:
        _write_shares(job, source, windows, tiles, methods[MODEL], report)
    if job.output:
        with written(Path(job.output)) as part:
            means = {name: _mean(each) for name, each in found.items()}
            agreed = {name: use.agreement(name) for name in methods} if use else {}
            part.write_text(page(job, entry.card, means, panels, use.entry.card if use else None, agreed), "utf-8")
    report.progress(1.0)
    plain = PROJECTED if scale > 1 else UNTOUCHED
    baseline = found[plain]
    gains = [0.0 if one.PSNR == its.PSNR else one.PSNR - its.PSNR for one, its in zip(best, baseline)]  # inf - inf too
    results, gain = _mean(best)._asdict(), sum(gains) / len(gains)
    if math.isfinite(results["PSNR"]) and math.isfinite(gain):
        report.note("evaluated", model=entry.card.id, psnr=results["PSNR"], gain=gain, tiles=len(tiles))
    else:
        report.note("identical", model=entry.card.id)
    return {
        **results,
        "PSNR_BASELINE": _mean(baseline).PSNR,
        "GAIN": gain,
        "SMALLEST_GAIN": min(gains),
        "AGREEMENT": use.agreement(MODEL) if use else math.nan,
        "AGREEMENT_BASELINE": use.agreement(plain) if use else math.nan,
        "TILES": len(tiles),
        "OUTPUT": job.output,
    }


def compared(
    methods: dict[str, Method], tiles: Sequence[ValidationTile], report: Report, use: Downstream | None, sensor: Sensor
) -> tuple[dict[str, list[Figures]], list[Panel]]:
    """Every method's figures tile by tile, and pictures of some tiles."""
    found: dict[str, list[Figures]] = {name: [] for name in methods}
    panels = []
    shown = set(np.linspace(0, len(tiles) - 1, SHOWN).round().astype(int).tolist())  # from the plainest to the roughest
    for number, tile in enumerate(tiles):
        images = {}
        for name, method in methods.items():
            report.check()
            images[name] = method(tile)
            found[name].append(figures(tile, images[name], sensor))
        if use:
            use.add(images, tile.truth)
        report.progress((number + 1) / len(tiles))
        if number in shown:
            first = BICUBIC if BICUBIC in images else UNTOUCHED
            panels.append(Panel(*(image.numpy() for image in (images[first], images[MODEL], tile.truth))))
    return found, panels


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
        image, seen = method(tile), tile.low_res.flatten(0, 1)
        difference = (image - tile.truth).mean(0, keepdim=True).double()
        planes = torch.cat((share_maps(seen, image, tile.truth), difference)).numpy().astype(np.float32)
        factor = planes.shape[-1] // window.width
        with written(folder / f"tile-{number:02}.tif") as part:
            write_planes(part, source, window, factor, planes, SHARES)


def figures(tile: ValidationTile, image: torch.Tensor, sensor: Sensor) -> Figures:
    """image: (C, H, W) in the model's range; the border is not judged, as no network saw what lies beyond.  sensor: what the
    tile was seen by, in that range."""
    inner = (slice(None), slice(BORDER, -BORDER), slice(BORDER, -BORDER))
    one, truth = image[inner].double(), tile.truth[inner].double()
    seen = tile.low_res.flatten(0, 1)
    scale = image.shape[-1] // seen.shape[-1]
    error = float((area_mean(image[None].double(), scale)[0] - seen).abs().max()) if scale > 1 else math.nan
    return Figures(
        psnr(one, truth),
        ssim(one, truth),
        sam(one, truth) if len(truth) > 1 else math.nan,
        ergas(one, truth, scale),
        uqi(one, truth),
        relative_sharpness(one, truth),
        error,
        reseen_error(seen, image, sensor),
        *opensr(seen, image, tile.truth),
    )


def reseen_error(seen: torch.Tensor, image: torch.Tensor, sensor: Sensor) -> float:
    """seen: (C, H, W), image: (C, H * scale, W * scale).  Of less noise than half a step of 255, that is the unit."""
    scale, inner = image.shape[-1] // seen.shape[-1], slice(RADIUS, -RADIUS)
    blocks = torch.nn.functional.pixel_unshuffle(image[:, None], scale)
    again = torch.stack([seen_again(band, sensor.response) for band in blocks])
    return float((again - seen[:, inner, inner]).square().mean().sqrt()) / max(sensor.noise, LEAST_UNIT)


def _mean(each: Sequence[Figures]) -> Figures:
    """Over the tiles; what no tile has is NaN."""
    columns = (np.array(values) for values in zip(*each))
    return Figures(*(float(one[~np.isnan(one)].mean()) if (~np.isnan(one)).any() else math.nan for one in columns))


def _entry(job: EvaluateJob, source: RasterSource) -> Entry:
    return library.find(job.model or automatic("upscale", job.bands, source), job.models, library.IMAGES)


def _windows(job: EvaluateJob, source: RasterSource, scale: int) -> list[Window]:
    """Tiles of the raster that show all kinds of its ground; with a truth of its own the raster is what is seen."""
    whole = source.grid.snapped(Extent(*job.extent)) if job.extent else source.grid.window
    side = min(SIDE // scale if job.truth else SIDE, whole.width // 16 * 16, whole.height // 16 * 16)
    least = 32 if job.truth else 32 * scale
    if side < least:
        raise RasterGanError("raster-too-small", width=whole.width, height=whole.height, size=least)
    found = [measured(source, tile) for tile in tiles_of(whole, side, 0)]
    chosen = choose(found, job.count)
    if not chosen:
        raise RasterGanError("tiles-plain", count=len(found))
    return [found[place].window for place in chosen]


def _methods(
    entry: Entry,
    other: Entry | None,
    tiles: Sequence[ValidationTile],
    strength: float | None,
    school: SuperResolutionDataset,
) -> dict[str, Method]:
    """By name, what is compared."""
    share = 0.5 if strength is None else strength
    found: dict[str, Method] = {}
    if entry.card.scale > 1:
        found[BICUBIC] = _bicubic
        found[PROJECTED] = lambda tile: ValidationSet(tiles, "bicubic").image(None, tile)
    else:
        found[UNTOUCHED] = lambda tile: tile.low_res.flatten(0, 1)
    for name, one in ((MODEL, entry), (OTHER, other)):
        if one is not None:
            loaded = model.load(one.path, share)
            found[name] = _by_model(loaded, tiles, school)
    return found


def _by_model(loaded: model.Model, tiles: Sequence[ValidationTile], school: SuperResolutionDataset) -> Method:
    """What becomes of a tile, which the model is told of as far as it listens."""
    card, planes = loaded.card, loaded.card.arguments.get("noise", 0)
    held = ValidationSet(tiles, card.base, card.operator, school.held_to(planes))  # type: ignore[arg-type]
    return lambda tile: held.image(loaded.network, tile.with_conditions(planes))


def _bicubic(tile: ValidationTile) -> torch.Tensor:
    """What every GIS does."""
    scale = tile.truth.shape[-1] // tile.low_res.shape[-1]
    batch, bands, height, width = tile.low_res.shape
    nothing = tile.low_res.new_zeros(batch, bands * scale**2, height, width)
    stack = consistent(tile.low_res, nothing, "bicubic", project=False)
    return torch.nn.functional.pixel_shuffle(stack, scale).flatten(0, 1)
