"""What `make bench-quality` measures on: the corpus' validation photographs, NEON photographs, a Sentinel-2 scene."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Optional

import numpy as np
import torch
from osgeo import gdal

from gan_core.radiometry.normalise import Normalizer
from tools.corpus import photographs
from tools.packages import SOURCES, unpacked
from tools.picture import gradient_energy
from tools.samples import PINS, samples

gdal.UseExceptions()
NEON = [
    "deepforest/data/2019_YELL_2_528000_4978000_image_crop2.png",
    "deepforest/data/2019_YELL_2_541000_4977000_image_crop.png",
    "deepforest/data/SOAP_031.png",
    "deepforest/data/SOAP_061.png",
]
"""Beside the one that is among the samples; 10 cm."""
SENTINEL_SQUARES = 6
REFLECTANCE = 10000.0
"""Sentinel-2's values are reflectance times this."""
STEP = 8
"""Sides are multiples of it: the protocol's, and every scale divides it."""


@dataclass(frozen=True)
class Scene:
    """A piece of an image that stands for the truth.  Methods see (values - offset) / gain, about 0 to 1."""

    group: str
    values: np.ndarray
    """(3, H, W), red, green and blue, as stored."""
    full: float = 255.0
    """The value that counts as 1 in figures that need reflectance."""
    offset: float = 0.0
    gain: float = 255.0

    def target(self) -> torch.Tensor:
        """(1, 3, H, W), as methods see it."""
        return self.seen(torch.from_numpy(self.values.astype(np.float32))[None])

    def seen(self, values: torch.Tensor) -> torch.Tensor:
        return (values - self.offset) / self.gain

    def stored(self, seen: torch.Tensor) -> torch.Tensor:
        """Back to values as a file would hold them: clipped to their type, rounded."""
        return (seen * self.gain + self.offset).clamp(0, np.iinfo(self.values.dtype).max).round()


def scenes(corpus: Path, folder: Path, side: int, most: Optional[int]) -> list[Scene]:
    """Of each place at most `most`, None for all: the corpus' photographs whole, of others `side` pixels along a side."""
    places: dict[str, list[Scene]] = {}
    for name, image in photographs(corpus, "validation").items():
        places.setdefault(name.split("_")[0], []).append(Scene(name.split("_")[0], whole(image)))
    sentinel, aerial = samples(folder)
    unpacked(PINS, SOURCES, NEON, folder)
    neon = [aerial, *(folder / Path(name).name for name in NEON)]
    places["NEON"] = [Scene("NEON", middle(gdal.Open(str(path)).ReadAsArray()[:3], side)) for path in neon]
    places["Sentinel-2"] = of_sentinel(sentinel, side)
    return [scene for found in places.values() for scene in found[:most]]


def of_sentinel(path: Path, side: int) -> list[Scene]:
    """The liveliest squares of the scene, most of which is water; seen as the engine sees 16-bit layers."""
    image = gdal.Open(str(path)).ReadAsArray()[:3]
    normalizer = Normalizer.of({"scheme": "auto"}, image.dtype, [band[band > 0] for band in image])
    rows, columns = (range(0, length - side + 1, side) for length in image.shape[1:])
    squares = [image[:, row : row + side, column : column + side] for row in rows for column in columns]
    filled = [square for square in squares if square.min() > 0]
    filled.sort(key=lambda square: gradient_energy(square.astype(np.float32)), reverse=True)
    return [
        Scene("Sentinel-2", square, REFLECTANCE, normalizer.offset, normalizer.scale)
        for square in filled[:SENTINEL_SQUARES]
    ]


def whole(image: np.ndarray) -> np.ndarray:
    """(C, H, W) as the cards' protocol takes it: to a multiple of STEP, from the upper left corner."""
    height, width = (length // STEP * STEP for length in image.shape[1:])
    return image[:, :height, :width]


def middle(image: np.ndarray, side: int) -> np.ndarray:
    """The middle of (C, H, W), at most `side` along a side, a multiple of STEP."""
    height, width = (min(length, side) // STEP * STEP for length in image.shape[1:])
    top, left = (image.shape[1] - height) // 2, (image.shape[2] - width) // 2
    return image[:, top : top + height, left : left + width]
