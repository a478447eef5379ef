"""How far a sharpened pixel can be trusted: told by what sharpening computes anyway.

Six measures of a pixel (`measures`) are weighed and summed to a bound, which nine in ten errors should stay below, a share of
the band's range; weights and claim are in the model's card, as for inference/trust.py.  Nothing here looks farther than MARGIN
coarse pixels beyond what the pixel itself looks at.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch.nn.functional import pad

from gan_core.inference.trust import NODATA, boxed, repeated, trust_of
from gan_core.radiometry.normalize import Normalizer
from gan_core.sharpening.consistency import enlarged
from gan_core.sharpening.response import REACH, Response, degraded
from gan_core.sharpening.sharpener import USUAL, Sharpener, Stages

MARGIN = REACH + 1
UNCALIBRATED = [0.0045, 1.0, 2.4, 0.6, 9.9, 0.0]
"""Weights where a model's card has none, and for the regression alone: those fitted for it, rounded; the second for any
network.  No claim goes with them."""


class SharpeningTrust(NamedTuple):
    """How the trust in a result is told."""

    ranges: Sequence[Normalizer]
    """Of each band."""
    weights: Sequence[float]

    def __call__(
        self, stages: Stages, sharpener: Sharpener, coarse_valid: torch.Tensor, guide_valid: torch.Tensor
    ) -> torch.Tensor:
        """(H * ratio, W * ratio) uint8, 0 to 100, of a tile: the least of any valid band; NODATA where there is none, or no
        guide.  coarse_valid: (C, H, W).  guide_valid: (1, H * ratio, W * ratio)."""
        least = torch.full_like(guide_valid[0], NODATA, dtype=torch.uint8)
        for band, own in enumerate(self.ranges):
            measured = measures(stages, sharpener, band, coarse_valid[band], sharpener.coarse.spread[band] / own.scale)
            known = repeated(coarse_valid[band], sharpener.ratio) & guide_valid[0]
            least = torch.where(known, torch.minimum(least, trust_of(measured, self.weights)[0]), least)
        return least


def measures(stages: Stages, sharpener: Sharpener, band: int, coarse_valid: torch.Tensor, unit: float) -> torch.Tensor:
    """(1, len(inference.trust.MEASURES), H * ratio, W * ratio) of a band of a tile, shares of the band's range.

    1; what the network added, in 3 x 3 fine pixels; what the guide did not explain of the coarse pixels, the band's finest
    detail one octave coarser, in 3 x 3 of them; how far fine pixels are from plain interpolation, in 3 x 3 of them; how far
    the result seen again is from the coarse pixels, in 3 x 3; how far these are from the mean around them, in 3 x 3.  A band
    whose response is not known is taken to have a usual one.  coarse_valid: (H, W).  unit: a standard deviation, share of the
    range.
    """
    ratio, own = sharpener.ratio, slice(band, band + 1)
    response = sharpener.responses[band] or Response.of(USUAL, ratio)
    coarse, fine = stages.coarse[:, own], stages.fine[:, own]

    def missing(image: torch.Tensor) -> torch.Tensor:
        return torch.where(coarse_valid, coarse - degraded(image, [response], ratio), 0.0)

    planes = (
        _around(torch.zeros_like(fine) if stages.residual is None else stages.residual[:, own]),
        repeated(_around(missing(stages.guided[:, own])), ratio),
        _around(fine - enlarged(coarse, ratio)),
        repeated(_around(missing(fine)), ratio),
        repeated(_around(coarse - boxed(_widened(coarse))), ratio),
    )
    return torch.cat((torch.ones_like(fine), *(plane * unit for plane in planes)), 1)


def _around(plane: torch.Tensor) -> torch.Tensor:
    """Mean absolute values of 3 x 3 pixels of (B, C, H, W)."""
    return boxed(_widened(plane.abs()))


def _widened(plane: torch.Tensor) -> torch.Tensor:
    return pad(plane, [1] * 4, "replicate")
