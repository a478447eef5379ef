"""Two layers as a translator learns from them: tiles of what it is given and of what it shall make, in its range."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Optional

import numpy as np
import torch

from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.translation import TrainTranslatorJob
from gan_core.api.protocol import Report
from gan_core.datasets.picked_tiles import LEAST_TILES, LEAST_VALID, MOST_VALUES, scaled, split, usable
from gan_core.datasets.tile_selection import choose, measured, tiles_of
from gan_core.networks.translator import FOLD
from gan_core.pipeline.provenance import stamp
from gan_core.radiometry.luminance import LuminanceLock, luminance
from gan_core.radiometry.normalize import QUANTILES, Normalizer, own_range
from gan_core.radiometry.quantize import Storage
from gan_core.radiometry.translated import TranslationRules
from gan_core.raster.alignment import transform_extent
from gan_core.raster.grid import Extent
from gan_core.raster.sample import Sample
from gan_core.raster.source import RasterSource
from gan_core.raster.stretch import Stretch
from gan_core.raster.warp import pixel, pixel_in, warped
from gan_core.tiling.window import Window
from gan_core.vector import picked_tiles as layer

SMALLEST = 32
"""Pixels along the shortest side of a tile."""
SIDES, COUNT = (128, 64, SMALLEST), 40
"""Of tiles where none are picked, the first of which there are at least half of COUNT; how many are chosen at most."""
NEARLY = 1.25
"""A target whose pixels are smaller by more than this is averaged; else it is interpolated."""
AUTO = {"scheme": "auto"}


@dataclass(frozen=True)
class TranslationTiles:
    """What a training is about."""

    source: RasterSource
    """What is translated; the target itself, where its gray is."""
    target: RasterSource
    numbers: Sequence[int]
    """Of the source's bands that are read."""
    target_numbers: Sequence[int]
    grayed: bool
    """The input is the luminance of the bands that are read."""
    paired: bool
    """The nth image and the nth target show the same ground."""
    images: Sequence[np.ndarray]
    """(C, H, W) float32 each, to learn from, in the network's range."""
    targets: Sequence[np.ndarray]
    """(K, H, W)."""
    judged_images: Sequence[np.ndarray]
    judged_targets: Sequence[np.ndarray]
    """Of ground that is held out."""
    inputs: Sequence[Normalizer]
    outputs: Sequence[Normalizer]
    lock: Optional[LuminanceLock]
    """Of a result in the network's range, where its brightness is the input's."""
    digest: str
    """Of the places, sha256."""

    @property
    def names(self) -> list[str]:
        """Of the bands that the model takes."""
        return ["gray"] if self.grayed else band_names(self.source, self.numbers)

    @property
    def stretch(self) -> Stretch:
        """For pictures of targets."""
        scales, offsets = zip(*((own.scale, own.offset) for own in self.outputs))
        return Stretch.of(self.target, self.target_numbers).scaled(scales, offsets)

    @property
    def rules(self) -> TranslationRules:
        """What holds of a result while it is learned: the brightness, within what the target's data type holds."""
        storage = Storage(self.target.dtype, None)
        if self.lock is None or not storage.integer:
            return TranslationRules(self.lock)
        own = self.outputs[self.lock.places[0]]
        low, high = ((limit - own.offset) / own.scale for limit in storage.limits)
        return TranslationRules(self.lock, low, high)

    def statistics(self) -> dict[str, Any]:
        """Of the input's bands, in its units: what a layer is compared with before it is translated."""
        bands = [np.concatenate([image[band].ravel() for image in self.images]) for band in range(len(self.inputs))]
        values = [band.astype(np.float64) * own.scale + own.offset for band, own in zip(bands, self.inputs)]
        return {
            "dtype": self.source.dtype.name,
            "low": [float(np.quantile(band, QUANTILES[0])) for band in values],
            "high": [float(np.quantile(band, QUANTILES[1])) for band in values],
            "mean": [float(band.mean()) for band in values],
            "spread": [float(band.std()) for band in values],
        }


def band_names(source: RasterSource, numbers: Sequence[int]) -> list[str]:
    """Of some bands, as a card has them."""
    return [source.bands[number - 1].GetDescription().lower() or f"band {number}" for number in numbers]


