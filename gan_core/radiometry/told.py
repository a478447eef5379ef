"""How a network is told the strength of the noise: by one more plane."""

from __future__ import annotations

import torch


def with_noise(image: torch.Tensor, sigma: torch.Tensor) -> torch.Tensor:
    """(B, C, H, W) and (B,) -> (B, C + 1, H, W): the image with a plane that holds the noise's standard deviation."""
    return torch.cat((image, sigma.to(image.dtype).view(-1, 1, 1, 1).expand(len(image), 1, *image.shape[2:])), 1)
