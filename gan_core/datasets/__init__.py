"""From what somebody picked, marked or labeled on a raster to arrays that a network learns from."""
