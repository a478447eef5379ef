"""Compare a layer with what it was made from, or what lies below: a curtain over the map, drawn aside by mouse or keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from qgis.core import QgsMapLayer, QgsRasterLayer
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem, QgsMapMouseEvent, QgsMapTool
from qgis.PyQt.QtCore import QPoint, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QCursor, QImage, QKeyEvent, QKeySequence, QPainter, QPen
from qgis.PyQt.QtWidgets import QShortcut

from .difference import raster_before
from .rendering import render
from .signs import draw_sign

NUDGE = 10
"""Pixels of an arrow key; one with Shift."""


class Curtain(QgsMapCanvasItem):
    """What lies below the layer, shown left of (or above) the edge; right of it is the layer.  Both say what they show."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.canvas = canvas
        self.names = ("", "")
        """Of what lies below, and of the layer."""
        self.below, self.above = QImage(), QImage()
        """What each side shows; nothing for `above` where the map itself shows the layer."""
        self.edge = 0.5
        """Where the edge is, as a share of the map's width or height."""
        self.upright = True
        self.blinked = False
        """The whole map shows what lies below, for as long as a key is held."""
        self.updatePosition()

    def updatePosition(self) -> None:
        self.setPos(0, 0)

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self.canvas.width(), self.canvas.height())

    def covered(self) -> QRectF:
        """The part of the map that shows what lies below."""
        share = 1.0 if self.blinked else self.edge
        width, height = self.canvas.width(), self.canvas.height()
        return QRectF(0, 0, share * width, height) if self.upright else QRectF(0, 0, width, share * height)

    def uncovered(self) -> QRectF:
        """The part of the map that shows the layer."""
        whole, part = self.boundingRect(), self.covered()
        return whole.adjusted(part.width(), 0, 0, 0) if self.upright else whole.adjusted(0, part.height(), 0, 0)

    def paint(self, painter: QPainter, *_: object) -> None:
        if self.below.isNull():
            return
        part = self.covered()
        self._paint_side(painter, part, self.below)
        if not self.above.isNull():
            self._paint_side(painter, self.uncovered(), self.above)
        draw_sign(painter, part, self.names[0])
        if not self.blinked:
            draw_sign(painter, self.uncovered(), self.names[1], right=True)
            self._paint_edge(painter, part)

    def _paint_side(self, painter: QPainter, part: QRectF, image: QImage) -> None:
        painter.save()
        painter.setClipRect(part)
        painter.fillRect(part, self.canvas.canvasColor())
        painter.drawImage(self.boundingRect(), image)
        painter.restore()

    def _paint_edge(self, painter: QPainter, part: QRectF) -> None:
        start, end = (part.topRight(), part.bottomRight()) if self.upright else (part.bottomLeft(), part.bottomRight())
        for width, colour in ((4, QColor(0, 0, 0, 160)), (2, QColor(255, 255, 255))):
            painter.setPen(QPen(colour, width))
            painter.drawLine(start, end)


class SwipeTool(QgsMapTool):
    """Drag to move the edge; arrow keys nudge it, Tab turns it, B shows what lies below while it is held, Esc ends.

    The map can still be zoomed with the wheel and panned with the middle button.
    """

    def __init__(self, canvas: QgsMapCanvas, ended: Callable[[], None]) -> None:
        """ended: what Esc calls."""
        super().__init__(canvas)
        self.ended, self.before = ended, canvas.mapTool()
        self.layer: QgsRasterLayer | None = None
        self.curtain: Curtain | None = None
        self.dragged = False
        self.drops: list[Callable[[], None]] = []
        self.escape: QShortcut | None = None
        self.setCursor(QCursor(Qt.CursorShape.SplitHCursor))

    def compare(self, layer: QgsRasterLayer) -> None:
        """Begin with `layer` against what it was made from, or what lies below it."""
        self.layer = layer
        layer.willBeDeleted.connect(self._end)
        self.canvas().setMapTool(self)
        self._render()

    def activate(self) -> None:
        super().activate()
        self.curtain = Curtain(self.canvas())
        self.escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.canvas().window())  # whatever has the focus
        self.escape.activated.connect(self._end)
        self.canvas().setFocus()
        self.canvas().mapCanvasRefreshed.connect(self._render)

    def deactivate(self) -> None:
        if self.curtain is not None:
            self.canvas().mapCanvasRefreshed.disconnect(self._render)
            self.canvas().scene().removeItem(self.curtain)
            self.curtain = None
        if self.escape is not None:
            self.escape.setEnabled(False)
            self.escape.deleteLater()
            self.escape = None
        self._drop()
        super().deactivate()

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        self.dragged = event.button() == Qt.MouseButton.LeftButton
        self.canvasMoveEvent(event)

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        if self.dragged:
            self._move_to(event.pos())

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        self.dragged = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = (1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else NUDGE) / self._length()
        steps = {Qt.Key.Key_Left: -step, Qt.Key.Key_Up: -step, Qt.Key.Key_Right: step, Qt.Key.Key_Down: step}
        if self.curtain is None:
            return
        if event.key() in steps:
            self._set_edge(self.curtain.edge + steps[event.key()])
        elif event.key() == Qt.Key.Key_Tab:
            self.curtain.upright = not self.curtain.upright
            shape = Qt.CursorShape.SplitHCursor if self.curtain.upright else Qt.CursorShape.SplitVCursor
            self.canvas().setCursor(QCursor(shape))
        elif event.key() == Qt.Key.Key_B:
            self.curtain.blinked = True
        else:
            return
        event.accept()
        self.curtain.update()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_B and self.curtain is not None and not event.isAutoRepeat():
            self.curtain.blinked = False
            self.curtain.update()

    def flags(self) -> QgsMapTool.Flags:
        return QgsMapTool.Flag.ShowContextMenu

    def _end(self) -> None:
        if self.curtain is not None:
            self.ended()

    def _length(self) -> int:
        canvas = self.canvas()
        return max(1, canvas.width() if self.curtain is None or self.curtain.upright else canvas.height())

    def _move_to(self, point: QPoint) -> None:
        if self.curtain is not None:
            self._set_edge((point.x() if self.curtain.upright else point.y()) / self._length())
            self.curtain.update()

    def _set_edge(self, share: float) -> None:
        if self.curtain is not None:
            self.curtain.edge = min(1.0, max(0.0, share))

    def _render(self) -> None:
        """Both sides in the background, each with its layer on top, whatever hides it on the map; the curtain shows them when
        they are done."""
        self._drop()
        if self.curtain is None or self.layer is None:
            return
        layers, before = self.canvas().layers(), raster_before(self.layer, self.canvas())
        lower = layers[layers.index(self.layer) + 1 :] if self.layer in layers else layers
        self.curtain.names = ("" if before is None else before.name(), self.layer.name())
        others = lower[lower.index(before) + 1 :] if before in lower else lower
        self._render_side("below", [before, *others] if before is not None else [])
        if layers[:1] == [self.layer]:
            self.curtain.above = QImage()
        else:
            self._render_side("above", [self.layer, *lower])

    def _render_side(self, side: str, layers: list[QgsMapLayer]) -> None:
        settings = self.canvas().mapSettings()
        settings.setLayers(layers)
        self.drops.append(render(settings, partial(self._show, side)))

    def _show(self, side: str, image: QImage) -> None:
        if self.curtain is not None:
            setattr(self.curtain, side, image)
            self.curtain.update()

    def _drop(self) -> None:
        for drop in self.drops:
            drop()
        self.drops.clear()
