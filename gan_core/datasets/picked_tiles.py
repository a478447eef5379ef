"""The tiles that somebody picked, as arrays in the range that a model sees: some to learn from, some to judge by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from gan_core.api import library
from gan_core.api.band_roles import ROLES
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.finetuning import FinetuneJob
from gan_core.api.library import LibraryEntry
from gan_core.api.protocol import Report
from gan_core.datasets.coregistration import Pair, opened_truth, paired
from gan_core.pipeline.bands import automatic
from gan_core.radiometry.fill_nodata import fill_nodata
from gan_core.radiometry.normalize import Normalizer
from gan_core.raster.sample import Sample
from gan_core.raster.source import RasterSource
from gan_core.raster.stretch import Stretch
from gan_core.tiling.split import apart, held_out
from gan_core.tiling.window import Window
from gan_core.vector import picked_tiles as layer

LARGEST = 512
"""Pixels along a tile's side; larger polygons are cut."""
SMALLEST = 24
"""Pixels of what a model sees of a tile: less than its reach teaches it the tile's edges."""
LEAST_VALID = 0.95
LEAST_TILES = 4
MOST_VALUES = 400_000_000
"""Of all tiles together: 1.6 GB."""
FLAT = 1e-3
"""Standard deviation, in units of the model's range: below it a tile is of one value."""


@dataclass(frozen=True)
class PickedTiles:
    """What a fine-tuning is about: a raster, its bands for the model, the parent and the windows of the picked tiles."""

    source: RasterSource
    parent: LibraryEntry
    numbers: list[int]
    together: bool
    """The bands go through the model together, or each by itself."""
    train: list[Window]
    validation: list[Window]
    normalizer: dict[int, Normalizer]
    """By band number."""
    pairs: dict[Window, Pair]
    """By the windows of the tiles, where another raster holds their truth; empty where the raster is its own."""

    @property
    def bands(self) -> int:
        """Bands of the model to come."""
        return len(self.numbers) if self.together else 1

    @property
    def stretch(self) -> Stretch:
        """For pictures of what the model sees."""
        ranges = [self.normalizer[number] for number in self.numbers]
        return Stretch.of(self.source, self.numbers).scaled(*zip(*((own.scale, own.offset) for own in ranges)))

    def read(self, window: Window) -> np.ndarray:
        """What the raster holds: (C, H, W) float32 in the model's range, gaps filled."""
        return self.ranged(*self.source.read(window, self.numbers))

    def ranged(self, values: np.ndarray, valid: np.ndarray) -> np.ndarray:
        """(C, H, W) in the raster's units -> the model's range, float32, gaps filled."""
        return scaled(values, valid, [self.normalizer[number] for number in self.numbers])


def scaled(values: np.ndarray, valid: np.ndarray, normalizers: Sequence[Normalizer]) -> np.ndarray:
    """(C, H, W) in the model's range, float32; gaps are filled."""
    wide = values.astype(np.float64)
    background = np.array([np.median(band[known]) if known.any() else 0.0 for band, known in zip(wide, valid)])
    image = fill_nodata(wide, valid, background)
    ranges = [(image[band] - normalizer.offset) / normalizer.scale for band, normalizer in enumerate(normalizers)]
    return np.stack(ranges).astype(np.float32)


