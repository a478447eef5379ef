"""A raster to read: its facts, its pixels and which of them are valid."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Optional

import numpy as np
from osgeo import gdal, osr

from gan_core.api.band_roles import band_roles
from gan_core.api.errors import RasterGanError
from gan_core.api.scene_names import may_be_scene
from gan_core.api.sensors import BY_ID, SensorPreset, recognize, short_name
from gan_core.raster.grid import Extent, Grid, unwrapped
from gan_core.tiling.window import Window

TYPES: dict[int, np.dtype] = {
    gdal.GDT_Byte: np.dtype(np.uint8),
    gdal.GDT_Int16: np.dtype(np.int16),
    gdal.GDT_UInt16: np.dtype(np.uint16),
    gdal.GDT_Int32: np.dtype(np.int32),
    gdal.GDT_UInt32: np.dtype(np.uint32),
    gdal.GDT_Float32: np.dtype(np.float32),
    gdal.GDT_Float64: np.dtype(np.float64),
}
if hasattr(gdal, "GDT_Int8"):  # GDAL 3.7
    TYPES[gdal.GDT_Int8] = np.dtype(np.int8)

METRES_A_DEGREE = 111_320.0
"""Of latitude; of longitude at the equator."""
SENSOR_DOMAIN, SENSOR_ITEM = "RASTERGAN", "SENSOR"
"""Where a layer that `openscene` made says which preset its sensor has."""
RGB = (gdal.GCI_RedBand, gdal.GCI_GreenBand, gdal.GCI_BlueBand)
COLORS = dict(zip(RGB, ("red", "green", "blue")))
LAZY = ("GRIB",)
"""Drivers that know a band's nodata right after a pixel of it was read, and stay with what they said when first asked."""


def opened(path: str) -> gdal.Dataset:
    """A raster with bands, to read.  Raises RasterGanError `input-not-raster`, `input-no-bands` or `input-scene`."""
    try:
        dataset = gdal.OpenEx(path, gdal.OF_RASTER | gdal.OF_VERBOSE_ERROR)
    except RuntimeError as error:
        if may_be_scene(path):
            raise RasterGanError("input-scene", path=path) from error
        raise RasterGanError("input-not-raster", path=path, reason=str(error)) from error
    if min(dataset.RasterCount, dataset.RasterXSize, dataset.RasterYSize) < 1:  # a size beyond 2**31 comes out below 0
        if may_be_scene(path):
            raise RasterGanError("input-scene", path=path)
        names = [name for name, _ in dataset.GetSubDatasets()]
        hint = f"Choose one of its parts: {', '.join(names[:5])}" if names else "Check the file."
        raise RasterGanError("input-no-bands", path=path, subdatasets=hint)
    return dataset


