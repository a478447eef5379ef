"""Features to compare textures by where no trained network is at hand: fixed random filters at three scales.

Random convolutions tell textures apart nearly as well as trained ones do (Ustyuzhaninov et al. 2016); the same seed gives
the same filters everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch

FILTERS, SIDE, DEPTHS = 64, 7, 3


def random_features(bands: int) -> Callable[[torch.Tensor], Sequence[torch.Tensor]]:
    """(B, bands, H, W) -> the responses of FILTERS filters without mean at DEPTHS resolutions, rectified.

    Fewer resolutions where an image is too small for them; at least SIDE pixels.
    """
    generator = torch.Generator().manual_seed(0)
    kernels = torch.randn(FILTERS, bands, SIDE, SIDE, generator=generator)
    kernels -= kernels.mean((2, 3), keepdim=True)

    def features(image: torch.Tensor) -> list[torch.Tensor]:
        maps = []
        for depth in range(DEPTHS):
            coarse = torch.nn.functional.avg_pool2d(image.float(), 2**depth)
            if depth and min(coarse.shape[2:]) < SIDE:
                break
            maps.append(torch.relu(torch.nn.functional.conv2d(coarse, kernels)))
        return maps

    return features
