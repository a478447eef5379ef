"""Tiles as one picture: many side by side, or made ones beside the real ones that they resemble most."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from gan_core.raster.png import side_by_side
from gan_core.raster.stretch import Stretch
from gan_core.training.generated_samples import make_images

GAP = 2
SHOWN = 4
"""Seeds in the strip of a training."""


def sheet(tiles: Sequence[np.ndarray], columns: int) -> np.ndarray:
    """(C, H, W) each, of one size, row by row on white; the last row is filled up."""
    blank = np.ones_like(tiles[0])
    rows = [list(tiles[first : first + columns]) for first in range(0, len(tiles), columns)]
    rows[-1] += [blank] * (columns - len(rows[-1])) if len(rows) > 1 else []
    return below([side_by_side(row, GAP) for row in rows])


def below(panels: Sequence[np.ndarray]) -> np.ndarray:
    """Panels (C, H, W) of one width, top to bottom on white."""
    return side_by_side([panel.transpose(0, 2, 1) for panel in panels], GAP).transpose(0, 2, 1)


class Seeds:
    """The images of the same seeds, from top to bottom, beside as many real tiles."""

    def __init__(self, real: torch.Tensor, classes: int, stretch: Stretch) -> None:
        self.classes, self.stretch = classes, stretch
        self.last = self._stack(real[:: max(1, len(real) // SHOWN)][:SHOWN])

    def frame(self, network: torch.nn.Module) -> np.ndarray:
        class_labels = [seed % self.classes for seed in range(SHOWN)] if self.classes else []
        return self._stack(make_images(network, range(SHOWN), class_labels, self.classes))

    def _stack(self, tiles: torch.Tensor) -> np.ndarray:
        return below([self.stretch(tile.numpy()) for tile in tiles])
