"""Synthetic tiles of known classes as more labels for a classifier, learned from only where that helps on real ones."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from gan_core.api.errors import RasterGanError
from gan_core.api.protocol import Report
from gan_core.datasets.labeled_pixels import LabeledPixels
from gan_core.networks.landcover import features
from gan_core.pipeline.tiles import normalize
from gan_core.radiometry.normalize import Normalizer
from gan_core.raster.source import RasterSource
from gan_core.raster.synthetic import CLASS
from gan_core.training.cross_validation import SHARE, CrossValidationResult, cross_validate, one_thread
from gan_core.training.pixel_samples import PixelSamples

MOST_TILES = 200
"""Of a class."""
PIXELS = (-4, 4)
"""Rows and columns from a tile's middle that are learned from: what a tile's class was given for, and far from its edge."""


@dataclass(frozen=True)
class SyntheticGain:
    """What the tiles did for a classifier."""

    tiles: int
    without: CrossValidationResult
    with_them: CrossValidationResult
    """The same learner, taught with them beside the real labels and asked of the same real labels."""
    samples: PixelSamples
    """The real labels and theirs."""

    @property
    def kept(self) -> bool:
        return self.with_them.clearly_better(self.without)

    @property
    def gain(self) -> float:
        """Points of overall accuracy."""
        return 100 * (self.with_them.accuracy - self.without.accuracy)


def try_synthetic_labels(
    folder: str, labels: LabeledPixels, best: CrossValidationResult, until: float, device: torch.device, report: Report
) -> SyntheticGain:
    """Compares the learner that was best with itself.  until: as time.monotonic counts.  Raises RasterGanError
    `synthetic-...` or `input-...`."""
    tiles = list(_tiles(folder, labels, report))
    if not tiles:
        raise RasterGanError("synthetic-none", got=folder, expected=", ".join(labels.classes))
    known, truth = (torch.cat(several) for several in zip(*tiles))
    more = labels.samples.plus((known - labels.mean) / labels.spread, truth)
    with one_thread():
        seconds = SHARE * max(0.0, until - time.monotonic())
        result = cross_validate(best.learner, best.trust, more, labels.fold, seconds, device, report.check)
    gain = SyntheticGain(len(tiles), best, result, more)
    shares = {"with_them": 100 * result.accuracy, "without": 100 * best.accuracy}
    report.note("synthetic-kept" if gain.kept else "synthetic-left", tiles=len(tiles), **shares)
    return gain


@torch.inference_mode()
def _tiles(folder: str, labels: LabeledPixels, report: Report) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    """Features (N, F), not standardised, and classes (N,) of each tile's middle; tiles of other classes are left out."""
    normalizers, counts = Normalizer.each(labels.normalization), dict.fromkeys(labels.classes, 0)
    for path in sorted(Path(folder).glob("*.tif")):
        report.check()
        source = RasterSource(str(path))
        name = source.dataset.GetMetadataItem(CLASS)
        if name not in counts or counts[name] == MOST_TILES:
            continue
        counts[name] += 1
        values, valid = source.read(source.grid.window, _numbers(source, labels))
        image = np.where(valid, values, labels.background[:, None, None]).astype(np.float64)
        planes = features(normalize(image, normalizers)[None])[0]
        middle = np.array(planes.shape[1:]) // 2
        rows, columns = (np.clip(center + np.array(PIXELS), 0, 2 * center - 1) for center in middle)
        vectors = planes[:, rows[:, None], columns[None]].flatten(1).t()
        yield vectors, torch.full((len(vectors),), labels.classes.index(name))


def _numbers(source: RasterSource, labels: LabeledPixels) -> list[int]:
    """The bands that the classifier looks at, in a tile of all the raster's bands or of these alone."""
    count = len(source.bands)
    if count == len(labels.source.bands):
        return labels.numbers
    if count != len(labels.numbers):
        raise RasterGanError("synthetic-bands", path=source.path, got=count, expected=len(labels.numbers))
    return list(range(1, count + 1))
