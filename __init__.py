"""Raster GAN: the door through which QGIS enters."""


def classFactory(iface):  # noqa: N802 - QGIS looks for this name
    """The plugin; `iface` is None in qgis_process."""
    from .plugin.plugin import RasterGanPlugin

    return RasterGanPlugin(iface)
