"""A 1 x 1 convolution that rounds alike however many threads compute it."""

from __future__ import annotations

import torch
from torch import nn


class Pointwise(nn.Conv2d):
    """(B, C, H, W) -> (B, features, H, W).

    On one thread PyTorch leaves 1 x 1 convolutions, and only these, to another library than on several (`use_mkldnn` in its
    Convolution.cpp).  Here a run takes the same one always, so that a part made on one core is the whole's to the last bit.
    """

    def __init__(self, channels: int, features: int) -> None:
        super().__init__(channels, features, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        alone = x.device.type == "cpu" and torch.get_num_threads() == 1 and torch.is_inference_mode_enabled()
        if not alone or _rounds() or not torch.backends.mkldnn.is_available():
            return super().forward(x)
        return torch.mkldnn_convolution(x, self.weight, self.bias, [0, 0], [1, 1], [1, 1], 1)


def _rounds() -> bool:
    """Whether autocast is on for the processor; before 2.4 PyTorch asked for it by another name."""
    try:
        return torch.is_autocast_enabled("cpu")
    except TypeError:
        return bool(torch.is_autocast_cpu_enabled())
