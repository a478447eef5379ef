"""What a raster is beside its pixels, and whether a file that was written is that raster."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Optional

import numpy as np
from osgeo import gdal, osr

from gan_core.raster.categories import BandSpec
from gan_core.raster.failing import quiet
from gan_core.raster.grid import GeoTransform
from gan_core.raster.source import RasterSource
from gan_core.tiling.window import Window

NOWHERE = (0.0, 1.0, 0.0, 0.0, 0.0, 1.0)
"""The geotransform that GDAL takes for none."""
NEAR = 1e-4
"""Of a pixel: as far as a text format's digits may move a corner."""


@dataclass(frozen=True)
class RasterFacts:
    """Of a whole raster."""

    width: int
    height: int
    types: tuple[str, ...]
    """GDAL's name of each band's data type."""
    geotransform: Optional[GeoTransform]
    points: int
    """Ground control points; then the CRS is theirs."""
    crs: Optional[osr.SpatialReference]
    nodata: tuple[Optional[float], ...]
    scaling: tuple[tuple[float, float], ...]
    """Scale and offset of each band."""
    masks: tuple[str, ...]
    """What hides pixels of each band, or that it is what hides them itself."""

    @classmethod
    def of(cls, dataset: gdal.Dataset) -> RasterFacts:
        bands = [dataset.GetRasterBand(number + 1) for number in range(dataset.RasterCount)]
        points = dataset.GetGCPCount()
        transform = None if points else dataset.GetGeoTransform(can_return_null=True)
        if transform == NOWHERE:
            transform = None
        return cls(
            dataset.RasterXSize,
            dataset.RasterYSize,
            tuple(map(_type_name, bands)),
            transform and tuple(transform),
            points,
            dataset.GetGCPSpatialRef() if points else dataset.GetSpatialRef(),
            tuple(band.GetNoDataValue() for band in bands),
            tuple((band.GetScale() or 1.0, band.GetOffset() or 0.0) for band in bands),
            tuple(map(_mask_name, bands)),
        )

    @classmethod
    def expected(cls, source: RasterSource, window: Window, factor: int, layer: Optional[BandSpec]) -> RasterFacts:
        """Of what is made of `window` of a source with pixels `factor` times finer.  layer: as RasterSink takes it."""
        source_facts, grid = cls.of(source.dataset), source.grid.part(window, factor)
        is_referenced = not source_facts.points and source.dataset.GetGeoTransform(can_return_null=True) is not None
        geotransform = grid.geotransform if is_referenced and grid.geotransform != NOWHERE else None
        facts = replace(source_facts, width=grid.width, height=grid.height, geotransform=geotransform)
        if layer is None:
            return facts
        nodata, scaling, count = (float(layer.nodata),), ((1.0, 0.0),), layer.bands
        return replace(
            facts, types=("Byte",) * count, nodata=nodata * count, scaling=scaling * count, masks=("nodata",) * count
        )

    def check(self, path: Path, tolerated: str = "") -> str:
        """What of `tolerated` is otherwise in a file, in words.  Raises RuntimeError, for anything else that is too."""
        differences = self.differences(RasterFacts.of(gdal.OpenEx(str(path), gdal.OF_RASTER)))
        lost = differences.pop(tolerated, "")
        if differences:
            raise RuntimeError("; ".join(list(differences.values())[:3]))
        return lost

    def differences(self, other: RasterFacts) -> dict[str, str]:
        """What is otherwise in `other`: by its name, what is expected and what came, in words."""
        sizes = f"{self.width} x {self.height}", f"{other.width} x {other.height}"
        counts = {"size": sizes, "number of bands": (str(len(self.types)), str(len(other.types)))}
        differing = {name: pair for name, pair in counts.items() if pair[0] != pair[1]}
        if not differing:
            if not self._same_position(other):
                differing["position"] = _position(self), _position(other)
            if not _same_crs(self.crs, other.crs):
                differing["CRS"] = _name(self.crs), _name(other.crs)
            for number in range(1, len(self.types) + 1):
                differing.update(self._differing_band(other, number))
        return {name: f"{name}: {expected} becomes {got}" for name, (expected, got) in differing.items()}

    def _differing_band(self, other: RasterFacts, number: int) -> Iterator[tuple[str, tuple[str, str]]]:
        index = number - 1
        types, nodata, scaling, masks = (
            (own[index], theirs[index]) for own, theirs in zip(self._band_properties(), other._band_properties())
        )
        if types[0] != types[1]:
            yield f"data type of band {number}", types
        if not _same_nodata(*nodata, types[0]):
            yield f"nodata of band {number}", (_value(nodata[0]), _value(nodata[1]))
        if not np.allclose(*scaling, rtol=1e-12, atol=0, equal_nan=True):
            yield f"scale and offset of band {number}", (str(scaling[0]), str(scaling[1]))
        if masks[0] != masks[1] and (
            masks[0] == "none" or masks[1] == "transparency"
        ):  # what is lost shows in the pixels
            yield f"mask of band {number}", masks

    def _band_properties(self) -> tuple[Any, ...]:
        return self.types, self.nodata, self.scaling, self.masks

    def _same_position(self, other: RasterFacts) -> bool:
        same = repr((self.points, self.geotransform)) == repr((other.points, other.geotransform))  # NaN too
        if same or self.points or other.points or not (self.geotransform and other.geotransform):
            return same
        offsets = _corners(self.geotransform, self) - _corners(other.geotransform, self)
        pixel = min(math.hypot(*self.geotransform[1::3]), math.hypot(*self.geotransform[2::3]))
        upright = [(own == 0) == (theirs == 0) for own, theirs in zip(self.geotransform, other.geotransform)]
        return bool((np.abs(offsets) <= NEAR * pixel).all()) and all(upright[index] for index in (1, 2, 4, 5))


