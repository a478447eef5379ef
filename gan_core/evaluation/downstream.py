"""What a model does to a map or a search for objects: how much of what is found on the truth is found on its images too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np
import torch

from gan_core.api import library
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.assessment import EvaluateJob
from gan_core.api.library import LibraryEntry
from gan_core.datasets.picked_tiles import PickedTiles
from gan_core.inference import model
from gan_core.inference.boxes import box_iou, nms
from gan_core.inference.detector import Detections, Detector
from gan_core.metrics.detection import matched
from gan_core.pipeline.tiled_detection import score_threshold_of
from gan_core.pipeline.tiles import normalize
from gan_core.radiometry.normalize import Normalizer
from gan_core.raster.sample import Sample

TASKS = ("classify", "detect")
Find = Callable[[np.ndarray], Any]
"""(C, H, W) in the raster's units -> what is found there."""


class Common(NamedTuple):
    """What two images have in common."""

    same: int
    """Found on both."""
    total: int
    """Found on the one, plus found on the other."""


class Downstream:
    """A classifier or a detector, at work on every method's images and on the truth.

    Its agreement with itself is 2 x same / (found here + found on the truth): for classes the share of pixels that keep the
    truth's class, for objects the F1 of the finds, a find being the same from an overlap of half on.
    """

    def __init__(self, entry: LibraryEntry, tiles: PickedTiles) -> None:
        """Raises RasterGanError `downstream-bands`."""
        card = entry.card
        if len(card.bands) != len(tiles.numbers):
            names = ", ".join(card.bands)
            raise RasterGanError(
                "downstream-bands", model=card.id, expected=len(card.bands), names=names, got=tiles.numbers
            )
        self.entry = entry
        self.ranges = [tiles.normalizer[number] for number in tiles.numbers]
        self.find: Find = _classifier(entry) if card.task == "classify" else _detector(entry, tiles)
        self.common: Callable[[Any, Any], Common] = _classes if card.task == "classify" else _objects
        self.counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])

    def add(self, images: Mapping[str, torch.Tensor], truth: torch.Tensor) -> None:
        """Of one tile, by method: (C, H, W) in the range of the model that is judged."""
        wanted = self.find(self._values(truth))
        for name, image in images.items():
            common = self.common(self.find(self._values(image)), wanted)
            self.counts[name][0] += 2 * common.same
            self.counts[name][1] += common.total

    def agreement(self, name: str) -> float:
        """0 to 1; NaN where nothing is found at all."""
        same, total = self.counts[name]
        return same / total if total else float("nan")

    def _values(self, image: torch.Tensor) -> np.ndarray:
        bands = zip(image.double().numpy(), self.ranges)
        return np.stack([band * normalizer.scale + normalizer.offset for band, normalizer in bands])


def choose(job: EvaluateJob, tiles: PickedTiles) -> Downstream | None:
    """As the job names it.  Raises RasterGanError `model-...` or `downstream-bands`."""
    return Downstream(library.find(job.downstream, job.models, TASKS), tiles) if job.downstream else None


def _classifier(entry: LibraryEntry) -> Find:
    card, network = entry.card, model.load(entry.path).network
    normalizers, halo = Normalizer.each(card.normalization), card.halo

    @torch.inference_mode()
    def classes(values: np.ndarray) -> np.ndarray:
        inner = slice(halo, -halo or None)
        indexes: np.ndarray = network(normalize(values, normalizers)[None]).argmax(1)[0, inner, inner].numpy().ravel()
        return indexes

    return classes


def _classes(here: np.ndarray, truth: np.ndarray) -> Common:
    return Common(int((here == truth).sum()), 2 * len(truth))


def _detector(entry: LibraryEntry, tiles: PickedTiles) -> Find:
    card = entry.card
    detector = Detector.of(model.load(entry.path), torch.device("cpu"))
    sample = Sample(tiles.source)
    samples = [sample.values(number) for number in tiles.numbers]
    scale = Normalizer.of(card.normalization, tiles.source.dtype, samples)
    least = score_threshold_of(None, card)

    def objects(values: np.ndarray) -> Detections:
        rows, columns = (side // detector.step * detector.step for side in values.shape[1:])
        image = ((values[:, :rows, :columns] - scale.offset) / scale.scale).astype(np.float32)
        detections = detector(image, 0, least)
        return detections.only(nms(detections.boxes, detections.classes, detections.scores))

    return objects


def _objects(here: Detections, truth: Detections) -> Common:
    alike = np.where(here.classes[:, None] == truth.classes[None], box_iou(here.boxes, truth.boxes), 0.0)
    return Common(int((matched(here.scores, alike) >= 0).sum()), len(here.scores) + len(truth.scores))
