"""What the built-in models learn from: two folders of images, each with a `split.json` of what to train and to validate on.

The corpus is drone photographs of three bands; the imagery is aerial and satellite images in folders by source, some with near
infrared as a fourth band, and Sentinel-2 scenes of 16 bits.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
from osgeo import gdal

from gan_core.training.pairs import Photograph

gdal.UseExceptions()


def photographs(folder: Path, part: str) -> dict[str, np.ndarray]:
    """`part` ("train" or "validation") of the corpus: file name -> (3, H, W) uint8."""
    names = json.loads((folder / "split.json").read_text())[part]
    return {name: gdal.Open(str(folder / name)).ReadAsArray()[:3] for name in sorted(names)}


IMAGERY_SHARE = 0.6
"""Of patches, beside the corpus' photographs; within either, images count by their area."""
SENTINEL = 8.0
"""By how much a pixel of Sentinel-2 counts more: there are few."""
HELD_OUT = ("S2L1C_637U_59R_1_3", "S2L2A_637U_59R_1_3", "S2A_MSIL2A_20171221T112501_56_35")
LEAST_SIDE = 200
"""Of a Sentinel-2 scene, pixels."""
SHOWN = (0.005, 0.995)
"""The quantiles that the range of a scene of 16 bits is taken from, as the engine takes it."""


def learned(corpus: Path, imagery: Path) -> list[Photograph]:
    """Everything to train on."""
    ours = list(photographs(corpus, "train").values())
    theirs = list(aerial(imagery, "train").values())
    scenes = [halved_scene(path) for path in sentinel2(imagery)]
    areas = [area(image) for image in theirs] + [SENTINEL * area(image) for image in scenes]
    weights = [
        *((1 - IMAGERY_SHARE) * area(image) / sum(map(area, ours)) for image in ours),
        *(IMAGERY_SHARE * each / sum(areas) for each in areas),
    ]
    return [Photograph(image, weight) for image, weight in zip([*ours, *theirs, *scenes], weights)]


def area(image: np.ndarray) -> int:
    return image.shape[1] * image.shape[2]


def aerial(folder: Path, part: str) -> dict[str, np.ndarray]:
    """Images of 8 bits: "folder/name" -> (3 or 4, H, W) uint8."""
    names = json.loads((folder / "split.json").read_text())[part]
    return {name: gdal.Open(str(folder / name)).ReadAsArray() for name in sorted(names)}


def sentinel2(folder: Path) -> list[Path]:
    """The scenes at 10 m that are trained on and large enough."""
    paths = sorted((folder / "sentinel2").glob("*_10m.tif"))
    return [
        path for path in paths if not path.name.startswith(HELD_OUT) and gdal.Open(str(path)).RasterXSize >= LEAST_SIDE
    ]


def halved_scene(path: Path) -> np.ndarray:
    """(4, H / 2, W / 2) uint8, red to near infrared: averaged by 2, since its own pixels are blurred."""
    scene = gdal.Open(str(path)).ReadAsArray().astype(np.float32)
    if "_MSIL1C_" not in path.name:
        scene = scene[[2, 1, 0, 3]]
    scene = scene.reshape(4, scene.shape[1] // 2, 2, scene.shape[2] // 2, 2).mean((2, 4))
    low, high = np.quantile(scene, SHOWN)
    return ((scene - low) / (high - low) * 255).round().clip(0, 255).astype(np.uint8)


def fingerprint(folder: Path) -> str:
    """sha256 over the training files' own hashes: what a card says that it was trained on."""
    total = hashlib.sha256()
    for name in sorted(json.loads((folder / "split.json").read_text())["train"]):
        total.update(hashlib.sha256((folder / name).read_bytes()).digest())
    return total.hexdigest()
