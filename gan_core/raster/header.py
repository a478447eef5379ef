"""What a raster's header says, for rasters too that can't be upscaled."""

from __future__ import annotations

from typing import NamedTuple, Optional

from osgeo import gdal

from gan_core.raster.source import RGB, opened, pixel_size


class RasterHeader(NamedTuple):
    """Of a whole raster."""

    width: int
    height: int
    types: list[str]
    """The data type of each band, as GDAL calls it."""
    roles: list[str]
    """What each band is declared to be, as GDAL calls it: Red, Gray, Alpha, Undefined ..."""
    names: list[str]
    """The bands' descriptions; empty ones too."""
    crs: str
    """Its name; empty for none."""
    degrees: bool
    """Whether the CRS counts in degrees."""
    pixel: Optional[tuple[float, float]]
    """Width and height of a pixel in the middle of the raster, metres; None if unknown."""

    @property
    def rgb(self) -> bool:
        """Whether there is one red, one green and one blue band."""
        return all(self.roles.count(gdal.GetColorInterpretationName(colour)) == 1 for colour in RGB)


def facts(path: str) -> RasterHeader:
    """Raises RasterGanError `input-not-raster` or `input-no-bands`."""
    dataset = opened(path)
    bands = [dataset.GetRasterBand(number + 1) for number in range(dataset.RasterCount)]
    reference = dataset.GetSpatialRef()
    return RasterHeader(
        dataset.RasterXSize,
        dataset.RasterYSize,
        [gdal.GetDataTypeName(band.DataType) for band in bands],
        [gdal.GetColorInterpretationName(band.GetColorInterpretation()) for band in bands],
        [band.GetDescription() for band in bands],
        (reference.GetName() or "?") if reference is not None else "",
        reference is not None and bool(reference.IsGeographic()),
        pixel_size(dataset),
    )
