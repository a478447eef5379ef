"""Crops to learn objects from: turned, scaled, brightened, and with labelled objects pasted onto other ground."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch

from gan_core.training.copy_paste import cut_patch, is_covered, paste, resampled

UNKNOWN, EMPTY, SILENT = 0, 1, 2
"""What is known of ground outside the labelled objects: nothing; that it holds no object; or it is not to be learned from."""
SCALES = (0.75, 1.35)
PASTED = 7
"""Objects pasted into a crop at most, and as many pieces of plain ground.  On tree crowns from 50 boxes, 300 steps: AP50 0.17
with none (then at other settings: 0.26 with 3), 0.31 with 3, 0.35 with 7."""
FRAME = 1.15
"""A pasted piece's side, in sides of its object."""
LARGEST_SHARE = 0.6
"""Of a crop's side: larger objects are not pasted."""
TURNED = 0.4
"""Share of the crops that are mirrored or turned.  Not all: the sun stands where it stands, and where shadows lie tells the
edges of an object.  On tree crowns from 50 boxes, 300 steps: AP50 0.21 with all, 0.33 with half, 0.29 with none."""
AT_OBJECTS = 0.6
"""Share of the crops that hold a labelled object for sure."""


@dataclass(frozen=True)
class SourceImage:
    """A part of a raster in the model's range."""

    image: np.ndarray
    """(C, H, W) float32, or float16 to be kept"""
    known: np.ndarray
    """(H, W) uint8: UNKNOWN, EMPTY or SILENT"""
    boxes: np.ndarray
    """(N, 4) float64, pixels of the piece"""
    classes: np.ndarray
    """(N,) int"""


class Crop(NamedTuple):
    """The same, ready to learn from."""

    image: torch.Tensor
    known: torch.Tensor
    boxes: np.ndarray
    classes: np.ndarray


