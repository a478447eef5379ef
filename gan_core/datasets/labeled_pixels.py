"""Labels on a raster as vectors of features, with others from all over the raster that nobody labelled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.classification import MOST_CLASSES, TrainClassifierJob
from gan_core.api.protocol import Report
from gan_core.datasets.picked_tiles import bands_for
from gan_core.networks.landcover import HALO, KINDS, features
from gan_core.pipeline.tiles import Tile, normalize, read_tile
from gan_core.radiometry.normalize import QUANTILES, Normalizer
from gan_core.raster.sample import Sample
from gan_core.raster.source import RasterSource
from gan_core.tiling.plan import Plan
from gan_core.tiling.split import along_curve
from gan_core.tiling.window import Window
from gan_core.training.pixel_samples import PixelSamples
from gan_core.vector import labels as layer

SIDE = 128
"""Pixels along the side of the tiles that labels are read in."""
MOST_OF_A_CLASS = 1000
"""Labelled pixels; of more, evenly spread ones."""
UNLABELLED, LOOKED_AT = 16384, 48
"""Pixels without a label, and the tiles that they come from."""
LEAST_SPREAD = 1e-3
MOST_BANDS = 64
MOST_FOLDS = 4


@dataclass(frozen=True)
class LabeledPixels:
    """Everything that a classifier is learned from."""

    source: RasterSource
    numbers: list[int]
    """Of the bands."""
    normalization: dict[str, Any]
    """For the card."""
    classes: list[str]
    codes: list[str]
    places: np.ndarray
    """(N, 2) rows and columns of the labelled pixels."""
    fold: torch.Tensor
    """(N,) the block of ground that each belongs to."""
    lesson: PixelSamples
    mean: torch.Tensor
    """(F,) of the features"""
    spread: torch.Tensor
    """(F,) their standard deviation"""
    background: np.ndarray
    """(C,), what stands in gaps too wide to fill."""


def read_labeled_pixels(job: TrainClassifierJob, report: Report) -> LabeledPixels:
    """Raises RasterGanError `input-...`, `bands-...` or `labels-...`."""
    source = RasterSource(job.input)
    numbers, _ = bands_for(job.bands, source, len(job.bands) or len(source.bands) + 1)
    if len(numbers) > MOST_BANDS:
        raise RasterGanError("bands-many", most=MOST_BANDS, got=len(numbers))
    found = layer.read(job.labels, job.field, source.grid, source.dataset.GetProjection(), job.encoding)
    if found.outside == found.shapes:
        raise RasterGanError("labels-outside", shapes=found.shapes)
    sample = Sample(source)
    every = [sample.values(number) for number in numbers]
    background = np.array([np.median(values) if values.size else 0 for values in every])
    normalization = ranges(every)
    places, names, groups, twice = single(found)
    if not len(names):
        raise RasterGanError("labels-none", path=job.labels)
    kept = thinned(names)
    places, names, groups = places[kept], names[kept], groups[kept]
    read = Reader(source, numbers, normalization, background)
    known, valid = read.at(places, report)
    if not valid.any():
        raise RasterGanError("labels-nodata", pixels=len(valid))
    places, names, groups = places[valid], names[valid], groups[valid]
    classes = in_order(names, found.numeric)
    counts = {name: int((names == name).sum()) for name in classes}
    check_classes(counts)
    unknown = read.anywhere(report)
    truth = np.array([classes.index(name) for name in names])
    mean, spread = unknown.mean(0), unknown.std(0).clamp(min=LEAST_SPREAD)
    kinds = torch.tensor(KINDS).repeat_interleave(len(numbers))
    standard = [(some - mean) / spread for some in (known[torch.from_numpy(valid)], unknown)]
    lesson = PixelSamples(standard[0], torch.from_numpy(truth), standard[1], kinds, len(classes))
    left = {"outside": found.outside, "nodata": int((~valid).sum()), "twice": twice, "unnamed": found.unnamed}
    if any(left.values()):
        report.note("labels-left-out", **left)
    report.note("labels", pixels=len(names), classes=", ".join(f"{name} {count}" for name, count in counts.items()))
    fold = torch.from_numpy(folds(truth, places, groups))
    codes = codes_of(classes, found.numeric)
    return LabeledPixels(source, numbers, normalization, classes, codes, places, fold, lesson, mean, spread, background)


class Reader:
    """Features of single pixels, read tile by tile."""

    def __init__(
        self, source: RasterSource, numbers: Sequence[int], normalization: dict[str, Any], background: np.ndarray
    ) -> None:
        self.source, self.numbers, self.background = source, list(numbers), background
        self.normalizers = Normalizer.each(normalization)
        self.plan = Plan.of(source.grid.window, HALO, SIDE)

    def at(self, places: np.ndarray, report: Report) -> tuple[torch.Tensor, np.ndarray]:
        """(N, F) of the pixels at (N, 2) rows and columns, and (N,) whether all their bands are valid."""
        tiles = places // (self.plan.core_height, self.plan.core_width)
        found = torch.zeros(len(places), len(KINDS) * len(self.numbers))
        valid = np.zeros(len(places), bool)
        for row, column in np.unique(tiles, axis=0):
            report.check()
            mine = np.flatnonzero((tiles == (row, column)).all(1))
            tile = self._tile(int(row), int(column))
            rows, columns = (places[mine] - (tile.core.row, tile.core.column)).T
            found[mine] = self._features(tile)[:, rows, columns].t()
            valid[mine] = tile.valid[:, rows, columns].all(0)
        return found, valid

    def anywhere(self, report: Report) -> torch.Tensor:
        """(M, F) of valid pixels, evenly from tiles all over the raster."""
        random = np.random.default_rng(0)
        across = -(-self.source.grid.width // self.plan.core_width)
        chosen = np.unique(np.linspace(0, len(self.plan) - 1, LOOKED_AT).round().astype(int))
        found = []
        for number in chosen:
            report.check()
            tile = self._tile(int(number) // across, int(number) % across)
            inside = np.zeros(tile.valid.shape[1:], bool)
            inside[tile.inside] = True
            rows, columns = np.nonzero(tile.valid.all(0) & inside)
            some = random.permutation(len(rows))[: UNLABELLED // len(chosen) + 1]
            if len(some):
                found.append(self._features(tile)[:, rows[some], columns[some]].t())
        return torch.cat(found)

    def _tile(self, row: int, column: int) -> Tile:
        width, height = self.plan.core_width, self.plan.core_height
        core = Window(column * width, row * height, width, height)
        return read_tile(self.source, self.plan, core, self.background, self.numbers)

    @torch.inference_mode()
    def _features(self, tile: Tile) -> torch.Tensor:
        """(F, height, width) of the core."""
        inner = slice(HALO, -HALO)
        return features(normalize(tile.image, self.normalizers)[None])[0, :, inner, inner]


def ranges(every: Sequence[np.ndarray]) -> dict[str, Any]:
    """A card's normalization from valid values of each band: nothing stays 0 where values are counts, so that ratios hold."""
    scales, offsets = [], []
    for values in every:
        low, high = np.quantile(values.astype(np.float64), QUANTILES) if values.size else (0.0, 1.0)
        offset = 0.0 if low >= 0 else float(low)
        offsets.append(offset)
        scales.append(float(high - offset) if high > offset else 1.0)
    return {"scheme": "bands", "scale": scales, "offset": offsets}


