"""Squares of ground for `make bench-trust`: the corpus' validation photographs, and sources that nothing was calibrated on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from osgeo import gdal

from gan_core.radiometry.normalize import Normalizer
from tools.common.corpus import photographs
from tools.common.packages import SOURCES, unpacked
from tools.common.picture import gradient_energy
from tools.common.samples import PINS, samples

gdal.UseExceptions()
NEON = [
    "deepforest/data/2019_YELL_2_528000_4978000_image_crop2.png",
    "deepforest/data/2019_YELL_2_541000_4977000_image_crop.png",
    "deepforest/data/SOAP_031.png",
    "deepforest/data/SOAP_061.png",
]
"""Beside the one that is among the samples; 10 cm."""
ELSEWHERE = ("NEON", "Sentinel-2")
"""Sources that took part in no calibration, of other sensors and another continent."""
SENTINEL_SQUARES = 6
Squares = dict[str, list[torch.Tensor]]
"""By source: (3, side, side) in 0..1, as a model sees it."""


def squares(corpus: Path, folder: Path, side: int, count: int) -> Squares:
    """`count` of each photograph, and the liveliest of Sentinel-2.  folder: where samples are kept."""
    rng = np.random.default_rng(8)
    sentinel, aerial = samples(folder)
    unpacked(PINS, SOURCES, NEON, folder)
    images = [(name.split("_")[0], image) for name, image in photographs(corpus, "validation").items()]
    paths = [aerial, *(folder / Path(name).name for name in NEON)]
    images += [("NEON", gdal.Open(str(path)).ReadAsArray()[:3]) for path in paths]
    cut: Squares = {}
    for source, image in images:
        for _ in range(count * (2 if source == "NEON" else 1)):
            top, left = (int(rng.integers(length - side + 1)) for length in image.shape[1:])
            square = image[:, top : top + side, left : left + side].astype(np.float32) / 255
            cut.setdefault(source, []).append(torch.from_numpy(square))
    cut["Sentinel-2"] = of_sentinel(sentinel, side)
    return cut


def of_sentinel(path: Path, side: int) -> list[torch.Tensor]:
    """The liveliest squares of the scene, most of which is water; seen as the engine sees 16-bit layers."""
    image = gdal.Open(str(path)).ReadAsArray()[:3]
    normalizer = Normalizer.of({"scheme": "auto"}, image.dtype, [band[band > 0] for band in image])
    rows, columns = (range(0, length - side + 1, side) for length in image.shape[1:])
    pieces = [image[:, row : row + side, column : column + side] for row in rows for column in columns]
    filled = [piece.astype(np.float32) for piece in pieces if piece.min() > 0]
    filled.sort(key=gradient_energy, reverse=True)
    return [
        torch.from_numpy((piece - normalizer.offset) / normalizer.scale).float().clamp(0, 1)
        for piece in filled[:SENTINEL_SQUARES]
    ]
