"""What the README promises of an output, held against its source by plain GDAL and numpy: nothing of `gan_core` is used here.

Every difference is a pair: its kind in a word or two, and what was expected and what came.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple, Optional

import numpy as np
from osgeo import gdal, osr

Difference = tuple[str, str]
BLOCK = 8
"""Side of the blocks whose means enhancing keeps, pixels."""
ERRORS = 3.0
"""Standard errors by which such a mean may move."""
OVERSHOOT, BYTES = 1.0, 64.0
"""By how many times a band's own range its result may leave that range; and a band of bytes, whose range is always 255."""


class Window(NamedTuple):
    """Columns and rows of the source that the output shows."""

    column: int
    row: int
    width: int
    height: int


def expected_window(source: gdal.Dataset, extent: Optional[tuple[float, float, float, float]]) -> Window:
    """The whole raster, or the whole pixels that an extent touches, an edge within a thousandth of a pixel being on it."""
    if extent is None:
        return Window(0, 0, source.RasterXSize, source.RasterYSize)
    inverse = gdal.InvGeoTransform(source.GetGeoTransform())
    corners = [gdal.ApplyGeoTransform(inverse, x, y) for x in extent[::2] for y in extent[1::2]]
    (left, right), (top, bottom) = (
        (max(0, math.floor(min(axis) + 1e-3)), min(size, math.ceil(max(axis) - 1e-3)))
        for axis, size in zip(zip(*corners), (source.RasterXSize, source.RasterYSize))
    )
    return Window(left, top, right - left, bottom - top)


def header_differences(source: gdal.Dataset, output: gdal.Dataset, window: Window, factor: int) -> Iterator[Difference]:
    """All but the pixels."""
    if (
        source.GetDriver().ShortName == "GRIB"
    ):  # it knows a band's nodata right after a pixel was read, and not if asked before
        source = gdal.OpenEx(source.GetDescription(), gdal.OF_RASTER)
        source.ReadRaster(0, 0, 1, 1)
    size = window.width * factor, window.height * factor
    yield from _differs("size", size, (output.RasterXSize, output.RasterYSize))
    yield from _differs("band count", source.RasterCount, output.RasterCount)
    yield from _position(source, output, window, factor)
    for domain in ("", "IMAGERY"):
        wanted, got = source.GetMetadata(domain), output.GetMetadata(domain)
        yield from _metadata("metadata", wanted, got)
    yield from _rpcs(source.GetMetadata("RPC"), output.GetMetadata("RPC"), window, factor)
    for number in range(1, min(source.RasterCount, output.RasterCount) + 1):
        yield from _band(source.GetRasterBand(number), output.GetRasterBand(number))


def _metadata(kind: str, wanted: dict[str, str], got: dict[str, str]) -> Iterator[Difference]:
    """What GDAL itself can't keep is not asked for: blanks around a text, a text of nothing else, and that pixels are areas,
    which is so where nothing is said."""
    for key, value in wanted.items():
        if ":" in key:  # GDAL takes what comes before it for the name
            continue
        if value.strip() and (key, value) != ("AREA_OR_POINT", "Area") and not _same_text(value, got.get(key, "")):
            yield kind, f"{key}={value.strip()} -> {got.get(key)}"


def _same_text(text: str, other: str) -> bool:
    """Numbers in TIFF's own tags have the precision of 32 bits."""
    try:
        return text.strip() == other.strip() or bool(np.float32(text) == np.float32(other))
    except ValueError:
        return False


def _position(source: gdal.Dataset, output: gdal.Dataset, window: Window, factor: int) -> Iterator[Difference]:
    wanted, got = (
        crs if crs and crs.ExportToWkt() else None for crs in (source.GetSpatialRef(), output.GetSpatialRef())
    )
    is_same = _same_crs(wanted, got) if wanted and got else wanted is got
    if not source.GetGCPCount() and not is_same:
        yield "crs", f"{wanted and wanted.ExportToWkt()} -> {got and got.ExportToWkt()}"
    transform = source.GetGeoTransform(can_return_null=True)
    if transform is not None and gdal.InvGeoTransform(transform) is not None and not source.GetGCPCount():
        x, y = gdal.ApplyGeoTransform(transform, window.column, window.row)
        _, ax, bx, _, ay, by = transform
        finer, got = (
            (x, ax / factor, bx / factor, y, ay / factor, by / factor),
            output.GetGeoTransform(can_return_null=True),
        )
        if finer != got:
            yield "extent", f"{finer} -> {got}"
    yield from _differs("gcp count", source.GetGCPCount(), output.GetGCPCount())
    for before, after in zip(source.GetGCPs() or (), output.GetGCPs() or ()):
        pixel = (before.GCPPixel - window.column) * factor, (before.GCPLine - window.row) * factor
        yield from _differs("gcp", (*pixel, *_ground(before)), (after.GCPPixel, after.GCPLine, *_ground(after)))
    if source.GetGCPCount():
        wanted, got = source.GetGCPSpatialRef(), output.GetGCPSpatialRef()
        if wanted and not (got and wanted.IsSame(got, ["IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES"])):
            yield "gcp crs", f"{wanted.ExportToWkt()} -> {got and got.ExportToWkt()}"


