"""A small toolbar of what is used most, for the active layer and the main map."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from qgis.core import QgsProject
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject, QTimer
from qgis.PyQt.QtWidgets import QAction

from .. import settings
from ..icons import icon
from .entries import Entry, Target, dress
from .view import TITLE

LATER_MS = 50


class Toolbar(QObject):
    """Gray or not, its buttons follow the map and the layer tree."""

    def __init__(
        self,
        iface: QgisInterface,
        entries: Sequence[Entry],
        target: Callable[[], Target],
        act: Callable[[Entry, Target], None],
    ) -> None:
        """target: what a button is pressed for.  act: what pressing it does."""
        super().__init__()
        self.iface, self.target, self.act = iface, target, act
        self.bar = iface.addToolBar(TITLE)
        self.bar.setObjectName("RasterGanToolBar")
        iface.mainWindow().insertToolBar(
            iface.helpToolBar(), self.bar
        )  # a row of its own would cost the map its height
        self.buttons = [(self._action(entry), entry) for entry in entries]
        self.later = QTimer(self)
        self.later.setSingleShot(True)
        self.later.timeout.connect(self.refresh)
        canvas, project = iface.mapCanvas(), QgsProject.instance()
        changes = [
            iface.currentLayerChanged,
            *(canvas.layersChanged, canvas.extentsChanged, canvas.mapToolSet),
            *(project.layersAdded, project.layersRemoved),
        ]
        self.connections: list[tuple[Any, Callable[..., None]]] = [(change, self._changed) for change in changes]
        if not settings.toolbar_placed():  # a saved window that does not know it gives it a row of its own
            self.connections.append((iface.initializationCompleted, self._place_once))
        for signal, slot in self.connections:
            signal.connect(slot)
        self.refresh()

    def refresh(self) -> None:
        target = self.target()
        for action, entry in self.buttons:
            dress(action, entry, target)

    def _place(self) -> None:
        """Into the row of QGIS's Help toolbar: one of its own would cost the map its height."""
        self.iface.mainWindow().insertToolBar(self.iface.helpToolBar(), self.bar)

    def _place_once(self) -> None:
        self._place()
        settings.write(settings.TOOLBAR_PLACED, 1)

    def close(self) -> None:
        """Take it out of QGIS's window."""
        for signal, slot in self.connections:
            signal.disconnect(slot)
        self.later.stop()
        self.iface.mainWindow().removeToolBar(self.bar)
        self.bar.deleteLater()

    def _action(self, entry: Entry) -> QAction:
        action = QAction(icon(entry.icon), entry.words, self.bar)
        action.triggered.connect(lambda: self.act(entry, self.target()))
        self.bar.addAction(action)
        return action

    def _changed(self, *_: object) -> None:
        self.later.start(LATER_MS)
