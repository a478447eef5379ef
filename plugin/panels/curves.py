"""The curves of a training, as they stand in its report."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QByteArray, QSize
from qgis.PyQt.QtGui import QPainter, QPaintEvent, QPalette
from qgis.PyQt.QtSvg import QSvgRenderer
from qgis.PyQt.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ...gan_core.api.training_curves import HEIGHT, WIDTH, chart, select_curves
from ..text import tr


class Curves(QWidget):
    """One drawing below the other, in the colours of the theme."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.drawings: dict[str, Drawing] = {}

    def show_evaluations(self, evaluations: list[dict[str, Any]]) -> None:
        """evaluations: lines of the log, oldest first."""
        ink = self.palette().color(QPalette.ColorRole.WindowText).name()
        wanted = select_curves(evaluations) if len(evaluations) > 1 else []
        for key in set(self.drawings) - {curve.key for curve in wanted}:
            self.drawings.pop(key).deleteLater()
        for curve in wanted:
            if curve.key not in self.drawings:
                self.drawings[curve.key] = Drawing()
                self.column.addWidget(self.drawings[curve.key])
            self.drawings[curve.key].draw(chart(evaluations, curve.key, tr(curve.title), tr("steps"), ink))


class Drawing(QWidget):
    """An SVG that keeps its shape."""

    def __init__(self) -> None:
        super().__init__()
        self.renderer, self.text = QSvgRenderer(), ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMaximumWidth(2 * WIDTH)

    def draw(self, text: str) -> None:
        if text != self.text:
            self.text = text
            self.renderer.load(QByteArray(text.encode()))
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, HEIGHT)

    def heightForWidth(self, width: int) -> int:
        return width * HEIGHT // WIDTH

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.renderer.render(painter)
        painter.end()
