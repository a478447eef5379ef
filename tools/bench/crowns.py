"""Tree crowns that people marked on NEON's aerial photographs, from a pinned package: rasters with a CRS, and boxes in pixels.

The package is deepforest (MIT; the photographs are NEON's, open with attribution).  Two photographs of Yellowstone, 10 cm.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
from osgeo import gdal

from tools.bench.marked_scene import Scene
from tools.common.packages import SOURCES, unpacked

PINS = Path(__file__).resolve().parents[1] / "common" / "samples.txt"
NAMES = ("2019_YELL_2_528000_4978000_image_crop2", "2019_YELL_2_541000_4977000_image_crop")
PIXEL = 0.1
CRS = 32612


def crowns(folder: Path) -> list[Scene]:
    """The photographs as GeoTIFF in `folder`, made there if they are missing."""
    unpacked(PINS, SOURCES, [f"deepforest/data/{name}.{suffix}" for name in NAMES for suffix in ("png", "xml")], folder)
    return [Scene(_raster(folder / f"{name}.png"), _boxes(folder / f"{name}.xml")) for name in NAMES]


def _raster(picture: Path) -> Path:
    target = picture.with_suffix(".tif")
    if not target.exists():
        dataset = gdal.Open(str(picture))
        right, bottom = 528000 + dataset.RasterXSize * PIXEL, 4978000 - dataset.RasterYSize * PIXEL
        staged = target.with_suffix(".part.tif")
        bounds = [528000, 4978000, right, bottom]
        options = ["TILED=YES", "COMPRESS=DEFLATE", "PHOTOMETRIC=RGB"]
        gdal.Translate(
            str(staged),
            dataset,
            bandList=[1, 2, 3],
            outputSRS=f"EPSG:{CRS}",
            outputBounds=bounds,
            creationOptions=options,
        )
        staged.rename(target)
    return target


def _boxes(marks: Path) -> np.ndarray:
    corners = ("xmin", "ymin", "xmax", "ymax")
    objects = ElementTree.parse(marks).getroot().iter("object")
    return np.array([[float(mark.findtext(f"bndbox/{corner}", "")) for corner in corners] for mark in objects])


def part(scene: Scene, row: int, rows: int, target: Path) -> Scene:
    """Some rows of a photograph as a raster of its own, with the crowns whose middles lie there."""
    dataset = gdal.Open(str(scene.raster))
    gdal.Translate(str(target), dataset, srcWin=[0, row, dataset.RasterXSize, rows])
    middles = scene.boxes[:, [1, 3]].mean(1)
    inside = (middles >= row) & (middles < row + rows)
    return Scene(target, scene.boxes[inside] - [0, row, 0, row])


def halves(scenes: Sequence[Scene], folder: Path) -> Iterator[tuple[Scene, Scene]]:
    """(to learn from, to judge on), four times."""
    for turn in (0, 1):
        for scene in scenes:
            rows = gdal.Open(str(scene.raster)).RasterYSize
            middle = rows // 2
            upper = part(scene, 0, middle, folder / f"{scene.raster.stem}-upper.tif")
            lower = part(scene, middle, rows - middle, folder / f"{scene.raster.stem}-lower.tif")
            yield (upper, lower) if turn == 0 else (lower, upper)
