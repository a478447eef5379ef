"""What of a guide's detail belongs into a coarse band: told by a regression in a window around each coarse pixel.

As in pansharpening by multiresolution analysis (Aiazzi et al. 2006), with several guide bands at once: where a coarse band x is
about a + sum of b_k g_k, g_k the guide's bands as x would show them, its detail is about the sum of b_k times theirs.
"""

from __future__ import annotations

from typing import NamedTuple

import torch

RADIUS = 3
"""Of the window, coarse pixels."""
STEP = 4
"""The regression is solved on every fourth coarse pixel of the layer and interpolated: as good as everywhere."""
REACH = RADIUS + STEP - 1
"""Coarse pixels on each side that a slope looks at."""
NOISE = 0.02
"""What the guide may vary by without meaning anything, in standard deviations of the whole layer: on calm ground the slopes
fall to zero instead of bringing in noise."""
LIKENESS = 1e-3
"""Share of the guide's variance that is added to each band's: the guide's bands are alike."""
LEAST = 1e-6


class Corner(NamedTuple):
    """Of a tile's first pixel in its layer, coarse pixels."""

    row: int = 0
    column: int = 0


def slopes(coarse: torch.Tensor, guide: torch.Tensor, weight: torch.Tensor, corner: Corner) -> torch.Tensor:
    """(C, K, H, W): by how much each of K guide bands is to be multiplied around every pixel of each of C coarse bands.

    coarse: (C, H, W).  guide: (K, H, W), as their sensor would show it.  weight: (1, H, W), 0 for what is invalid in either.
    All in standard deviations of their layers, so that NOISE means something.
    """
    bands = len(guide)
    share = _windows(weight, corner).clamp(min=LEAST)
    guides, own = (_windows(planes * weight, corner) / share for planes in (guide, coarse))
    gram, crosses = {}, []
    for band in range(bands):
        weighted = guide[band] * weight
        products = _windows(weighted * guide[band:], corner) / share - guides[band] * guides[band:]
        gram.update({(band, other): product for other, product in enumerate(products, band)})
        crosses.append(_windows(weighted * coarse, corner) / share - guides[band] * own)
    cross = torch.stack(crosses)
    common = LIKENESS * torch.stack([gram[band, band].clamp(min=0) for band in range(bands)]).mean(0) + NOISE**2
    for band in range(bands):
        gram[band, band] = gram[band, band].clamp(min=0) + common
    return _interpolated(solved(gram, cross).transpose(0, 1), corner, *coarse.shape[1:])


def _windows(planes: torch.Tensor, corner: Corner) -> torch.Tensor:
    """Means over the windows around those pixels whose place in the layer is a multiple of STEP, from the last one before
    the tile to the first one behind it; what is outside counts as 0."""
    pads = []
    for start, length in ((corner.column, planes.shape[2]), (corner.row, planes.shape[1])):
        before = start % STEP
        count = (before + length - 1) // STEP + 2
        pads += [RADIUS + before, (count - 1) * STEP + RADIUS + 1 - before - length]
    return torch.nn.functional.avg_pool2d(torch.nn.functional.pad(planes, pads), 2 * RADIUS + 1, STEP)


def solved(gram: dict[tuple[int, int], torch.Tensor], cross: torch.Tensor) -> torch.Tensor:
    """The slopes, (K, C, rows, columns), from the guide's covariances and those with the coarse bands, by L D L^T."""
    bands = len(cross)
    lower: dict[tuple[int, int], torch.Tensor] = {}
    pivots: list[torch.Tensor] = []
    for column in range(bands):
        for line in range(column, bands):
            value = gram[column, line]
            for before in range(column):
                value = value - lower[line, before] * lower[column, before] * pivots[before]
            if line == column:
                pivots.append(value.clamp(min=LEAST))
            else:
                lower[line, column] = value / pivots[column]
    forward: list[torch.Tensor] = []
    for band in range(bands):
        value = cross[band]
        for before in range(band):
            value = value - lower[band, before] * forward[before]
        forward.append(value)
    result: dict[int, torch.Tensor] = {}
    for band in reversed(range(bands)):
        value = forward[band] / pivots[band]
        for after in range(band + 1, bands):
            value = value - lower[after, band] * result[after]
        result[band] = value
    return torch.stack([result[band] for band in range(bands)])


def _interpolated(lattice: torch.Tensor, corner: Corner, height: int, width: int) -> torch.Tensor:
    """(N, K, rows, columns) of every STEPth pixel -> (N, K, height, width), linearly between them."""
    for axis, start, length in ((2, corner.row, height), (3, corner.column, width)):
        where = torch.arange(length, device=lattice.device) + start % STEP
        share = (where % STEP / STEP).to(lattice.dtype)
        share = share[:, None] if axis == 2 else share
        first = lattice.index_select(axis, where // STEP)
        lattice = first + (lattice.index_select(axis, where // STEP + 1) - first) * share
    return lattice
