"""From the network's numbers to values that a file can hold, without losing the block means.

Rounding moves a pixel by 0.5 at most, and so a block's mean.  Clipping to the type's range and stepping off the nodata
value move it farther: then the block's pixels with most slack are moved back, in a fixed order.  There is always a
solution, the block that repeats the input pixel.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np
import torch

from gan_core.radiometry.consistency import input_error


@dataclass(frozen=True)
class Storage:
    """What a band of the output can hold: the data type, and the value that means "nothing here"."""

    dtype: np.dtype
    nodata: Optional[float]

    @property
    def integer(self) -> bool:
        return self.dtype.kind in "iu"

    @property
    def limits(self) -> tuple[float, float]:
        info = np.iinfo(self.dtype)
        return float(info.min), float(info.max)

    @property
    def avoided(self) -> Optional[float]:
        """The nodata value as the type stores it; None where no pixel can be equal to it."""
        if self.nodata is None or not np.isfinite(self.nodata):
            return None
        if not self.integer:
            return float(self.dtype.type(self.nodata))
        low, high = self.limits
        return self.nodata if low <= self.nodata <= high and self.nodata == int(self.nodata) else None


def quantize(
    blocks: torch.Tensor, target: torch.Tensor, valid: torch.Tensor, storage: Storage, keep_means: bool
) -> torch.Tensor:
    """Values that `storage` can hold, near `blocks` and with block means within 0.5 of `target`, floats to rounding; changes
    `blocks`.

    blocks: (n, H, W), the n output pixels of each input pixel.  target: (H, W), the input.  valid: (H, W) bool; elsewhere
    the result means nothing.  All in the raster's units, in a float type that holds the data type's values exactly.
    """
    if not storage.integer:
        if keep_means:  # they were kept in the network's range, whose rounding is that of the layer's largest values
            blocks += torch.nan_to_num(input_error(target[None, None], blocks[None])[0, 0], 0.0, 0.0, 0.0)
        return off_float(within_type(blocks, target, storage), storage)
    blocks.clamp_(*storage.limits).round_()
    step_off(blocks, target, storage.avoided)
    if keep_means:
        count = blocks.shape[0]
        surplus = blocks.sum(0) - count * target
        unbalanced = (surplus.abs() > count / 2) & valid
        if unbalanced.any():
            blocks[:, unbalanced] = _balanced(blocks[:, unbalanced], target[unbalanced], storage.avoided)
    return blocks


def within_type(values: torch.Tensor, source: torch.Tensor, storage: Storage) -> torch.Tensor:
    """Floats that the data type holds: what is no number becomes the source's, and blocks that reach beyond the type are drawn
    towards it, which keeps their means.

    values: (n, H, W), the n pixels of each of the source's.  source: (H, W), finite.
    """
    most = float(np.finfo(storage.dtype).max)
    values = torch.where(torch.isfinite(values), values, source)
    beyond = values.abs().amax(0) > most
    if not beyond.any():
        return values
    away = values - source
    share = (most - source.abs()).clamp(min=0) / away.abs().amax(0)
    return torch.where(beyond, source + away * share, values).clamp(-most, most)


def off_float(blocks: torch.Tensor, storage: Storage) -> torch.Tensor:
    """Floats off the nodata value, by the smallest step there is."""
    if storage.avoided is None:
        return blocks
    stored = blocks.to(torch.float32) if storage.dtype == np.float32 else blocks
    beside = float(np.nextafter(storage.dtype.type(storage.avoided), storage.dtype.type(np.inf)))
    return torch.where(stored == storage.avoided, torch.full_like(blocks, beside), blocks)


def step_off(blocks: torch.Tensor, target: torch.Tensor, avoided: Optional[float]) -> None:
    """Pixels equal to the avoided value move by one towards the input's value, which a valid pixel never equals."""
    if avoided is None:
        return
    met = blocks == avoided
    if met.any():
        blocks += met * torch.sign(target - avoided)


def _balanced(blocks: torch.Tensor, target: torch.Tensor, avoided: Optional[float]) -> torch.Tensor:
    """(n, M) whole numbers with sums brought to n * target.

    Each round levels towards the target, then steps off the avoided value, again towards it.  If a level met the avoided
    value, the step overshoots, and the next round comes from the target's other side, where the value can't be met.
    """
    for _ in range(3):
        surplus = blocks.sum(0) - len(blocks) * target
        if not surplus.any():
            break
        blocks = _lowered(blocks, surplus.clamp(min=0))
        blocks = -_lowered(-blocks, (-surplus).clamp(min=0))
        step_off(blocks, target, avoided)
    return blocks


def _lowered(blocks: torch.Tensor, amount: torch.Tensor) -> torch.Tensor:
    """(n, M) whole numbers, `amount` (M,) taken off each column, from its highest values first."""
    low, high = blocks.amin(0) - amount, blocks.amax(0)
    while bool((high - low > 1).any()):  # bisect for the lowest level that does not take too much
        level = torch.floor((low + high) / 2)
        fits = (blocks - level).clamp(min=0).sum(0) <= amount
        high, low = torch.where(fits, level, high), torch.where(fits, low, level)
    levelled = torch.minimum(blocks, high)
    left = amount - (blocks - levelled).sum(0)
    on_level = levelled == high
    return levelled - (on_level & (on_level.cumsum(0) <= left)).to(blocks.dtype)
