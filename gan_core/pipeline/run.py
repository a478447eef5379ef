"""What every raster-to-raster job shares: models made ready for the layer, and every tile through them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, replace
from typing import Any

import numpy as np

from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.parts import part_of
from gan_core.api.jobs.raster import UpscaleJob
from gan_core.api.protocol import Report
from gan_core.checks.pixels import warn
from gan_core.inference import devices
from gan_core.inference.model import load
from gan_core.inference.predictor import Predictor
from gan_core.inference.trust import AT, MARGIN, NODATA, TURNS, other_end
from gan_core.pipeline.band_groups import Doubt, Enhancer, Made, Measured, Part, Upscaler
from gan_core.pipeline.bands import Share, shares
from gan_core.pipeline.forecast import costs, forecast
from gan_core.pipeline.journal import Figures, Journal
from gan_core.pipeline.outputs import Outputs
from gan_core.pipeline.prefetch import Behind, ahead, patient
from gan_core.pipeline.provenance import RasterToRaster, public_name
from gan_core.pipeline.sensing import Wanted, measure_sensors
from gan_core.pipeline.tiles import Tile, read_tiles, repeated_bands
from gan_core.pipeline.trust_claim import uncalibrated, weights_for
from gan_core.pipeline.trust_mask import can_hide, hide
from gan_core.pipeline.work import Work
from gan_core.radiometry.lock import Held, of_others
from gan_core.radiometry.normalize import Normalizer
from gan_core.radiometry.quantize import Storage
from gan_core.radiometry.sensor import Sensor
from gan_core.raster.grid import Extent
from gan_core.raster.sample import Sample
from gan_core.raster.source import RasterSource
from gan_core.tiling.plan import Plan, automatic_size

PARTS: dict[str, type[Part]] = {"upscale": Upscaler, "enhance": Enhancer}
TOLERANCE = 0.001
"""Share of the range."""


def prepared(job: RasterToRaster, report: Report) -> Work:
    """Raises RasterGanError `input-...`, `model-...`, `bands-unknown` or `extent-outside`."""
    source = RasterSource(job.input)
    window = source.grid.snapped(Extent(*job.extent)) if job.extent else source.grid.window
    found = shares(job, source, report)
    scale, halo = found[0].entry.card.scale, max(share.entry.card.halo for share in found)
    size = job.tile_size or automatic_size(scale, len(source.bands), source.dtype.itemsize, halo)
    plan = Plan.of(window, halo + (MARGIN if job.doubts else 0), size)
    if job.part:
        plan = _piece(plan, job.part)
    sample = Sample(source)
    if isinstance(job, UpscaleJob):
        warn(source, sample, report)
    every = [sample.values(number) for number in range(1, len(source.bands) + 1)]
    background = np.array([np.median(values) if values.size else 0 for values in every])
    parts = [_part(share, job, source, halo, sample, report) for share in found]
    facts = {"width": plan.area.width, "height": plan.area.height, "core": plan.core_width, "halo": halo}
    report.note("plan", **facts, tiles=len(plan), device=str(parts[0].predictor.device))
    hidden = job.trust_below if job.doubtful == "nodata" else 0
    if hidden and not can_hide(source):
        raise RasterGanError("trust-nodata")
    return Work(source, plan.area, found, plan, parts, background, sample, hidden)


def render(work: Work, outputs: Outputs, journal: Journal, report: Report) -> Figures:
    """Every tile that is not finished yet read, computed and written.  Raises RasterGanError `cancelled`."""
    found, first, taken = journal.figures, journal.tiles, costs(work)
    report.progress(_done(first, (), taken))
    ready = forecast(work, outputs, first, _computed, taken, report)

    def finish(tile: tuple[Any, ...], tiles: int, figures: Figures) -> None:
        outputs.write(*tile)
        journal.finished(tiles, figures)

    with Behind(finish, patient(report, outputs.sink.output.name)) as write:
        tiles = read_tiles(work.source, work.plan, work.background, first)
        for done, tile in enumerate(ahead(tiles, patient(report, public_name(work.source.path))), first):
            report.check()
            report.progress(_done(done, ready, taken))
            pixels, figures, trust = ready.pop(done) if done in ready else _computed(tile, work)
            before = Measured(found.worst, found.squares, found.differences)
            found.worst, found.squares, found.differences = before.with_others(figures)
            mask = tile.valid.any(0).repeat(work.scale, 0).repeat(work.scale, 1) if work.source.has_mask else None
            if trust is not None:
                wanted = trust[tuple(slice(one.start * work.scale, one.stop * work.scale) for one in tile.inside)]
                found.judged += int((wanted != NODATA).sum())
                found.trusted += int(((wanted >= AT) & (wanted != NODATA)).sum())
                if work.hidden:
                    mask = hide(pixels, trust < work.hidden, mask, work.source)
            window = tile.core.within(work.window).scaled(work.scale)
            write((window, pixels, mask, trust), done + 1, replace(found))
    report.progress(1.0)
    outputs.facts.update(asdict(found))
    return found


def _done(tiles: int, ready: Collection[int], taken: np.ndarray) -> float:
    """The share of the work: the first `tiles` of what each takes, and those that are ready before their turn."""
    return round(float(taken[:tiles].sum() + taken[list(ready)].sum()) / float(taken.sum()), 9)


def _piece(whole: Plan, part: str) -> Plan:
    """The tiles of part "I/N".  Raises RasterGanError `part-many`."""
    number, count = part_of(part)
    if count > whole.rows:
        raise RasterGanError("part-many", got=count, most=whole.rows)
    return whole.part(number, count)


def _part(share: Share, job: RasterToRaster, source: RasterSource, halo: int, sample: Sample, report: Report) -> Part:
    """A share's model, loaded and ready for the layer's range."""
    card = share.entry.card
    if "gan" not in card.weights:
        report.note("no-gan", model=card.id)
    if not card.seam_exact:
        report.note("seams", model=card.id)
    strength = 0.5 if job.strength is None else job.strength
    groups = [share.numbers] * len(share.numbers) if share.together else [[number] for number in share.numbers]
    normalizers = [
        Normalizer.of(card.normalization, source.dtype, [sample.values(number) for number in group]) for group in groups
    ]
    tolerance = _tolerance(source, normalizers) if job.precision == "fastest" else None

    def predictor_at(strength: float, held: Held) -> Predictor:
        weights = load(share.entry.path, strength)
        return Predictor(weights, devices.choose(job.device), halo, held, report.note, tolerance)

    told = card.arguments.get("noise", 0)
    distinct = {tuple(group): normalizer for group, normalizer in zip(groups, normalizers)}
    wanted = Wanted(job.sensor, job.sharpness, job.noise)
    known = measure_sensors(list(distinct), list(distinct.values()), wanted, source, sample, report) if told else {}
    held = _held(job, known)
    predictor = predictor_at(strength, held)
    storages = [Storage(source.dtype, source.bands[number - 1].GetNoDataValue()) for number in share.numbers]
    doubt = None
    if job.doubts:
        farther, distance = other_end(strength, card.weights)
        soften = job.trust_below if job.doubtful == "soften" else 0
        turns = TURNS[: job.trust_passes - 1]
        doubt = Doubt(predictor_at(farther, of_others(held)), turns, distance, weights_for(card, strength), soften)
    sensors = [known[number] for number in share.numbers] if known else []
    return PARTS[job.verb](share.numbers, share.together, predictor, normalizers, storages, sensors, doubt)


def _held(job: RasterToRaster, sensors: Mapping[int, Sensor]) -> Held:
    """To what of the input the bands are held: every pixel of a perfect sensor, the low frequencies of any other."""
    if not isinstance(job, UpscaleJob) or not job.consistent:
        return "none"
    return "exact" if all(sensor.perfect for sensor in sensors.values()) else "lock"


def _tolerance(source: RasterSource, normalizers: list[Normalizer]) -> float:
    """What nobody sees: one step of the file's numbers or TOLERANCE, whichever is more, in the network's range."""
    step = min(1 / one.scale for one in normalizers) if source.dtype.kind in "ui" else 0.0
    return max(TOLERANCE, step)


def _computed(tile: Tile, work: Work) -> Made:
    """All bands of one tile's output, what the parts measure, and the least trust."""
    source, scale = work.source, work.scale
    pixels = np.empty((len(source.bands), tile.core.height * scale, tile.core.width * scale), source.dtype)
    pixels[[number - 1 for number in source.alpha]] = repeated_bands(tile, source.alpha, scale)
    figures, trust = Measured(), None
    for part in work.parts:
        made = part(tile)
        pixels[[number - 1 for number in part.numbers]] = made.pixels
        figures = figures.with_others(made.measured)
        trust = made.trust if trust is None or made.trust is None else np.minimum(trust, made.trust)
    return Made(pixels, figures, trust)