def read_picked_tiles(job: FinetuneJob, report: Report) -> PickedTiles:
    """Raises RasterGanError `input-...`, `model-...`, `bands-unknown` `tiles-...` or `pair-...`."""
    source = RasterSource(job.input)
    parent = _parent(job, source)
    numbers, together = bands_for(job.bands, source, len(parent.card.bands))
    picked = layer.read(job.tiles, source.grid, source.dataset.GetProjection())
    scale = parent.card.scale
    factor = 1 if job.truth else scale  # pixels of the raster that make one that the model sees
    pieces = usable(picked, source, numbers, SMALLEST * factor, factor * (16 if scale == 1 else 1), report)
    windows, roles = [piece.window for piece in pieces], [piece.role for piece in pieces]
    pairs: dict[Window, Pair] = {}
    if job.truth:
        matched = paired(opened_truth(job.truth, source, numbers, scale), source, windows, scale, report)
        pairs = {pair.window: pair for pair in matched}
        roles = [role for window, role in zip(windows, roles) if window in pairs]
        windows = [window for window in windows if window in pairs]
    train, validation = split(windows, roles)
    if len(train) < LEAST_TILES // 2 or len(windows) < LEAST_TILES:
        raise RasterGanError("tiles-few", least=LEAST_TILES, learn=len(train), judge=len(validation))
    if sum(window.width * window.height for window in windows) * len(numbers) > MOST_VALUES:
        raise RasterGanError("tiles-many", most=MOST_VALUES // len(numbers) // 1_000_000)
    report.note("ground", learn=len(train), judge=len(validation), parent=parent.card.id)
    return build_picked_tiles(source, parent, numbers, together, train, validation, pairs)


def build_picked_tiles(
    source: RasterSource,
    parent: LibraryEntry,
    numbers: list[int],
    together: bool,
    train: list[Window],
    validation: list[Window],
    pairs: dict[Window, Pair],
) -> PickedTiles:
    """The windows with the ranges of their bands, which are the whole layer's."""
    sample = Sample(source)
    groups = [numbers] if together else [[number] for number in numbers]
    normalizer = {
        number: Normalizer.of(parent.card.normalization, source.dtype, [sample.values(member) for member in group])
        for group in groups
        for number in group
    }
    return PickedTiles(source, parent, numbers, together, train, validation, normalizer, pairs)


def _parent(job: FinetuneJob, source: RasterSource) -> LibraryEntry:
    return library.find(job.parent or automatic("upscale", job.bands, source), job.models, library.IMAGES)


def bands_for(asked: Sequence[int], source: RasterSource, wanted: int) -> tuple[list[int], bool]:
    """Which bands a model for `wanted` bands gets, and whether it sees them together.  asked: their numbers, or none.

    Raises RasterGanError `bands-unknown`.
    """
    every = [number for number in range(1, len(source.bands) + 1) if number not in source.alpha]
    if asked and not (len(set(asked)) == len(asked) and set(asked) <= set(every)):
        got = ", ".join(map(str, asked))
        raise RasterGanError("bands-unknown", expected=wanted, count=len(source.bands), got=got)
    if wanted == 1:
        return list(asked) or every, False
    return list(asked) or source.playing(ROLES.get(wanted, ())) or every, True


def usable(
    picked: Sequence[layer.Picked],
    source: RasterSource,
    numbers: Sequence[int],
    least: int,
    step: int,
    report: Report,
) -> list[layer.Picked]:
    """What of the tiles lies inside the raster and holds something to learn from, large ones in pieces.

    least: pixels along the shortest side.  step: sides are multiples of this.
    """
    pieces = []
    outside = small = empty = 0
    for tile in picked:
        if tile.role == "ignore":
            continue
        inside = tile.window.intersection(source.grid.window)
        outside += 0 in inside[2:]
        for piece in _pieces(inside, step):
            if min(piece.width, piece.height) < least:
                small += 1
                continue
            report.check()
            if not has_content(*source.read(piece, numbers)):
                empty += 1
                continue
            pieces.append(tile._replace(window=piece))
    if outside or small or empty:
        report.note("tiles-left-out", outside=outside, small=small, least=least, empty=empty)
    if not pieces:
        raise RasterGanError("tiles-unfit", outside=outside, small=small, least=least, empty=empty)
    return pieces


def has_content(values: np.ndarray, valid: np.ndarray) -> bool:
    """Whether nearly all of a tile is known, and not of one value."""
    return bool(valid.mean() >= LEAST_VALID and np.ptp(values[valid]) > 0)


def _pieces(window: Window, step: int) -> list[Window]:
    """A window in pieces of at most LARGEST pixels, their sides multiples of `step`."""
    rows, columns = (_cuts(side, step) for side in (window.height, window.width))
    return [
        Window(window.column + left, window.row + top, width, height) for top, height in rows for left, width in columns
    ]


def _cuts(length: int, step: int) -> list[tuple[int, int]]:
    count = max(1, -(-length // LARGEST))
    side = length // count // step * step
    return [(index * side, side) for index in range(count)] if side else []


def split(windows: Sequence[Window], roles: Sequence[str]) -> tuple[list[Window], list[Window]]:
    """As the roles say; where nothing is set apart to judge by, a fifth of the ground is."""
    validation = {index for index, role in enumerate(roles) if role == "validation"} or held_out(windows)
    return [windows[index] for index in apart(windows, validation)], [windows[index] for index in sorted(validation)]


def flat(tiles: Sequence[np.ndarray]) -> bool:
    """Whether no tile holds anything but one value."""
    return all(float(torch.from_numpy(tile).std()) < FLAT for tile in tiles)