class RasterSource:
    """An opened raster.  Raises RasterGanError `input-...` for what can't be upscaled, with the reason."""

    def __init__(self, path: str, dataset: gdal.Dataset | None = None, files: Sequence[str] | None = None) -> None:
        """dataset: what was made of the path; the path itself when left out.  files: those that it is read from, where the
        dataset does not know them."""
        self.path, self._files = path, files
        self.facts = ""
        """What decides its pixels and is in none of its files."""
        self.dataset = opened(path) if dataset is None else dataset
        try:
            self._look()
        except RuntimeError as error:  # a damaged header is read when it is first asked for
            raise RasterGanError("input-not-raster", path=path, reason=str(error)) from error

    def _look(self) -> None:
        """Everything is asked once: while a thread reads, no other may touch the dataset."""
        self.bands = [self.dataset.GetRasterBand(number + 1) for number in range(self.dataset.RasterCount)]
        if self.dataset.GetDriver() and self.dataset.GetDriver().ShortName in LAZY:
            for band in self.bands:
                band.ReadRaster(0, 0, 1, 1)
                band.GetNoDataValue()
        self.grid = Grid.of(self.dataset)
        self.dtype = self._dtype()
        self.alpha = [n for n, band in enumerate(self.bands, 1) if band.GetColorInterpretation() == gdal.GCI_AlphaBand]
        """Numbers of the transparency bands."""
        self.preset = self._preset()
        """The sensor that it is from, where its files tell."""
        colors = [COLORS.get(band.GetColorInterpretation(), "") for band in self.bands]
        self.roles = band_roles([band.GetDescription() for band in self.bands], colors, self.preset)
        """What each band is: "red", "green", "blue", "nir" or "" for anything else."""
        flags = [band.GetMaskFlags() for band in self.bands]
        self.band_masks = [number for number, one in enumerate(flags, 1) if one == 0 and number not in self.alpha]
        """Numbers of the bands with a mask of their own."""
        self.has_mask = bool(flags[0] & gdal.GMF_PER_DATASET) and not flags[0] & gdal.GMF_ALPHA
        """Whether a mask, beside bands and nodata values, says which pixels are valid."""
        if len(self.bands) == 1 and self.band_masks:  # then that is the same
            self.band_masks, self.has_mask = [], True
        for number, band in enumerate(self.bands, 1):
            if band.GetColorTable() is not None or band.GetCategoryNames():
                raise RasterGanError("input-palette", path=self.path, band=number)

    @property
    def files(self) -> list[str]:
        """Every file that the raster is read from."""
        return list(self.dataset.GetFileList() or [] if self._files is None else self._files)

    @property
    def band_names(self) -> list[str]:
        """Short names (api/sensors.py), those that the sensor's files have where they have none of their own."""
        names = [short_name(band.GetDescription()) for band in self.bands]
        usual = self.preset.stacks.get(len(names), ()) if self.preset else ()
        return list(usual) if usual and not any(names) else names

    @property
    def can_be_invalid(self) -> bool:
        """Whether it can say of a pixel that nothing is there."""
        return bool(self.alpha) or self.has_mask or any(band.GetNoDataValue() is not None for band in self.bands)

    def window(self, extent: Optional[Sequence[float]]) -> Window:
        """The whole pixels that an extent in the raster's CRS touches; all of them for None.

        Raises RasterGanError `extent-outside`, `extent-order` or `extent-dateline`.
        """
        if not extent:
            return self.grid.window
        reference = self.dataset.GetSpatialRef()
        degrees = reference is not None and bool(reference.IsGeographic())
        return self.grid.snapped(unwrapped(Extent(*extent), self.grid.extent, degrees))

    def rgb(self) -> list[int]:
        """Numbers of the red, green and blue band; empty unless there is one of each."""
        return self.playing(("red", "green", "blue"))

    def playing(self, roles: Sequence[str]) -> list[int]:
        """Numbers of the bands that are so ("red", "green", "blue", "nir"); empty unless there is one of each."""
        return [self.roles.index(role) + 1 for role in roles] if set(roles) <= set(self.roles) else []

    def read(self, window: Window, numbers: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """Values (C, height, width) in the raster's data type and validity (same shape, bool) of the bands `numbers`.

        The window must lie inside the raster.  A value is invalid where it is nodata, masked, transparent or not finite.
        """
        place = (window.column, window.row, window.width, window.height)
        try:
            values = np.stack([self.bands[number - 1].ReadAsArray(*place) for number in numbers])
            valid = np.stack([self._valid(*pair, place) for pair in zip(numbers, values)])
        except RuntimeError as error:
            if gdal.GetLastErrorNo() == gdal.CPLE_OutOfMemory:
                raise MemoryError(str(error)) from error
            column, row = window[:2]
            raise RasterGanError(
                "input-unreadable", path=self.path, column=column, row=row, reason=str(error)
            ) from error
        if values.dtype.kind == "f":
            valid &= np.isfinite(values)
        return values, valid

    def stored(self, window: Window) -> tuple[np.ndarray, np.ndarray | None]:
        """Values (C, height, width) and the mask (height, width) bool, as they lie in the file; None where it has no mask."""
        place = (window.column, window.row, window.width, window.height)
        values = np.stack([band.ReadAsArray(*place) for band in self.bands])
        return values, self.mask(window)

    def mask(self, window: Window) -> np.ndarray | None:
        """(height, width) bool; None where it has none for all bands."""
        place = (window.column, window.row, window.width, window.height)
        return self.bands[0].GetMaskBand().ReadAsArray(*place) != 0 if self.has_mask else None

    def band_mask(self, number: int, window: Window) -> np.ndarray:
        """(height, width) bool of a band of `band_masks`."""
        mask: np.ndarray = self.bands[number - 1].GetMaskBand().ReadAsArray(*window) != 0
        return mask

    def _preset(self) -> SensorPreset | None:
        size = pixel_size(self.dataset)
        told = BY_ID.get(self.dataset.GetMetadataItem(SENSOR_ITEM, SENSOR_DOMAIN) or "")
        if told and told.fits(size and size[0]):
            return told
        return recognize([Path(name).name for name in [self.path, *self.files]], size and size[0])

    def _valid(self, number: int, values: np.ndarray, place: tuple[int, int, int, int]) -> np.ndarray:
        """A mask, transparency and nodata hide a pixel each by itself; GDAL looks at the first of them alone."""
        band, valid = self.bands[number - 1], np.ones(values.shape, bool)
        if number in self.alpha:
            return valid
        flags, nodata = band.GetMaskFlags(), band.GetNoDataValue()
        if flags != gdal.GMF_ALL_VALID:
            valid = band.GetMaskBand().ReadAsArray(*place) != 0
        if nodata is not None and not flags & gdal.GMF_NODATA:
            valid &= values != nodata
        if len(self.alpha) == 1 and not flags & gdal.GMF_ALPHA:
            valid &= self.bands[self.alpha[0] - 1].ReadAsArray(*place) != 0
        return valid

    def _dtype(self) -> np.dtype:
        kinds = {band.DataType for band in self.bands}
        signed = any(band.GetMetadataItem("PIXELTYPE", "IMAGE_STRUCTURE") == "SIGNEDBYTE" for band in self.bands)
        if len(kinds) == 1 and kinds <= set(TYPES) and not signed:
            return TYPES[kinds.pop()]
        # before 3.7 GDAL gives signed bytes as bytes, with a word beside them
        got = "signed bytes" if signed else ", ".join(sorted(gdal.GetDataTypeName(kind) for kind in kinds))
        expected = ", ".join(gdal.GetDataTypeName(kind) for kind in TYPES)
        raise RasterGanError("input-type", expected=expected, got=got)


def pixel_size(dataset: gdal.Dataset) -> tuple[float, float] | None:
    """Width and height of a pixel in the middle of a raster, metres; None if unknown."""
    reference: osr.SpatialReference | None = dataset.GetSpatialRef()
    transform = dataset.GetGeoTransform(can_return_null=True)
    if transform is None or reference is None or reference.IsLocal():
        return None
    x0, ax, bx, y0, ay, by = transform
    if reference.IsGeographic():
        latitude = y0 + dataset.RasterXSize / 2 * ay + dataset.RasterYSize / 2 * by
        east, north = METRES_A_DEGREE * math.cos(math.radians(latitude)), METRES_A_DEGREE
    else:
        east = north = reference.GetLinearUnits()
    return math.hypot(ax * east, ay * north), math.hypot(bx * east, by * north)
