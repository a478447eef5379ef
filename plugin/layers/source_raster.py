"""Which raster tiles and marks were made for."""

from __future__ import annotations

from qgis.core import QgsCoordinateTransform, QgsCsException, QgsProject, QgsRasterLayer, QgsVectorLayer

RASTER = "raster_gan/raster"
"""The property of a layer of tiles or marks that holds the source of its raster."""


def raster_of(layer: QgsVectorLayer) -> QgsRasterLayer | None:
    """The project's raster that a layer was made for; where nothing says which, the smallest that it lies on."""
    project = QgsProject.instance()
    rasters = [each for each in project.mapLayers().values() if isinstance(each, QgsRasterLayer) and each.isValid()]
    known = [raster for raster in rasters if raster.source() == layer.customProperty(RASTER)]
    below = known or [raster for raster in rasters if _lies_on(layer, raster)]
    return min(below, key=lambda raster: raster.extent().area(), default=None)


def _lies_on(layer: QgsVectorLayer, raster: QgsRasterLayer) -> bool:
    into = QgsCoordinateTransform(layer.crs(), raster.crs(), QgsProject.instance())
    try:
        extent = into.transformBoundingBox(layer.extent())
    except QgsCsException:
        return False
    return raster.extent().buffered(raster.rasterUnitsPerPixelX()).contains(extent)
