"""A raster beside a finer one of the same ground: where its pixels lie on the finer one's grid."""

from __future__ import annotations

import math
from typing import Optional

import numpy as np
from osgeo import gdal, osr

from gan_core.api.errors import RasterGanError
from gan_core.raster.aligned_pair import AlignedPair
from gan_core.raster.grid import Extent, Grid
from gan_core.raster.source import RasterSource
from gan_core.raster.warp import pixel, pixel_in

WHOLE = 0.05
"""Pixels of the guide by which two grids may miss each other at any corner and still nest."""
LEAST_RATIO, MOST_RATIO = 1.25, 12.0
"""Pixels of the guide along a pixel of the raster: with fewer it is not finer, with more it tells little."""


def open_guide(path: str) -> RasterSource:
    """Raises RasterGanError `guide-missing` or `guide-unreadable`."""
    if not path:
        raise RasterGanError("guide-missing")
    try:
        return RasterSource(path)
    except RasterGanError as error:
        raise RasterGanError("guide-unreadable", path=path, reason=error.values.get("reason", str(error))) from error


def align(
    coarse: RasterSource, guide: RasterSource, ratio: Optional[int] = None, shift: tuple[float, float] = (0.0, 0.0)
) -> AlignedPair:
    """ratio: pixels of the guide along one of the raster where they don't nest; the nearest whole number when left out.
    shift: by how many pixels of the guide the raster is moved to the right and down before.

    Raises RasterGanError `guide-coarse`, `guide-apart` or `guide-turned`.
    """
    affine = pixels_to_pixels(coarse.dataset, guide.dataset)
    if affine is not None and _parallel(affine):
        pair = _align_parallel(coarse, guide, affine, ratio, shift)
    else:
        pair = _align_warped(coarse, guide, ratio, shift)
    if not pair.common.width or not pair.common.height:
        raise RasterGanError("guide-apart", input=coarse.path, guide=guide.path)
    return pair


def pixels_to_pixels(first: gdal.Dataset, second: gdal.Dataset) -> Optional[np.ndarray]:
    """(2, 3): from a place on the first raster's pixel grid to the second's.  None where the CRS differ."""
    grids, positions = zip(*((Grid.of(each), each.GetGeoTransform(can_return_null=True)) for each in (first, second)))
    if positions == (None, None):  # neither says where it lies: then both show the same ground
        across, down = grids[1].width / grids[0].width, grids[1].height / grids[0].height
        return np.array([[across, 0.0, 0.0], [0.0, down, 0.0]])
    if not _same_crs(first.GetSpatialRef(), second.GetSpatialRef()):
        return None
    inverse = gdal.InvGeoTransform(grids[1].geotransform)
    if inverse is None:
        return None
    product: np.ndarray = _matrix(inverse) @ _matrix(grids[0].geotransform)
    return product[:2]


def _matrix(transform: tuple[float, ...]) -> np.ndarray:
    x0, ax, bx, y0, ay, by = transform
    return np.array([[ax, bx, x0], [ay, by, y0], [0.0, 0.0, 1.0]])


def _same_crs(crs: Optional[osr.SpatialReference], other: Optional[osr.SpatialReference]) -> bool:
    if crs is None or other is None:
        return crs is None and other is None
    return bool(crs.IsSame(other, ["IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES"]))


def _parallel(affine: np.ndarray) -> bool:
    (ax, bx, _), (ay, by, _) = affine
    return ax > 0 and by > 0 and abs(bx) < 1e-3 * ax and abs(ay) < 1e-3 * by


def _ratio(exact: float, wanted: Optional[int]) -> int:
    """Raises RasterGanError `guide-coarse`."""
    if not LEAST_RATIO <= exact <= MOST_RATIO:
        raise RasterGanError("guide-coarse", ratio=exact, least=LEAST_RATIO, most=MOST_RATIO)
    return wanted or max(2, round(exact))


