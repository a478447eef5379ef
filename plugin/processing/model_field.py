"""A choice of the library's models that takes a file's path too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QToolButton, QWidget

from ...gan_core.api import library
from ..text import tr


class ModelField(QWidget):
    """Its value is a model's id, a path, "" for automatic, or that of one of the `sources`."""

    changed = pyqtSignal()

    def __init__(self, task: str, sources: Sequence[tuple[str, Any]] = ()) -> None:
        """task: the verb whose models are listed, "" for all.  sources: labels and values that are offered besides."""
        super().__init__()
        self.combo = QComboBox()
        self.combo.setObjectName("model")
        self.combo.setEditable(True)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        provider = QgsApplication.processingRegistry().providerById("rastergan")
        every = [entry.card for entry in library.entries(provider.model_folders() if provider else ()).values()]
        cards = [card for card in every if task in ("", card.task)]
        if any(verb == task for verb, _ in library.AUTOMATIC):
            self.combo.addItem(tr("Automatic (x2)") if task == "upscale" else tr("Automatic"), "")
        for card in sorted(cards, key=lambda card: (-len(card.bands), card.scale, card.id)):
            self.combo.addItem(f"{tr(card.title)} ({card.id})", card.id)
        for label, value in sources:
            self.combo.addItem(label, value)
        self.combo.currentTextChanged.connect(lambda _: self.changed.emit())
        browse = QToolButton()
        browse.setText("…")
        browse.setToolTip(tr("Choose a model file"))
        browse.clicked.connect(self._browse)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.combo, 1)
        layout.addWidget(browse)

    def value(self) -> Any:
        index = self.combo.findText(self.combo.currentText())
        return self.combo.itemData(index) if index >= 0 else self.combo.currentText().strip()

    def set_value(self, value: Any) -> None:
        known = [self.combo.itemData(index) for index in range(self.combo.count())]
        if value in known:
            self.combo.setCurrentIndex(known.index(value))
        else:
            self.combo.setEditText("" if value is None else str(value))

    def _browse(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, tr("Choose a model file"), "", tr("Models (*.safetensors)"))
        if path:
            self.combo.setEditText(path)
