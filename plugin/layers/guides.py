"""Which of the project's layers can sharpen another."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Optional

from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsMapLayer,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
    QgsWkbTypes,
)

from .bands import pixel_width, sensor
from .transfer import KEYWORDS, is_local

LEAST_RATIO = 1.25
"""A guide's pixels are smaller by this at least."""
LEAST_COMMON, MOST_OF_IT = 0.1, 0.5
"""Share of a layer that a guide, and that another date of it, covers at least."""
GAP_NAMES = re.compile("cloud|gap|hole|shadow|云|缺|空洞|阴影", re.IGNORECASE)
"""What polygons around gaps are called."""

FINEST = 10
"""Meters of Sentinel-2's finest pixels."""


def other_date(layer: QgsRasterLayer) -> Optional[QgsRasterLayer]:
    """The project's layer that shows most of the same ground with pixels of about the same size: another date of it.  None
    where there is none."""
    return _best(layer, _is_alike, MOST_OF_IT)


def cloud_polygons(layer: QgsRasterLayer) -> Optional[QgsVectorLayer]:
    """The project's polygons that are called after clouds or gaps and lie on the layer; None where there are none."""
    named = [
        other
        for other in QgsProject.instance().mapLayers().values()
        if isinstance(other, QgsVectorLayer)
        and other.geometryType() == QgsWkbTypes.GeometryType.PolygonGeometry
        and GAP_NAMES.search(other.name())
        and _common(layer, other) > 0
    ]
    return named[0] if named else None


def finer_layer(layer: QgsRasterLayer) -> Optional[QgsRasterLayer]:
    """The project's layer that shows most of the same ground with smaller pixels; of equal ones that of the likest file name.
    None where there is none."""
    return _best(layer, _is_finer, LEAST_COMMON)


def _best(
    layer: QgsRasterLayer, fits: Callable[[QgsRasterLayer, QgsRasterLayer], bool], least: float
) -> Optional[QgsRasterLayer]:
    """least: share of the layer that is covered."""
    ranked = [
        (round(_common(layer, other), 2), _likeness(layer, other), other)
        for other in QgsProject.instance().mapLayers().values()
        if isinstance(other, QgsRasterLayer) and other.isValid() and is_local(other) and fits(other, layer)
    ]
    fitting = [(common, likeness, other) for common, likeness, other in ranked if common >= least]
    return max(fitting, key=lambda rank: rank[:2])[2] if fitting else None


def sentinel2_guide(layer: QgsRasterLayer) -> Optional[QgsRasterLayer]:
    """The layer of 10 m by which a Sentinel-2 layer's bands can be sharpened; None where either is not there."""
    guide = finer_layer(layer) if is_sentinel2(layer) else None
    return guide if guide is not None and is_sentinel2(guide) and round(pixel_width(guide)) == FINEST else None


def sentinel2_pair(layer: QgsRasterLayer) -> Optional[tuple[QgsRasterLayer, QgsRasterLayer]]:
    """A Sentinel-2 layer to sharpen and its guide of 10 m, whichever of them `layer` is; None where either is not there.

    For a guide it is the finest of the layers that it guides.
    """
    guide = sentinel2_guide(layer)
    if guide is not None:
        return layer, guide
    rasters = [other for other in QgsProject.instance().mapLayers().values() if isinstance(other, QgsRasterLayer)]
    guided = [other for other in rasters if other.isValid() and sentinel2_guide(other) is layer]
    return (min(guided, key=pixel_width), layer) if guided else None


def is_sentinel2(layer: QgsRasterLayer) -> bool:
    """Whether its file is called as Sentinel-2's are, with pixels of one of its widths."""
    preset = sensor(layer)
    return preset is not None and preset.id == "sentinel-2"


def _is_finer(other: QgsRasterLayer, layer: QgsRasterLayer) -> bool:
    made = KEYWORDS in other.metadata().keywords()  # by a network: its detail is no measurement
    return other is not layer and not made and 0 < pixel_width(other) * LEAST_RATIO <= pixel_width(layer)


def _is_alike(other: QgsRasterLayer, layer: QgsRasterLayer) -> bool:
    made, bands = KEYWORDS in other.metadata().keywords(), {other.bandCount(), layer.bandCount()}
    ratio = pixel_width(other) / (pixel_width(layer) or 1)
    return other is not layer and not made and len(bands) == 1 and 1 / LEAST_RATIO <= ratio <= LEAST_RATIO


def _common(layer: QgsRasterLayer, other: QgsMapLayer) -> float:
    """The share of the layer's extent that the other covers."""
    transform = QgsCoordinateTransform(other.crs(), layer.crs(), QgsProject.instance())
    try:
        part: QgsRectangle = transform.transformBoundingBox(other.extent()).intersect(layer.extent())
    except QgsCsException:
        return 0.0
    whole = layer.extent().area()
    return part.area() / whole if whole and not part.isEmpty() else 0.0


def _likeness(layer: QgsRasterLayer, other: QgsRasterLayer) -> int:
    """How many letters their files' names begin with in common."""
    names = [Path(one.source().split("|")[0]).name for one in (layer, other)]
    return next((index for index, pair in enumerate(zip(*names)) if pair[0] != pair[1]), min(map(len, names)))
