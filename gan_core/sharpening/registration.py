"""How far a guide lies beside a coarse layer: measured by blocks, before the layers' grids are trusted.

In each block the coarse bands are regressed on the guide as their sensor would show it, moved by every shift in question; what
the regression can't explain is least where the guide lies right.  The same ground in other bands may be brighter or darker,
so that the two images' own correlation would mislead.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

import torch

from gan_core.sharpening.response import Response, degraded

BLOCK = 16
"""Side, coarse pixels."""
FARTHEST = 3
"""Coarse pixels that a guide may lie off."""
LEAST_LIKENESS = 0.4
"""What the regression must explain of a block's variance."""
LEAST_VALID = 0.9
FEWEST, MOST, SCOUTS = 4, 64, 12
"""Blocks: of fewer no shift is sure, more add nothing; so many tell where about it is."""
RIDGE = 1e-3
Item = TypeVar("Item")


class Shift(NamedTuple):
    """Of the guide against the coarse layer, guide pixels."""

    rows: float
    """By how many it lies too far down."""
    columns: float
    """By how many it lies too far to the right."""
    doubt: float
    """Standard error of either, coarse pixels; infinite where the shift can't be told."""
    likeness: float
    """What the regression explains of the blocks' variance where the guide lies right, 0 to 1."""


class Tile(NamedTuple):
    """A part of both layers."""

    coarse: torch.Tensor
    """(C, H, W) float32."""
    guide: torch.Tensor
    """(K, H * ratio, W * ratio) float32."""
    valid: torch.Tensor
    """(H, W) bool, of the coarse pixels that are valid in both."""


def measured_shift(tiles: Iterable[Tile], ratio: int, response: Response, farthest: int = FARTHEST) -> Shift:
    """The middle of the blocks' shifts.  tiles: of 40 coarse pixels a side
    at least.  response: of the coarse bands.  farthest: coarse pixels that the guide may lie off."""
    blocks = [block for tile in tiles for block in _Block.cut(tile, ratio, response, farthest)]
    if len(blocks) < FEWEST:
        return Shift(0.0, 0.0, math.inf, 0.0)
    blocks = spread(blocks, MOST)
    step = max(1, ratio // 2)
    wide = range(-farthest * ratio // step * step, farthest * ratio + 1, step)
    scouts = spread(blocks, SCOUTS)
    total = torch.stack([block.unexplained(wide, wide) for block in scouts]).mean(0)
    row, column = (wide[int(index)] for index in divmod(int(total.argmin()), len(wide)))
    if max(abs(row), abs(column)) >= farthest * ratio:
        return Shift(float(row), float(column), math.inf, 1 - float(total.min()))
    rows, columns = (range(middle - step - 1, middle + step + 2) for middle in (row, column))
    every = [_lowest(block.unexplained(rows, columns)) for block in blocks]
    sure = [(row, column, least) for row, column, least in every if 1 - least >= LEAST_LIKENESS]
    if len(sure) < FEWEST:
        return Shift(float(row), float(column), math.inf, 1 - sum(least for *_, least in every) / len(every))
    every_sure = torch.tensor(sure, dtype=torch.float64)
    middle = every_sure.median(0).values
    deviation = float((every_sure - middle).abs().median(0).values[:2].max()) * 1.4826 / ratio
    likeness = 1 - float(middle[2])
    return Shift(rows[0] + float(middle[0]), columns[0] + float(middle[1]), deviation / math.sqrt(len(sure)), likeness)


def spread(blocks: Sequence[Item], most: int) -> list[Item]:
    """At most so many, evenly."""
    count = min(most, len(blocks))
    return [blocks[index * len(blocks) // count] for index in range(count)]


class _Block(NamedTuple):
    """One block, with the guide's surroundings."""

    coarse: torch.Tensor
    """(C, n) centered, of spread 1, its valid pixels."""
    guide: torch.Tensor
    """(K, H, W): as a coarse pixel beginning at each guide pixel would show it."""
    pixels: tuple[torch.Tensor, torch.Tensor]
    """Rows and columns in it where the coarse pixels begin."""

    @classmethod
    def cut(cls, tile: Tile, ratio: int, response: Response, farthest: int) -> Iterable[_Block]:
        margin = farthest + 1
        low = degraded(tile.guide.double(), [response] * len(tile.guide), ratio, 1)
        low = (low - low.mean((1, 2), keepdim=True)) / low.std((1, 2), correction=0, keepdim=True).clamp(min=1e-12)
        height, width = tile.valid.shape
        for top in range(margin, height - margin - BLOCK + 1, BLOCK):
            for left in range(margin, width - margin - BLOCK + 1, BLOCK):
                valid = tile.valid[top : top + BLOCK, left : left + BLOCK]
                if valid.double().mean() < LEAST_VALID:
                    continue
                inner = tile.coarse[:, top : top + BLOCK, left : left + BLOCK][:, valid].double()
                inner = inner - inner.mean(1, keepdim=True)
                deviation = inner.std(1, keepdim=True)
                if not bool((deviation > 0).any()):
                    continue
                rows, columns = valid.nonzero(as_tuple=True)
                yield cls(
                    (inner / deviation)[deviation[:, 0] > 0], low, ((rows + top) * ratio, (columns + left) * ratio)
                )

    def unexplained(self, rows: Iterable[int], columns: Iterable[int]) -> torch.Tensor:
        """(rows, columns): the share of the bands' variance that is left, the guide moved by each shift."""
        columns = list(columns)
        return torch.tensor([[self._left(row, column) for column in columns] for row in rows])

    def _left(self, row: int, column: int) -> float:
        guide = self.guide[:, self.pixels[0] + row, self.pixels[1] + column]
        guide = guide - guide.mean(1, keepdim=True)
        gram = guide @ guide.T / guide.shape[1]
        gram += (RIDGE * gram.diagonal().mean() + 1e-9) * torch.eye(len(gram), dtype=gram.dtype)
        cross = guide @ self.coarse.T / guide.shape[1]
        return 1 - float((cross * torch.linalg.solve(gram, cross)).sum(0).mean())


def _lowest(surface: torch.Tensor) -> tuple[float, float, float]:
    """Row, column and value of the minimum, between the pixels by parabolas."""
    row, column = divmod(int(surface.argmin()), surface.shape[1])
    vertex = [
        index + _vertex(line[index - 1], line[index], line[index + 1]) if 0 < index < len(line) - 1 else float(index)
        for index, line in ((row, surface[:, column].tolist()), (column, surface[row].tolist()))
    ]
    return vertex[0], vertex[1], float(surface[row, column])


def _vertex(before: float, middle: float, after: float) -> float:
    bend = before - 2 * middle + after
    return 0.5 * (before - after) / bend if bend > 0 else 0.0
