"""A layer of features written as a GeoPackage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from osgeo import gdal, ogr, osr


def write_layer(
    path: Path,
    name: str,
    crs: str,
    shape: int,
    fields: Mapping[str, int],
    rows: Iterable[tuple[ogr.Geometry, Sequence[Any]]],
) -> None:
    """crs: as WKT, "" for none; shape: ogr.wkbPoint and so on; rows: a geometry and its fields' values.

    Raises RuntimeError as GDAL does.
    """
    path.unlink(missing_ok=True)  # the driver takes no empty file either
    dataset = gdal.GetDriverByName("GPKG").Create(str(path), 0, 0, 0, gdal.GDT_Unknown)
    layer = dataset.CreateLayer(name, osr.SpatialReference(crs) if crs else None, shape)
    for field, field_type in fields.items():
        layer.CreateField(ogr.FieldDefn(field, field_type))
    dataset.StartTransaction()
    for geometry, values in rows:
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(geometry)
        for field, value in zip(fields, values):
            feature.SetField(field, value)
        layer.CreateFeature(feature)
    dataset.CommitTransaction()
