"""A message with the button that sets the engine up, wherever something can't begin without it."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import Qgis
from qgis.gui import QgsMessageBar, QgsMessageBarItem
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QPushButton

from .text import tr

TITLE = "Raster GAN"


def offer_setup(bar: QgsMessageBar, text: str, reason: str, set_up: Callable[[], None]) -> QgsMessageBarItem:
    """It stays until somebody closes it.  text: short, as a bar has one line.  reason: the whole, shown as a tooltip."""
    message = bar.createMessage(TITLE, text)
    message.setToolTip(reason)
    button = QPushButton(tr("Set up…"))
    button.clicked.connect(lambda: QTimer.singleShot(0, set_up))  # after which the message may be gone
    message.layout().addWidget(button)
    return bar.pushWidget(message, Qgis.MessageLevel.Warning if reason else Qgis.MessageLevel.Info)
