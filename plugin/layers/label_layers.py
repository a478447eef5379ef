"""Layers to mark classes or objects in: their field, its form, a color a class, and shapes that keep to a raster's pixels."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import partial
from typing import Any, Optional

from qgis.core import (
    NULL,
    QgsCategorizedSymbolRenderer,
    QgsDefaultValue,
    QgsEditorWidgetSetup,
    QgsExpression,
    QgsFieldConstraints,
    QgsFillSymbol,
    QgsGeometry,
    QgsMapLayer,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsRendererCategory,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QMetaObject

from ..text import tr
from .source_raster import RASTER

CLASS = "class"
GRID, BOXES = "raster_gan/grid", "raster_gan/boxes"
"""Properties of such a layer: the raster's left and upper edge and the size of its pixels; whether shapes become boxes."""
COLORS = ("31,120,180", "51,160,44", "255,177,0", "227,26,28", "106,61,154", "177,89,40", "0,160,160", "220,90,170")
UNNAMED = "140,140,140"


def class_samples(raster: QgsRasterLayer) -> QgsVectorLayer:
    """An empty layer for polygons of ground of one class each."""
    return _layer(raster, tr("Training samples of {layer}").format(layer=raster.name()), boxes=False)


def object_boxes(raster: QgsRasterLayer) -> QgsVectorLayer:
    """An empty layer for boxes around objects."""
    return _layer(raster, tr("Objects of {layer}").format(layer=raster.name()), boxes=True, first=tr("object"))


def watch(layers: Iterable[QgsMapLayer]) -> list[QMetaObject.Connection]:
    """Keep shapes to the pixels and colors to the classes of those layers that were made here, until disconnected."""
    connections = []
    for layer in layers:
        if is_marks(layer):
            touched: set[int] = set()
            connections += [
                layer.featureAdded.connect(partial(_added, layer, touched)),
                layer.geometryChanged.connect(partial(_touched, layer, touched)),
                layer.editCommandEnded.connect(partial(_snap_touched, layer, touched)),
                layer.attributeValueChanged.connect(
                    lambda feature, field, value, layer=layer: _learn_class(layer, value)
                ),
            ]
    return connections


def is_marks(layer: object) -> bool:
    """Whether a layer was made here."""
    return isinstance(layer, QgsVectorLayer) and bool(layer.customProperty(GRID))


def marks_for(raster: QgsRasterLayer, boxes: bool) -> QgsVectorLayer | None:
    """The project's layer of boxes, or of classes, in a raster; None where there is none, or more than one."""
    layers = [layer for layer in QgsProject.instance().mapLayers().values() if is_for(layer, raster, boxes)]
    return layers[0] if len(layers) == 1 else None


def is_boxes(layer: object) -> bool:
    """Whether a layer was made here for boxes around objects."""
    return is_marks(layer) and _has_boxes(layer)


def is_samples(layer: object) -> bool:
    """Whether a layer was made here for ground of classes."""
    return is_marks(layer) and not _has_boxes(layer)


def is_for(layer: object, raster: QgsRasterLayer, boxes: bool) -> bool:
    """Whether a layer was made here for boxes, or for classes, in a raster with such pixels."""
    return (
        isinstance(layer, QgsVectorLayer)
        and layer.customProperty(GRID) == _grid(raster)
        and _has_boxes(layer) == boxes
        and layer.crs() == raster.crs()
    )


def snap(layer: QgsVectorLayer, geometry: QgsGeometry) -> QgsGeometry:
    """A shape as it belongs into a layer that was made here."""
    grid = [float(number) for number in str(layer.customProperty(GRID)).split(",")]
    return snapped(geometry, grid, _has_boxes(layer))


def snapped(geometry: QgsGeometry, grid: list[float], box: bool = False) -> QgsGeometry:
    """Its corners on corners of pixels; whole pixels where nothing would be left.  grid: left, top, width, height of a
    pixel."""
    left, top, across, down = grid
    shape = QgsGeometry(geometry)
    shape.translate(-left, -top)
    outer = shape.boundingBox()
    near = QgsRectangle(*(round(edge / size) * size for edge, size in _edges(outer, across, down)))
    moved = QgsGeometry.fromRect(near) if box else shape.snappedToGrid(across, down)
    if moved.isEmpty() or moved.area() == 0:
        edges = _edges(outer, across, down)
        low = [math.floor(edge / size) * size for edge, size in edges[:2]]
        high = [max(math.ceil(edge / size) * size, least + size) for (edge, size), least in zip(edges[2:], low)]
        moved = QgsGeometry.fromRect(QgsRectangle(*low, *high))
    moved.translate(left, top)
    return moved


