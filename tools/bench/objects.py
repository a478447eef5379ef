"""Airplanes and cars of the UC Merced land use set (USGS orthophotos, public domain, 0.3 m), as mosaics with a box an object.

The boxes in objects.json were drawn by eye for this benchmark: on each photograph, enlarged four to nine times, the tight
upright box round every object, its shadow left out, drawn back onto it and corrected until each edge was right within about two
pixels for airplanes and one for cars; where a dark car and its shadow can't be told apart an edge may be two or three off.  Of
what a photograph's edge cuts, objects of which more than half is visible count.  Cars are cars, vans and pickups; trucks, buses
and motorcycles are not.  Airplanes are on all 17 photographs of that name at hand, cars on eight where each can be told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from math import isqrt
from pathlib import Path

import numpy as np
from osgeo import gdal, osr

from tools.bench.marked_scene import Scene

gdal.UseExceptions()
FILE = Path(__file__).with_name("objects.json")
FOLDER = "ucmerced"
SIDE, PIXEL = 256, 0.3
"""Of a photograph, pixels; of a pixel, meters."""
CRS, LEFT, TOP = 32611, 500000.0, 3600000.0
"""The photographs came without a place; the mosaics get one."""
DRAWS = 4
Boxes = Mapping[str, "list[list[int]]"]
"""Of a kind: a photograph's name -> its boxes, left, top, right, bottom."""


def boxes_of(kind: str) -> Boxes:
    """kind: "planes" or "cars"."""
    kinds: dict[str, Boxes] = json.loads(FILE.read_text())
    return kinds[kind]


def mosaics(kind: str, imagery: Path, folder: Path) -> Iterator[tuple[Scene, Scene]]:
    """(to learn from, to judge on), four times: other splits of the photographs."""
    boxes = boxes_of(kind)
    for seed in range(DRAWS):
        train, validation = (
            mosaic(imagery, {name: boxes[name] for name in half}, folder / f"{kind}-{seed}-{role}.tif")
            for role, half in zip(("train", "validation"), halves_of(boxes, seed))
        )
        yield train, validation


def halves_of(boxes: Boxes, seed: int) -> tuple[list[str], list[str]]:
    """The photographs in an order drawn by chance, each put into the half that holds fewer objects by then."""
    halves: tuple[list[str], list[str]] = ([], [])
    for name in np.random.default_rng(seed).permutation(sorted(boxes)).tolist():
        min(halves, key=lambda half: sum(len(boxes[other]) for other in half)).append(name)
    return halves


def mosaic(imagery: Path, boxes: Boxes, target: Path) -> Scene:
    """The photographs in rows without gaps, as close to a square as their number allows."""
    rows = max(number for number in range(1, isqrt(len(boxes)) + 1) if len(boxes) % number == 0)
    columns = len(boxes) // rows
    dataset = gdal.GetDriverByName("GTiff").Create(str(target), columns * SIDE, rows * SIDE, 3, options=["TILED=YES"])
    dataset.SetGeoTransform((LEFT, PIXEL, 0.0, TOP, 0.0, -PIXEL))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(CRS)
    dataset.SetProjection(reference.ExportToWkt())
    moved = []
    for number, (name, own) in enumerate(boxes.items()):
        row, column = number // columns * SIDE, number % columns * SIDE
        photograph = gdal.Open(str(imagery / FOLDER / f"{name}.webp"))
        dataset.WriteArray(photograph.ReadAsArray(), column, row)
        moved.append(np.array(own, float) + [column, row, column, row])
    return Scene(target, np.concatenate(moved))
