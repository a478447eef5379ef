"""Tiles as polygons: written as a GeoPackage that QGIS styles and edits, read from any layer that OGR opens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from osgeo import gdal, ogr, osr

from gan_core.api.errors import RasterGanError
from gan_core.api.language import translatable
from gan_core.raster.grid import Grid
from gan_core.tiling.window import Window
from gan_core.vector.text import field_names, names_of, open_vector, readable

ROLE = "role"
LAYER = "tiles"


class Picked(NamedTuple):
    """A tile that somebody picked."""

    window: Window
    """Whole pixels of the raster; it may reach over the raster's edge."""
    role: str
    """As the layer says; "" where it says nothing."""
    class_name: str = ""
    """What the field that was asked for says; "" for nothing."""


def write(path: Path, grid: Grid, crs: str, tiles: Sequence[tuple[Window, Mapping[str, object]]]) -> None:
    """crs: as WKT, "" for none.  A tile's facts become fields: text, or numbers.  Raises RuntimeError as GDAL does."""
    path.unlink(missing_ok=True)  # the driver takes no empty file either
    dataset = gdal.GetDriverByName("GPKG").Create(str(path), 0, 0, 0, gdal.GDT_Unknown)
    reference = osr.SpatialReference(crs) if crs else None
    layer = dataset.CreateLayer(LAYER, reference, ogr.wkbPolygon)
    for name, value in (tiles[0][1] if tiles else {ROLE: ""}).items():
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTString if isinstance(value, str) else ogr.OFTReal))
    dataset.StartTransaction()
    for window, facts in tiles:
        feature = ogr.Feature(layer.GetLayerDefn())
        corners = window.column, window.row, window.column + window.width, window.row + window.height
        feature.SetGeometry(polygon(grid, corners))
        for name, value in facts.items():
            feature.SetField(name, value)
        layer.CreateFeature(feature)
    dataset.CommitTransaction()


def polygon(grid: Grid, box: tuple[float, float, float, float]) -> ogr.Geometry:
    """The ground that a box of pixels covers: left, top, right, bottom."""
    left, top, right, bottom = box
    ring = ogr.Geometry(ogr.wkbLinearRing)
    for column, row in ((left, top), (right, top), (right, bottom), (left, bottom), (left, top)):
        ring.AddPoint_2D(*grid.ground(column, row))
    whole = ogr.Geometry(ogr.wkbPolygon)
    whole.AddGeometry(ring)
    return whole


def read(path: str, grid: Grid, crs: str, field: str = "", encoding: str = "") -> list[Picked]:
    """The tiles of the first layer in `path`, in the raster's pixels, whatever CRS the layer has.

    grid, crs: of the raster.  field: one that says what is in a tile.  encoding: of its texts.  A polygon stands for the
    upright rectangle of pixels around it.  Raises RasterGanError `tiles-unreadable`, `tiles-none`, `generator-field` or
    `text-encoding`.
    """
    try:
        dataset = open_vector(path, encoding)
        layer = dataset.GetLayer(0)
        if layer is None:
            raise RasterGanError("tiles-unreadable", path=path, reason=translatable("it holds no layer"))
        into = transform(layer.GetSpatialRef(), crs)
        fields = field_names(layer, "TILES", path) if field else names_of(layer)
        if field and field not in fields:
            raise RasterGanError("generator-field", expected=", ".join(fields), got=field)
        shapes = [
            (
                feature.GetGeometryRef().Clone(),
                *(readable(_said(feature, name, fields), "TILES", path) for name in (ROLE, field)),
            )
            for feature in layer
            if feature.GetGeometryRef() is not None
        ]
        for shape, *_ in shapes:
            if into is not None:
                shape.Transform(into)
    except RuntimeError as error:
        raise RasterGanError("tiles-unreadable", path=path, reason=str(error)) from error
    if not shapes:
        raise RasterGanError("tiles-none", path=path)
    return [Picked(_window(shape, grid), role, class_name) for shape, role, class_name in shapes]


def _said(feature: ogr.Feature, name: str, fields: Sequence[str]) -> str:
    """A field's value as text; "" where it has none."""
    return (feature.GetFieldAsString(name) or "") if name in fields and feature.IsFieldSetAndNotNull(name) else ""


def transform(source_crs: osr.SpatialReference | None, crs: str) -> osr.CoordinateTransformation | None:
    """From a layer's CRS into the one of WKT `crs`; None where nothing is to be done or known."""
    if source_crs is None or not crs:
        return None
    wanted = osr.SpatialReference(crs)
    for reference in (source_crs, wanted):
        reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return None if source_crs.IsSame(wanted) else osr.CoordinateTransformation(source_crs, wanted)


def _window(shape: ogr.Geometry, grid: Grid) -> Window:
    """The rectangle of whole pixels round a polygon, its edges rounded to the nearest pixel's."""
    inverse = gdal.InvGeoTransform(grid.geotransform)
    ring = shape
    while ring.GetGeometryCount():  # the outer ring of the first part
        ring = ring.GetGeometryRef(0)
    places = [gdal.ApplyGeoTransform(inverse, x, y) for x, y, *_ in ring.GetPoints()]
    columns, rows = ([round(value) for value in axis] for axis in zip(*places))
    return Window(min(columns), min(rows), max(columns) - min(columns), max(rows) - min(rows))