def complete(path: Path, expected: RasterFacts) -> None:
    """What a file's format does not keep is written beside it, in its .aux.xml, as far as GDAL reads it from there."""
    with quiet(), suppress(RuntimeError):
        for change in _missing(expected, RasterFacts.of(gdal.Open(str(path)))):
            with suppress(RuntimeError):
                dataset = gdal.OpenEx(str(path), gdal.OF_RASTER)  # anew: GTiff keeps back what it was told just before
                change(dataset)
                dataset = None


def _missing(expected: RasterFacts, got: RasterFacts) -> list[Callable[[gdal.Dataset], Any]]:
    """What to do with the dataset of what has facts `got`."""
    changes: list[Callable[[gdal.Dataset], Any]] = []
    if not _same_crs(expected.crs, got.crs) and expected.crs is not None and not expected.points:
        changes.append(lambda dataset: dataset.SetSpatialRef(expected.crs))
    if expected.geotransform and not expected._same_position(got):
        changes.append(lambda dataset: dataset.SetGeoTransform(expected.geotransform))
    for number, (data_type, value, other) in enumerate(zip(expected.types, expected.nodata, got.nodata), 1):
        if value is not None and not _same_nodata(value, other, data_type):
            changes.append(_nodata_setter(number, value))
    for number, (scaling, other_scaling) in enumerate(zip(expected.scaling, got.scaling), 1):
        if scaling != other_scaling:
            changes.append(_scaling_setter(number, scaling))
    return changes


def _nodata_setter(number: int, value: float) -> Callable[[gdal.Dataset], Any]:
    return lambda dataset: dataset.GetRasterBand(number).SetNoDataValue(value)


def _scaling_setter(number: int, scaling: Sequence[float]) -> Callable[[gdal.Dataset], Any]:
    def change(dataset: gdal.Dataset) -> None:
        dataset.GetRasterBand(number).SetScale(scaling[0])
        dataset.GetRasterBand(number).SetOffset(scaling[1])

    return change


def _type_name(band: gdal.Band) -> str:
    signed = band.GetMetadataItem("PIXELTYPE", "IMAGE_STRUCTURE") == "SIGNEDBYTE"
    return "signed Byte" if signed else str(gdal.GetDataTypeName(band.DataType))


def _mask_name(band: gdal.Band) -> str:
    if band.GetColorInterpretation() == gdal.GCI_AlphaBand:
        return "transparency"
    flags = band.GetMaskFlags()
    if flags & gdal.GMF_ALL_VALID:
        return "none"
    return "alpha" if flags & gdal.GMF_ALPHA else "nodata" if flags & gdal.GMF_NODATA else "mask"


def _corners(transform: GeoTransform, facts: RasterFacts) -> np.ndarray:
    corners = [(column, row) for column in (0, facts.width) for row in (0, facts.height)]
    return np.array([gdal.ApplyGeoTransform(transform, *corner) for corner in corners])


def _same_crs(crs: Optional[osr.SpatialReference], other: Optional[osr.SpatialReference]) -> bool:
    if crs is None or other is None:
        return crs is other
    return bool(crs.IsSame(other, ["CRITERION=EQUIVALENT", "IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES"]))


def _same_nodata(nodata: Optional[float], other: Optional[float], data_type: str) -> bool:
    """As the data type holds them."""
    if nodata is None or other is None or (math.isnan(nodata) and math.isnan(other)):
        return (nodata is None) == (other is None)
    return nodata == other or (data_type == "Float32" and _single(nodata) == _single(other))


def _single(value: float) -> float:
    with np.errstate(over="ignore"):
        return float(np.float32(value))


def _value(nodata: Optional[float]) -> str:
    return "none" if nodata is None else f"{nodata:.9g}"


def _name(crs: Optional[osr.SpatialReference]) -> str:
    return "none" if crs is None else str(crs.GetName() or "unnamed")


def _position(facts: RasterFacts) -> str:
    if facts.points:
        return f"{facts.points} ground control points"
    return ", ".join(f"{number:.12g}" for number in facts.geotransform or ()) or "none"