def _align_parallel(
    coarse: RasterSource,
    guide: RasterSource,
    affine: np.ndarray,
    wanted: Optional[int],
    shift: tuple[float, float],
) -> AlignedPair:
    """Two grids whose axes are parallel."""
    scales = affine[0, 0], affine[1, 1]
    starts = affine[0, 2] + shift[0], affine[1, 2] + shift[1]
    exact = math.sqrt(scales[0] * scales[1])
    nearest = round(exact)
    grid = coarse.grid
    drift = max(abs(scale - nearest) * side for scale, side in zip(scales, (grid.width, grid.height)))
    if nearest >= 2 and max(drift, *(abs(start - round(start)) for start in starts)) <= WHOLE:
        _ratio(exact, None)
        return AlignedPair(coarse, coarse, guide, nearest, round(starts[0]), round(starts[1]), nearest, shift)
    ratio = _ratio(exact, wanted)
    spans = [
        _whole_cells(start, scale * side, ratio)
        for start, scale, side in zip(starts, scales, (grid.width, grid.height))
    ]
    (column, width), (row, height) = spans
    if width < 1 or height < 1:
        raise RasterGanError("guide-apart", input=coarse.path, guide=guide.path)
    source_window = [
        *((first - start) / scale for first, start, scale in zip((column, row), starts, scales)),
        *(ratio * count / scale for count, scale in zip((width, height), scales)),
    ]
    relaid = gdal.Translate(
        "", coarse.dataset, format="VRT", srcWin=source_window, width=width, height=height, resampleAlg="cubic"
    )
    return AlignedPair(coarse, RasterSource(coarse.path, relaid), guide, ratio, column, row, exact, shift)


def _whole_cells(start: float, length: float, ratio: int) -> tuple[int, int]:
    """The first pixel of the guide, and how many squares of `ratio` from there lie within."""
    first = math.ceil(start - WHOLE)
    return first, math.floor((start + length - first + WHOLE) / ratio)


def _align_warped(
    coarse: RasterSource, guide: RasterSource, wanted: Optional[int], shift: tuple[float, float]
) -> AlignedPair:
    """A raster in another CRS, or turned against the guide, laid on the guide's CRS and axes."""
    x0, ax, bx, y0, ay, by = guide.grid.geotransform
    reference = guide.dataset.GetSpatialRef()
    if reference is None or coarse.dataset.GetSpatialRef() is None:
        raise RasterGanError("guide-crs", input=coarse.path, guide=guide.path)
    if bx or ay or by >= 0 or ax <= 0:
        raise RasterGanError("guide-turned", path=guide.path)
    crs = reference.ExportToWkt()
    try:
        exact = pixel_in(coarse, crs) / pixel(guide.grid)
        ratio = _ratio(exact, wanted)
        width, height = -(-guide.grid.width // ratio), -(-guide.grid.height // ratio)
        left, top = x0 - shift[0] * ax, y0 - shift[1] * by
        options = {
            "dstSRS": crs,
            "outputBounds": (left, top + by * ratio * height, left + ax * ratio * width, top),
            "width": width,
            "height": height,
            "resampleAlg": "cubic",
            "dstAlpha": not coarse.can_be_invalid,
        }
        dataset = gdal.Warp("", coarse.dataset, format="VRT", **options)
    except RuntimeError as error:
        raise RasterGanError("guide-apart", input=coarse.path, guide=guide.path) from error
    return AlignedPair(coarse, RasterSource(coarse.path, dataset), guide, ratio, 0, 0, exact, shift)


def transform_extent(extent: Extent, before: RasterSource, after: RasterSource) -> Extent:
    """The upright rectangle around an extent in another raster's CRS.  Raises RasterGanError `extent-outside`."""
    references = [source.dataset.GetSpatialRef() for source in (before, after)]
    if None in references or _same_crs(*references):
        return extent
    for reference in references:
        reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    try:
        bounds = osr.CoordinateTransformation(*references).TransformBounds(*extent, 21)
    except RuntimeError as error:
        raise RasterGanError("extent-outside", raster=str(after.grid.extent), got=str(extent)) from error
    return Extent(*bounds)
