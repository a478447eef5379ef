"""Rasters as GDAL sees them: where they lie, what they hold, how they are read and written."""

from osgeo import gdal

gdal.UseExceptions()
gdal.SetCacheMax(32 << 20)
