"""Widgets that the panels share."""

from __future__ import annotations

from collections.abc import Callable

from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QPainter, QPaintEvent
from qgis.PyQt.QtWidgets import QFrame, QLabel, QPlainTextEdit, QPushButton, QScrollArea, QSizePolicy, QWidget


def push_button(text: str, slot: Callable[[], object]) -> QPushButton:
    """Calls `slot` without what Qt says of a button's state; Enter in a dialog does not press it."""
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(lambda: slot())
    return button


def scroll_area(inside: QWidget) -> QScrollArea:
    """As wide as there is room, without a frame."""
    area = QScrollArea()
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setWidget(inside)
    return area


class ElidedLabel(QLabel):
    """One line that ends in … where it is wider than the label: no text changes its size."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self.width())
        self.style().drawItemText(
            painter, self.rect(), int(self.alignment()), self.palette(), self.isEnabled(), text, self.foregroundRole()
        )
        painter.end()


class Notice(QPlainTextEdit):
    """Text of any length on a fixed number of lines: more is scrolled to, and no text changes its size."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 4)
        self.setMinimumWidth(0)

    def text(self) -> str:
        """What it says."""
        return self.toPlainText()
