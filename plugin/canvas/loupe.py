"""A window in the middle of the map that shows what one model or several make of it, side by side."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import partial
from typing import NamedTuple

from qgis.core import QgsMapSettings, QgsRasterLayer
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem
from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QImage, QPainter, QPen, QTransform

from ..text import tr
from .rendering import render
from .signs import draw_sign

SIDE = 512
"""Pixels of the screen along a pane's side, at most."""
SEEN = 256
"""Pixels of the layer along it, at most: they are computed within a second or so on two cores."""
GAP = 4
"""Pixels of the screen between two panes."""


class Stage(Enum):
    """What a pane is at."""

    WAITING = "waiting"
    COMPUTING = "computing"
    READY = "ready"
    EMPTY = "empty"
    """Nothing is computed for this place."""


FRAMES = {
    Stage.WAITING: (QColor(255, 255, 255), Qt.PenStyle.DashLine),
    Stage.COMPUTING: (QColor(255, 176, 0), Qt.PenStyle.DashLine),
    Stage.READY: (QColor(255, 255, 255), Qt.PenStyle.SolidLine),
    Stage.EMPTY: (QColor(255, 255, 255), Qt.PenStyle.DotLine),
}
GRAY = QColor(128, 128, 128, 150)


class Former(NamedTuple):
    """The last image of a pane, whose view of the map is out of date."""

    image: QImage
    view: QgsMapSettings


class Pane:
    """What one model makes of the middle of the map, at every strength that has been computed."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.images: dict[float, QImage] = {}
        self.former: Former | None = None
        self.stage = Stage.WAITING
        self.share = 0.0
        """Of what is being computed."""

    def words(self) -> str:
        """What the pane says of itself."""
        if self.stage is Stage.READY:
            return self.label
        words = {
            Stage.WAITING: tr("{model}: waiting…"),
            Stage.COMPUTING: tr("{model}: computing…"),
            Stage.EMPTY: tr("{model}: no preview"),
        }
        return words[self.stage].format(model=self.label)

    def outdate(self, view: QgsMapSettings, strength: float) -> None:
        """Keep what is shown as the former image, seen in `view`."""
        if self.images:
            self.former = Former(self.around(strength)[-1][0], view)
        self.images = {}
        self.stage, self.share = Stage.WAITING, 0.0

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
    """Drawn over the map.  All panes show the same ground; what is out of date is grayed, on its own ground."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.canvas = canvas
        self.panes: list[Pane] = []
        self.drops: list[Callable[[], None]] = []
        self.side = SIDE
        self.strength = 0.0
        self.view = QgsMapSettings(canvas.mapSettings())
        """Of the map, when the panes' images were begun."""

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self.canvas.width(), self.canvas.height())

    def updatePosition(self) -> None:
        """While the map is dragged the panes stay on their ground."""
        middle = self.canvas.center()
        here = self.canvas.mapSettings().mapToPixel().transform(middle)
        self.setPos(self.toCanvasCoordinates(middle) - QPointF(here.x(), here.y()))

    def show_panes(self, labels: list[str]) -> None:
        """A pane for each label; what a pane of the same label showed is out of date."""
        self._drop()
        known = {pane.label: pane for pane in self.panes}
        self.panes = [known.get(label) or Pane(label) for label in labels]
        for pane in self.panes:
            pane.outdate(self.view, self.strength)
        self.view = QgsMapSettings(self.canvas.mapSettings())
        self.update()

    def set_stage(self, number: int, stage: Stage, share: float = 0.0) -> None:
        """Of a pane; `share`: how much of it has been computed."""
        self.panes[number].stage, self.panes[number].share = stage, share
        self.update()

    def empty(self) -> None:
        """There is nothing to show here."""
        for pane in self.panes:
            pane.stage, pane.former = Stage.EMPTY, None
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
        """Show nothing any more."""
        self._drop()
        self.panes.clear()
        self.update()

    def _drop(self) -> None:
        for drop in self.drops:
            drop()
        self.drops.clear()

    def _drawn(self, pane: Pane, strength: float, _layer: QgsRasterLayer, image: QImage) -> None:
        """Beside both ends only the present mixture is kept.  The layer is named to be there until now."""
        kept = {at: pane.images[at] for at in (0.0, 1.0, self.strength) if at in pane.images}
        pane.images = {**kept, strength: image}
        pane.former, pane.stage = None, Stage.READY
        self.update()

    def paint(self, painter: QPainter, *_: object) -> None:
        box = self.box()
        for number, pane in enumerate(self.panes):
            area = self.pane_area(number)
            if (pane.images or pane.former) and len(self.panes) > 1:  # below lies other ground, which nodata would show
                painter.fillRect(area, self.canvas.canvasColor())
            if pane.former is not None:
                self._paint_former(painter, pane.former, area)
            for image, opacity in pane.around(self.strength):
                factor = image.width() / max(1, self.canvas.width())
                part = QRectF(box.topLeft() * factor, box.size() * factor)
                painter.setOpacity(opacity)
                painter.drawImage(area, image, part)
            painter.setOpacity(1.0)
            _paint_frame(painter, area, pane)
            draw_sign(painter, area, pane.words())

    def _paint_former(self, painter: QPainter, former: Former, area: QRectF) -> None:
        """The image of an earlier view, moved to where its ground is now, gray."""
        if former.view.destinationCrs() != self.view.destinationCrs():
            return
        painter.save()
        painter.setClipRect(area)
        painter.translate(area.topLeft() - self.box().topLeft())
        painter.setTransform(carried(former.view, self.view), True)
        whole = QRectF(0, 0, former.view.outputSize().width(), former.view.outputSize().height())
        painter.drawImage(whole, former.image)
        painter.restore()
        painter.fillRect(area, GRAY)


def carried(old: QgsMapSettings, new: QgsMapSettings) -> QTransform:
    """From pixels of an old view of the map to those of a new one, in the same CRS."""
    step = 1000
    before, after = old.mapToPixel(), new.mapToPixel()
    points = [after.transform(before.toMapCoordinatesF(x, y)) for x, y in ((0, 0), (step, 0), (0, step))]
    (left, top), (right, right_down), (low, bottom) = ((point.x(), point.y()) for point in points)
    return QTransform(
        (right - left) / step, (right_down - top) / step, (low - left) / step, (bottom - top) / step, left, top
    )


def _paint_frame(painter: QPainter, area: QRectF, pane: Pane) -> None:
    color, line = FRAMES[pane.stage]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (QPen(QColor(0, 0, 0, 160), 4), QPen(color, 2, line)):
        painter.setPen(pen)
        painter.drawRect(area)
    if pane.stage is Stage.COMPUTING:
        painter.fillRect(QRectF(area.left(), area.bottom() - 3, area.width() * pane.share, 4), color)
