"""How far an output pixel can be trusted: what two passes of a network disagree on, as a number from 0 to 100.

The second pass sees the image turned by 180 degrees and runs with the other set of weights, where a model has two.  Four
measures of a pixel (`measures`) are weighed and summed to a bound, a share of the model's range; the weights and the claim
that goes with them are in the model's card (see training/calibration.py).  Nothing here looks farther than MARGIN input pixels,
and all of it is sums, so that tiles give the bits of the whole.

Everything that is called a stack is a sub-pixel stack, (B, C * scale**2, H, W) in the order of PixelShuffle, in the range
that the network sees.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch.nn.functional import avg_pool2d, pixel_shuffle

from gan_core.radiometry.consistency import input_error

MARGIN = 2
"""Input pixels around a tile's core that its trust depends on, beyond what its pixels do."""
MEASURES = ("constant", "fine", "coarse", "texture", "residual", "rough")
"""1; the passes' spread in 3 x 3 output pixels; the same in 3 x 3 input pixels; how far output pixels are from their input
pixel, in 3 x 3 output pixels; how far the other passes averaged to the input's grid are from the input, in 3 x 3 input
pixels; how far input pixels are from the mean around them, in 3 x 3 of them.  Means over the bands."""
HALF = 0.08
"""The bound at which trust is 50: trust = 100 / (1 + bound / HALF), so that 80 stands for 2 % of the range."""
AT, WITHIN, SHARE = 80, 0.02, 0.9
"""The claim: of pixels with trust AT or more, at least SHARE are within WITHIN of the range."""
FEWEST = 20
"""Tiles below which there is no claim."""
UNCALIBRATED = [0.002, 0.3, 4.0, 0.3, 1.0, 0.2]
"""Weights for models whose card has none: about those of the built-in ones, and no claim goes with them."""
NODATA = 255


class DihedralTransform(NamedTuple):
    """One of the ways for an image to lie: transposed first, then its rows and columns reversed."""

    transposed: bool
    rows: bool
    columns: bool

    def __call__(self, stack: torch.Tensor, scale: int = 1) -> torch.Tensor:
        """A stack, or an image, where scale is 1."""
        return self._reversed(self._transposed(stack.unflatten(1, (-1, scale, scale)))).flatten(1, 3)

    def back(self, stack: torch.Tensor, scale: int = 1) -> torch.Tensor:
        """The inverse."""
        return self._transposed(self._reversed(stack.unflatten(1, (-1, scale, scale)))).flatten(1, 3)

    def _transposed(self, blocks: torch.Tensor) -> torch.Tensor:
        """blocks: (B, C, scale, scale, H, W)."""
        return blocks.transpose(2, 3).transpose(4, 5) if self.transposed else blocks

    def _reversed(self, blocks: torch.Tensor) -> torch.Tensor:
        axes = [2, 4] * self.rows + [3, 5] * self.columns
        return blocks.flip(axes) if axes else blocks


TTA_TRANSFORMS = [
    DihedralTransform(transposed, rows, columns)
    for transposed in (False, True)
    for rows in (True, False)
    for columns in (True, False)
]
TTA_TRANSFORMS.remove(DihedralTransform(False, False, False))
"""Of the second pass, the third, ...: first by 180 degrees."""


def other_end(strength: float, weights: Sequence[str]) -> tuple[float, float]:
    """(strength of the other passes, how far that is from `strength`): the farther set of weights, or the same where a model
    has one only."""
    if "gan" not in weights:
        return strength, 1.0
    return (1.0, 1.0 - strength) if strength <= 0.5 else (0.0, strength)


def measures(
    first: torch.Tensor,
    others: Sequence[torch.Tensor],
    low_res: torch.Tensor,
    distance: float = 1.0,
    averages: bool = True,
) -> torch.Tensor:
    """(B, len(MEASURES), (H - 2 * MARGIN) * scale, (W - 2 * MARGIN) * scale), the measures of each output pixel.

    first: the result, a stack.  others: further passes, turned back.  low_res: the input, (B, C, H, W).  distance: between the
    weights of the first pass and the others', the spread's divisor.  averages: the first averages back to its input and the
    others are not projected, so that they are moved there first.
    """
    bands = low_res.shape[1]
    blocks = first.unflatten(1, (bands, -1))
    scale = round(blocks.shape[2] ** 0.5)
    spread, residual = torch.zeros_like(blocks[:, 0]), torch.zeros_like(low_res[:, :1])
    for other in others:
        error = input_error(low_res, other)
        residual += error.abs().mean(1, keepdim=True)
        apart = blocks - other.unflatten(1, (bands, -1))
        spread += (apart.sub_(error.unsqueeze(2)) if averages else apart).abs_().mean(1)
    texture = (blocks - low_res.unsqueeze(2)).abs_().mean(1)
    fine = _cropped(boxed(pixel_shuffle(spread / (len(others) * distance), scale)), scale - 1)
    coarse = boxed(avg_pool2d(fine, scale))
    around = _cropped(pixel_shuffle(texture, scale), MARGIN * scale - 1)
    planes = (
        _cropped(fine, scale),
        repeated(coarse, scale),
        boxed(around),
        repeated(boxed(_cropped(residual / len(others), MARGIN - 1)), scale),
        repeated(boxed((_cropped(low_res, 1) - boxed(low_res)).abs().mean(1, keepdim=True)), scale),
    )
    return torch.cat((torch.ones_like(planes[0]), *planes), 1)


def trust_of(measured: torch.Tensor, weights: Sequence[float]) -> torch.Tensor:
    """`measures` -> (B, H, W) uint8, 0 to 100."""
    return (100 / (1 + bound(measured, weights) / HALF)).floor().to(torch.uint8)


def bound(measured: torch.Tensor, weights: Sequence[float]) -> torch.Tensor:
    """The weighted sum, (B, H, W), a share of the range."""
    total = torch.zeros_like(measured[:, 0])
    for plane, weight in zip(measured.unbind(1), weights):
        total += plane * weight
    return total


def _cropped(plane: torch.Tensor, by: int) -> torch.Tensor:
    return plane[..., by : plane.shape[-2] - by, by : plane.shape[-1] - by]


def repeated(plane: torch.Tensor, scale: int) -> torch.Tensor:
    return plane.repeat_interleave(scale, -2).repeat_interleave(scale, -1)


def boxed(plane: torch.Tensor) -> torch.Tensor:
    """Means of 3 x 3 pixels of (B, C, H, W): (B, C, H - 2, W - 2).  Summed in one order, wherever a pixel lies."""
    rows = plane[..., :-2, :] + plane[..., 1:-1, :] + plane[..., 2:, :]
    return (rows[..., :-2] + rows[..., 1:-1] + rows[..., 2:]) / 9
