"""A band's response, measured on the guide: the blur by which what the guide shows explains the band best.

Right to about 0.05 for bands that the guide explains well (the red edge and near infrared of Sentinel-2 from its bands of
10 m); for others, such as short-wave infrared, it is not to be had.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Optional

import torch

from gan_core.sharpening.registration import BLOCK, FEWEST, LEAST_VALID, MOST, RIDGE, Tile, spread
from gan_core.sharpening.response import REACH, Response, degraded

CANDIDATES = tuple(step / 20 for step in range(3, 21))
LEAST_LIKENESS = 0.95
"""What the guide must explain of a band's variance."""
MOST_DOUBT = 0.04
"""Standard error of the blocks' middle."""


class Estimate(NamedTuple):
    """Of one band."""

    response: float
    """As in radiometry/sensor.py."""
    doubt: float
    """Standard error; infinite where there is too little to tell by."""
    likeness: float
    """What the guide explains of the band's variance at this response, 0 to 1."""

    @property
    def sure(self) -> Optional[float]:
        """The response, or None where it had better not be believed."""
        return self.response if self.likeness >= LEAST_LIKENESS and self.doubt <= MOST_DOUBT else None


def estimated_responses(tiles: Sequence[Tile], ratio: int) -> list[Estimate]:
    """One for each coarse band.  tiles: parts of the layers, the guide moved to where it belongs."""
    blocks = spread([block for tile in tiles for block in _blocks(tile, ratio)], MOST)
    if len(blocks) < FEWEST:
        return [Estimate(CANDIDATES[0], math.inf, 0.0)] * (len(tiles[0].coarse) if tiles else 0)
    left = torch.stack([_unexplained(block, ratio) for block in blocks])
    return [_of_band(left[:, :, band]) for band in range(left.shape[2])]


def _blocks(tile: Tile, ratio: int) -> Iterator[Tile]:
    """Those of enough valid pixels, with the surroundings that a band looks at."""
    height, width = tile.valid.shape
    for top in range(REACH, height - REACH - BLOCK + 1, BLOCK):
        for left in range(REACH, width - REACH - BLOCK + 1, BLOCK):
            if tile.valid[top : top + BLOCK, left : left + BLOCK].double().mean() >= LEAST_VALID:
                rows, columns = (slice(start - REACH, start + BLOCK + REACH) for start in (top, left))
                down, right = (slice(side.start * ratio, side.stop * ratio) for side in (rows, columns))
                yield Tile(tile.coarse[:, rows, columns], tile.guide[:, down, right], tile.valid[rows, columns])


def _of_band(left: torch.Tensor) -> Estimate:
    """left: (blocks, CANDIDATES)."""
    total = left.mean(0)
    index = _lowest(total)
    every = torch.tensor([_lowest(block) for block in left], dtype=torch.float64)
    deviation = float((every - every.median()).abs().median()) * 1.4826
    step = CANDIDATES[1] - CANDIDATES[0]
    response = min(1.0, CANDIDATES[0] + index * step)
    return Estimate(response, deviation * step / math.sqrt(len(left)), 1 - float(total.min()))


def _lowest(line: torch.Tensor) -> float:
    index = int(line.argmin())
    if not 0 < index < len(line) - 1:
        return float(index)
    before, middle, after = line[index - 1 : index + 2].tolist()
    bend = before - 2 * middle + after
    return index + (0.5 * (before - after) / bend if bend > 0 else 0.0)


def _unexplained(block: Tile, ratio: int) -> torch.Tensor:
    """(CANDIDATES, C): the share of each band's variance that the guide so blurred leaves."""
    inner = slice(REACH, -REACH)
    valid = block.valid[inner, inner]
    band = _centered(block.coarse[:, inner, inner][:, valid].double())
    variance = (band**2).sum(1).clamp(min=1e-12)
    rows = []
    for response in CANDIDATES:
        low = degraded(block.guide.double(), [Response.of(response, ratio)] * len(block.guide), ratio)
        guide = _centered(low[:, inner, inner][:, valid])
        gram, cross = guide @ guide.T, guide @ band.T
        gram += (RIDGE * gram.diagonal().mean() + 1e-9) * torch.eye(len(gram), dtype=gram.dtype)
        rows.append(1 - (cross * torch.linalg.solve(gram, cross)).sum(0) / variance)
    return torch.stack(rows)


def _centered(values: torch.Tensor) -> torch.Tensor:
    return values - values.mean(1, keepdim=True)
