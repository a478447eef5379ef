"""What every raster-to-raster job shares: models made ready for the layer, and every tile through them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any, Union

import numpy as np

import gan_core
from gan_core.events import Report
from gan_core.inference import devices
from gan_core.inference.model import load
from gan_core.inference.predictor import Predictor
from gan_core.jobs import EnhanceJob, UpscaleJob
from gan_core.radiometry.noise_level import noise_level
from gan_core.radiometry.normalise import Normalizer
from gan_core.radiometry.settle import Storage
from gan_core.raster.grid import Extent
from gan_core.raster.sample import Sample
from gan_core.raster.sink import RasterSink
from gan_core.raster.source import RasterSource
from gan_core.tasks.bands import Share, shares
from gan_core.tasks.contentcheck import warn
from gan_core.tasks.overlap import Behind, ahead
from gan_core.tasks.parts import Enhancer, Part, Upscaler
from gan_core.tasks.tiles import Tile, read_tiles, repeated_bands
from gan_core.tiling.plan import Plan, automatic_size
from gan_core.tiling.window import Window

PARTS: dict[str, type[Part]] = {"upscale": Upscaler, "enhance": Enhancer}
TOLERANCE = 0.001
"""Share of the range."""
RasterToRaster = Union[UpscaleJob, EnhanceJob]


@dataclass(frozen=True)
class Work:
    """A raster, cut into tiles, and the models that its bands go through."""

    source: RasterSource
    window: Window
    shares: list[Share]
    plan: Plan
    parts: list[Part]
    background: np.ndarray
    """(C,), what stands in gaps too wide to fill."""

    @property
    def scale(self) -> int:
        return self.shares[0].entry.card.scale

    @property
    def tile_shape(self) -> tuple[int, int]:
        """Width and height of the pieces that are written."""
        return self.plan.core_width * self.scale, self.plan.core_height * self.scale


def prepared(job: RasterToRaster, report: Report) -> Work:
    """Raises RasterGanError `input-...`, `model-...`, `bands-unknown` or `extent-outside`."""
    source = RasterSource(job.input)
    window = source.grid.snapped(Extent(*job.extent)) if job.extent else source.grid.window
    found = shares(job, source, report)
    scale, halo = found[0].entry.card.scale, max(share.entry.card.halo for share in found)
    plan = Plan.of(window, halo, job.tile_size or automatic_size(scale, len(source.bands), source.dtype.itemsize))
    sample = Sample(source)
    if isinstance(job, UpscaleJob):
        warn(source, sample, report)
    every = [sample.values(number) for number in range(1, len(source.bands) + 1)]
    background = np.array([np.median(values) if values.size else 0 for values in every])
    parts = [_part(share, job, source, halo, sample, report) for share in found]
    size = {"width": window.width, "height": window.height, "core": plan.core_width, "halo": halo}
    report.note("plan", **size, tiles=len(plan), device=str(parts[0].predictor.device))
    return Work(source, window, found, plan, parts, background)


def render(work: Work, sink: RasterSink, report: Report) -> float:
    """Every tile read, computed and written; gives the worst of what the parts measure."""
    worst = 0.0
    with Behind(sink.write) as write:
        for done, tile in enumerate(ahead(read_tiles(work.source, work.plan, work.background))):
            report.check()
            report.progress(done / len(work.plan))
            pixels, figure = _computed(tile, work)
            worst = max(worst, figure)
            mask = tile.valid.any(0).repeat(work.scale, 0).repeat(work.scale, 1) if work.source.has_mask else None
            write(tile.core.within(work.window).scaled(work.scale), pixels, mask)
    report.progress(1.0)
    return worst


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
    predictor = Predictor(
        load(share.entry.path, strength),
        devices.choose(job.device),
        halo,
        isinstance(job, UpscaleJob) and job.consistent,
        report.note,
        _tolerance(source, normalizers) if job.precision == "fastest" else None,
    )
    storages = [Storage(source.dtype, source.bands[number - 1].GetNoDataValue()) for number in share.numbers]
    noise = [_noise(number, job, sample, report) for number in share.numbers] if card.arguments.get("noise") else []
    return PARTS[job.verb](share.numbers, share.together, predictor, normalizers, storages, noise)


def _tolerance(source: RasterSource, normalizers: list[Normalizer]) -> float:
    """What nobody sees: one step of the file's numbers or TOLERANCE, whichever is more, in the network's range."""
    step = min(1 / one.scale for one in normalizers) if source.dtype.kind in "ui" else 0.0
    return max(TOLERANCE, step)


def _noise(number: int, job: RasterToRaster, sample: Sample, report: Report) -> float:
    """The noise in a band: as the job says, else as it looks."""
    if job.noise is not None:
        return job.noise
    found = noise_level(sample.windows(number))
    report.note("noise", bands=str(number), noise=found)
    return found


def _computed(tile: Tile, work: Work) -> tuple[np.ndarray, float]:
    """All bands of one tile's output, and the worst of what the parts measure."""
    source, scale = work.source, work.scale
    pixels = np.empty((len(source.bands), tile.core.height * scale, tile.core.width * scale), source.dtype)
    pixels[[number - 1 for number in source.alpha]] = repeated_bands(tile, source.alpha, scale)
    worst = 0.0
    for part in work.parts:
        pixels[[number - 1 for number in part.numbers]], figure = part(tile)
        worst = max(worst, figure)
    return pixels, worst


NOT_TOLD = ("input", "output", "models", "device", "tile_size", "creation_options")
"""Fields of a job that change no pixel, or that may hold credentials."""


def tags(job: RasterToRaster, work: Work) -> dict[str, str]:
    """How the file was made."""
    cards = [share.entry.card for share in work.shares]
    found = {
        "RASTERGAN_AI_GENERATED": "YES",
        "RASTERGAN_VERSION": gan_core.__version__,
        "RASTERGAN_VERB": job.verb,
        "RASTERGAN_MODEL": "; ".join(f"{card.id} sha256 {card.tensors_sha256}" for card in cards),
        "RASTERGAN_LICENCE": "; ".join(sorted({card.licence for card in cards})),
        "RASTERGAN_PARAMETERS": json.dumps({k: value for k, value in asdict(job).items() if k not in NOT_TOLD}),
    }
    before = work.source.dataset.GetMetadataItem("RASTERGAN_MODEL")
    return {**found, "RASTERGAN_BEFORE": before} if before else found


def results(job: RasterToRaster, sink: RasterSink, seconds: float) -> dict[str, Any]:
    """What every raster-to-raster job gives back."""
    grid = sink.grid
    return {
        "OUTPUT": job.output,
        "WIDTH": grid.width,
        "HEIGHT": grid.height,
        "PIXEL_SIZE": float(np.hypot(grid.geotransform[1], grid.geotransform[4])),
        "SECONDS": seconds,
        "MEGAPIXELS_PER_SECOND": grid.width * grid.height / 1e6 / seconds,
    }
