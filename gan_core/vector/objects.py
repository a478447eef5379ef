"""Objects on a raster: read as boxes from any layer that OGR opens, and written as polygons with a class and a score."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from osgeo import gdal, ogr

from gan_core.api.errors import RasterGanError
from gan_core.api.language import translatable
from gan_core.raster.grid import Grid
from gan_core.tiling.window import Window
from gan_core.vector.geopackage import write_layer
from gan_core.vector.picked_tiles import polygon, transform
from gan_core.vector.text import field_names, open_vector, readable

LAYER = "objects"
FIELDS = {"class": ogr.OFTString, "score": ogr.OFTReal, "width": ogr.OFTReal, "height": ogr.OFTReal}


class LabeledObjects(NamedTuple):
    """Objects that somebody marked, N of them."""

    boxes: np.ndarray
    """(N, 4) float64: left, top, right, bottom in the raster's pixels; they may reach over its edge."""
    names: list[str]
    """Their classes; "" where the layer names none."""


class DetectedObject(NamedTuple):
    """An object that a model found."""

    box: tuple[float, float, float, float]
    name: str
    score: float


def read(path: str, grid: Grid, crs: str, field: str, size: float, encoding: str = "") -> LabeledObjects:
    """The objects of the first layer in `path`, whatever CRS it has.  grid, crs: of the raster.  encoding: of its texts.

    A polygon stands for the upright box of pixels around it, a point for a square of `size` map units; every part of a
    geometry with several is an object.  Raises RasterGanError `objects-unreadable`, `-none`, `-field` or `-size`,
    or `text-encoding`.
    """
    boxes, names = [], []
    for shape, name in _shapes(path, crs, field, encoding=encoding):
        flat = ogr.GT_Flatten(shape.GetGeometryType())
        if flat == ogr.wkbPoint and size <= 0:
            raise RasterGanError("objects-size", got=size)
        boxes.append(_square(shape, grid, size) if flat == ogr.wkbPoint else _box(shape, grid))
        names.append(name)
    if not boxes:
        raise RasterGanError("objects-none", path=path)
    return LabeledObjects(np.array(boxes, np.float64), names)


def areas(path: str, grid: Grid, crs: str) -> np.ndarray:
    """(N, 4): boxes of pixels round the polygons of `path`.  Raises RasterGanError `objects-unreadable`."""
    boxes = [_box(shape, grid) for shape, _ in _shapes(path, crs, "", "EMPTY")]
    return np.array(boxes, np.float64).reshape(-1, 4)


def covered(path: str, grid: Grid, crs: str, window: Window) -> np.ndarray:
    """(height, width) bool: the window's pixels whose middles lie in the polygons of `path`.

    Raises RasterGanError `objects-unreadable`.
    """
    part = grid.part(window)
    canvas = gdal.GetDriverByName("MEM").Create("", window.width, window.height, 1, gdal.GDT_Byte)
    canvas.SetGeoTransform(part.geotransform)
    memory = ogr.GetDriverByName("Memory").CreateDataSource("")
    layer = memory.CreateLayer(LAYER, None, ogr.wkbPolygon)
    for shape, _ in _shapes(path, crs, "", "EMPTY"):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(shape)
        layer.CreateFeature(feature)
    gdal.RasterizeLayer(canvas, [1], layer, burn_values=[1])
    return canvas.ReadAsArray() > 0


def write(path: Path, grid: Grid, crs: str, objects: Sequence[DetectedObject]) -> None:
    """A GeoPackage with a layer of polygons.  crs: as WKT, "" for none.  Raises RuntimeError as GDAL does."""
    across, down = sides(grid)
    rows = [
        (polygon(grid, box), (name, score, (box[2] - box[0]) * across, (box[3] - box[1]) * down))
        for box, name, score in objects
    ]
    write_layer(path, LAYER, crs, ogr.wkbPolygon, FIELDS, rows)


def sides(grid: Grid) -> tuple[float, float]:
    """Width and height of a pixel, map units."""
    _, ax, bx, _, ay, by = grid.geotransform
    return math.hypot(ax, ay), math.hypot(bx, by)


def _shapes(
    path: str, crs: str, field: str, parameter: str = "OBJECTS", encoding: str = ""
) -> Iterator[tuple[ogr.Geometry, str]]:
    """Single geometries in the raster's CRS, and their class."""
    try:
        dataset = open_vector(path, encoding)
        layer = dataset.GetLayer(0)
        if layer is None:
            raise RasterGanError(
                "objects-unreadable", parameter=parameter, path=path, reason=translatable("it holds no layer")
            )
        known = field_names(layer, parameter, path) if field else []
        if field and field not in known:
            raise RasterGanError("objects-field", expected=", ".join(known), got=field)
        into = transform(layer.GetSpatialRef(), crs)
        for feature in layer:
            shape = feature.GetGeometryRef()
            if shape is None or shape.IsEmpty():
                continue
            shape = shape.Clone()
            if into is not None:
                shape.Transform(into)
            named = field and feature.IsFieldSetAndNotNull(field)
            name = readable(feature.GetFieldAsString(field), parameter, path) if named else ""
            for part in _parts(shape):
                yield part, name.strip()
    except RuntimeError as error:
        raise RasterGanError("objects-unreadable", parameter=parameter, path=path, reason=str(error)) from error


def _parts(shape: ogr.Geometry) -> Iterator[ogr.Geometry]:
    flat = ogr.GT_Flatten(shape.GetGeometryType())
    if flat in (ogr.wkbMultiPolygon, ogr.wkbMultiPoint, ogr.wkbMultiLineString, ogr.wkbGeometryCollection):
        for index in range(shape.GetGeometryCount()):
            yield from _parts(shape.GetGeometryRef(index).Clone())
    else:
        yield shape


def _box(shape: ogr.Geometry, grid: Grid) -> tuple[float, float, float, float]:
    """The upright box of pixels round a shape's outer ring."""
    inverse = gdal.InvGeoTransform(grid.geotransform)
    while shape.GetGeometryCount():
        shape = shape.GetGeometryRef(0)
    columns, rows = zip(*(gdal.ApplyGeoTransform(inverse, x, y) for x, y, *_ in shape.GetPoints()))
    return min(columns), min(rows), max(columns), max(rows)


def _square(point: ogr.Geometry, grid: Grid, size: float) -> tuple[float, float, float, float]:
    column, row = gdal.ApplyGeoTransform(gdal.InvGeoTransform(grid.geotransform), point.GetX(), point.GetY())
    across, down = (size / side / 2 for side in sides(grid))
    return column - across, row - down, column + across, row + down
