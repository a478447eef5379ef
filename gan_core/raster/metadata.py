"""What a raster says about itself beside its pixels, carried over to a finer grid."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Mapping
from pathlib import Path

from osgeo import gdal

from gan_core.raster.source import RasterSource
from gan_core.tiling.window import Window

DOMAINS = ("", "IMAGERY")
POINTS = "AREA_OR_POINT"
RPC_OFFSETS = {"LINE_OFF": "row", "SAMP_OFF": "column"}
RPC_SCALES = ("LINE_SCALE", "SAMP_SCALE")
RPC_NEEDED = (*RPC_OFFSETS, *RPC_SCALES, "LAT_OFF", "LONG_OFF", "HEIGHT_OFF", "LAT_SCALE", "LONG_SCALE", "HEIGHT_SCALE")
RPC_COEFFICIENTS = ("LINE_NUM_COEFF", "LINE_DEN_COEFF", "SAMP_NUM_COEFF", "SAMP_DEN_COEFF")


def describe(target: gdal.Dataset, source: RasterSource, window: Window, factor: int, tags: Mapping[str, str]) -> None:
    """CRS, position, metadata, GCPs, RPCs and every band's facts of `source`'s window, on pixels `factor` times finer."""
    for domain in DOMAINS:  # first: GCPs are counted as AREA_OR_POINT says
        items = {**source.dataset.GetMetadata(domain), **(tags if domain == "" else {})}
        if source.dataset.GetSpatialRef() is None and not source.dataset.GetGCPCount():
            items.pop(POINTS, None)  # without a CRS GDAL would make one up to keep it
        target.SetMetadata(items, domain)
    lay(target, source, window, factor)
    nodata = [band.GetNoDataValue() for band in source.bands]
    same_nodata = len({repr(value) for value in nodata}) == 1
    for number, band in enumerate(source.bands, 1):
        describe_band(target.GetRasterBand(number), band, same_nodata)


def lay(target: gdal.Dataset, source: RasterSource, window: Window, factor: int) -> None:
    """Where it lies: CRS, position, GCPs, RPCs."""
    dataset = source.dataset
    if dataset.GetGCPCount():
        target.SetGCPs([_scaled(gcp, window, factor) for gcp in dataset.GetGCPs()], dataset.GetGCPSpatialRef())
    else:
        if dataset.GetSpatialRef() is not None:
            target.SetSpatialRef(dataset.GetSpatialRef())
        if dataset.GetGeoTransform(can_return_null=True) is not None:
            target.SetGeoTransform(source.grid.part(window, factor).geotransform)
    rpcs = readable_rpcs(dataset)
    if rpcs:
        target.SetMetadata(_rpcs(rpcs, window, factor), "RPC")


def set_right(path: Path, source: RasterSource, window: Window, factor: int, bands: bool) -> None:
    """What a finished GeoTIFF did not take as it was given: with bands, what each of them shows and whether pixels are points
    go into its .aux.xml; GCPs are set anew where GDAL moved them, as 3.6 does those of pixels that are points."""
    target = gdal.OpenEx(str(path), gdal.OF_RASTER)  # opened to read, GDAL keeps beside it what is set
    for number, band in enumerate(source.bands if bands else (), 1):
        shown = band.GetColorInterpretation()
        if shown not in (gdal.GCI_Undefined, target.GetRasterBand(number).GetColorInterpretation()):
            target.GetRasterBand(number).SetColorInterpretation(shown)
    if bands and source.dataset.GetMetadataItem(POINTS) not in (None, "Area", target.GetMetadataItem(POINTS)):
        target.SetMetadataItem(POINTS, source.dataset.GetMetadataItem(POINTS))
    wanted = [_scaled(gcp, window, factor) for gcp in source.dataset.GetGCPs() or ()]
    got = target.GetGCPs() or ()
    target = None
    moved = [(ours.GCPPixel - theirs.GCPPixel, ours.GCPLine - theirs.GCPLine) for ours, theirs in zip(wanted, got)]
    if any(map(any, moved)):
        for gcp, (right, down) in zip(wanted, moved):
            gcp.GCPPixel, gcp.GCPLine = gcp.GCPPixel + right, gcp.GCPLine + down
        gdal.OpenEx(str(path), gdal.OF_RASTER | gdal.OF_UPDATE).SetGCPs(wanted, source.dataset.GetGCPSpatialRef())


def names_gcps(dataset: gdal.Dataset) -> bool:
    """Whether its ground control points have names or words, which a GeoTIFF has no room for."""
    return any(gcp.Info or gcp.Id not in ("", str(number)) for number, gcp in enumerate(dataset.GetGCPs() or (), 1))


def describe_band(target: gdal.Band, band: gdal.Band, with_nodata: bool) -> None:
    """Name, metadata, colour, scale, offset and unit; with_nodata: its nodata value too."""
    target.SetDescription(band.GetDescription())
    target.SetMetadata({k: v for k, v in band.GetMetadata().items() if not k.startswith("STATISTICS_")})
    if target.GetColorInterpretation() != band.GetColorInterpretation():
        target.SetColorInterpretation(band.GetColorInterpretation())
    if band.GetScale() not in (None, 1.0):
        target.SetScale(band.GetScale())
    if band.GetOffset() not in (None, 0.0):
        target.SetOffset(band.GetOffset())
    if band.GetUnitType():
        target.SetUnitType(band.GetUnitType())
    if with_nodata and band.GetNoDataValue() is not None:
        target.SetNoDataValue(band.GetNoDataValue())


def _scaled(gcp: gdal.GCP, window: Window, factor: int) -> gdal.GCP:
    """A ground control point counts pixels from the corner of the first one."""
    column, row = (gcp.GCPPixel - window.column) * factor, (gcp.GCPLine - window.row) * factor
    return gdal.GCP(gcp.GCPX, gcp.GCPY, gcp.GCPZ, column, row, gcp.Info, gcp.Id)


def readable_rpcs(dataset: gdal.Dataset) -> dict[str, str]:
    """The dataset's rational polynomial coefficients; none where one of the numbers that they need is no number."""
    rpcs: dict[str, str] = dataset.GetMetadata("RPC")
    needed = {**dict.fromkeys(RPC_NEEDED, 1), **dict.fromkeys(RPC_COEFFICIENTS, 20)}
    return rpcs if all(_numbers(rpcs.get(key, "")) >= count for key, count in needed.items()) else {}


def _numbers(text: str) -> int:
    """How many words of a text are finite numbers; their unit may follow."""
    count = 0
    for word in text.split():
        with contextlib.suppress(ValueError):
            count += math.isfinite(float(word))
    return count


def _rpcs(rpcs: Mapping[str, str], window: Window, factor: int) -> dict[str, str]:
    """Rational polynomial coefficients count from the middle of the first pixel."""
    scaled = dict(rpcs)
    for key, value in rpcs.items():
        if key in RPC_OFFSETS:
            start = getattr(window, RPC_OFFSETS[key])
            scaled[key] = repr((float(value.split()[0]) - start + 0.5) * factor - 0.5)
        elif key in RPC_SCALES:
            scaled[key] = repr(float(value.split()[0]) * factor)
    return scaled
