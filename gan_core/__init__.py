"""The Raster GAN engine: plain Python, never imports qgis.  `python -m gan_core --help`."""

__version__ = "0.1.0"
