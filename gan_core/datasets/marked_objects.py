"""The objects that somebody marked, and the ground around them: some to learn from, some to judge by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.detection import TrainDetectorJob
from gan_core.api.protocol import Report
from gan_core.datasets.picked_tiles import bands_for, scaled
from gan_core.networks.centernet import STRIDES
from gan_core.radiometry.normalize import Normalizer
from gan_core.raster.sample import Sample
from gan_core.raster.source import RasterSource
from gan_core.raster.stretch import Stretch
from gan_core.tiling.split import held_out
from gan_core.tiling.window import Window
from gan_core.training.detection_crops import EMPTY, SILENT, UNKNOWN, SourceImage
from gan_core.vector import objects

ONE_CLASS = "object"
MOST_CLASSES = 64
CELLS = 4
"""Cells across the middling object, at least: fewer and its size can't be told."""
LARGEST = 400
"""Pixels across the middling object: what a cell of the coarsest kind sees on each side is 288."""
CROP = 48
"""Cells along a crop's side."""
LEAST_TO_HOLD = 10
"""Objects from which on some are held out."""
BLOCK = 6
"""Side of the blocks of ground that are held out, in sides of the middling object."""
MOST_WHOLE = 24_000_000
"""Values of a raster that is kept in memory as a whole."""
MOST_VALUES = 100_000_000
"""Of the squares of a larger one: 200 MB."""


