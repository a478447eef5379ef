"""A raster sharpened by a finer one: what is different from the way of a single raster."""
