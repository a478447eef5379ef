"""The project's layers of tiles: how many are for what, and on to picking and learning from them."""

from __future__ import annotations

from collections import Counter

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QIcon, QPixmap
from qgis.PyQt.QtWidgets import (
    QGridLayout,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...gan_core.api.jobs.finetuning import ROLES
from ..layers.tile_style import COLOURS, ROLE, is_tiles, names
from ..text import tr
from .widgets import push_button

NAME = 40
"""Pixels that a layer's name has at least, beside what the titles of the columns take."""


class TilesPage(QWidget):
    """Follows the project; what it can't do itself it asks for."""

    make = pyqtSignal()
    pick = pyqtSignal(object)
    zoom = pyqtSignal(object)
    tune = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__()
        self.watched: dict[str, QgsVectorLayer] = {}
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setHeaderLabels([tr("Layer"), *names().values()])
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, role in enumerate(ROLES, 1):
            self.list.headerItem().setIcon(column, swatch(COLOURS[role]))
        titles = sum(header.sectionSizeHint(column) for column in range(self.list.columnCount()))
        self.list.setMinimumWidth(titles + NAME)
        self.list.itemSelectionChanged.connect(self._enable)
        self.list.itemDoubleClicked.connect(lambda *_: self._ask(self.zoom))
        self.words = QLabel()
        self.words.setWordWrap(True)
        new = push_button(tr("Make training tiles…"), self.make.emit)
        self.of_layer = {
            "pick": push_button(tr("Pick tiles on the map"), lambda: self._ask(self.pick)),
            "zoom": push_button(tr("Zoom to"), lambda: self._ask(self.zoom)),
            "tune": push_button(tr("Fine-tune a model…"), lambda: self._ask(self.tune)),
        }
        column = QVBoxLayout(self)
        column.addWidget(self.list, 1)
        column.addWidget(self.words)
        rows = QGridLayout()  # four in a row would make the panel half as wide as a small screen
        for number, button in enumerate((new, *self.of_layer.values())):
            rows.addWidget(button, *divmod(number, 2))
        column.addLayout(rows)
        project = QgsProject.instance()
        project.layersAdded.connect(self._added)
        project.layersWillBeRemoved.connect(self._removed)
        self._added(project.mapLayers().values())

    def close_(self) -> None:
        """Hear no more of the project."""
        project = QgsProject.instance()
        project.layersAdded.disconnect(self._added)
        project.layersWillBeRemoved.disconnect(self._removed)
        self._removed(list(self.watched))

    def selected(self) -> QgsVectorLayer | None:
        items = self.list.selectedItems()
        return self.watched.get(items[0].data(0, Qt.ItemDataRole.UserRole)) if items else None

    def refresh(self) -> None:
        """Count again."""
        chosen = self.selected()
        self.list.clear()
        for identifier, layer in self.watched.items():
            counts = Counter(str(tile[ROLE]) for tile in layer.getFeatures())
            item = QTreeWidgetItem([layer.name(), *(str(counts[role]) for role in ROLES)])
            item.setData(0, Qt.ItemDataRole.UserRole, identifier)
            for column in range(1, len(ROLES) + 1):
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.list.addTopLevelItem(item)
            item.setSelected(layer is chosen or len(self.watched) == 1)
        self._enable()

    def _added(self, layers: list[QgsMapLayer]) -> None:
        for layer in layers:
            if is_tiles(layer) and layer.id() not in self.watched:
                self.watched[layer.id()] = layer
                layer.repaintRequested.connect(self.refresh)
                layer.nameChanged.connect(self.refresh)
        self.refresh()

    def _removed(self, identifiers: list[str]) -> None:
        for layer in filter(None, (self.watched.pop(identifier, None) for identifier in identifiers)):
            layer.repaintRequested.disconnect(self.refresh)
            layer.nameChanged.disconnect(self.refresh)
        self.refresh()

    def _enable(self) -> None:
        for button in self.of_layer.values():
            button.setEnabled(self.selected() is not None)
        if self.watched:
            self.words.setText(
                tr("Green tiles are for training, blue ones for validation: the model is not trained on them.")
            )
        else:
            self.words.setText(
                tr(
                    "No tiles yet. “Make training tiles” lays a grid over a raster and chooses some that show all kinds of its "
                    "ground."
                )
            )

    def _ask(self, signal: pyqtSignal) -> None:
        if self.selected() is not None:
            signal.emit(self.selected())


def swatch(colour: str) -> QIcon:
    """A small square; colour: "r,g,b"."""
    pixmap = QPixmap(12, 12)
    pixmap.fill(QColor(*map(int, colour.split(","))))
    return QIcon(pixmap)
