"""Upright boxes on the pixel grid: (N, 4) float64 arrays of left, top, right, bottom, as the centre-point models find them."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

SAME = 0.45
"""Intersection over union from which on two boxes are one object, found twice.  Crowns in a forest overlap by less."""


def box_iou(some: np.ndarray, others: np.ndarray) -> np.ndarray:
    """(N, 4), (M, 4) -> intersection over union of each with each, (N, M)."""
    low = np.maximum(some[:, None, :2], others[None, :, :2])
    high = np.minimum(some[:, None, 2:], others[None, :, 2:])
    shared = (high - low).clip(0).prod(2)
    area, other = ((boxes[:, 2:] - boxes[:, :2]).prod(1) for boxes in (some, others))
    return shared / np.maximum(area[:, None] + other[None] - shared, 1e-12)


def nms(boxes: np.ndarray, classes: np.ndarray, scores: np.ndarray) -> np.ndarray:
    """Places of the boxes that stay: of two of a class that are SAME, the one with the higher score (greedy suppression).

    Ties go by place on the ground, so that the order in which tiles came does not matter.  Time grows with the number of boxes
    and of their near neighbours, not with its square.
    """
    if not len(boxes):
        return np.zeros(0, int)
    centers = (boxes[:, :2] + boxes[:, 2:]) / 2
    side = max(1.0, float((boxes[:, 2:] - boxes[:, :2]).max()))
    cells = np.floor(centers / side).astype(int)
    kept: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for index in np.lexsort((centers[:, 0], centers[:, 1], -scores)):
        column, row = cells[index]
        key = int(classes[index])
        near = [
            neighbor for x in (-1, 0, 1) for y in (-1, 0, 1) for neighbor in kept.get((key, column + x, row + y), ())
        ]
        if not near or box_iou(boxes[index][None], boxes[near]).max() < SAME:
            kept[key, column, row].append(int(index))
    return np.array(sorted(index for places in kept.values() for index in places), int)