def _same_crs(wanted: osr.SpatialReference, got: osr.SpatialReference) -> bool:
    """Also where only names and codes differ."""
    units = wanted.GetAngularUnits() == got.GetAngularUnits() and wanted.GetLinearUnits() == got.GetLinearUnits()
    text = wanted.ExportToProj4()
    alike = bool(text) and units and text == got.ExportToProj4() and wanted.IsCompound() == got.IsCompound()
    return alike or bool(wanted.IsSame(got, ["IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES"]))


def _ground(gcp: gdal.GCP) -> tuple[float, float, float]:
    return gcp.GCPX, gcp.GCPY, gcp.GCPZ


def _rpcs(wanted: dict[str, str], got: dict[str, str], window: Window, factor: int) -> Iterator[Difference]:
    """Numbers, whatever their spelling; what is no number can't be asked for."""
    starts = {"LINE_OFF": window.row, "SAMP_OFF": window.column}
    numbers = {key: _numbers(value) for key, value in wanted.items()}
    if not all(numbers.get(key) for key in (*starts, "LINE_SCALE", "SAMP_SCALE", "LINE_NUM_COEFF")):
        return
    for key, values in numbers.items():
        if not key.endswith(("_OFF", "_SCALE", "_COEFF")):
            continue  # bounds and errors, which a TIFF has no room for
        if key in starts:
            values = [(values[0] - starts[key] + 0.5) * factor - 0.5]
        elif key in ("LINE_SCALE", "SAMP_SCALE"):
            values = [values[0] * factor]
        if values and not np.allclose(values, _numbers(got.get(key, "")) or [math.nan], rtol=1e-9, atol=1e-12):
            yield "rpc", f"{key}: {values} -> {got.get(key)}"


def _numbers(text: str) -> list[float]:
    """Without their unit; none where the first word is no number."""
    numbers = []
    for word in text.split():
        try:
            numbers.append(float(word))
        except ValueError:
            break
    return numbers


def _band(source: gdal.Band, output: gdal.Band) -> Iterator[Difference]:
    yield from _differs("type", gdal.GetDataTypeName(source.DataType), gdal.GetDataTypeName(output.DataType))
    yield from _differs("name", source.GetDescription(), output.GetDescription())
    if source.GetUnitType():  # without one GDAL takes it from a vertical CRS
        yield from _differs("unit", source.GetUnitType(), output.GetUnitType())
    for kind, neutral, ask in (("scale", 1.0, gdal.Band.GetScale), ("offset", 0.0, gdal.Band.GetOffset)):
        before, after = (neutral if ask(band) is None else ask(band) for band in (source, output))
        yield from _differs(kind, before, after)
    yield from _differs("nodata", _nodata(source), _nodata(output))
    wanted, got = (gdal.GetColorInterpretationName(band.GetColorInterpretation()) for band in (source, output))
    if (wanted, got) != ("Undefined", "Gray"):  # the first band of a TIFF is something
        yield from _differs("color interpretation", wanted, got)
    wanted = {key: value for key, value in source.GetMetadata().items() if not key.startswith("STATISTICS_")}
    yield from _metadata("band metadata", wanted, output.GetMetadata())


def _nodata(band: gdal.Band) -> Optional[float]:
    """As the band's type holds it."""
    value = band.GetNoDataValue()
    with np.errstate(over="ignore"):
        return float(np.float32(value)) if value is not None and band.DataType == gdal.GDT_Float32 else value


def _differs(kind: str, wanted: object, got: object) -> Iterator[Difference]:
    if repr(wanted) != repr(got):  # NaN is itself, 0 is not -0
        yield kind, f"{wanted!r:.300} -> {got!r:.300}"