def read_translation_tiles(job: TrainTranslatorJob, report: Report) -> TranslationTiles:
    """Raises RasterGanError `input-...`, `bands-unknown`, `tiles-...` or `translator-...`."""
    target = RasterSource(job.target)
    source = RasterSource(job.input) if job.input else target
    target_numbers = _continuous(target)
    colors = _colors(job, target, target_numbers) if job.kind == "colorize" else []
    grayed = not job.input
    numbers = colors if grayed else _bands(job, source)
    layers = _Layers(source, target, numbers, target_numbers, grayed)
    picked = layer.read(job.tiles, source.grid, source.dataset.GetProjection()) if job.tiles else layers.chosen(report)
    pieces = usable(picked, source, numbers, SMALLEST, FOLD, report)
    _check_size([piece.window for piece in pieces], len(numbers) + len(target_numbers))
    pairs = {} if job.method == "unpaired" else layers.pairs([piece.window for piece in pieces], report)
    paired = len(pairs) >= LEAST_TILES
    if len(pieces) < LEAST_TILES:
        raise RasterGanError("tiles-few", least=LEAST_TILES, learn=len(pieces), judge=0)
    if not paired and (job.method == "paired" or job.kind == "colorize"):
        raise RasterGanError(
            "translator-partners", least=LEAST_TILES, tiles=len(pieces), got=len(pairs), path=job.target
        )
    if paired:
        report.note("translator-paired", pairs=len(pairs), left=len(pieces) - len(pairs))
        pieces = [piece for piece in pieces if piece.window in pairs]
    train, held = split([piece.window for piece in pieces], [piece.role for piece in pieces])
    _check_count(train, held)
    inputs, outputs, lock = _ranges(layers, colors)

    def images(windows: Sequence[Window]) -> list[np.ndarray]:
        return [scaled(*layers.image(window), inputs) for window in windows]

    if paired:
        targets, judged = ([scaled(*pairs[window], outputs) for window in windows] for windows in (train, held))
        places: list[Any] = [train, held]
    else:
        report.note("translator-unpaired")
        its_train, its_held = split(*layers.of_target(report))
        _check_count(its_train, its_held)
        targets, judged = (
            [scaled(*target.read(window, target_numbers), outputs) for window in windows]
            for windows in (its_train, its_held)
        )
        places = [train, held, its_train, its_held]
    digest = hashlib.sha256(repr(places).encode()).hexdigest()
    tiles = TranslationTiles(
        source, target, numbers, target_numbers, grayed, paired, images(train), targets, images(held), judged,
        inputs, outputs, lock, digest,
    )  # fmt: skip
    for name, arrays in (("INPUT", tiles.images), ("TARGET", tiles.targets)):
        if all(float(np.ptp(array, (1, 2)).max()) == 0 for array in arrays):
            raise RasterGanError("translator-flat", parameter=name, count=len(arrays))
    report.note("translator-ground", learn=len(train), judge=len(held))
    return tiles


def facts(job: TrainTranslatorJob, tiles: TranslationTiles) -> dict[str, Any]:
    """What tells this training from another: what it learns from and how, but not how long it may take."""
    return {
        "verb": job.verb,
        "input": [job.input, *stamp(job.input)],
        "target": [job.target, *stamp(job.target)],
        "bands": list(tiles.numbers),
        "places": tiles.digest,
        "preset": job.kind,
        "method": job.method,
    }


