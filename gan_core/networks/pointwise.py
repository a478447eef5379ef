"""A 1 x 1 convolution that rounds alike however many threads compute it."""

from __future__ import annotations

from typing import Optional

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
        return self._applied(x, self.weight, self.bias)

    def part(self, index: int, x: torch.Tensor) -> torch.Tensor:
        """What x adds to the output as the `index`th of equal parts of the input; the bias comes with the first.

        The sum over all parts is `forward` of them side by side, without a copy of them all.
        """
        channels = x.shape[1]
        weight = self.weight[:, index * channels : (index + 1) * channels].contiguous()
        return self._applied(x, weight, self.bias if index == 0 else None)

    def _applied(self, x: torch.Tensor, weight: torch.Tensor, bias: Optional[torch.Tensor]) -> torch.Tensor:
        alone = x.is_cpu and torch.get_num_threads() == 1 and torch.is_inference_mode_enabled()
        if not alone or _rounds() or not torch.backends.mkldnn.is_available():
            return nn.functional.conv2d(x, weight, bias)
        return torch.mkldnn_convolution(x, weight, bias, [0, 0], [1, 1], [1, 1], 1)


def _rounds() -> bool:
    """Whether autocast is on for the processor; before 2.4 PyTorch asked for it by another name."""
    try:
        return torch.is_autocast_enabled("cpu")
    except TypeError:
        return bool(torch.is_autocast_cpu_enabled())