class CropSampler:
    """`batch(step, count)` gives the same crops for the same step."""

    def __init__(self, pieces: Sequence[SourceImage], side: int, seed: int) -> None:
        """side: of a crop, pixels."""
        reach = int(side * SCALES[1]) + 1
        self.pieces = [_padded(piece, reach) for piece in pieces]
        self.side, self.seed = side, seed
        self.objects = [
            (number, index) for number, piece in enumerate(self.pieces) for index in range(len(piece.boxes))
        ]
        sizes = np.array([piece.known.size for piece in self.pieces], float)
        self.shares = sizes / sizes.sum()

    def batch(self, step: int, count: int) -> list[Crop]:
        rng = np.random.default_rng([self.seed, step])
        return [self._crop(rng) for _ in range(count)]

    def _crop(self, rng: np.random.Generator) -> Crop:
        scale = float(np.exp(rng.uniform(*np.log(SCALES))))
        reach = round(self.side / scale)
        if rng.random() < AT_OBJECTS:
            number, index = self.objects[rng.integers(len(self.objects))]
            piece = self.pieces[number]
            middle = (piece.boxes[index, :2] + piece.boxes[index, 2:]) / 2 + rng.uniform(-0.4, 0.4, 2) * reach
        else:
            piece = self.pieces[rng.choice(len(self.pieces), p=self.shares)]
            middle = rng.uniform(0, 1, 2) * piece.known.shape[::-1]
        left, top = (
            int(np.clip(round(at - reach / 2), 0, length - reach))
            for at, length in zip(middle, piece.known.shape[::-1])
        )
        crop = self._cut(piece, left, top, reach)
        crop = self._copy_paste(crop, rng)
        way = int(rng.integers(8)) if rng.random() < TURNED else 0
        image, known, boxes = turned(crop.image, crop.known, crop.boxes, way)
        return Crop(torch.from_numpy(_lit(image, rng)), torch.from_numpy(known), boxes, crop.classes)

    def _cut(self, piece: SourceImage, left: int, top: int, reach: int) -> SourceImage:
        """A square of the piece, `reach` pixels wide, on `side` pixels."""
        rows, columns = slice(top, top + reach), slice(left, left + reach)
        image = resampled(piece.image[:, rows, columns], self.side, self.side)
        take = ((np.arange(self.side) + 0.5) * reach / self.side).astype(int)
        known = piece.known[rows, columns][take[:, None], take[None]]
        boxes = (piece.boxes - np.array([left, top, left, top])) * self.side / reach
        centers = (boxes[:, :2] + boxes[:, 2:]) / 2
        inside = ((centers > 0) & (centers < self.side)).all(1)
        return SourceImage(image, known, boxes[inside], piece.classes[inside])

    def _copy_paste(self, crop: SourceImage, rng: np.random.Generator) -> SourceImage:
        """Objects, and pieces of ground that look pasted too, so that their edges betray nothing."""
        image, boxes, classes = crop.image.copy(), list(crop.boxes), list(crop.classes)
        known = crop.known.copy()
        for _ in range(rng.integers(PASTED + 1)):
            number, index = self.objects[rng.integers(len(self.objects))]
            piece = self.pieces[number]
            box = piece.boxes[index]
            for real in (True, False):
                size = (box[2:] - box[:2]) * np.exp(rng.uniform(-0.25, 0.25))
                if max(size) > LARGEST_SHARE * self.side or min(size) < 1:
                    continue
                at = rng.uniform(size / 2, self.side - size / 2)
                source = self.pieces[rng.choice(len(self.pieces), p=self.shares)] if not real else piece
                middle = (box[:2] + box[2:]) / 2
                if not real:
                    middle = rng.uniform(0, 1, 2) * source.known.shape[::-1]
                patch = cut_patch(source.image, middle, (box[2:] - box[:2]) * FRAME)
                covered = paste(image, patch, at, size * FRAME, rng)
                if covered is None:
                    continue
                keep = [not is_covered(other, at, size) for other in boxes]
                boxes = [other for other, stays in zip(boxes, keep) if stays]
                classes = [label for label, stays in zip(classes, keep) if stays]
                if real:
                    boxes.append(np.concatenate((at - size / 2, at + size / 2)))
                    classes.append(piece.classes[index])
                known[covered] = np.where(known[covered] == SILENT, UNKNOWN, known[covered]) if real else SILENT
        return SourceImage(image, known, np.array(boxes).reshape(-1, 4), np.array(classes, int))


def turned(
    image: np.ndarray, known: np.ndarray, boxes: np.ndarray, way: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """One of the eight ways to lay a square down: bit 0 mirrors columns, bit 1 rows, bit 2 swaps the two."""
    side = known.shape[0]
    left, top, right, bottom = boxes.T
    if way & 1:
        image, known, left, right = image[:, :, ::-1], known[:, ::-1], side - right, side - left
    if way & 2:
        image, known, top, bottom = image[:, ::-1], known[::-1], side - bottom, side - top
    if way & 4:
        image, known, left, top, right, bottom = image.transpose(0, 2, 1), known.T, top, left, bottom, right
    boxes = np.stack((left, top, right, bottom), 1)
    return np.ascontiguousarray(image), np.ascontiguousarray(known), boxes


def _lit(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Brighter or darker, with more or less contrast, each band a little differently."""
    gain = rng.uniform(0.8, 1.25) * rng.uniform(0.93, 1.07, (len(image), 1, 1))
    shift = rng.uniform(-0.08, 0.08) + rng.uniform(-0.02, 0.02, (len(image), 1, 1))
    middle = float(image.mean())
    return image * gain.astype(np.float32) + (middle + shift - middle * gain).astype(np.float32)


def _padded(piece: SourceImage, side: int) -> SourceImage:
    """A piece smaller than a crop is mirrored at its end; there is nothing to learn from there."""
    height, width = (max(0, side - length) for length in piece.known.shape)
    if not height and not width:
        return piece
    image = np.pad(piece.image, ((0, 0), (0, height), (0, width)), "symmetric")
    return SourceImage(
        image, np.pad(piece.known, ((0, height), (0, width)), constant_values=SILENT), piece.boxes, piece.classes
    )
