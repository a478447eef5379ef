"""What a generator learns from: pieces of a raster in the network's range, and tiles that lie side by side to judge by."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.generation import TrainGeneratorJob
from gan_core.api.protocol import Report
from gan_core.datasets.picked_tiles import has_content, scaled, usable
from gan_core.datasets.tile_selection import tiles_of
from gan_core.pipeline.provenance import stamp
from gan_core.radiometry.normalize import QUANTILES, Normalizer
from gan_core.raster.source import RasterSource
from gan_core.raster.stretch import Stretch
from gan_core.tiling.window import Window
from gan_core.training.tile_clusters import cluster_tiles
from gan_core.training.tile_gan import RealTiles, arguments_for
from gan_core.vector import picked_tiles as layer

PIECES = 1500
"""Random pieces of a raster, at most."""
TRIES = 4
"""How many places are looked at for each piece wanted."""
ROOM = 1.5
"""Side of a random piece, in tiles: a tile is cut anywhere in it."""
MOST_VALUES = 100_000_000
"""Of all pieces together: 400 MB."""
LEAST_TILES = 8
LEAST_OF_A_CLASS = 2
MOST_CLASSES = 100
JUDGED = 512
"""Tiles side by side to judge by, at most."""
SEED = 5


@dataclass(frozen=True)
class GeneratorTiles:
    """Real ground."""

    source: RasterSource
    numbers: list[int]
    normalizers: list[Normalizer]
    """value = network value * scale + offset, band by band: the layer's usual range is -1 to 1."""
    tiles: RealTiles
    validation: torch.Tensor
    """(N, C, size, size): tiles that share no pixel, in the network's range."""
    names: list[str]
    """Of the classes; empty without."""
    digest: str
    """Of the places, sha256."""

    @functools.cached_property
    def stretch(self) -> Stretch:
        """For pictures of tiles in the network's range."""
        scales, offsets = zip(*((own.scale, own.offset) for own in self.normalizers))
        return Stretch.of(self.source, self.numbers).scaled(scales, offsets)


