"""Whether a tile is another one, shifted a little, turned or mirrored, brighter or darker: by its coarse pixels."""

from __future__ import annotations

import torch

SIDE, SHIFT = 8, 1
"""Cells along a thumbnail, and by how many of them a copy may be shifted."""
AT_ONCE = 16


def thumbnails(tiles: torch.Tensor) -> torch.Tensor:
    """(N, C, H, W) -> (N, C, SIDE, SIDE): means over squares, without each tile's mean, in its standard deviations."""
    small = torch.nn.functional.adaptive_avg_pool2d(tiles.float(), SIDE)
    small = small - small.mean((2, 3), keepdim=True)
    return small / small.square().mean((1, 2, 3), keepdim=True).sqrt().clamp(min=1e-6)


def nearest(small: torch.Tensor, known: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """For each thumbnail (M, C, SIDE, SIDE) the distance, 0 to 2, to the nearest known one, and which one it is: (M,) each."""
    nearer = distances(small, known).min(1)
    return nearer.values, nearer.indices


def nearest_other(small: torch.Tensor) -> torch.Tensor:
    """For each thumbnail the distance to the nearest of the others, (N,); N at least 2."""
    return distances(small, small).fill_diagonal_(float("inf")).min(1).values


def distances(small: torch.Tensor, known: torch.Tensor) -> torch.Tensor:
    """(M, N): sqrt(2 - 2 r) with the best correlation r over small shifts and the eight turns and mirrors."""
    middles = _unit(known[:, :, SHIFT:-SHIFT, SHIFT:-SHIFT])
    likeness = [_likeness(part, middles) for part in small.split(AT_ONCE)]
    return (2 - 2 * torch.cat(likeness)).clamp(min=0).sqrt()


def _likeness(small: torch.Tensor, middles: torch.Tensor) -> torch.Tensor:
    turned = [own.rot90(turns, (2, 3)) for own in (small, small.flip(3)) for turns in range(4)]
    side, shifts = SIDE - 2 * SHIFT, range(2 * SHIFT + 1)
    views = [
        own[:, :, row : row + side, column : column + side] for own in turned for row in shifts for column in shifts
    ]
    return torch.stack([_unit(view) @ middles.T for view in views]).amax(0)


def _unit(pieces: torch.Tensor) -> torch.Tensor:
    """(N, C, h, w) -> (N, C h w) without each band's mean and of length 1."""
    return torch.nn.functional.normalize((pieces - pieces.mean((2, 3), keepdim=True)).flatten(1))
