"""How a GeoTIFF is laid out on the disk: blocks, compression, and what somebody wants instead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Optional

from osgeo import gdal

from gan_core.raster.categories import BandSpec
from gan_core.raster.source import RGB, RasterSource

LARGEST_BLOCK = 512
UNSURE = {"SPARSE_OK", "TILED", "BLOCKXSIZE", "BLOCKYSIZE"}
LOSSLESS = ("NONE", "ZSTD", "DEFLATE", "LZW", "LZMA", "PACKBITS")
PLAIN = UNSURE | {
    "COMPRESS",
    "ZLEVEL",
    "ZSTD_LEVEL",
    "LZMA_PRESET",
    "PREDICTOR",
    "BIGTIFF",
    "NUM_THREADS",
    "INTERLEAVE",
}
"""Options that change no value and add no file."""


class Layout(NamedTuple):
    """What GDAL makes a GeoTIFF of, besides its size."""

    bands: int
    kind: int
    """GDAL's number of the data type."""
    options: list[str]
    resumable: bool
    """Whether GDAL goes on in a file as it began: it keeps no quality for lossy compressions, and blocks that two pieces
    share are written again."""

    @classmethod
    def of(
        cls, source: RasterSource, layer: Optional[BandSpec], tile: tuple[int, int], wanted: Sequence[str]
    ) -> Layout:
        """layer, tile: as RasterSink takes them.  wanted: creation options instead of our own."""
        resumable = is_plain(wanted) and not UNSURE & set(_chosen(wanted))
        options = geotiff_options(None if layer else source, tile, wanted if is_plain(wanted) else ())
        if layer:
            return cls(layer.bands, gdal.GDT_Byte, options, resumable)
        return cls(len(source.bands), source.bands[0].DataType, options, resumable)

    def create(self, path: str, width: int, height: int) -> gdal.Dataset:
        return gdal.GetDriverByName("GTiff").Create(path, width, height, self.bands, self.kind, self.options)


def is_plain(wanted: Sequence[str]) -> bool:
    """Whether a GeoTIFF with these options keeps every value, in one file: then it is written as it will stand."""
    chosen = _chosen(wanted)
    return chosen.get("COMPRESS", "ZSTD").upper() in LOSSLESS and set(chosen) <= PLAIN


def geotiff_options(source: Optional[RasterSource], tile: tuple[int, int], given: Sequence[str]) -> list[str]:
    """source: the raster whose bands are written; None for a band of bytes.  given: what somebody wants instead."""
    options = {
        "TILED": "YES",
        "BLOCKXSIZE": str(_block(tile[0])),
        "BLOCKYSIZE": str(_block(tile[1])),
        "BIGTIFF": "IF_SAFER",
        **_compression(),
    }
    options |= _of_bands(source) if source else {"PREDICTOR": "2"}
    chosen = _chosen(given)
    if "COMPRESS" in chosen:
        options = {name: options[name] for name in options if name not in _compression()}
    if {"COMPRESS", "NBITS"} & set(chosen):
        del options["PREDICTOR"]
    return [f"{name}={value}" for name, value in {**options, **chosen}.items()]


def _chosen(given: Sequence[str]) -> dict[str, str]:
    pairs = (option.split("=", 1) for option in given if "=" in option)
    return {name.upper(): value for name, value in pairs}


def _of_bands(source: RasterSource) -> dict[str, str]:
    options = {
        "PREDICTOR": "3" if source.dtype.kind == "f" else "2",
        "INTERLEAVE": "PIXEL" if len(source.bands) <= 4 else "BAND",
    }
    interpretations = tuple(band.GetColorInterpretation() for band in source.bands)
    options["PHOTOMETRIC"] = "RGB" if interpretations[:3] == RGB else "MINISBLACK"
    if interpretations[-1] == gdal.GCI_AlphaBand:
        options["ALPHA"] = "YES"
    return options


def _compression() -> dict[str, str]:
    """The lightest that GDAL has: it must not take the processor from the network."""
    if "ZSTD" in gdal.GetDriverByName("GTiff").GetMetadataItem("DMD_CREATIONOPTIONLIST"):
        return {"COMPRESS": "ZSTD", "ZSTD_LEVEL": "1"}
    return {"COMPRESS": "DEFLATE", "ZLEVEL": "1"}


def _block(side: int) -> int:
    """The largest GeoTIFF block (a multiple of 16) of which a tile's side is a whole number."""
    return next(block for block in range(LARGEST_BLOCK, 0, -16) if side % block == 0)