def read_generator_tiles(job: TrainGeneratorJob, report: Report) -> GeneratorTiles:
    """Raises RasterGanError `input-...`, `tiles-...` or `generator-...`."""
    source = RasterSource(job.input)
    numbers = [number for number in range(1, len(source.bands) + 1) if number not in source.alpha]
    if not numbers:
        raise RasterGanError("input-no-bands", path=job.input, subdatasets="It holds nothing but transparency.")
    width, height = source.grid.width, source.grid.height
    if job.size > min(width, height):
        raise RasterGanError("generator-raster-small", width=width, height=height, size=job.size)
    picked = (_picked if job.tiles else _random)(job, source, numbers, report)
    names = sorted({tile.class_name for tile in picked} - {""}, key=str.casefold) if job.field else []
    if job.field:
        picked = _classed(job, picked, names, report)
    windows = [tile.window for tile in picked]
    apart = _side_by_side(windows, job.size) if job.tiles else _grid(job, source, numbers, report)
    if len(apart) < LEAST_TILES:
        raise RasterGanError("generator-tiles-few", least=LEAST_TILES, size=job.size, got=len(apart))
    normalizers = _normalizers([source.read(tile.window, numbers) for tile in picked[:: max(1, len(picked) // 200)]])
    most = max(
        LEAST_TILES, MOST_VALUES // (len(numbers) * max(tile.window.width * tile.window.height for tile in picked))
    )
    picked = picked[:most]

    def read(window: Window) -> np.ndarray:
        report.check()
        return scaled(*source.read(window, numbers), normalizers)

    pieces = [read(tile.window) for tile in picked]
    if job.field or job.architecture == "dcgan":
        tiles = RealTiles(
            pieces, [names.index(tile.class_name) for tile in picked] if names else [], len(names), job.size
        )
    else:
        tiles = cluster_tiles(pieces, job.size, len(apart))
        report.note("generator-kinds", kinds=max(1, tiles.classes))
    judged = max(LEAST_TILES, min(JUDGED, MOST_VALUES // 4 // (len(numbers) * job.size**2)))
    validation = torch.from_numpy(np.stack([read(window) for window in _spread(apart, judged)]))
    report.note("generator-ground", tiles=len(picked), bands=len(numbers), size=job.size)
    digest = hashlib.sha256(repr([(tile.window, tile.class_name) for tile in picked]).encode()).hexdigest()
    return GeneratorTiles(source, numbers, normalizers, tiles, validation, names, digest)


def _picked(job: TrainGeneratorJob, source: RasterSource, numbers: Sequence[int], report: Report) -> list[layer.Picked]:
    tiles = layer.read(job.tiles, source.grid, source.dataset.GetProjection(), job.field, job.encoding)
    return usable(tiles, source, numbers, job.size, 1, report)


def _random(job: TrainGeneratorJob, source: RasterSource, numbers: Sequence[int], report: Report) -> list[layer.Picked]:
    """Pieces at random places that hold data; always the same ones."""
    rng = np.random.default_rng(SEED)
    width, height = (min(side, int(ROOM * job.size)) for side in (source.grid.width, source.grid.height))
    wanted = min(PIECES, max(LEAST_TILES, MOST_VALUES // (len(numbers) * width * height)))
    rows = rng.integers(source.grid.height - height + 1, size=TRIES * wanted)
    columns = rng.integers(source.grid.width - width + 1, size=TRIES * wanted)
    tiles: list[layer.Picked] = []
    for column, row in dict.fromkeys(zip(columns.tolist(), rows.tolist())):
        report.check()
        window = Window(column, row, width, height)
        if len(tiles) < wanted and has_content(*source.read(window, numbers)):
            tiles.append(layer.Picked(window, ""))
    return tiles


def _grid(job: TrainGeneratorJob, source: RasterSource, numbers: Sequence[int], report: Report) -> list[Window]:
    """Tiles side by side over the whole raster, those that hold data."""
    grid = tiles_of(source.grid.window, job.size, 0)
    windows = []
    for window in grid:
        report.check()
        if has_content(*source.read(window, numbers)):
            windows.append(window)
    if not windows:
        raise RasterGanError("generator-no-data", looked=len(grid), size=job.size)
    return windows


def _classed(
    job: TrainGeneratorJob, picked: Sequence[layer.Picked], names: Sequence[str], report: Report
) -> list[layer.Picked]:
    """The tiles that have a class."""
    if len(names) < 2:
        raise RasterGanError("generator-one-class", field=job.field, count=len(names), names=", ".join(names))
    if len(names) > MOST_CLASSES:
        raise RasterGanError("generator-classes-many", most=MOST_CLASSES, field=job.field, got=len(names))
    counts = {name: sum(tile.class_name == name for tile in picked) for name in names}
    few = [name for name, count in counts.items() if count < LEAST_OF_A_CLASS]
    if few:
        raise RasterGanError("generator-class-few", least=LEAST_OF_A_CLASS, names=", ".join(few))
    listing = ", ".join(f"{name} ({count})" for name, count in counts.items())
    report.note("generator-classes", names=listing, unnamed=len(picked) - sum(counts.values()))
    return [tile for tile in picked if tile.class_name]


def _side_by_side(windows: Sequence[Window], size: int) -> list[Window]:
    """Tiles of size x size inside the windows that share no pixel with each other."""
    by_cell: dict[tuple[int, int], list[Window]] = {}
    for window in windows:
        for row in range(window.row, window.row + window.height - size + 1, size):
            for column in range(window.column, window.column + window.width - size + 1, size):
                tile = Window(column, row, size, size)
                cell = column // size, row // size
                cells = [(cell[0] + right, cell[1] + down) for right in (-1, 0, 1) for down in (-1, 0, 1)]
                if all(0 in tile.intersection(neighbor)[2:] for near in cells for neighbor in by_cell.get(near, ())):
                    by_cell.setdefault(cell, []).append(tile)
    return [tile for cell in sorted(by_cell) for tile in by_cell[cell]]


def _spread(windows: Sequence[Window], most: int) -> list[Window]:
    """At most so many, evenly."""
    return [windows[int(index)] for index in np.linspace(0, len(windows) - 1, min(most, len(windows)))]


def _normalizers(sample: Sequence[tuple[np.ndarray, np.ndarray]]) -> list[Normalizer]:
    """For each band: the usual range of its values becomes -1 to 1."""
    normalizers = []
    for band in range(len(sample[0][0])):
        known = np.concatenate([values[band][valid[band]] for values, valid in sample]).astype(np.float64)
        low, high = np.quantile(known, QUANTILES) if known.size else (0.0, 0.0)
        normalizers.append(Normalizer(float(high - low) / 2 or 1.0, float(high + low) / 2))
    return normalizers


def facts(job: TrainGeneratorJob, dataset: GeneratorTiles) -> dict[str, Any]:
    """What tells this training from another: what it learns from and how, but not how long it may take."""
    return {
        "verb": job.verb,
        "input": [job.input, *stamp(job.input)],
        "places": dataset.digest,
        "network": arguments_for(job.architecture, len(dataset.numbers), dataset.tiles),
        **{name: getattr(job, name) for name in ("size", "architecture", "adversary", "field")},
    }
