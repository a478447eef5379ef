"""What becomes of a generator's output: added to the base image and held to the input."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import torch

from gan_core.inference.devices import fitting
from gan_core.networks.residual import cut
from gan_core.radiometry.consistency import Base, Operator
from gan_core.radiometry.lock import Held, held_to, reach

ROWS = 16
"""Taken apart at once, see `_planes`."""


@dataclass(frozen=True)
class ConsistencyStep:
    """(B, C * scale**2, ...) residual -> sub-pixel stack of the core (B, C * scale**2, H, W), on the CPU."""

    base: Base
    operator: Operator
    held: Held
    """To what of the input the result is held."""
    halo: int

    def __call__(self, output: torch.Tensor, exact: torch.Tensor, response: Optional[torch.Tensor]) -> torch.Tensor:
        """output: of the tile, or without what its edge reaches.  exact: (B, C, H + 2 * halo, W + 2 * halo)."""
        margin = min(self.halo, reach(self.held, self.operator))
        outer = slice(self.halo - margin, margin - self.halo or None)
        image = exact[:, :, outer, outer].to(output.device, fitting(exact.dtype, output.device))
        lost = (exact.shape[2] - output.shape[2]) // 2
        # Where the network gives less than the projection's margin, it is less because no core pixel needs it.
        residual = _planes(output, margin + lost - self.halo)
        stack = held_to(image, residual, self.base, self.held, self.operator, response)
        inner = slice(margin, -margin or None)
        return stack[:, :, inner, inner].cpu()


def _planes(stack: torch.Tensor, edge: int) -> torch.Tensor:
    """As float32 with one plane after the other in memory, and with `edge` more pixels of zeros on each side, or fewer.

    A network gives all channels of a pixel side by side; a processor takes them apart in a third of the time if it does it in
    a few rows at once, which its cache holds.
    """
    if edge < 0:
        stack, edge = cut(stack, -edge), 0
    batch, channels, height, width = stack.shape
    planes = stack.new_zeros(batch, channels, height + 2 * edge, width + 2 * edge, dtype=torch.float32)
    within = cut(planes, edge)
    step = ROWS if stack.is_cpu else height
    for row in range(0, height, step):
        within[:, :, row : row + step] = stack[:, :, row : row + step]
    return planes
