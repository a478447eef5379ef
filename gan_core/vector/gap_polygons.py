"""Gaps that somebody drew as polygons: clouds, shadows, seams."""

from __future__ import annotations

import hashlib
import uuid
from typing import NamedTuple

from osgeo import gdal, ogr, osr

from gan_core.api.errors import RasterGanError
from gan_core.api.language import translatable
from gan_core.raster.gap_source import GapMarks
from gan_core.raster.grid import Grid
from gan_core.tiling.window import Window
from gan_core.vector.picked_tiles import transform
from gan_core.vector.text import open_vector

AREAS = (ogr.wkbPolygon, ogr.wkbMultiPolygon, ogr.wkbCurvePolygon, ogr.wkbMultiSurface)
OPTIONS = ("TILED=YES", "COMPRESS=DEFLATE", "ZLEVEL=1", "SPARSE_OK=YES", "BIGTIFF=IF_SAFER")


class GapPolygons(NamedTuple):
    """In the CRS of a raster."""

    shapes: list[ogr.Geometry]
    digest: str
    """sha256 of all of them."""

    def burnt(self, grid: Grid, area: Window) -> GapMarks:
        """Pixels of `area` whose middle lies in a polygon."""
        path = f"/vsimem/{uuid.uuid4().hex}.tif"
        part = grid.part(area)
        dataset = gdal.GetDriverByName("GTiff").Create(path, area.width, area.height, 1, gdal.GDT_Byte, OPTIONS)
        reference = osr.SpatialReference()
        reference.SetLocalCS("the raster's")
        dataset.SetGeoTransform(part.geotransform)
        dataset.SetSpatialRef(reference)
        memory = ogr.GetDriverByName("Memory").CreateDataSource("")
        layer = memory.CreateLayer("", reference)
        for shape in self.shapes:
            feature = ogr.Feature(layer.GetLayerDefn())
            feature.SetGeometry(shape)
            layer.CreateFeature(feature)
        gdal.RasterizeLayer(dataset, [1], layer, burn_values=[1])
        dataset = None
        marks = GapMarks(gdal.Open(path), area)
        gdal.Unlink(path)  # it stays as long as it is open
        return marks


def read(path: str, crs: str) -> GapPolygons:
    """The first layer in `path`, whatever CRS it has.  crs: of the raster.  Raises RasterGanError `gaps-...`."""
    try:
        dataset = open_vector(path)
        layer = dataset.GetLayer(0)
        if layer is None:
            raise RasterGanError("gaps-unreadable", path=path, reason=translatable("it holds no layer"))
        into, shapes = transform(layer.GetSpatialRef(), crs), list[ogr.Geometry]()
        for feature in layer:
            shape = feature.GetGeometryRef()
            if shape is None or shape.IsEmpty():
                continue
            if ogr.GT_Flatten(shape.GetGeometryType()) not in AREAS:
                raise RasterGanError("gaps-shape", got=ogr.GeometryTypeToName(shape.GetGeometryType()))
            shape = shape.GetLinearGeometry()
            shape.FlattenTo2D()
            if into is not None:
                shape.Transform(into)
            shapes.append(shape)
    except RuntimeError as error:
        raise RasterGanError("gaps-unreadable", path=path, reason=str(error)) from error
    if not shapes:
        raise RasterGanError("gaps-none", path=path)
    digest = hashlib.sha256(b"".join(bytes(shape.ExportToWkb()) for shape in shapes))
    return GapPolygons(shapes, digest.hexdigest())
