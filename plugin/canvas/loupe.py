"""A window in the middle of the map that shows what one model or several make of it, side by side."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from qgis.core import QgsMapSettings, QgsRasterLayer
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem
from qgis.PyQt.QtCore import QRectF, Qt
from qgis.PyQt.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from .rendering import render

SIDE = 512
"""Pixels of the screen along a pane's side, at most."""
SEEN = 256
"""Pixels of the layer along it, at most: they are computed within a second or so on two cores."""
GAP = 4
"""Pixels of the screen between two panes."""


class Pane:
    """What one model makes of the middle of the map, at every strength that has been computed."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.images: dict[float, QImage] = {}

    def around(self, strength: float) -> list[tuple[QImage, float]]:
        """The images whose mixture is nearest to a strength, each with its opacity over the one before."""
        known = sorted(self.images)
        below, above = [at for at in known if at <= strength], [at for at in known if at >= strength]
        if not below or not above:
            return [(self.images[at], 1.0) for at in (below[-1:] or above[:1])]
        low, high = below[-1], above[0]
        share = (strength - low) / (high - low) if high > low else 0.0
        return [(self.images[low], 1.0), (self.images[high], share)]


class Loupe(QgsMapCanvasItem):
    """Drawn over the map.  All panes show the same ground; what is out of date is taken away."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.canvas = canvas
        self.panes: list[Pane] = []
        self.drops: list[Callable[[], None]] = []
        self.side = SIDE
        self.strength = 0.0

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self.canvas.width(), self.canvas.height())

    def updatePosition(self) -> None:
        self.setPos(0, 0)

    def show_panes(self, labels: list[str]) -> None:
        """As many empty panes as there are labels."""
        self.clear()
        self.panes = [Pane(label) for label in labels]
        self.update()

    @property
    def columns(self) -> int:
        return min(2, len(self.panes)) or 1

    @property
    def rows(self) -> int:
        return -(-len(self.panes) // 2) or 1

    def box(self) -> QRectF:
        """The middle of the map that all panes show, in pixels of the screen."""
        size = self.canvas.size()
        width = min(self.side, (size.width() - GAP * (self.columns - 1)) / self.columns)
        height = min(self.side, (size.height() - GAP * (self.rows - 1)) / self.rows)
        return QRectF((size.width() - width) / 2, (size.height() - height) / 2, width, height)

    def pane_area(self, number: int) -> QRectF:
        """Where a pane is drawn; a single one lies on the ground that it shows."""
        box = self.box()
        across, down = box.width() + GAP, box.height() + GAP
        column, row = number % 2, number // 2
        shift = (column - (self.columns - 1) / 2) * across, (row - (self.rows - 1) / 2) * down
        return box.translated(*shift)

    def draw(self, pane: Pane, strength: float, layer: QgsRasterLayer) -> None:
        """Show a layer in a pane as the map would, without holding anything up."""
        settings = QgsMapSettings(self.canvas.mapSettings())
        settings.setLayers([layer])
        settings.setBackgroundColor(QColor(0, 0, 0, 0))
        self.drops.append(render(settings, partial(self._drawn, pane, strength, layer)))

    def clear(self) -> None:
        """Show nothing in any pane."""
        for drop in self.drops:
            drop()
        self.drops.clear()
        for pane in self.panes:
            pane.images.clear()
        self.update()

    def _drawn(self, pane: Pane, strength: float, _layer: QgsRasterLayer, image: QImage) -> None:
        """Of the mixtures only the latest is kept, beside both ends.  The layer is named to be there until now."""
        kept = {end: pane.images[end] for end in (0.0, 1.0) if end in pane.images}
        pane.images = {**kept, strength: image}
        self.update()

    def paint(self, painter: QPainter, *_: object) -> None:
        box = self.box()
        for number, pane in enumerate(self.panes):
            area = self.pane_area(number)
            if pane.images and len(self.panes) > 1:  # below lies other ground, which shows through what is nodata
                painter.fillRect(area, self.canvas.canvasColor())
            for image, opacity in pane.around(self.strength):
                factor = image.width() / max(1, self.canvas.width())
                part = QRectF(box.topLeft() * factor, box.size() * factor)
                painter.setOpacity(opacity)
                painter.drawImage(area, image, part)
            painter.setOpacity(1.0)
            _frame(painter, area, bool(pane.images))
            if len(self.panes) > 1:
                _label(painter, area, pane.label)


def _frame(painter: QPainter, area: QRectF, full: bool) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for width, colour in ((3, QColor(0, 0, 0, 160)), (1, QColor(255, 255, 255))):
        painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine if full else Qt.PenStyle.DashLine))
        painter.drawRect(area)


def _label(painter: QPainter, area: QRectF, text: str) -> None:
    metrics = QFontMetricsF(painter.font())
    room = metrics.boundingRect(text).adjusted(-6, -3, 6, 3)
    room.moveTopLeft(area.topLeft())
    painter.fillRect(room, QColor(0, 0, 0, 170))
    painter.setPen(QColor(255, 255, 255))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
