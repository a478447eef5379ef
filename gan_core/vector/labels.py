"""Labels that somebody drew: which pixels of a raster each point or polygon names, and with what."""

from __future__ import annotations

import math
from typing import NamedTuple, Optional

import numpy as np
from osgeo import gdal, ogr, osr

from gan_core.api.errors import RasterGanError
from gan_core.api.language import translatable
from gan_core.raster.grid import Grid
from gan_core.tiling.window import Window
from gan_core.vector.picked_tiles import transform
from gan_core.vector.text import field_names, open_vector, readable

LARGEST_MASK = 16_000_000
"""Pixels of a polygon that are looked at; of a larger one every so-manieth row and column."""
TYPES = {ogr.OFTString: str, ogr.OFTInteger: int, ogr.OFTInteger64: int}


class Labels(NamedTuple):
    """Pixels inside the raster with the value of the class field, shape after shape."""

    places: np.ndarray
    """(N, 2) rows and columns."""
    groups: np.ndarray
    """(N,) the shape that a pixel comes from."""
    values: list[str]
    """(N,) the class, as text."""
    numeric: bool
    """Whether the field holds whole numbers."""
    shapes: int
    outside: int
    """Shapes that name no pixel of the raster."""
    unnamed: int
    """Shapes without a class."""


def read(path: str, field: str, grid: Grid, crs: str, encoding: str = "") -> Labels:
    """The first layer in `path`, whatever CRS it has.

    field: with the class; "" for the only one that can hold it.  grid, crs: of the raster.  encoding: of the texts, "" for
    what the file says.  A polygon names the pixels whose middle lies in it, a point the one that it lies in.  Raises
    RasterGanError `labels-...` or `text-encoding`.
    """
    try:
        dataset = open_vector(path, encoding)
        layer = dataset.GetLayer(0)
        if layer is None:
            raise RasterGanError("labels-unreadable", path=path, reason=translatable("it holds no layer"))
        field_names(layer, "LABELS", path)
        name, field_type = _field(layer, field)
        into = transform(layer.GetSpatialRef(), crs)
        shapes, unnamed = [], 0
        for feature in layer:
            shape, value = feature.GetGeometryRef(), feature.GetField(name)
            text = "" if value is None else value if isinstance(value, (str, bytes)) else str(value)
            text = readable(text, "LABELS", path).strip()
            if shape is None or shape.IsEmpty() or not text:
                unnamed += 1
                continue
            shape = shape.Clone()
            shape.FlattenTo2D()
            if into is not None:
                shape.Transform(into)
            shapes.append((shape, text))
    except RuntimeError as error:
        raise RasterGanError("labels-unreadable", path=path, reason=str(error)) from error
    if not shapes:
        raise RasterGanError("labels-none", path=path)
    pixels_of_shapes = [_pixels(shape, grid) for shape, _ in shapes]
    return Labels(
        np.concatenate(pixels_of_shapes),
        np.repeat(np.arange(len(pixels_of_shapes)), [len(pixels) for pixels in pixels_of_shapes]),
        [text for (_, text), pixels in zip(shapes, pixels_of_shapes) for _ in range(len(pixels))],
        field_type is int,
        len(shapes),
        sum(not len(pixels) for pixels in pixels_of_shapes),
        unnamed,
    )


def _field(layer: ogr.Layer, wanted: str) -> tuple[str, type]:
    """The class field's name and type."""
    definition = layer.GetLayerDefn()
    fields = [definition.GetFieldDefn(number) for number in range(definition.GetFieldCount())]
    names = [field.GetName() for field in fields]
    if wanted and wanted not in names:
        raise RasterGanError("labels-field", fields=", ".join(names) or "–", got=wanted)
    fit = [field for field in fields if field.GetType() in TYPES and wanted in ("", field.GetName())]
    if len(fit) == 1:
        return fit[0].GetName(), TYPES[fit[0].GetType()]
    if wanted:
        got = fields[names.index(wanted)].GetTypeName()
        raise RasterGanError("labels-field-type", field=wanted, got=got)
    raise RasterGanError("labels-field", fields=", ".join(names) or "–", got="–")


def _pixels(shape: ogr.Geometry, grid: Grid) -> np.ndarray:
    """(N, 2) rows and columns inside the raster."""
    inverse = gdal.InvGeoTransform(grid.geotransform)
    geometry_type = ogr.GT_Flatten(shape.GetGeometryType())
    if geometry_type in (ogr.wkbPoint, ogr.wkbMultiPoint):
        points = (
            [shape]
            if geometry_type == ogr.wkbPoint
            else [shape.GetGeometryRef(n) for n in range(shape.GetGeometryCount())]
        )
        exact = [gdal.ApplyGeoTransform(inverse, point.GetX(), point.GetY()) for point in points]
        cells = [(math.floor(row), math.floor(column)) for column, row in exact if math.isfinite(column + row)]
        inside = [(row, column) for row, column in cells if 0 <= row < grid.height and 0 <= column < grid.width]
        return np.array(inside, int).reshape(-1, 2)
    if geometry_type not in (ogr.wkbPolygon, ogr.wkbMultiPolygon, ogr.wkbCurvePolygon, ogr.wkbMultiSurface):
        raise RasterGanError("labels-shape", got=ogr.GeometryTypeToName(geometry_type))
    area = _around(shape.GetLinearGeometry(), grid, inverse)
    return _burnt(shape.GetLinearGeometry(), grid, area) if area else np.empty((0, 2), int)


def _around(shape: ogr.Geometry, grid: Grid, inverse: tuple[float, ...]) -> Optional[Window]:
    """The window round a polygon, inside the raster; None where they don't meet."""
    left, right, bottom, top = shape.GetEnvelope()
    corners = [gdal.ApplyGeoTransform(inverse, x, y) for x in (left, right) for y in (bottom, top)]
    if not all(math.isfinite(value) for corner in corners for value in corner):
        return None
    columns, rows = zip(*corners)
    start = math.floor(min(columns)), math.floor(min(rows))
    whole = Window(*start, math.ceil(max(columns)) - start[0], math.ceil(max(rows)) - start[1])
    inside = whole.intersection(grid.window)
    return inside if inside.width and inside.height else None


def _burnt(shape: ogr.Geometry, grid: Grid, area: Window) -> np.ndarray:
    """(N, 2) of the pixels of `area` whose middle lies in the polygon."""
    step = max(1, math.ceil(math.sqrt(area.width * area.height / LARGEST_MASK)))
    width, height = math.ceil(area.width / step), math.ceil(area.height / step)
    mask = gdal.GetDriverByName("MEM").Create("", width, height, 1, gdal.GDT_Byte)
    # pixels are `step` apart, and the middle of a coarse one is the middle of the fine one that stands for it
    shift = (step - 1) // 2 - (step - 1) / 2
    x, y = grid.ground(area.column + shift, area.row + shift)
    _, ax, bx, _, ay, by = grid.geotransform
    mask.SetGeoTransform((x, ax * step, bx * step, y, ay * step, by * step))
    reference = osr.SpatialReference()
    reference.SetLocalCS("pixels")
    mask.SetSpatialRef(reference)
    memory = ogr.GetDriverByName("Memory").CreateDataSource("")
    layer = memory.CreateLayer("", reference)
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(shape)
    layer.CreateFeature(feature)
    gdal.RasterizeLayer(mask, [1], layer, burn_values=[1])
    rows, columns = np.nonzero(mask.ReadAsArray())
    places = np.stack((rows, columns), 1) * step + (step - 1) // 2 + (area.row, area.column)
    return places[(places < (grid.height, grid.width)).all(1)]
