"""A gap seen along four lines through each of its pixels: between the nearest known pixels of each, values in between.

Across and along, this is what gdal.FillNodata does in its four quadrants, and as good (see tools/bench/fill.py); the diagonals
are for a network, which learns along which line a road or a field's edge goes on.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import torch

DIRECTIONS = ((0, 1), (1, 0), (1, 1), (1, -1))
"""Rows and columns from a pixel to the next of its line: along the row, down the column, both diagonals."""
STRAIGHT = 2
"""How many of them, the first, an interpolation is made of where one of them meets a known pixel."""
LEAST_DISTANCE = 0.5


class Lines(NamedTuple):
    """What is seen from every pixel along the lines, L of them."""

    values: torch.Tensor
    """(B, L, H, W): between the two nearest known pixels; 0 where there is none."""
    weights: torch.Tensor
    """(B, L, H, W): how near they are, the sum of 1 / distance; 0 where there is none."""


def lines(image: torch.Tensor, known: torch.Tensor, reach: int) -> Lines:
    """image: (B, H, W) float.  known: the same shape, bool.  reach: a power of 2: fewer pixels along a line are looked at."""
    values, weights = [], []
    for row, column in DIRECTIONS:
        ends = [_nearest(image, known, sign * row, sign * column, reach) for sign in (1, -1)]
        near = [1 / distance.clamp(min=LEAST_DISTANCE) for _, distance in ends]
        weight = near[0] + near[1]
        values.append((near[0] * ends[0][0] + near[1] * ends[1][0]) / weight.clamp(min=1 / (4 * reach)))
        weights.append(weight)
    return Lines(torch.stack(values, 1), torch.stack(weights, 1))


def interpolated(image: torch.Tensor, known: torch.Tensor, along: Lines) -> torch.Tensor:
    """(B, H, W): `image` where it is known, elsewhere the mean of its straight lines, each by its weight; of the diagonals
    where no straight line meets anything, 0 where none does."""
    result = torch.zeros_like(image)
    for part in (slice(STRAIGHT, None), slice(STRAIGHT)):
        weight = along.weights[:, part].sum(1)
        mean = (along.values[:, part] * along.weights[:, part]).sum(1) / torch.where(weight > 0, weight, 1)
        result = torch.where(weight > 0, mean, result)
    return torch.where(known, image, result)


def _nearest(
    image: torch.Tensor, known: torch.Tensor, row: int, column: int, reach: int
) -> tuple[torch.Tensor, torch.Tensor]:
    """Value and distance of the nearest known pixel in a direction, the pixel itself included; infinitely far where there is
    none within `reach` steps.  Each round looks twice as far as the last."""
    distance = torch.where(known, 0.0, math.inf).to(image.dtype)
    value = torch.where(known, image, 0.0)
    steps, length = 1, math.hypot(row, column)
    while steps < reach:
        farther = _shifted(distance, steps * row, steps * column, math.inf) + steps * length
        better = torch.isinf(distance) & torch.isfinite(farther)
        value = torch.where(better, _shifted(value, steps * row, steps * column, 0.0), value)
        distance = torch.where(better, farther, distance)
        steps *= 2
    return value, distance


def _shifted(image: torch.Tensor, rows: int, columns: int, fill: float) -> torch.Tensor:
    """Each pixel's value `rows` below and `columns` to the right of it; `fill` beyond the edge."""
    height, width = image.shape[-2:]
    moved = torch.full_like(image, fill)
    if abs(rows) < height and abs(columns) < width:
        to = _part(-rows, height), _part(-columns, width)
        of = _part(rows, height), _part(columns, width)
        moved[..., to[0], to[1]] = image[..., of[0], of[1]]
    return moved


def _part(shift: int, length: int) -> slice:
    return slice(max(0, shift), length + min(0, shift))
