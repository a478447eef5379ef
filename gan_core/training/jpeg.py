"""What JPEG compression does to an image: blocks of 8 x 8 cosines, rounded (ITU T.81), without the bit stream."""

from __future__ import annotations

import functools
import math

import torch

BLOCK = 8
LUMA = (
    (16, 11, 10, 16, 24, 40, 51, 61),
    (12, 12, 14, 19, 26, 58, 60, 55),
    (14, 13, 16, 24, 40, 57, 69, 56),
    (14, 17, 22, 29, 51, 87, 80, 62),
    (18, 22, 37, 56, 68, 109, 103, 77),
    (24, 35, 55, 64, 81, 104, 113, 92),
    (49, 64, 78, 87, 103, 121, 120, 101),
    (72, 92, 95, 98, 112, 100, 103, 99),
)
CHROMA = ((17, 18, 24, 47), (18, 21, 26, 66), (24, 26, 56, 99), (47, 66, 99, 99))
"""Tables K.1 and K.2; outside its upper left quarter the second is 99."""
TO_YCC = ((0.299, 0.587, 0.114), (-0.168736, -0.331264, 0.5), (0.5, -0.418688, -0.081312))
"""ITU T.871."""


def compressed(image: torch.Tensor, quality: torch.Tensor) -> torch.Tensor:
    """(B, C, H, W) in 0..1, sides multiples of 16, and (B,) from 1 to 100 -> the image after one compression.

    Three bands go through luma and chroma of half the resolution, any other number band by band as luma.
    """
    values = image.clamp(0, 1) * 255
    if image.shape[1] != 3:
        return ((_rounded(values - 128, _table(LUMA, quality)) + 128) / 255).clamp(0, 1)
    matrix = torch.tensor(TO_YCC)
    ycc = torch.einsum("ij,bjhw->bihw", matrix, values)
    luma = _rounded(ycc[:, :1] - 128, _table(LUMA, quality)) + 128
    chroma = _rounded(torch.nn.functional.avg_pool2d(ycc[:, 1:], 2), _table(_chroma(), quality))
    chroma = torch.nn.functional.interpolate(chroma, scale_factor=2, mode="bilinear", align_corners=False)
    rgb = torch.einsum("ij,bjhw->bihw", torch.linalg.inv(matrix), torch.cat((luma, chroma), 1))
    return (rgb.round() / 255).clamp(0, 1)


def _rounded(planes: torch.Tensor, table: torch.Tensor) -> torch.Tensor:
    """(B, C, H, W) with every 8 x 8 block's cosine coefficients rounded to multiples of `table` (B, 8, 8)."""
    batch, bands, height, width = planes.shape
    basis = _cosines()
    blocks = planes.reshape(batch, bands, height // BLOCK, BLOCK, width // BLOCK, BLOCK).transpose(3, 4)
    step = table[:, None, None, None]
    coefficients = torch.round(basis @ blocks @ basis.T / step) * step
    return (basis.T @ coefficients @ basis).transpose(3, 4).reshape(planes.shape)


@functools.cache
def _cosines() -> torch.Tensor:
    """The orthonormal cosine transform, (frequency, position)."""
    rows = [
        [math.cos((2 * x + 1) * u * math.pi / (2 * BLOCK)) * math.sqrt((2 if u else 1) / BLOCK) for x in range(BLOCK)]
        for u in range(BLOCK)
    ]
    return torch.tensor(rows)


def _chroma() -> list[list[int]]:
    return [[CHROMA[u][v] if max(u, v) < len(CHROMA) else 99 for v in range(BLOCK)] for u in range(BLOCK)]


def _table(base: object, quality: torch.Tensor) -> torch.Tensor:
    """The steps at a quality, (B, 8, 8), by the Independent JPEG Group's scaling, as nearly every encoder does."""
    percent = torch.where(quality < 50, 5000 / quality, 200 - 2 * quality)[:, None, None]
    return torch.floor((torch.tensor(base) * percent + 50) / 100).clamp(1, 255)
