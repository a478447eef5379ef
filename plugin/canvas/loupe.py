"""A window in the middle of the map that shows what a model makes of it."""

from __future__ import annotations

from qgis.core import QgsMapRendererParallelJob, QgsMapSettings, QgsRasterLayer
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem
from qgis.PyQt.QtCore import QRectF, Qt
from qgis.PyQt.QtGui import QColor, QImage, QPainter, QPen

SIDE = 512
"""Pixels of the screen along the window's side, at most."""
SEEN = 256
"""Pixels of the layer along it, at most: they are computed within a second or so on two cores."""


class Loupe(QgsMapCanvasItem):
    """Drawn over the map; hidden while what it shows is out of date."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.canvas = canvas
        self.image = QImage()
        self.job: QgsMapRendererParallelJob | None = None
        self.side = SIDE

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self.canvas.width(), self.canvas.height())

    def updatePosition(self) -> None:
        self.setPos(0, 0)

    def box(self) -> QRectF:
        """The window, in pixels of the screen."""
        width, height = (min(self.side, side) for side in (self.canvas.width(), self.canvas.height()))
        return QRectF((self.canvas.width() - width) / 2, (self.canvas.height() - height) / 2, width, height)

    def draw(self, layer: QgsRasterLayer) -> None:
        """Show a layer as the map would, without holding anything up."""
        settings = QgsMapSettings(self.canvas.mapSettings())
        settings.setLayers([layer])
        settings.setBackgroundColor(QColor(0, 0, 0, 0))
        self.clear()
        self.job = QgsMapRendererParallelJob(settings)
        self.job.finished.connect(self._drawn)
        self.job.start()

    def clear(self) -> None:
        """Show nothing."""
        if self.job is not None:
            self.job.finished.disconnect(self._drawn)
            self.job.cancelWithoutBlocking()
            self.job = None
        self.image = QImage()
        self.update()

    def _drawn(self) -> None:
        if self.job is not None:
            self.image = self.job.renderedImage()
            self.job = None
            self.update()

    def paint(self, painter: QPainter, *_: object) -> None:
        box = self.box()
        if not self.image.isNull():
            painter.save()
            painter.setClipRect(box)
            painter.drawImage(self.boundingRect(), self.image)
            painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for width, colour in ((3, QColor(0, 0, 0, 160)), (1, QColor(255, 255, 255))):
            painter.setPen(
                QPen(colour, width, Qt.PenStyle.SolidLine if not self.image.isNull() else Qt.PenStyle.DashLine)
            )
            painter.drawRect(box)
