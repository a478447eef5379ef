"""Rasters that show no place: made from nothing, and marked as such."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from osgeo import gdal, osr

from gan_core.raster.facts import RasterFacts
from gan_core.raster.grid import GeoTransform, Grid
from gan_core.raster.pixel_check import Patches
from gan_core.raster.source import TYPES, RasterSource
from gan_core.tiling.window import Window

MARK, CLASS = "SYNTHETIC", "RASTERGAN_CLASS"
RGB = ("Red", "Green", "Blue")
COLOURS = {gdal.GetColorInterpretationName(code): code for name, code in vars(gdal).items() if name.startswith("GCI_")}
OPTIONS = ("TILED=YES", "BLOCKXSIZE=128", "BLOCKYSIZE=128", "COMPRESS=DEFLATE", "BIGTIFF=IF_SAFER")


class SyntheticSpec(NamedTuple):
    """What such a raster holds."""

    names: Sequence[str]
    """Of its bands."""
    dtype: np.dtype
    nodata: float | None
    roles: Sequence[str]
    """What GDAL calls each band's colour."""


def described(source: RasterSource, numbers: Sequence[int]) -> dict[str, Any]:
    """What rasters like this one are, for a card's `raster`."""
    nodata = {source.bands[number - 1].GetNoDataValue() for number in numbers}
    value = nodata.pop() if len(nodata) == 1 else None
    _, ax, bx, _, ay, by = source.grid.geotransform
    return {
        "dtype": source.dtype.name,
        "nodata": value if value is not None and np.isfinite(value) else None,
        "pixel": [float(np.hypot(ax, ay)), float(np.hypot(bx, by))],
        "crs": crs_text(source.dataset),
        "roles": [
            gdal.GetColorInterpretationName(source.bands[number - 1].GetColorInterpretation()) for number in numbers
        ],
    }


def crs_text(dataset: gdal.Dataset) -> str:
    """EPSG:CODE where the CRS has one, else WKT; "" for none."""
    reference = dataset.GetSpatialRef()
    if reference is None:
        return ""
    code = reference.GetAuthorityCode(None)
    return f"{reference.GetAuthorityName(None)}:{code}" if code else str(reference.ExportToWkt())


def reference_of(crs: str) -> osr.SpatialReference:
    """From EPSG:CODE or WKT.  Raises RuntimeError."""
    reference = osr.SpatialReference()
    if reference.SetFromUserInput(crs) != 0:  # some versions of GDAL raise instead
        raise RuntimeError(f"{crs} is no CRS")
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


def same_units(crs: str, other: str) -> bool:
    """Whether a length is the same number in both.  Raises RuntimeError."""
    one, two = reference_of(crs), reference_of(other)
    if bool(one.IsGeographic()) != bool(two.IsGeographic()):
        return False
    return one.IsGeographic() or abs(one.GetLinearUnits() - two.GetLinearUnits()) < 1e-9


class Canvas:
    """A GeoTIFF to paint on, piece by piece; `close` when done.  Raises RuntimeError as GDAL does."""

    def __init__(self, path: Path, grid: Grid, crs: str, kind: SyntheticSpec, tags: Mapping[str, str]) -> None:
        """crs: as EPSG:CODE or WKT, "" for none.  tags: beside the mark."""
        self.path, self.patches = path, Patches()
        driver = gdal.GetDriverByName("GTiff")
        path.unlink(missing_ok=True)
        code = next((code for code, dtype in TYPES.items() if dtype == kind.dtype), None)
        if code is None:
            raise RuntimeError(f"this GDAL knows no {kind.dtype}")
        predictor = f"PREDICTOR={3 if kind.dtype.kind == 'f' else 2}"
        interleave = f"INTERLEAVE={'PIXEL' if len(kind.names) <= 4 else 'BAND'}"
        photometric = f"PHOTOMETRIC={'RGB' if tuple(kind.roles[:3]) == RGB else 'MINISBLACK'}"
        self.dataset: Any = driver.Create(
            str(path), grid.width, grid.height, len(kind.names), code, [*OPTIONS, predictor, interleave, photometric]
        )
        self.dataset.SetGeoTransform(grid.geotransform)
        if crs:
            self.dataset.SetSpatialRef(reference_of(crs))
        self.dataset.SetMetadata({f"RASTERGAN_{MARK}": "YES", "RASTERGAN_AI_GENERATED": "YES", **tags})
        for number, (name, role) in enumerate(zip(kind.names, kind.roles), 1):
            band, colour = self.dataset.GetRasterBand(number), COLOURS.get(role, gdal.GCI_Undefined)
            if band.GetColorInterpretation() != colour:
                band.SetColorInterpretation(colour)
            band.SetDescription(f"{MARK} {name}")
            if kind.nodata is not None:
                band.SetNoDataValue(kind.nodata)

    def paint(self, values: np.ndarray, column: int, row: int) -> None:
        """(C, H, W) in the raster's type; what reaches over the edge is left out."""
        width, height = self.dataset.RasterXSize - column, self.dataset.RasterYSize - row
        inside = np.ascontiguousarray(values[:, :height, :width])
        self.dataset.WriteArray(inside, column, row)
        self.patches.note(Window(column, row, *inside.shape[:0:-1]), inside, None)

    def close(self) -> None:
        """Whole, and read back."""
        facts = RasterFacts.of(self.dataset)
        self.dataset.FlushCache()
        self.dataset = None
        facts.check(self.path)
        self.patches.check(self.path)


def north_up(left: float, top: float, pixel: Sequence[float]) -> GeoTransform:
    return left, pixel[0], 0.0, top, 0.0, -pixel[1]


def translated_canvas(source: RasterSource, names: Sequence[str], kind: Mapping[str, Any]) -> RasterSource:
    """A raster without pixels on the grid of `source`, whose bands are what `described` said, and marked; with a mask where
    pixels can be nodata and neither a value nor a NaN can say so.

    names: of its bands.
    """
    dtype, grid = np.dtype(kind["dtype"]), source.grid
    code = next(code for code, known in TYPES.items() if known == dtype)
    canvas = gdal.GetDriverByName("VRT").Create("", grid.width, grid.height, len(names), code)
    dataset = source.dataset
    if dataset.GetSpatialRef() is not None:
        canvas.SetSpatialRef(dataset.GetSpatialRef())
    if dataset.GetGeoTransform(can_return_null=True) is not None:
        canvas.SetGeoTransform(grid.geotransform)
    if dataset.GetGCPCount():
        canvas.SetGCPs(dataset.GetGCPs(), dataset.GetGCPSpatialRef())
    if dataset.GetMetadata("RPC"):
        canvas.SetMetadata(dataset.GetMetadata("RPC"), "RPC")
    canvas.SetMetadata(dataset.GetMetadata())
    for number, (name, role) in enumerate(zip(names, kind["roles"]), 1):
        band = canvas.GetRasterBand(number)
        band.SetDescription(f"{MARK} {name}")
        band.SetColorInterpretation(COLOURS.get(role, gdal.GCI_Undefined))
        if kind["nodata"] is not None:
            band.SetNoDataValue(kind["nodata"])
    if source.can_be_invalid and dtype.kind != "f" and kind["nodata"] is None:
        canvas.CreateMaskBand(gdal.GMF_PER_DATASET)
    return RasterSource(source.path, canvas, source.files)
