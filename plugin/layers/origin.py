"""What a result was made from: told by a property of its layer, else by the name that its file's tags hold."""

from __future__ import annotations

import html
import re
from pathlib import Path

from qgis.core import QgsProject, QgsRasterLayer

ORIGIN = "raster_gan/origin"
"""The property of a result that holds the id of the layer that it was made from."""
TAG = re.compile(r"<li>RASTERGAN_([A-Z_]+)=(.*?)</li>", re.DOTALL)


def origin_of(result: QgsRasterLayer) -> QgsRasterLayer | None:
    """The project's layer that a result was made from; None where it is not there, or nothing says which it is."""
    project = QgsProject.instance()
    layer = project.mapLayer(str(result.customProperty(ORIGIN, "")))
    if layer is None:
        name = tags_of(result).get("INPUT", "")
        rasters = (each for each in project.mapLayers().values() if isinstance(each, QgsRasterLayer))
        named = [each for each in rasters if name and Path(each.source()).name == name]
        layer = named[0] if len(named) == 1 else None
    return layer if isinstance(layer, QgsRasterLayer) and layer.isValid() and layer is not result else None


def tags_of(layer: QgsRasterLayer) -> dict[str, str]:
    """The file's RASTERGAN_ tags without that prefix; empty for a file that the engine did not make."""
    if not layer.isValid() or layer.providerType() != "gdal":
        return {}
    return {name: html.unescape(value) for name, value in TAG.findall(layer.dataProvider().htmlMetadata())}
