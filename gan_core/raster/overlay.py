"""A layer laid on the pixels of a raster, whatever grid and CRS either has: read as if it had the raster's own."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Optional

from osgeo import gdal

from gan_core.api.errors import RasterGanError
from gan_core.raster.alignment import pixels_to_pixels
from gan_core.raster.gap_source import GapMarks
from gan_core.raster.grid import Grid
from gan_core.raster.source import RasterSource
from gan_core.raster.warp import pixel

FINER = 1.5
"""So many pixels of a layer along one of the raster's are averaged; fewer are interpolated."""


def laid(
    layer: gdal.Dataset,
    raster: RasterSource,
    resampling: tuple[str, str],
    shift: tuple[float, float] = (0.0, 0.0),
    **options: Any,
) -> Optional[gdal.Dataset]:
    """The layer on the raster's grid, warped where it is read: block by block, so that every window has the same pixels.

    resampling: GDAL's name of the method, and of the one for a finer layer.  shift: by how many pixels of the raster it is
    moved to the right and down.  options: as gdal.Warp takes them.  None where one of the two does not say where it lies.
    Raises RuntimeError where they have no ground in common.
    """
    affine = pixels_to_pixels(layer, raster.dataset)
    if affine is None:
        layer = _in_crs_of(raster, layer, resampling, options)
        affine = None if layer is None else pixels_to_pixels(layer, raster.dataset)
    if affine is None:
        return None
    (ax, bx, x), (ay, by, y) = affine
    plain = gdal.Translate("", layer, format="VRT")
    plain.SetSpatialRef(None)
    plain.SetGeoTransform((x + shift[0], ax, bx, -y - shift[1], -ay, -by))
    width, height = raster.grid.width, raster.grid.height
    size = {"outputBounds": (0, -height, width, 0), "width": width, "height": height}
    method = resampling[math.sqrt(abs(ax * by - bx * ay)) < 1 / FINER]
    return gdal.Warp("", plain, format="VRT", resampleAlg=method, **size, **options)


def _in_crs_of(
    raster: RasterSource, layer: gdal.Dataset, resampling: tuple[str, str], options: Mapping[str, Any]
) -> Optional[gdal.Dataset]:
    """The layer in the raster's CRS; on its very pixels where these lie upright, else on some of its own."""
    reference = raster.dataset.GetSpatialRef()
    if reference is None or (layer.GetSpatialRef() is None and not layer.GetGCPCount()):
        return None
    crs, grid = reference.ExportToWkt(), raster.grid
    _, _, bx, _, ay, _ = grid.geotransform
    upright = {"outputBounds": grid.extent, "width": grid.width, "height": grid.height}
    finer = FINER * pixel(Grid.of(gdal.AutoCreateWarpedVRT(layer, None, crs))) < pixel(grid)
    return gdal.Warp(
        "",
        layer,
        format="VRT",
        dstSRS=crs,
        resampleAlg=resampling[finer],
        **({} if bx or ay else upright),
        **options,
    )


def laid_mask(path: str, raster: RasterSource) -> tuple[GapMarks, list[str]]:
    """Gaps where the first band of a raster is valid and not 0, and its files.  Raises RasterGanError `mask-...`."""
    try:
        mask = gdal.OpenEx(path, gdal.OF_RASTER | gdal.OF_VERBOSE_ERROR)
        dataset = laid(
            mask,
            raster,
            ("near", "max"),
            dstAlpha=mask.GetRasterBand(mask.RasterCount).GetColorInterpretation() != gdal.GCI_AlphaBand,
        )
    except RuntimeError as error:
        raise RasterGanError("mask-unreadable", path=path, reason=str(error)) from error
    if dataset is None:
        raise RasterGanError("mask-crs", path=path, input=raster.path)
    return GapMarks(dataset, raster.grid.window), list(mask.GetFileList() or [])


def laid_reference(
    reference: RasterSource, raster: RasterSource, shift: tuple[float, float], missing: Optional[float]
) -> RasterSource:
    """shift: as `laid` takes it.  missing: a value that means that nothing is there.  Raises RasterGanError `reference-...`."""
    options = {} if missing is None else {"srcNodata": missing}
    try:
        dataset = laid(reference.dataset, raster, ("cubic", "average"), shift, dstAlpha=not reference.alpha, **options)
    except RuntimeError as error:
        raise RasterGanError("reference-apart", path=reference.path, input=raster.path) from error
    if dataset is None:
        raise RasterGanError("reference-crs", path=reference.path, input=raster.path)
    return RasterSource(reference.path, dataset, reference.files)
