"""Raster GAN: the door through which QGIS enters."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qgis.gui import QgisInterface

    from .plugin.plugin import RasterGanPlugin


def classFactory(iface: QgisInterface | None) -> RasterGanPlugin:  # noqa: N802 - QGIS looks for this name
    """The plugin; `iface` is None in qgis_process."""
    from .plugin.plugin import RasterGanPlugin

    return RasterGanPlugin(iface)