@dataclass(frozen=True)
class MarkedObjects:
    """What a detector's training is about: a raster, its bands, the marked objects, and which ground is held out."""

    source: RasterSource
    numbers: list[int]
    normalizer: Normalizer
    names: list[str]
    """Of the classes, in the order of the model's planes."""
    boxes: np.ndarray
    """(N, 4) float64, pixels of the raster"""
    classes: np.ndarray
    """(N,) int"""
    is_validation: np.ndarray
    """(N,) bool: to judge by"""
    blocks: list[Window]
    """The ground that is judged on: no learner saw a label there, unless too few are known (`is_validation` all false)."""
    stride: int
    """Pixels along the side of a cell of the network's output."""
    empty: str

    def arguments(self, features: int) -> dict[str, int]:
        """Of the network."""
        return {
            "bands": len(self.numbers),
            "classes": len(self.names),
            "stride": self.stride,
            "features": features,
        }

    def read(self, window: Window) -> np.ndarray:
        """(C, H, W) float32 in the model's range, gaps filled."""
        return scaled(*self.source.read(window, self.numbers), [self.normalizer] * len(self.numbers))

    def pieces(self, report: Report) -> list[SourceImage]:
        """The ground to learn from: the whole raster, or where that is too much squares round the objects and elsewhere."""
        train = ~self.is_validation
        centers = centers_of(self.boxes)
        images = []
        windows = self.windows()
        covered = np.zeros(len(self.boxes), bool)
        for window in windows:
            report.check()
            corner = np.array(window[:2])
            inside = train & ((centers >= corner) & (centers < corner + window[2:])).all(1)
            covered |= inside
            boxes = self.boxes[inside] - np.tile(corner, 2)
            image = self.read(window).astype(np.float16)
            images.append(SourceImage(image, self.known(window), boxes, self.classes[inside]))
        if (train & ~covered).any():
            report.note("objects-beyond", count=int((train & ~covered).sum()), squares=len(windows))
        return images

    def windows(self) -> list[Window]:
        """The whole raster, or squares of two crops' side: three quarters of them with objects to learn from, the others empty
        ground and any ground."""
        whole = self.source.grid.window
        if whole.width * whole.height * len(self.numbers) <= MOST_WHOLE:
            return [whole]
        side = 2 * CROP * self.stride
        room = max(4, MOST_VALUES // (side**2 * len(self.numbers)))
        rng = np.random.default_rng(0)
        reference = self.source.dataset.GetProjection()
        empty = centers_of(objects.areas(self.empty, self.source.grid, reference)) if self.empty else np.zeros((0, 2))
        anywhere = rng.uniform(0, 1, (room, 2)) * [whole.width, whole.height]
        chosen: dict[Window, None] = {}
        centers = centers_of(self.boxes[~self.is_validation])
        for places, until in ((centers, room * 3 // 4), (empty, room * 7 // 8), (anywhere, room)):
            for x, y in rng.permutation(places):
                # objects that lie close share a square: corners are multiples of a quarter of its side
                left, top = (int(round((at - side / 2) / (side / 4))) * (side // 4) for at in (x, y))
                square = Window(left, top, side, side).intersection(whole)
                if len(chosen) < until and 0 not in square[2:]:
                    chosen.setdefault(square)
        return list(chosen)

    @property
    def stretch(self) -> Stretch:
        """For pictures of what `read` gives."""
        count, own = len(self.numbers), self.normalizer
        return Stretch.of(self.source, self.numbers).scaled([own.scale] * count, [own.offset] * count)

    def empty_at(self, centers: np.ndarray) -> np.ndarray:
        """(N,) bool: which of these places (N, 2), columns and rows, are said to hold no object."""
        inside = np.zeros(len(centers), bool)
        if not self.empty:
            return inside
        reference = self.source.dataset.GetProjection()
        for block in self.blocks:
            columns, rows = np.floor(centers - np.array(block[:2])).astype(int).T
            here = (columns >= 0) & (columns < block.width) & (rows >= 0) & (rows < block.height)
            covered = objects.covered(self.empty, self.source.grid, reference, block)
            inside[here] |= covered[rows[here], columns[here]]
        return inside

    def known(self, window: Window) -> np.ndarray:
        """(H, W): UNKNOWN, EMPTY, or SILENT where there is no data or others will judge."""
        known = np.full((window.height, window.width), UNKNOWN, np.uint8)
        if self.empty:
            reference = self.source.dataset.GetProjection()
            known[objects.covered(self.empty, self.source.grid, reference, window)] = EMPTY
        _, valid = self.source.read(window, self.numbers)
        known[~valid.all(0)] = SILENT
        if self.is_validation.any():
            for block in self.blocks:
                known[block.intersection(window).relative_to(window).slices] = SILENT
        return known


def centers_of(boxes: np.ndarray) -> np.ndarray:
    """(N, 4) -> (N, 2): columns and rows."""
    return (boxes[:, :2] + boxes[:, 2:]) / 2


def read_marked_objects(job: TrainDetectorJob, report: Report) -> MarkedObjects:
    """Raises RasterGanError `input-...`, `bands-unknown` or `objects-...`."""
    source = RasterSource(job.input)
    numbers, _ = bands_for(job.bands, source, len(job.bands))
    marked = objects.read(job.objects, source.grid, source.dataset.GetProjection(), job.field, job.size, job.encoding)
    indexes = _usable(marked, source, numbers, job.field, report)
    boxes, words = marked.boxes[indexes], [marked.names[index] or ONE_CLASS for index in indexes]
    names = sorted(set(words))
    if len(names) > MOST_CLASSES:
        raise RasterGanError("objects-classes", most=MOST_CLASSES, got=job.field, count=len(names))
    classes = np.array([names.index(word) for word in words])
    middling = float(np.median(np.sqrt((boxes[:, 2:] - boxes[:, :2]).prod(1))))
    if middling > LARGEST:
        raise RasterGanError("objects-large", got=round(middling), most=LARGEST)
    stride = next((stride for stride in STRIDES if stride * CELLS <= middling), STRIDES[-1])
    is_validation, blocks = _hold_out(boxes, source.grid.window, round(BLOCK * middling))
    sample = Sample(source)
    normalizer = Normalizer.of({"scheme": "auto"}, source.dtype, [sample.values(number) for number in numbers])
    counts = {name: int((classes[~is_validation] == index).sum()) for index, name in enumerate(names)}
    listing = ", ".join(f"{name}: {count}" for name, count in counts.items())
    report.note("objects", learn=int((~is_validation).sum()), classes=listing, held=int(is_validation.sum()))
    for name, count in counts.items():
        if count == 1:
            report.note("class-single", name=name)
    if not is_validation.any():
        report.note("objects-few", least=LEAST_TO_HOLD)
    return MarkedObjects(source, numbers, normalizer, names, boxes, classes, is_validation, blocks, stride, job.empty)


def _usable(
    marked: objects.LabeledObjects, source: RasterSource, numbers: list[int], field: str, report: Report
) -> list[int]:
    """Places of the objects whose middle lies on valid pixels, with an area and a class."""
    indexes = []
    left: dict[str, Any] = {"outside": 0, "nodata": 0, "flat": 0, "nameless": 0}
    for index, (box, name) in enumerate(zip(marked.boxes, marked.names)):
        report.check()
        column, row = (int(np.floor(value)) for value in (box[:2] + box[2:]) / 2)
        pixel = Window(column, row, 1, 1)
        if not np.isfinite(box).all() or 0 in pixel.intersection(source.grid.window)[2:]:
            left["outside"] += 1
        elif min(box[2:] - box[:2]) < 1e-3:
            left["flat"] += 1
        elif field and not name:
            left["nameless"] += 1
        elif not source.read(pixel, numbers)[1].all():
            left["nodata"] += 1
        else:
            indexes.append(index)
    if not indexes:
        raise RasterGanError("objects-unfit", **left)
    if any(left.values()):
        report.note("objects-left-out", **left)
    return indexes


def _hold_out(boxes: np.ndarray, whole: Window, side: int) -> tuple[np.ndarray, list[Window]]:
    """Which objects are held out, and the blocks of ground that are judged on: those of the held objects, else of all."""
    side = max(side, 16)
    centers = centers_of(boxes)
    while True:
        corners = [(int(x // side) * side, int(y // side) * side) for x, y in centers]
        blocks = [Window(*corner, side, side).intersection(whole) for corner in dict.fromkeys(corners)]
        chosen = held_out(blocks) if len(boxes) >= LEAST_TO_HOLD else set()
        if chosen or len(boxes) < LEAST_TO_HOLD or side <= 32:
            break
        side //= 2
    judged = {tuple(blocks[index][:2]) for index in chosen}
    is_validation = np.array([corner in judged for corner in corners])
    if is_validation.all() or not is_validation.any():
        return np.zeros(len(boxes), bool), blocks
    return is_validation, [blocks[index] for index in sorted(chosen)]
