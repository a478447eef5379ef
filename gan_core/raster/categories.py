"""What an output's bands are where they are not the source's: classes, or how sure they are."""

from __future__ import annotations

from typing import NamedTuple

from osgeo import gdal


class Category(NamedTuple):
    """A class of a class raster."""

    value: int
    """1 to 255"""
    name: str
    colour: str
    """#rrggbb"""


class BandSpec(NamedTuple):
    """A band of bytes, or several that are alike.  The named classes are its palette, and 0 is none of them."""

    name: str
    nodata: int
    categories: tuple[Category, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()
    """Names and values of the band's metadata."""
    more: tuple[str, ...] = ()
    """Names of further bands."""
    averaged: bool = True
    """Whether overviews are means; else, as for classes, one of the pixels."""

    @property
    def bands(self) -> int:
        """How many."""
        return 1 + len(self.more)

    def describe(self, dataset: gdal.Dataset) -> None:
        for number, name in enumerate((self.name, *self.more), 1):
            self._describe(dataset.GetRasterBand(number), name)

    def _describe(self, band: gdal.Band, name: str) -> None:
        """Name, nodata, metadata, and for classes names and colours: a palette, and a raster attribute table in .aux.xml."""
        band.SetDescription(name)
        band.SetNoDataValue(self.nodata)
        band.SetMetadata(dict(self.tags))
        if not self.categories:
            return
        colours = gdal.ColorTable()
        colours.SetColorEntry(0, (0, 0, 0, 0))
        names = [""] * (max(one.value for one in self.categories) + 1)
        for one in self.categories:
            colours.SetColorEntry(one.value, (*rgb(one.colour), 255))
            names[one.value] = one.name
        band.SetColorTable(colours)
        band.SetCategoryNames(names)
        band.SetDefaultRAT(_attributes(self.categories))


def rgb(colour: str) -> tuple[int, int, int]:
    """#rrggbb in numbers."""
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue


def _attributes(categories: tuple[Category, ...]) -> gdal.RasterAttributeTable:
    table = gdal.RasterAttributeTable()
    for name, kind, usage in (
        ("Value", gdal.GFT_Integer, gdal.GFU_MinMax),
        ("Class", gdal.GFT_String, gdal.GFU_Name),
        ("Red", gdal.GFT_Integer, gdal.GFU_Red),
        ("Green", gdal.GFT_Integer, gdal.GFU_Green),
        ("Blue", gdal.GFT_Integer, gdal.GFU_Blue),
    ):
        table.CreateColumn(name, kind, usage)
    table.SetRowCount(len(categories))
    for row, one in enumerate(categories):
        table.SetValueAsInt(row, 0, one.value)
        table.SetValueAsString(row, 1, one.name)
        for column, value in enumerate(rgb(one.colour), 2):
            table.SetValueAsInt(row, column, value)
    return table
