"""One padded tile in, the likeliest class of every pixel of its core out, whatever the memory allows."""

from __future__ import annotations

from typing import Optional

import torch

from gan_core.inference.predictor import Predictor


class Decider(Predictor):
    """A Predictor for classifiers: gives (B, 2, H, W), the number of the likeliest class and its probability."""

    @torch.inference_mode()
    def _run(self, tiles: torch.Tensor, exact: torch.Tensor, response: Optional[torch.Tensor] = None) -> torch.Tensor:
        inner = slice(self.halo, -self.halo or None)
        logits = self.network(tiles.to(self.device))[:, :, inner, inner]
        sure, number = logits.softmax(1).max(1)
        return torch.stack((number.float(), sure), 1).cpu()