def pixel_differences(source: gdal.Dataset, output: gdal.Dataset, window: Window, factor: int) -> Iterator[Difference]:
    """Values and which of them are valid.  factor 1: enhanced; otherwise upscaled, taken for a perfect sensor's."""
    for number in range(1, min(source.RasterCount, output.RasterCount) + 1):
        before, after = source.GetRasterBand(number), output.GetRasterBand(number)
        values, result = before.ReadAsArray(*window), after.ReadAsArray()
        alpha = before.GetColorInterpretation() == gdal.GCI_AlphaBand
        blocks = result.reshape(window.height, factor, window.width, factor)
        valid = np.ones(values.shape, bool) if alpha else _valid(before, values, window)
        finer_valid = np.ones(result.shape, bool) if alpha else _valid(after, result)
        finer_valid = finer_valid.reshape(blocks.shape)
        prefix = f"band {number}: "
        for kind, mask in (
            ("valid became nodata", valid & ~finer_valid.all((1, 3))),
            ("nodata became valid", ~valid & finer_valid.any((1, 3))),
        ):
            if mask.any():
                yield kind, f"{prefix}{int(mask.sum())} of {mask.size} pixels"
        kept = np.ones_like(valid) if alpha else ~valid
        same = _same(blocks.transpose(1, 3, 0, 2), values)
        if (kept & ~same.all((0, 1))).any():
            yield "alpha changed" if alpha else "nodata value changed", f"{prefix}{int((kept & ~same).sum())} pixels"
        if alpha or not valid.any():
            continue
        exact, finer = values.astype(np.float64), blocks.astype(np.float64)
        with np.errstate(all="ignore"):
            yield from _means(prefix, exact, finer, valid, values.dtype, factor)
            allowed = BYTES if values.dtype == np.uint8 else 0.0
            yield from _range(prefix, exact[valid], finer.transpose(0, 2, 1, 3)[valid], allowed)


def _valid(band: gdal.Band, values: np.ndarray, window: Optional[Window] = None) -> np.ndarray:
    valid = band.GetMaskBand().ReadAsArray(*(window or ())) != 0
    return valid & np.isfinite(values) if values.dtype.kind == "f" else valid


def _same(blocks: np.ndarray, values: np.ndarray) -> np.ndarray:
    return (blocks == values) | ((blocks != blocks) & (values != values))


def _means(
    prefix: str, exact: np.ndarray, finer: np.ndarray, valid: np.ndarray, dtype: np.dtype, factor: int
) -> Iterator[Difference]:
    """Upscaled and averaged back it is the input; enhanced, the mean of each block stays within what was removed."""
    rounding = 0.5 if dtype.kind in "iu" else 0.0
    largest = max(np.abs(exact[valid]).max(), np.abs(finer[np.isfinite(finer)]).max(initial=0.0))
    precision = 8 * float(np.finfo(np.float64 if dtype.itemsize > 4 or dtype.kind in "iu" else np.float32).eps)
    smallest = float(np.finfo(np.float32).smallest_subnormal) if dtype.kind == "f" else 0.0
    if factor > 1:
        error = np.abs(finer.mean((1, 3)) - exact)[valid].max()
        limit = rounding + precision * largest + smallest
    else:
        error, limit = _shift(np.where(valid, finer[:, 0, :, 0] - exact, 0.0), valid, precision * largest), 1e-3
    if not error <= limit:
        yield "values", f"{prefix}{'means' if factor > 1 else 'shift'} differ by {error:.6g}, at most {limit:.6g}"


def _shift(removed: np.ndarray, valid: np.ndarray, rounding: float) -> float:
    """By how many standard errors the mean of a block moved, above ERRORS; 0 for none.  rounding: what may come on top."""
    rows, columns = (-side % BLOCK for side in removed.shape)
    removed, valid = (np.pad(array, ((0, rows), (0, columns))) for array in (removed, valid))
    shape = removed.shape[0] // BLOCK, BLOCK, removed.shape[1] // BLOCK, BLOCK
    removed, valid = removed.reshape(shape), valid.reshape(shape)
    count = np.maximum(valid.sum((1, 3)), 1)
    mean = removed.sum((1, 3)) / count
    spread = np.sqrt((np.where(valid, removed - mean[:, None, :, None], 0.0) ** 2).sum((1, 3)) / count)
    error = np.maximum(np.abs(mean) - rounding, 0.0) * np.sqrt(count)
    return float(np.where(error == 0, 0.0, error / np.maximum(spread, 1e-300) - ERRORS).max(initial=0.0))


def _range(prefix: str, exact: np.ndarray, finer: np.ndarray, allowed: float) -> Iterator[Difference]:
    low, high = exact.min(), exact.max()
    span = max((high - low) * OVERSHOOT, allowed)
    slack = span + 1e-5 * max(abs(low), abs(high))
    if not (finer.min() >= low - slack and finer.max() <= high + slack):
        yield "range", f"{prefix}{low:.6g} to {high:.6g} became {finer.min():.6g} to {finer.max():.6g}"
