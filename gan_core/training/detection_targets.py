"""What a centre-point network should say of a crop, and how far it is from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch

from gan_core.networks.centernet import BOX
from gan_core.training.detection_crops import EMPTY, SILENT, Crop

SPREAD = 0.12
"""Standard deviation of an object's heat, in sides of its box."""
NARROWEST = 0.6
"""The same, cells."""
BOXED = 0.3
"""Heat from which on a cell learns its object's box."""
UNKNOWN_SHARE = 0.5
"""Weight of ground of which nothing is known: it may hold unlabelled objects."""
PLACE, SIZE = 5.0, 2.0
"""What being beside an object by its own side costs, and having its size wrong by a factor of e: in shares of the object, as
overlap counts them, not in cells."""


class DetectionTargets(NamedTuple):
    """(B, ...) of a batch, in cells."""

    heat: torch.Tensor
    """(B, classes, h, w): 1 at a centre, falling around it."""
    sure: torch.Tensor
    """(B, 1, h, w): 1 where ground outside centres is known to be empty, 0 where it is unknown, -1 where nothing is learned."""
    box: torch.Tensor
    """(B, BOX, h, w)"""
    weight: torch.Tensor
    """(B, 1, h, w): how much a cell learns a box."""


def make_targets(crops: Sequence[Crop], classes: int, stride: int) -> DetectionTargets:
    targets = [_make_target(crop, classes, stride) for crop in crops]
    return DetectionTargets(*(torch.from_numpy(np.stack(planes)).float() for planes in zip(*targets)))


def _make_target(crop: Crop, classes: int, stride: int) -> tuple[np.ndarray, ...]:
    height, width = (side // stride for side in crop.known.shape)
    heat = np.zeros((classes, height, width))
    best = np.zeros((height, width))
    box = np.zeros((BOX, height, width))
    known = crop.known.numpy().reshape(height, stride, width, stride)
    sure = np.where((known == EMPTY).all((1, 3)), 1.0, 0.0)
    sure[(known == SILENT).any((1, 3))] = -1.0
    rows, columns = np.mgrid[:height, :width] + 0.5
    for (left, top, right, bottom), class_index in zip(crop.boxes / stride, crop.classes):
        x, y, wide, high = (left + right) / 2, (top + bottom) / 2, right - left, bottom - top
        across, down = max(wide * SPREAD, NARROWEST), max(high * SPREAD, NARROWEST)
        own = np.exp(-((columns - x) ** 2) / (2 * across**2) - (rows - y) ** 2 / (2 * down**2))
        own[min(int(y), height - 1), min(int(x), width - 1)] = 1.0
        heat[class_index] = np.maximum(heat[class_index], own)
        inside = (np.abs(columns - x) < wide / 2) & (np.abs(rows - y) < high / 2)
        sure[inside] = 1.0
        nearest = own > best
        best = np.maximum(best, own)
        box[:, nearest] = np.stack(
            (x - columns, y - rows, np.full_like(x - columns, np.log(wide)), np.full_like(x - columns, np.log(high)))
        )[:, nearest]
    weight = np.where(best >= BOXED, best, 0.0)
    return heat, sure[None], box, weight[None]


def detection_loss(planes: torch.Tensor, targets: DetectionTargets) -> torch.Tensor:
    """planes: (B, classes + BOX, h, w) as the network gives them.

    The heat's is CenterNet's focal loss (Zhou et al. 2019, equation 1).  On unknown ground it is turned round: the more a cell
    looks like an object the less it is told that it is none, for it may be one that nobody labelled.
    """
    classes = targets.heat.shape[1]
    logits, box = planes[:, :classes].float(), planes[:, classes:].float()
    heat = logits.sigmoid()
    center = targets.heat >= 1
    here, not_here = torch.nn.functional.logsigmoid(logits), torch.nn.functional.logsigmoid(-logits)
    learned = (targets.sure >= 0).float()
    doubt = UNKNOWN_SHARE * (1 - heat.detach()) ** 2
    share = torch.where(targets.sure > 0, torch.ones_like(heat), doubt)
    positive = -((1 - heat) ** 2 * here)[center].sum()
    negative = -((1 - targets.heat) ** 4 * heat**2 * not_here * share * learned)[~center].sum()
    count = center.sum().clamp(min=1)
    off = (box - targets.box).abs()
    beside = off[:, :2] / targets.box[:, 2:].exp().clamp(min=1)
    wrong = PLACE * beside.sum(1, keepdim=True) + SIZE * off[:, 2:].sum(1, keepdim=True)
    boxed = (wrong * targets.weight).sum() / targets.weight.sum().clamp(min=1)
    return (positive + negative) / count + boxed
