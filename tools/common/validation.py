"""What figures are taken on: pieces of the validation images, by set.  No model learned from them or from their places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Optional

import numpy as np
import torch

from gan_core.radiometry.sharpness import blur, planes
from tools.common.corpus import aerial, photographs

SIDE = 512
"""Of a piece at most, pixels."""
STEP = 16
"""Sides of what is seen of a piece are multiples of it: JPEG's blocks of halved color."""
Pieces = dict[str, list[np.ndarray]]
"""By set: (C, H, W) uint8."""


def validation(
    corpus: Path, imagery: Path, scale: int, most: Optional[int] = None, bands: Sequence[int] = (0, 1, 2)
) -> Pieces:
    """The corpus by its four places and the imagery by folder: the middles of their validation images.

    most: pieces of a set, evenly spread over it; None for all.  Images without one of the bands are left out.
    """
    images: dict[str, list[np.ndarray]] = {}
    for name, image in photographs(corpus, "validation").items():
        images.setdefault(name.split("_")[0], []).append(image)
    for name, image in aerial(imagery, "validation").items():
        images.setdefault(name.split("/")[0], []).append(image)
    usable = {name: [image for image in own if len(image) > max(bands)] for name, own in images.items()}
    return {
        name: [middle(image, SIDE, STEP * scale)[list(bands)] for image in spread(own, most)]
        for name, own in usable.items()
        if own
    }


def spread(images: Sequence[np.ndarray], most: Optional[int]) -> list[np.ndarray]:
    """At most so many of them, evenly."""
    count = min(most or len(images), len(images))
    return [images[index * len(images) // count] for index in range(count)]


def middle(image: np.ndarray, side: int, step: int) -> np.ndarray:
    """The middle of (C, H, W), at most `side` along a side, a multiple of `step`."""
    height, width = (min(length, side) // step * step for length in image.shape[1:])
    top, left = (image.shape[1] - height) // 2, (image.shape[2] - width) // 2
    return image[:, top : top + height, left : left + width]


def target(piece: np.ndarray) -> torch.Tensor:
    """(C, H, W) uint8 -> (1, C, H, W) in 0..1."""
    return torch.from_numpy(piece.astype(np.float32) / 255)[None]


def responses(pieces: Mapping[str, Sequence[np.ndarray]]) -> dict[str, Optional[float]]:
    """By set, what the truths themselves hold of their finest pattern (MTF at Nyquist); None where it can't be told."""
    return {name: blur(planes([piece.astype(np.float32) for piece in own])) for name, own in pieces.items()}
