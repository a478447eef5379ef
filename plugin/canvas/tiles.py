"""Pick tiles on the map: a click gives a tile its next role, a drag gives that role to every tile it passes."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence

from qgis.core import (
    QgsCoordinateTransform,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsMapLayer,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QCursor, QKeyEvent, QKeySequence

from ...gan_core.api.jobs.finetuning import ROLES
from ..layers.source_raster import RASTER
from ..layers.tile_style import ROLE, is_tiles, style
from ..text import tr

NEXT = dict(zip(ROLES, (*ROLES[1:], ROLES[0])))
"""The role that a click gives instead of the present one: train, validation, ignore, and round again."""
SIDE = 128
"""Pixels along a tile that is added by hand."""


def tile_layer(active: QgsMapLayer | None) -> QgsVectorLayer | None:
    """The layer of tiles that is meant: the active one, else the first of the project; None if there is none."""
    layers = [active, *QgsProject.instance().mapLayers().values()]
    return next((layer for layer in layers if is_tiles(layer)), None)


class TileTool(QgsMapTool):
    """Writes roles into the layer at once, so that they are there whatever happens; Ctrl+Z takes a click or a drag back."""

    def __init__(self, canvas: QgsMapCanvas, layer: QgsVectorLayer, on_change: Callable[[str], None]) -> None:
        """on_change: hears after every change how many tiles have which role."""
        super().__init__(canvas)
        self.layer, self.on_change = layer, on_change
        self.painting: str | None = None
        self.gesture: dict[int, str] = {}
        """What the tiles that the mouse passed were before."""
        self.done: list[dict[int, str]] = []
        self.last = QgsPointXY()
        """Where the mouse was, in the layer's CRS."""
        self.setCursor(QCursor(Qt.CursorShape.PointingHandCursor))

    def flags(self) -> QgsMapTool.Flags:
        return super().flags() | QgsMapTool.Flag.ShowContextMenu

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.last = self.toLayerCoordinates(self.layer, event.mapPoint())
        tile = tile_at(self.layer, self.last)
        if tile is not None:
            self.gesture = {}
            self.painting = NEXT.get(str(tile[ROLE]), ROLES[0])
            self._paint([tile])

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        if self.painting is None:
            return
        point = self.toLayerCoordinates(self.layer, event.mapPoint())
        way = QgsGeometry.fromPolylineXY([self.last, point])  # a fast mouse jumps over tiles
        request = QgsFeatureRequest(way.boundingBox())
        self._paint([tile for tile in self.layer.getFeatures(request) if tile.geometry().intersects(way)])
        self.last = point

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        if self.painting is not None:
            self.painting = None
            self.done.append(self.gesture)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo) and self.done:
            set_roles(self.layer, self.done.pop())
            self.tell()
            event.ignore()  # QGIS takes an ignored key as handled by the tool

    def tell(self) -> None:
        """How many tiles have which role."""
        counts = Counter(str(tile[ROLE]) for tile in self.layer.getFeatures())
        words = tr("training: {train}, validation: {validation}, not used: {ignore}")
        self.on_change(words.format(**{role: counts[role] for role in ROLES}))

    def _paint(self, tiles: Sequence[QgsFeature]) -> None:
        role = self.painting
        changed = {tile.id(): str(tile[ROLE]) for tile in tiles if tile.id() not in self.gesture and tile[ROLE] != role}
        if changed and role is not None:
            self.gesture |= changed
            set_roles(self.layer, dict.fromkeys(changed, role))
            self.tell()


def tile_at(layer: QgsVectorLayer, point: QgsPointXY) -> QgsFeature | None:
    """The tile at a place in the layer's CRS."""
    spot = QgsGeometry.fromPointXY(point)
    request = QgsFeatureRequest(QgsRectangle(point, point))
    return next((tile for tile in layer.getFeatures(request) if tile.geometry().contains(spot)), None)


def set_roles(layer: QgsVectorLayer, roles: dict[int, str]) -> None:
    """By feature id; written to the layer's file."""
    field = layer.fields().indexOf(ROLE)
    changes = {identifier: {field: role} for identifier, role in roles.items()}
    layer.dataProvider().changeAttributeValues(changes)
    layer.triggerRepaint()


def add_tile(raster: QgsRasterLayer, point: QgsPointXY, layer: QgsVectorLayer | None) -> QgsVectorLayer:
    """A tile to learn from at a place in the raster's CRS: the one that is there, or a new one; gives its layer.

    Without a layer of tiles a new one is added to the project, in memory: QGIS asks before it is lost.
    """
    if layer is None:
        name = tr("Tiles of {layer}").format(layer=raster.name())
        layer = QgsVectorLayer(f"Polygon?crs={raster.crs().authid()}&field={ROLE}:string(20)", name, "memory")
        layer.setCrs(raster.crs())
        layer.setCustomProperty(RASTER, raster.source())
        style(layer)
        QgsProject.instance().addMapLayer(layer)
    into = QgsCoordinateTransform(raster.crs(), layer.crs(), QgsProject.instance())
    there = tile_at(layer, into.transform(point))
    if there is not None:
        set_roles(layer, {there.id(): ROLES[0]})
        return layer
    tile = QgsFeature(layer.fields())
    square = QgsGeometry.fromRect(around(raster, point))
    square.transform(into)
    tile.setGeometry(square)
    tile[ROLE] = ROLES[0]
    layer.dataProvider().addFeature(tile)
    layer.updateExtents()
    layer.triggerRepaint()
    return layer


def around(raster: QgsRasterLayer, point: QgsPointXY) -> QgsRectangle:
    """SIDE x SIDE whole pixels around a place, moved inside the raster; less where the raster is smaller."""
    extent, width, height = raster.extent(), raster.width(), raster.height()
    across, down = raster.rasterUnitsPerPixelX(), raster.rasterUnitsPerPixelY()
    column = math.floor((point.x() - extent.xMinimum()) / across) - SIDE // 2
    row = math.floor((extent.yMaximum() - point.y()) / down) - SIDE // 2
    column, row = (max(0, min(corner, size - SIDE)) for corner, size in ((column, width), (row, height)))
    left, top = extent.xMinimum() + column * across, extent.yMaximum() - row * down
    return QgsRectangle(left, top - min(SIDE, height) * down, left + min(SIDE, width) * across, top)
