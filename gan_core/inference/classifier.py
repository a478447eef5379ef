"""What becomes of a classifier's output: the likeliest class of every pixel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import torch


@dataclass(frozen=True)
class LikeliestClass:
    """(B, K, H + 2 * halo, W + 2 * halo) logits -> (B, 2, H, W), the class's number and its probability, on the CPU."""

    halo: int

    def __call__(self, output: torch.Tensor, exact: torch.Tensor, response: Optional[torch.Tensor]) -> torch.Tensor:
        inner = slice(self.halo, -self.halo or None)
        confidence, number = output[:, :, inner, inner].softmax(1).max(1)
        return torch.stack((number.float(), confidence), 1).cpu()
