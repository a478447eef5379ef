"""A raster turned into another kind of raster: other bands, another data type, the same grid."""
