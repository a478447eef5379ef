"""A layer of a scene as a VRT: bands that lie in files of their own, or in pieces side by side, on one grid."""

from __future__ import annotations

import functools
import math
import os
import xml.etree.ElementTree as ElementTree  # nosec B405 - written, not read
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple, Optional

from osgeo import gdal, osr

from gan_core.api.errors import RasterGanError
from gan_core.raster.grid import Grid
from gan_core.raster.source import SENSOR_DOMAIN, SENSOR_ITEM
from gan_core.scenes.scene import Channel, Scene, SceneBand, SceneLayer

DRIVERS = ["GTiff", "JP2OpenJPEG", "JP2KAK", "JP2ECW", "JP2MrSID", "HFA"]
"""What band files are: others, a VRT by the name of a TIFF, may read from anywhere."""
NEAR = 0.01
"""Of a pixel, that two grids may be apart."""
DECLARED = {"red": "Red", "green": "Green", "blue": "Blue"}
PathOf = Callable[[str], str]


class Piece(NamedTuple):
    """A file of a layer, and where its first pixel lies on the layer's grid."""

    name: str
    dataset: gdal.Dataset
    column: int
    row: int


@dataclass(frozen=True)
class Mosaic:
    """The files of a layer on one grid."""

    pieces: dict[str, Piece]
    """By the file's name."""
    grid: Grid
    referenced: bool
    """Whether the grid says where on the ground it lies."""

    @property
    def kind(self) -> int:
        """GDAL's number of a data type that holds what every file holds."""
        kinds = {piece.dataset.GetRasterBand(1).DataType for piece in self.pieces.values()}
        return functools.reduce(gdal.DataTypeUnion, sorted(kinds))

    @property
    def first(self) -> gdal.Dataset:
        return next(iter(self.pieces.values())).dataset


def by_pixel_size(layer: SceneLayer, path_of: PathOf) -> tuple[SceneLayer, ...]:
    """Bands that only their headers sort: the finest one alone is the panchromatic, the others are the colors.

    Raises RasterGanError `input-...`.
    """
    sizes: dict[float, list[SceneBand]] = {}
    for band in layer.bands:
        transform = _opened(path_of(band.files[0])).GetGeoTransform()
        sizes.setdefault(float(f"{math.hypot(transform[1], transform[4]):.4g}"), []).append(band)
    groups = [sizes[size] for size in sorted(sizes)]
    if len(groups) == 2 and len(groups[0]) == 1:
        return SceneLayer("ms", tuple(groups[1])), SceneLayer("pan", tuple(groups[0]))
    return (SceneLayer("ms", tuple(band for group in groups for band in group)),)


def mosaic_of(scene: Scene, layer: SceneLayer, path_of: PathOf) -> Mosaic:
    """Raises RasterGanError `input-...` for a file that is no raster, `scene-grids` for files that lie on several grids."""
    names = dict.fromkeys(name for band in layer.bands for name in band.files)
    datasets = {name: _opened(path_of(name)) for name in names}
    (first, reference), *others = datasets.items()
    places = {first: (0, 0)}
    for name, dataset in others:
        places[name] = _place(scene, path_of, (first, reference), (name, dataset))
    left, top = (min(place[axis] for place in places.values()) for axis in (0, 1))
    right = max(column + datasets[name].RasterXSize for name, (column, _) in places.items())
    bottom = max(row + datasets[name].RasterYSize for name, (_, row) in places.items())
    grid = Grid.of(reference)
    x, y = grid.ground(left, top)
    _, ax, bx, _, ay, by = grid.geotransform
    return Mosaic(
        {name: Piece(name, datasets[name], column - left, row - top) for name, (column, row) in places.items()},
        Grid((x, ax, bx, y, ay, by), right - left, bottom - top),
        reference.GetGeoTransform(can_return_null=True) is not None,
    )


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


def _opened(path: str) -> gdal.Dataset:
    try:
        return gdal.OpenEx(path, gdal.OF_RASTER | gdal.OF_VERBOSE_ERROR, allowed_drivers=DRIVERS)
    except RuntimeError as error:
        raise RasterGanError("input-not-raster", path=path, reason=str(error)) from error


def _place(
    scene: Scene, path_of: PathOf, first: tuple[str, gdal.Dataset], other: tuple[str, gdal.Dataset]
) -> tuple[int, int]:
    """Column and row of the other's first pixel on the first one's grid."""
    (name, dataset), (other_name, other_dataset) = first, other

    def differ(what: str) -> RasterGanError:
        return RasterGanError(
            "scene-grids", scene=scene.name, first=path_of(name), other=path_of(other_name), what=what
        )

    references = dataset.GetSpatialRef(), other_dataset.GetSpatialRef()
    if (references[0] is None) != (references[1] is None) or (
        references[0] and not references[0].IsSame(references[1])
    ):
        raise differ("CRS")
    ours, theirs = Grid.of(dataset), Grid.of(other_dataset)
    if dataset.GetGeoTransform(can_return_null=True) is None:
        if other_dataset.GetGeoTransform(can_return_null=True) or (ours.width, ours.height) != (
            theirs.width,
            theirs.height,
        ):
            raise differ("sizes")
        return 0, 0
    inverse = gdal.InvGeoTransform(ours.geotransform)
    column, row = gdal.ApplyGeoTransform(inverse, *theirs.ground(0, 0))
    ends = gdal.ApplyGeoTransform(inverse, *theirs.ground(theirs.width, theirs.height))
    if abs(ends[0] - column - theirs.width) > NEAR or abs(ends[1] - row - theirs.height) > NEAR:
        raise differ("pixel sizes")
    if abs(column - round(column)) > NEAR or abs(row - round(row)) > NEAR:
        raise differ("origins, not whole pixels apart")
    return round(column), round(row)


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
    element = _add(root, "VRTRasterBand", "", dataType=gdal.GetDataTypeName(mosaic.kind), band=str(number))
    channel = band.channel
    _metadata(element, _wavelength(channel), "")
    _add(element, "Description", f"{channel.name} {channel.kind}".strip())
    for tag, value in (("NoDataValue", nodata), ("UnitType", band.unit or None)):
        if value is not None:
            _add(element, tag, repr(value) if isinstance(value, float) else value)
    for tag, fraction in (("Offset", band.offset), ("Scale", band.scale)):
        if fraction is not None:
            _add(element, tag, repr(fraction))
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
    place, base = Path(path).resolve(), folder and folder.resolve()
    if base is None or not {base, base.parent} & set(place.parents):
        return str(place), False
    return Path(os.path.relpath(place, base)).as_posix(), True


def _metadata(parent: ElementTree.Element, items: Mapping[str, str], domain: str) -> None:
    if items:
        element = _add(parent, "Metadata", "", **({"domain": domain} if domain else {}))
        for key, value in items.items():
            _add(element, "MDI", value, key=key)


def _add(parent: ElementTree.Element, tag: str, text: str, **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, tag, attributes)
    element.text = text or None
    return element
