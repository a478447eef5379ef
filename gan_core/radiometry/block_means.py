"""Enhancing moves values, not brightness: the mean of every block of 8 x 8 pixels stays within the noise removed.

What is removed from a block, d = result - source, has a standard deviation s over the block's n pixels, and its mean is
known to s / sqrt(n).  A mean that moved by more than three of those standard errors is no noise: the surplus is put back.
"""

from __future__ import annotations

import torch

from gan_core.radiometry.quantize import Storage, off_float, step_off, within_type

BLOCK = 8
ERRORS = 3.0
ROUNDS = 4
LARGEST = {torch.float32: 1e15, torch.float64: 1e150}
"""Differences beyond which sums of their squares are no numbers any more."""


def with_means_kept(
    result: torch.Tensor, source: torch.Tensor, counted: torch.Tensor, storage: Storage
) -> tuple[torch.Tensor, float]:
    """Values that `storage` can hold, near `result`, and the largest shift of a block's mean in standard errors.

    result, source: (H, W), sides multiples of BLOCK, in the raster's units.  counted: (H, W) bool, the pixels that are valid
    and wanted; elsewhere the result means nothing.  A block that can't be settled keeps the source's pixels.
    """
    if not storage.integer:
        result = within_type(result[None], source, storage)[0]
    values, original, mask = blocks(result), blocks(source), blocks(counted)
    values = torch.where(mask, values, original)
    values = values - surplus(values - original, mask) / mask.sum(0).clamp(min=1)
    values = _rounded(values, original, mask, storage) if storage.integer else off_float(values, storage)
    return joined(values, result.shape), float(shifts(values - original, mask).max())


def largest_shift(result: torch.Tensor, source: torch.Tensor, counted: torch.Tensor) -> float:
    """Of a block's mean, in standard errors; all as `with_means_kept` takes them."""
    return float(shifts(blocks(result) - blocks(source), blocks(counted)).max())


def _rounded(wanted: torch.Tensor, original: torch.Tensor, mask: torch.Tensor, storage: Storage) -> torch.Tensor:
    values = wanted.clamp(*storage.limits).round()
    step_off(values, original, storage.avoided)
    for _ in range(ROUNDS):
        over = surplus(values - original, mask)
        if not over.any():
            return values
        values = _nudged(values, wanted, over, mask, storage)
    return torch.where(surplus(values - original, mask) != 0, original, values)


def shifts(difference: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """(n, rows, columns) -> how far each block's mean moved, in standard errors; 0 where nothing moved."""
    total, tolerated = _sum_and_tolerance(difference, mask)
    return torch.where(total == 0, 0.0, total.abs() / tolerated.clamp(min=1e-12) * ERRORS)


def surplus(difference: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """(n, rows, columns) -> by how much each block's sum moved too far, signed, (rows, columns)."""
    total, tolerated = _sum_and_tolerance(difference, mask)
    return torch.sign(total) * (total.abs() - tolerated).clamp(min=0)


def _sum_and_tolerance(difference: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The sum over a block, and three standard errors of its mean times its pixels."""
    count = mask.sum(0).clamp(min=1)
    difference = torch.where(mask, difference, 0.0)
    unit = (difference.abs().amax() / LARGEST[difference.dtype]).clamp(min=1) if difference.is_floating_point() else 1
    difference = difference / unit
    total = difference.sum(0)
    spread = torch.where(mask, difference - total / count, 0.0).square().sum(0) / count
    return total * unit, ERRORS * (spread * count).sqrt() * unit


def _nudged(
    values: torch.Tensor,
    wanted: torch.Tensor,
    over: torch.Tensor,
    mask: torch.Tensor,
    storage: Storage,
) -> torch.Tensor:
    """In each block with a surplus, the pixels that rounding moved farthest its way go back by one."""
    sign = torch.sign(over)
    low, high = storage.limits
    moved = values - sign
    free = mask & (moved >= low) & (moved <= high)
    if storage.avoided is not None:
        free &= moved != storage.avoided
    slack = torch.where(free, (values - wanted) * sign, -torch.inf)
    rank = slack.argsort(dim=0, descending=True, stable=True).argsort(dim=0, stable=True)
    return torch.where(free & (rank < over.abs().ceil()), moved, values)


def blocks(image: torch.Tensor) -> torch.Tensor:
    """(H, W) -> (BLOCK**2, H / BLOCK, W / BLOCK): a block's pixels along the first axis."""
    rows, columns = (side // BLOCK for side in image.shape)
    return image.reshape(rows, BLOCK, columns, BLOCK).permute(1, 3, 0, 2).reshape(BLOCK**2, rows, columns)


def joined(stack: torch.Tensor, shape: torch.Size) -> torch.Tensor:
    """The inverse of `blocks`."""
    rows, columns = stack.shape[1:]
    return stack.reshape(BLOCK, BLOCK, rows, columns).permute(2, 0, 3, 1).reshape(shape)
