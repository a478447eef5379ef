"""Widgets that the panels share."""

from __future__ import annotations

from collections.abc import Callable

from qgis.PyQt.QtWidgets import QPushButton, QScrollArea, QWidget


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
