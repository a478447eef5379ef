"""Where to label next, as points with the two likeliest classes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from osgeo import gdal, ogr

from gan_core.raster.grid import Grid
from gan_core.vector.geopackage import write_layer

LAYER = "label next"
FIELDS = {"rank": ogr.OFTInteger, "class": ogr.OFTString, "second": ogr.OFTString, "confidence": ogr.OFTReal}


class NextSample(NamedTuple):
    row: int
    column: int
    likeliest: str
    second: str
    confidence: float
    """Of the likeliest, percent."""


def write(path: Path, grid: Grid, crs: str, samples: Sequence[NextSample]) -> None:
    """A GeoPackage of points in the pixels' middles, the most helpful first.  Raises RuntimeError as GDAL does."""
    rows = []
    for rank, sample in enumerate(samples, 1):
        point = ogr.Geometry(ogr.wkbPoint)
        point.AddPoint_2D(*gdal.ApplyGeoTransform(grid.geotransform, sample.column + 0.5, sample.row + 0.5))
        rows.append((point, (rank, sample.likeliest, sample.second, sample.confidence)))
    write_layer(path, LAYER, crs, ogr.wkbPoint, FIELDS, rows)
