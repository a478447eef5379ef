"""The training photographs: a folder of images with a `split.json` that names the train and validation ones."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
from osgeo import gdal

gdal.UseExceptions()


def photographs(folder: Path, part: str) -> dict[str, np.ndarray]:
    """`part` ("train" or "validation") of the corpus: file name -> (3, H, W) uint8."""
    names = json.loads((folder / "split.json").read_text())[part]
    return {name: gdal.Open(str(folder / name)).ReadAsArray()[:3] for name in sorted(names)}


def fingerprint(folder: Path) -> str:
    """sha256 over the training files' own hashes: what a card says that it was trained on."""
    total = hashlib.sha256()
    for name in sorted(json.loads((folder / "split.json").read_text())["train"]):
        total.update(hashlib.sha256((folder / name).read_bytes()).digest())
    return total.hexdigest()
