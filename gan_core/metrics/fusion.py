"""How good a sharpened image is where nobody knows the truth: the hybrid quality with no reference (HQNR, Aiazzi et al. 2014).

Images are (C, H, W); sides of at least 11 pixels.
"""

from __future__ import annotations

import torch

from gan_core.metrics.structure import uqi


def spectral_distortion(again: torch.Tensor, coarse: torch.Tensor) -> float:
    """D_lambda after Khan et al. (2009): 1 less the likeness of the image, seen again as the coarse bands' sensor sees it, to
    the coarse bands; 0 is perfect.  Both (C, H, W).  The likeness is the mean of the bands' UQI, for any number of bands."""
    return 1 - uqi(again, coarse)


def spatial_distortion(
    fine: torch.Tensor, guide: torch.Tensor, coarse: torch.Tensor, guide_seen: torch.Tensor
) -> float:
    """D_S after Alparone et al. (2008), of order 1: by how much the likeness (UQI) of a band to a guide differs between the two
    resolutions, mean over bands and guides; 0 is perfect.

    fine: (C, H * ratio, W * ratio).  guide: (K, H * ratio, W * ratio).  coarse: (C, H, W).  guide_seen: (C, K, H, W), the guide
    as each coarse band's sensor would show it.
    """
    apart = [
        abs(uqi(fine[band, None], guide[other, None]) - uqi(coarse[band, None], guide_seen[band, other, None]))
        for band in range(len(fine))
        for other in range(len(guide))
    ]
    return sum(apart) / len(apart)


def hqnr(spectral: float, spatial: float) -> float:
    """Both at once; 1 is perfect.  Of one distortion each."""
    return (1 - spectral) * (1 - spatial)
