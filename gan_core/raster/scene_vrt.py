"""A layer of a scene as a VRT, with all that is known of its bands."""

from __future__ import annotations

import os
import xml.etree.ElementTree as ElementTree  # nosec B405 - written, not read
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Optional

from osgeo import gdal, osr

from gan_core.api.errors import RasterGanError
from gan_core.raster.scene_mosaic import Mosaic, PathOf, Piece
from gan_core.raster.source import SENSOR_DOMAIN, SENSOR_ITEM
from gan_core.scenes.scene import Channel, Scene, SceneBand, SceneLayer

DECLARED = {"red": "Red", "green": "Green", "blue": "Blue"}
"""GDAL's color interpretations."""


def vrt_of(scene: Scene, layer: SceneLayer, mosaic: Mosaic, path_of: PathOf, folder: Optional[Path]) -> str:
    """The text of the VRT.

    folder: where it will lie; files beside it or below are named from there, so that both can move together.  None: nowhere.
    Raises RasterGanError `scene-count` for a file with fewer bands than it should have.
    """
    root = ElementTree.Element("VRTDataset", rasterXSize=str(mosaic.grid.width), rasterYSize=str(mosaic.grid.height))
    reference: Optional[osr.SpatialReference] = mosaic.first.GetSpatialRef()
    if reference is not None:
        axes = ",".join(map(str, reference.GetDataAxisToSRSAxisMapping()))
        _add(root, "SRS", reference.ExportToWkt(), dataAxisToSRSAxisMapping=axes)
    if mosaic.referenced:
        _add(root, "GeoTransform", ", ".join(map(repr, mosaic.grid.geotransform)))
    for domain, items in _facts(scene, mosaic).items():
        _metadata(root, items, domain)
    for number, band in enumerate(_with_unnamed(layer, mosaic, path_of), 1):
        _add_band(root, number, band, mosaic, path_of, folder)
    ElementTree.indent(root)
    return ElementTree.tostring(root, "unicode")


def _facts(scene: Scene, mosaic: Mosaic) -> dict[str, dict[str, str]]:
    """Metadata by domain, as GDAL's raster data model has them; the sensor in a domain of its own, which no result inherits."""
    own = {
        "SCENE": scene.name,
        "ACQUISITION_DATE": scene.date,
        "PROCESSING_LEVEL": scene.level,
        "PROCESSING_BASELINE": scene.baseline,
    }
    imagery = {"SATELLITEID": scene.satellite, "ACQUISITIONDATETIME": scene.date.replace("T", " ")[:19]}
    domains = {"": own, "IMAGERY": imagery, SENSOR_DOMAIN: {SENSOR_ITEM: scene.sensor}}
    if len(mosaic.pieces) == 1:
        domains["RPC"] = mosaic.first.GetMetadata("RPC")
    return {domain: {key: value for key, value in items.items() if value} for domain, items in domains.items()}


def _with_unnamed(layer: SceneLayer, mosaic: Mosaic, path_of: PathOf) -> list[SceneBand]:
    """The layer's bands, and those of its one file that no table names."""
    bands = list(layer.bands)
    for band in bands:
        for name in band.files:
            count = mosaic.pieces[name].dataset.RasterCount
            if count < band.index:
                expected = sum(name in other.files for other in bands)
                raise RasterGanError("scene-count", path=path_of(name), expected=expected, got=count)
    if len(mosaic.pieces) == 1:
        more = range(len(bands) + 1, mosaic.first.RasterCount + 1)
        bands += [replace(bands[0], channel=Channel(f"B{number}", "", 0, 0), index=number) for number in more]
    return bands


def _add_band(
    root: ElementTree.Element, number: int, band: SceneBand, mosaic: Mosaic, path_of: PathOf, folder: Optional[Path]
) -> None:
    sources = [mosaic.pieces[name] for name in band.files]
    declared = sources[0].dataset.GetRasterBand(band.index).GetNoDataValue()
    nodata = band.nodata if declared is None else declared
    element = _add(root, "VRTRasterBand", "", dataType=gdal.GetDataTypeName(mosaic.data_type), band=str(number))
    channel = band.channel
    _metadata(element, _wavelength(channel), "")
    _add(element, "Description", f"{channel.name} {channel.kind}".strip())
    numbers = {"NoDataValue": nodata, "Offset": band.offset, "Scale": band.scale, "UnitType": band.unit or None}
    for tag, value in numbers.items():
        if value is not None:
            _add(element, tag, str(value))
    _add(element, "ColorInterp", DECLARED.get(channel.kind or channel.name, "Gray" if number == 1 else "Undefined"))
    for piece in sources:
        _add_source(element, piece, band.index, nodata if len(sources) > 1 else None, path_of, folder)


def _wavelength(channel: Channel) -> dict[str, str]:
    """Named as GDAL's driver for Sentinel-2 does."""
    if not channel.longest:
        return {"BANDNAME": channel.name}
    middle, width = (channel.shortest + channel.longest) / 2, channel.longest - channel.shortest
    numbers = {"WAVELENGTH": f"{middle:g}", "BANDWIDTH": f"{width:g}"}
    return {"BANDNAME": channel.name, **numbers, "WAVELENGTH_UNIT": "nm", "BANDWIDTH_UNIT": "nm"}


def _add_source(
    band: ElementTree.Element,
    piece: Piece,
    index: int,
    nodata: Optional[float],
    path_of: PathOf,
    folder: Optional[Path],
) -> None:
    """nodata: what lets the pieces below show through."""
    path, beside = _from_folder(path_of(piece.name), folder)
    element = _add(band, "SimpleSource" if nodata is None else "ComplexSource", "")
    _add(element, "SourceFilename", path, relativeToVRT=str(int(beside)))
    _add(element, "SourceBand", str(index))
    size = {"xSize": str(piece.dataset.RasterXSize), "ySize": str(piece.dataset.RasterYSize)}
    _add(element, "SrcRect", "", xOff="0", yOff="0", **size)
    _add(element, "DstRect", "", xOff=str(piece.column), yOff=str(piece.row), **size)
    if nodata is not None:
        _add(element, "NODATA", repr(nodata))


def _from_folder(path: str, folder: Optional[Path]) -> tuple[str, bool]:
    """A file as a VRT in `folder` names it, and whether that is from there: only where both lie in one folder."""
    if path.startswith("/vsi"):
        return path, False
    file, base = Path(path).resolve(), folder and folder.resolve()
    if base is None or not {base, base.parent} & set(file.parents):
        return str(file), False
    return Path(os.path.relpath(file, base)).as_posix(), True


def _metadata(parent: ElementTree.Element, items: Mapping[str, str], domain: str) -> None:
    if items:
        element = _add(parent, "Metadata", "", **({"domain": domain} if domain else {}))
        for key, value in items.items():
            _add(element, "MDI", value, key=key)


def _add(parent: ElementTree.Element, tag: str, text: str, **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, tag, attributes)
    element.text = text or None
    return element