def single(found: layer.Labels) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    """Places, classes and shapes of the labelled pixels, each once; and how many are left out, as two classes claim them."""
    names = np.array(found.values, object)
    keys = found.places[:, 0].astype(np.int64) << 32 | found.places[:, 1]
    _, first, which = np.unique(keys, return_index=True, return_inverse=True)
    agree = np.ones(len(first), bool)
    np.logical_and.at(agree, which, names == names[first][which])
    kept = np.sort(first[agree])
    return found.places[kept], names[kept], found.groups[kept], int((~agree).sum())


def thinned(names: np.ndarray) -> np.ndarray:
    """Which labelled pixels are learned from: of a class at most MOST_OF_A_CLASS, evenly from all its shapes."""
    kept = []
    for name in dict.fromkeys(names.tolist()):
        members = np.flatnonzero(names == name)
        count = min(len(members), MOST_OF_A_CLASS)
        kept.append(members[np.linspace(0, len(members) - 1, count).round().astype(int)])
    return np.sort(np.concatenate(kept))


def in_order(names: np.ndarray, numeric: bool) -> list[str]:
    """The classes: numbers by size, words by the alphabet."""
    return sorted(set(names.tolist()), key=lambda name: (int(name), "") if numeric else (0, name))


def codes_of(classes: Sequence[str], numeric: bool) -> list[str]:
    """Pixel values: a field of whole numbers keeps them where a byte can; else 1, 2, 3 ..."""
    if numeric and all(1 <= int(name) <= MOST_CLASSES for name in classes):
        return [str(int(name)) for name in classes]
    return [str(number) for number in range(1, len(classes) + 1)]


def check_classes(counts: dict[str, int]) -> None:
    """Raises RasterGanError `labels-one-class`, `labels-many-classes` or `labels-single`."""
    if len(counts) < 2:
        raise RasterGanError("labels-one-class", got=", ".join(counts))
    if len(counts) > MOST_CLASSES:
        raise RasterGanError("labels-many-classes", most=MOST_CLASSES, got=len(counts))
    alone = [name for name, count in counts.items() if count < 2]
    if alone:
        raise RasterGanError("labels-single", got=", ".join(alone))


def folds(truth: np.ndarray, places: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """(N,) the block of each label: in every class 2 to MOST_FOLDS stretches of neighbouring ground.

    truth: (N,) classes; places: (N, 2) rows and columns; groups: (N,) the shapes, which are not divided where a class has as
    many as there are blocks.
    """
    fewest = min(int((truth == one).sum()) for one in np.unique(truth))
    count = max(2, min(MOST_FOLDS, fewest))
    found = np.zeros(len(truth), int)
    for one in np.unique(truth):
        members = np.flatnonzero(truth == one)
        members = members[np.argsort([along_curve(int(row), int(column)) for row, column in places[members]])]
        whole = len(np.unique(groups[members])) >= count
        units = groups[members].tolist() if whole else list(range(len(members)))
        rank = {unit: number for number, unit in enumerate(dict.fromkeys(units))}
        found[members] = [rank[unit] * count // len(rank) for unit in units]
    return found