def tell_trust(job: RasterToRaster, work: Work, found: Figures, report: Report) -> None:
    """A line on the trust, where it was computed."""
    if job.doubts:
        tell_claim(uncalibrated([share.entry.card for share in work.shares], job), found, report)


def tell_claim(reason: str, found: Figures, report: Report) -> None:
    """reason: why the trust claims nothing; empty where it holds the claim."""
    if reason:
        report.note("trust-uncalibrated", trusted=found.share, reason=reason)
    else:
        report.note("trust-claim", trusted=found.share)


def measured(job: RasterToRaster, found: Figures, sensor: Mapping[str, Any], report: Report) -> dict[str, float]:
    """What a run gives of its sensor and of how it holds to the input, also as lines.  sensor: as Work.sensor_facts."""
    upscales = isinstance(job, UpscaleJob)
    code = "shift" if not upscales else "error-means" if sensor["locked"] else "error"
    report.note(code, error=found.worst)
    if found.differences:
        report.note("reseen", error=found.reseen)
    return {
        "INPUT_GRID_ERROR" if upscales else "BLOCK_SHIFT": found.worst,
        "NOISE": sensor["noise"],
        "RESPONSE": sensor["response"],
        "RESEEN_ERROR": found.reseen,
    }


def results(job: RasterToRaster, outputs: Outputs, found: Figures, seconds: float) -> dict[str, Any]:
    """What every raster-to-raster job gives back.  seconds: of this run, and of one that was broken off before."""
    grid = outputs.sink.grid
    trust = {"TRUST": job.paths[1], "TRUST_TAGS": outputs.trust_tags, "TRUSTED": found.share} if job.doubts else {}
    return {
        "OUTPUT": job.paths[0],
        **trust,
        "TAGS": outputs.tags,
        "WIDTH": grid.width,
        "HEIGHT": grid.height,
        "PIXEL_SIZE": float(np.hypot(grid.geotransform[1], grid.geotransform[4])),
        "SECONDS": seconds,
        "MEGAPIXELS_PER_SECOND": grid.width * grid.height / 1e6 / seconds,
    }
