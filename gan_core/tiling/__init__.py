"""Rectangles of whole pixels, and how a raster is cut into them."""
