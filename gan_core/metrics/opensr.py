"""The measures of OpenSR-test: what a super-resolved image keeps of its input, and what becomes of the detail it adds.

Aybar et al., "A Comprehensive Benchmark for Optical Remote Sensing Image Super-Resolution" (2024), written from the
formulas.  Each pixel's distances are taken relative to the distance that there was to bridge, from the enlarged input to
the truth; that puts it nearer to one of three corners: improvement (the detail is the truth's), omission (it is the
input's) and hallucination (it is neither's).  Shares of the three sum to 1.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple, Optional

import torch

from gan_core.metrics.fidelity import spectral_angles
from gan_core.metrics.harmonize import moved, shift, with_distribution_of

BORDER = 16
"""Output pixels on each side that are left out."""
LARGEST_SHIFT = 5.0
"""Pixels; a shift beyond it is taken for a failure of the correlation."""
LEAST_DETAIL = 0.05
"""Distance of the enlarged input to the truth below which a pixel has nothing to bridge."""
SHARPNESS, HALLUCINATED = 0.8, 0.4
"""Calibrated on people's judgement by the authors: of the improvement's and the omission's score, of the hallucination's."""
TEMPERATURE = 0.25
Difference = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]
"""Of two images (C, H, W): (H, W), or coarser."""


class OpenSR(NamedTuple):
    """The first three: better when smaller; the last three are shares of pixels with detail, NaN where there are none."""

    reflectance: float
    """Mean absolute difference to the input on its grid, in its units."""
    spectral: float
    """Mean spectral angle to the input on its grid, degrees."""
    spatial: float
    """Shift against the input on its grid, input pixels; NaN when none was found."""
    hallucination: float
    omission: float
    improvement: float


def opensr(
    low_res: torch.Tensor, image: torch.Tensor, truth: torch.Tensor, difference: Optional[Difference] = None
) -> OpenSR:
    """low_res: the input, (C, H, W), reflectance (about 0 to 1).  image, truth: (C, H * scale, W * scale), the same units.

    difference: as `shares` takes it.
    """
    scale = truth.shape[-1] // low_res.shape[-1]
    low_res = _inner(low_res.double(), BORDER // scale)
    image, truth = (_inner(each.double(), BORDER) for each in (image, truth))
    correctness = shares(_resized(low_res, scale), image, truth, difference).nanmean((1, 2)).tolist()
    return OpenSR(*_consistency(low_res, _resized(image, 1 / scale)), *correctness)


def _consistency(low_res: torch.Tensor, reduced: torch.Tensor) -> tuple[float, float, float]:
    """Reflectance, spectral, spatial; both (C, H, W) on the input's grid."""
    distance = math.hypot(*shift(low_res[:3].mean(0), reduced[:3].mean(0)))
    return (
        float((low_res - reduced).abs().mean()),
        float(spectral_angles(low_res, reduced).nanmean()),
        distance if distance <= LARGEST_SHIFT else math.nan,
    )


def share_maps(low_res: torch.Tensor, image: torch.Tensor, truth: torch.Tensor) -> torch.Tensor:
    """(3, H * scale, W * scale): each pixel's hallucination, omission and improvement, of sum 1.

    NaN in the border and where there is no detail to bridge.  The same arguments as `opensr`.
    """
    scale = truth.shape[-1] // low_res.shape[-1]
    low_res = _inner(low_res.double(), BORDER // scale)
    image, truth = (_inner(each.double(), BORDER) for each in (image, truth))
    maps = shares(_resized(low_res, scale), image, truth)
    return torch.nn.functional.pad(maps, [BORDER] * 4, value=math.nan)


def shares(
    enlarged: torch.Tensor,
    image: torch.Tensor,
    truth: torch.Tensor,
    difference: Optional[Difference] = None,
) -> torch.Tensor:
    """(3, H, W), NaN where there is no detail; all (C, H, W) on the output's grid.

    difference: the normalized one of the pixels when left out.
    """
    measure = difference or _difference
    image = with_distribution_of(image, truth)
    rows, columns = shift(image.mean(0), truth.mean(0))
    if math.hypot(rows, columns) <= LARGEST_SHIFT:
        image = moved(image, rows, columns)
    reference = measure(enlarged, truth)
    to_truth = measure(image, truth) / reference
    to_input = measure(image, enlarged) / reference
    excess = 1 - torch.exp(-SHARPNESS * (to_truth + to_input - 1))
    scores = torch.stack(
        (
            torch.exp(-HALLUCINATED * to_truth * to_input),
            to_input + to_truth * excess,
            to_truth + to_input * excess,
        )
    )
    weights = torch.softmax(-scores / TEMPERATURE, 0)
    return torch.where(reference > LEAST_DETAIL, weights, math.nan)


def _difference(image: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
    """Normalised difference |a - b| / |a + b|, mean over bands: (H, W)."""
    return ((image - other).abs() / (image + other + 1e-8).abs()).mean(0)


def _resized(image: torch.Tensor, factor: float) -> torch.Tensor:
    """Bilinear with antialiasing, OpenSR's way between the two grids."""
    return torch.nn.functional.interpolate(image[None], scale_factor=factor, mode="bilinear", antialias=True)[0]


def _inner(image: torch.Tensor, border: int) -> torch.Tensor:
    return image[:, border:-border, border:-border]