def _edges(box: QgsRectangle, across: float, down: float) -> list[tuple[float, float]]:
    """Left, bottom, right and top, each with the size of a pixel in its direction."""
    return [(box.xMinimum(), across), (box.yMinimum(), down), (box.xMaximum(), across), (box.yMaximum(), down)]


def _layer(raster: QgsRasterLayer, name: str, boxes: bool, first: str = "") -> QgsVectorLayer:
    """In memory: QGIS asks before it is lost.  first: the class that the form begins with; it would show NULL as a text that
    is typed behind."""
    layer = QgsVectorLayer(f"Polygon?field={CLASS}:string(80)", name, "memory")
    layer.setCrs(raster.crs())
    layer.setCustomProperty(GRID, _grid(raster))
    layer.setCustomProperty(BOXES, boxes)
    layer.setCustomProperty(RASTER, raster.source())
    layer.setFieldAlias(0, tr("Class"))
    layer.setEditorWidgetSetup(0, QgsEditorWidgetSetup("UniqueValues", {"Editable": True}))
    layer.setDefaultValueDefinition(0, QgsDefaultValue(QgsExpression.quotedString(first)))
    layer.setConstraintExpression(
        0, f"trim(\"{CLASS}\") <> ''", tr("Enter the class: without one the shape teaches nothing.")
    )
    layer.setFieldConstraint(0, QgsFieldConstraints.Constraint.ConstraintExpression)
    layer.setRenderer(QgsCategorizedSymbolRenderer(CLASS, [_category(None, UNNAMED)]))
    return layer


def _grid(raster: QgsRasterLayer) -> str:
    extent = raster.extent()
    grid = (extent.xMinimum(), extent.yMaximum(), raster.rasterUnitsPerPixelX(), raster.rasterUnitsPerPixelY())
    return ",".join(map(repr, grid))


def _has_boxes(layer: QgsVectorLayer) -> bool:
    return layer.customProperty(BOXES) in (True, "true")


def _added(layer: QgsVectorLayer, touched: set[int], feature: int) -> None:
    if feature < 0:  # drawn, and not yet saved: then it is added once more
        _touched(layer, touched, feature)
        _learn_class(layer, layer.getFeature(feature)[CLASS])


def _touched(layer: QgsVectorLayer, touched: set[int], feature: int, _: Optional[QgsGeometry] = None) -> None:
    if layer.isEditCommandActive():  # neither undone nor redone: that stays as it was
        touched.add(feature)


def _snap_touched(layer: QgsVectorLayer, touched: set[int]) -> None:
    """A step of its own, after the one that drew: QGIS crashes when it undoes a change made while a shape was added."""
    shapes = {feature: layer.getGeometry(feature) for feature in touched}
    moved = {feature: snap(layer, shape) for feature, shape in shapes.items() if not shape.isEmpty()}
    touched.clear()
    moved = {feature: shape for feature, shape in moved.items() if not shape.equals(shapes[feature])}
    if moved:
        layer.beginEditCommand(tr("Snap to pixels"))
        for feature, shape in moved.items():
            layer.changeGeometry(feature, shape)
        layer.endEditCommand()


def _learn_class(layer: QgsVectorLayer, value: Any) -> None:
    """A color for a class that is new, and its name for the next shape."""
    renderer = layer.renderer()
    if value in (None, NULL, "") or not isinstance(renderer, QgsCategorizedSymbolRenderer):
        return
    layer.setDefaultValueDefinition(
        layer.fields().indexOf(CLASS), QgsDefaultValue(QgsExpression.quotedString(str(value)))
    )
    if renderer.categoryIndexForValue(value) < 0:
        known = len(renderer.categories()) - 1
        longer = renderer.clone()
        longer.addCategory(_category(str(value), COLORS[known % len(COLORS)]))
        layer.setRenderer(longer)  # the legend hears of another renderer alone
        layer.triggerRepaint()


def _category(value: Optional[str], color: str) -> QgsRendererCategory:
    """The ground is seen through it."""
    style = {"color": f"{color},60", "outline_color": f"{color},255", "outline_width": "0.5"}
    return QgsRendererCategory(value, QgsFillSymbol.createSimple(style), tr("no class yet") if value is None else value)
