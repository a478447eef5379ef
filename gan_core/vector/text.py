"""Layers that somebody drew, and the texts in them: a shapefile without .cpg does not say how its texts are written."""

from __future__ import annotations

import codecs

from osgeo import gdal, ogr

from gan_core.api.encodings import GUESSES, guesses, raw_of
from gan_core.api.errors import RasterGanError


def open_vector(path: str, encoding: str = "") -> gdal.Dataset:
    """encoding: of the texts in a format that has an option for it; "" for what the file says.

    Raises RuntimeError as GDAL does, and RasterGanError `text-encoding-unknown`.
    """
    flags = gdal.OF_VECTOR | gdal.OF_VERBOSE_ERROR
    if not encoding:
        return gdal.OpenEx(path, flags)
    try:
        codecs.lookup(encoding)
    except LookupError as error:
        raise RasterGanError("text-encoding-unknown", expected=", ".join(GUESSES), got=encoding) from error
    driver = gdal.IdentifyDriverEx(path, gdal.OF_VECTOR)
    known = driver is not None and "ENCODING" in (driver.GetMetadataItem("DMD_OPENOPTIONLIST") or "")
    return gdal.OpenEx(path, flags, open_options=[f"ENCODING={encoding}"] if known else [])


def names_of(layer: ogr.Layer) -> list[str]:
    """Of its fields, as GDAL gives them."""
    definition = layer.GetLayerDefn()
    return [definition.GetFieldDefn(number).GetName() for number in range(definition.GetFieldCount())]


def field_names(layer: ogr.Layer, parameter: str, path: str) -> list[str]:
    """Raises RasterGanError `text-encoding`."""
    return [readable(name, parameter, path) for name in names_of(layer)]


def readable(text: str | bytes, parameter: str, path: str) -> str:
    """The text, where it is one.  parameter: that names the layer.

    Raises RasterGanError `text-encoding`, with how it would read, for bytes that are not UTF-8.
    """
    raw = text if isinstance(text, bytes) else raw_of(text)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RasterGanError("text-encoding", parameter=parameter, path=path, guesses=guesses(raw)) from error
