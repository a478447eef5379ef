"""A raster and every object on it, to take boxes from or to judge detections by."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
from osgeo import gdal, ogr, osr

gdal.UseExceptions()


class Scene(NamedTuple):
    """A photograph and every object of one kind on it."""

    raster: Path
    boxes: np.ndarray
    """(N, 4): left, top, right, bottom, pixels"""

    def image(self) -> np.ndarray:
        """(3, H, W) float32, 0 to 1, of 8 bits."""
        pixels: np.ndarray = gdal.Open(str(self.raster)).ReadAsArray()[:3].astype(np.float32) / 255
        return pixels


def layer(raster: Path, boxes: np.ndarray, target: Path) -> Path:
    """Boxes (N, 4), pixels of the raster, as a GeoPackage of polygons."""
    dataset = gdal.Open(str(raster))
    transform = dataset.GetGeoTransform()
    target.unlink(missing_ok=True)
    reference = osr.SpatialReference(dataset.GetProjection())
    package = gdal.GetDriverByName("GPKG").Create(str(target), 0, 0, 0, gdal.GDT_Unknown)
    objects = package.CreateLayer("objects", reference, ogr.wkbPolygon)
    for left, top, right, bottom in boxes:
        ring = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
        corners = ", ".join("{} {}".format(*gdal.ApplyGeoTransform(transform, *corner)) for corner in ring)
        feature = ogr.Feature(objects.GetLayerDefn())
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POLYGON (({corners}))"))
        objects.CreateFeature(feature)
    return target