@dataclass(frozen=True)
class _Layers:
    """The two rasters."""

    source: RasterSource
    target: RasterSource
    numbers: Sequence[int]
    target_numbers: Sequence[int]
    grayed: bool

    def image(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """(C, H, W) of what is translated, and which values are known."""
        values, valid = self.source.read(window, self.numbers)
        if not self.grayed:
            return values, valid
        gray = luminance(torch.from_numpy(values.astype(np.float64))).numpy()
        return (gray.round() if values.dtype.kind in "ui" else gray), valid.all(0, keepdims=True)

    def pairs(self, windows: Sequence[Window], report: Report) -> dict[Window, tuple[np.ndarray, np.ndarray]]:
        """The target's values and validity (K, H, W) under those windows that it covers."""
        if self.source is self.target:
            return {window: self.target.read(window, self.target_numbers) for window in windows}
        crs, its = (one.dataset.GetProjection() for one in (self.source, self.target))
        if bool(crs) != bool(its):
            return {}
        pairs = {}
        for window in windows:
            report.check()
            try:
                finer = pixel_in(self.target, crs) * NEARLY < pixel(self.source.grid)
                values = warped(self.target, self.target_numbers, self.source.grid.part(window), crs, finer)
            except RuntimeError:  # it can't be laid there: then it does not cover it
                continue
            valid = np.isfinite(values)
            if valid.mean() >= LEAST_VALID:
                pairs[window] = np.where(valid, values, 0.0), valid
        return pairs

    def chosen(self, report: Report) -> list[layer.Picked]:
        """Tiles of what both cover, where they do; else of the source."""
        area = self.source.grid.window
        if self.source is not self.target:
            try:
                extent = transform_extent(Extent(*self.target.grid.extent), self.target, self.source)
                common = self.source.grid.snapped(extent).intersection(area)
                area = common if min(common.width, common.height) >= SMALLEST else area
            except RasterGanError:  # they lie apart
                pass
        return [layer.Picked(window, "") for window in _varied(self.source, area, report)]

    def of_target(self, report: Report) -> tuple[list[Window], list[str]]:
        """Tiles of the target, and what each is for."""
        windows = _varied(self.target, self.target.grid.window, report)
        return windows, [""] * len(windows)


def _varied(source: RasterSource, area: Window, report: Report) -> list[Window]:
    """Tiles that show all kinds of a layer's ground."""
    every = []
    cuts = (tiles_of(area, side, 0) for side in SIDES)
    for tile in next((tiles for tiles in cuts if len(tiles) >= COUNT // 2), tiles_of(area, SIDES[-1], 0)):
        report.check()
        every.append(measured(source, tile))
    windows = [every[index].window for index in choose(every, COUNT)]
    if not windows:
        raise RasterGanError("tiles-plain", count=len(every))
    return windows


def _continuous(source: RasterSource) -> list[int]:
    numbers = [number for number in range(1, len(source.bands) + 1) if number not in source.alpha]
    if not numbers:
        raise RasterGanError("input-no-bands", path=source.path, subdatasets="It holds nothing but transparency.")
    return numbers


def _bands(job: TrainTranslatorJob, source: RasterSource) -> list[int]:
    every = _continuous(source)
    numbers = list(job.bands) or every
    if len(set(numbers)) < len(numbers) or not set(numbers) <= set(every):
        got = ", ".join(map(str, numbers))
        raise RasterGanError("bands-unknown", expected=len(every), count=len(source.bands), got=got)
    if job.kind == "colorize" and len(numbers) != 1:
        raise RasterGanError("translator-gray", got=len(numbers))
    return numbers


def _colors(job: TrainTranslatorJob, target: RasterSource, numbers: Sequence[int]) -> list[int]:
    """Numbers of the target's red, green and blue.  Raises RasterGanError `translator-colors`."""
    colors = target.rgb() or (list(numbers) if len(numbers) == 3 else [])
    if not colors:
        raise RasterGanError("translator-colors", path=job.target, got=len(numbers))
    return colors


def _ranges(
    layers: _Layers, colors: Sequence[int]
) -> tuple[list[Normalizer], list[Normalizer], Optional[LuminanceLock]]:
    """Of the input's bands and of the target's; red, green and blue share one where their luminance is held."""
    sample = Sample(layers.target)

    def own(source: RasterSource, sample: Sample, numbers: Sequence[int]) -> Normalizer:
        return Normalizer.of(AUTO, source.dtype, [sample.values(number) for number in numbers])

    shared = own(layers.target, sample, colors) if colors else None
    outputs = [
        shared if shared and number in colors else own(layers.target, sample, [number])
        for number in layers.target_numbers
    ]
    if layers.grayed and shared:
        places = [list(layers.target_numbers).index(number) for number in colors]
        return [shared], outputs, LuminanceLock(places)
    of_source = Sample(layers.source)
    inputs = [own(layers.source, of_source, [number]) for number in layers.numbers]
    if not shared:
        return inputs, outputs, None
    places = [list(layers.target_numbers).index(number) for number in colors]
    gain, offset = _brightness(layers, of_source, sample, colors)
    (given,) = inputs
    lock = LuminanceLock(
        places, gain * given.scale / shared.scale, (gain * given.offset + offset - shared.offset) / shared.scale
    )
    return inputs, outputs, lock


def _brightness(layers: _Layers, of_source: Sample, of_target: Sample, colors: Sequence[int]) -> tuple[float, float]:
    """Gain and offset from the gray layer's values to the luminance: none where both are of one data type."""
    if layers.source.dtype == layers.target.dtype:
        return 1.0, 0.0
    low, high = own_range(of_source.values(layers.numbers[0]))
    ranges = np.array([own_range(of_target.values(number)) for number in colors])
    wanted = luminance(torch.from_numpy(ranges.T[:, :, None, None]))[:, 0, 0, 0].tolist()
    gain = (wanted[1] - wanted[0]) / ((high - low) or 1.0)
    return gain, wanted[0] - gain * low


def _check_count(train: Sequence[Window], held: Sequence[Window]) -> None:
    if len(train) < LEAST_TILES // 2 or len(train) + len(held) < LEAST_TILES or not held:
        raise RasterGanError("tiles-few", least=LEAST_TILES, learn=len(train), judge=len(held))


def _check_size(windows: Sequence[Window], bands: int) -> None:
    if sum(window.width * window.height for window in windows) * bands > MOST_VALUES:
        raise RasterGanError("tiles-many", most=MOST_VALUES // bands // 1_000_000)
