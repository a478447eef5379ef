"""The push buttons of the panels."""

from __future__ import annotations

from collections.abc import Callable

from qgis.PyQt.QtWidgets import QPushButton


def push_button(text: str, slot: Callable[[], object]) -> QPushButton:
    """Calls `slot` without what Qt says of a button's state; Enter in a dialog does not press it."""
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(lambda: slot())
    return button
