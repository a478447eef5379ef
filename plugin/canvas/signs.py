"""Words drawn over the map."""

from __future__ import annotations

from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QFontMetricsF, QPainter

MARGIN = QPointF(7, 4)


def draw_sign(painter: QPainter, area: QRectF, text: str, right: bool = False) -> None:
    """At the foot of an area, left or right, since QGIS's messages lie along the map's head; cut with … where it is wider."""
    metrics = QFontMetricsF(painter.font())
    text = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, area.width() - 2 * MARGIN.x())
    if not text:
        return
    size = metrics.size(0, text)
    sign = QRectF(0, 0, size.width() + 2 * MARGIN.x(), size.height() + 2 * MARGIN.y())
    sign.moveBottomRight(area.bottomRight()) if right else sign.moveBottomLeft(area.bottomLeft())
    painter.fillRect(sign, QColor(0, 0, 0, 180))
    painter.setPen(QColor(255, 255, 255))
    painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, text)
