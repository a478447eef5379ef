"""Gaps of a raster filled: what is different from the way of any raster."""
