"""What sharpening makes, before it has pixels: the guide's grid with the bands of the raster beside it."""

from __future__ import annotations

from osgeo import gdal

from gan_core.raster.aligned_pair import AlignedPair
from gan_core.raster.metadata import describe_band
from gan_core.raster.source import RasterSource


def output_canvas(pair: AlignedPair, unguided_nodata: bool) -> RasterSource:
    """A raster without pixels: the guide's grid, the original's bands, and a mask where pixels can be nodata and neither a
    value nor a mask can say so.  Its files are those of both.

    unguided_nodata: whether what the guide does not cover is nodata.
    """
    original, guide = pair.original, pair.guide
    grid = guide.grid
    canvas = gdal.GetDriverByName("VRT").Create(
        "", grid.width, grid.height, len(original.bands), original.bands[0].DataType
    )
    if guide.dataset.GetSpatialRef() is not None:
        canvas.SetSpatialRef(guide.dataset.GetSpatialRef())
    if guide.dataset.GetGeoTransform(can_return_null=True) is not None:
        canvas.SetGeoTransform(grid.geotransform)
    canvas.SetMetadata(original.dataset.GetMetadata())
    for number, band in enumerate(original.bands, 1):
        describe_band(canvas.GetRasterBand(number), band, True)
    partial = (
        pair.common != grid.window
        or (unguided_nodata and guide.can_be_invalid)
        or pair.coarse.can_be_invalid  # laid on other axes, it does not fill their rectangle
    )
    if original.has_mask or (partial and original.dtype.kind != "f" and not original.can_be_invalid):
        canvas.CreateMaskBand(gdal.GMF_PER_DATASET)
    return RasterSource(original.path, canvas, [*original.files, *guide.files])
