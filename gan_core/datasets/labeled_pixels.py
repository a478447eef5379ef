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
from gan_core.datasets.pixel_reader import PixelReader
from gan_core.networks.landcover import KINDS
from gan_core.radiometry.normalize import QUANTILES
from gan_core.raster.sample import Sample
from gan_core.raster.source import RasterSource
from gan_core.tiling.split import along_curve
from gan_core.training.pixel_samples import PixelSamples
from gan_core.vector import labels as layer

MOST_OF_A_CLASS = 1000
"""Labelled pixels; of more, evenly spread ones."""
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
    samples: PixelSamples
    elsewhere: np.ndarray
    """(M, 2) rows and columns of the samples' pixels without a label."""
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
    labels = layer.read(job.labels, job.field, source.grid, source.dataset.GetProjection(), job.encoding)
    if labels.outside == labels.shapes:
        raise RasterGanError("labels-outside", shapes=labels.shapes)
    sample = Sample(source)
    every = [sample.values(number) for number in numbers]
    background = np.array([np.median(values) if values.size else 0 for values in every])
    normalization = ranges(every)
    places, names, groups, twice = single(labels)
    if not len(names):
        raise RasterGanError("labels-none", path=job.labels)
    kept = thinned(names)
    places, names, groups = places[kept], names[kept], groups[kept]
    reader = PixelReader(source, numbers, normalization, background)
    known, valid = reader.at(places, report)
    if not valid.any():
        raise RasterGanError("labels-nodata", pixels=len(valid))
    places, names, groups = places[valid], names[valid], groups[valid]
    classes = in_order(names, labels.numeric)
    counts = {name: int((names == name).sum()) for name in classes}
    check_classes(counts)
    unknown, elsewhere = reader.anywhere(report)
    truth = np.array([classes.index(name) for name in names])
    mean, spread = unknown.mean(0), unknown.std(0).clamp(min=LEAST_SPREAD)
    kinds = torch.tensor(KINDS).repeat_interleave(len(numbers))
    standard = [(some - mean) / spread for some in (known[torch.from_numpy(valid)], unknown)]
    samples = PixelSamples(standard[0], torch.from_numpy(truth), standard[1], kinds, len(classes))
    left = {"outside": labels.outside, "nodata": int((~valid).sum()), "twice": twice, "unnamed": labels.unnamed}
    if any(left.values()):
        report.note("labels-left-out", **left)
    report.note("labels", pixels=len(names), classes=", ".join(f"{name} {count}" for name, count in counts.items()))
    fold = torch.from_numpy(folds(truth, places, groups))
    codes = codes_of(classes, labels.numeric)
    return LabeledPixels(
        source, numbers, normalization, classes, codes, places, fold, samples, elsewhere, mean, spread, background
    )


def ranges(every: Sequence[np.ndarray]) -> dict[str, Any]:
    """A card's normalization from valid values of each band: nothing stays 0 where values are counts, so that ratios hold."""
    scales, offsets = [], []
    for values in every:
        low, high = np.quantile(values.astype(np.float64), QUANTILES) if values.size else (0.0, 1.0)
        offset = 0.0 if low >= 0 else float(low)
        offsets.append(offset)
        scales.append(float(high - offset) if high > offset else 1.0)
    return {"scheme": "bands", "scale": scales, "offset": offsets}


def single(labels: layer.Labels) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    """Places, classes and shapes of the labelled pixels, each once; and how many are left out, as two classes claim them."""
    names = np.array(labels.values, object)
    keys = labels.places[:, 0].astype(np.int64) << 32 | labels.places[:, 1]
    _, first, which = np.unique(keys, return_index=True, return_inverse=True)
    agree = np.ones(len(first), bool)
    np.logical_and.at(agree, which, names == names[first][which])
    kept = np.sort(first[agree])
    return labels.places[kept], names[kept], labels.groups[kept], int((~agree).sum())


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
    fewest = min(int((truth == label).sum()) for label in np.unique(truth))
    count = max(2, min(MOST_FOLDS, fewest))
    blocks = np.zeros(len(truth), int)
    for label in np.unique(truth):
        members = np.flatnonzero(truth == label)
        members = members[np.argsort([along_curve(int(row), int(column)) for row, column in places[members]])]
        whole = len(np.unique(groups[members])) >= count
        units = groups[members].tolist() if whole else list(range(len(members)))
        rank = {unit: number for number, unit in enumerate(dict.fromkeys(units))}
        blocks[members] = [rank[unit] * count // len(rank) for unit in units]
    return blocks
