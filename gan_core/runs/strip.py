"""A training in pictures: what its network makes at the start, over time, and the truth."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Protocol

import numpy as np
import torch

from gan_core.raster.png import png, side_by_side
from gan_core.raster.stretch import Stretch
from gan_core.training.heldout import ValidationSet

FRAMES = 6
"""Pictures in the strip before the truth's; the first is the parent's."""


class PreviewSource(Protocol):
    """What a training is seen by."""

    last: np.ndarray
    """(1 or 3, H, W) in 0..1: the truth, at the right end of the strip."""

    def frame(self, network: torch.nn.Module) -> np.ndarray:
        """The same shape: what a network makes."""


class Strip:
    """A file that is written anew with every picture."""

    def __init__(self, path: Path, source: PreviewSource, start: torch.nn.Module) -> None:
        self.path, self.source = path, source
        self.frames = [source.frame(start)]

    def add(self, network: torch.nn.Module) -> None:
        self.frames.append(self.source.frame(network))
        if len(self.frames) > 2 * FRAMES:  # every other one, the first and the last kept
            self.frames = [self.frames[0], *self.frames[2::2]]
        shown = np.linspace(0, len(self.frames) - 1, min(FRAMES, len(self.frames))).round().astype(int)
        panels = [*(self.frames[index] for index in shown), self.source.last]
        with contextlib.suppress(OSError):  # a full disk costs a picture, not the training
            self.path.write_bytes(png(side_by_side(panels)))


class HeldOutPreview:
    """The first held-out tile, as its layer looks."""

    def __init__(self, validation: ValidationSet, stretch: Stretch) -> None:
        self.validation, self.stretch = validation, stretch
        self.last = stretch(validation.tiles[0].truth.numpy())

    def frame(self, network: torch.nn.Module) -> np.ndarray:
        return self.stretch(self.validation.image(network, self.validation.tiles[0]).numpy())
