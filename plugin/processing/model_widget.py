"""A choice of the library's models that takes a file's path too, and in the model builder other steps' outputs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsProcessingOutputFile,
    QgsProcessingOutputString,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtWidgets import QComboBox, QFileDialog, QGridLayout, QLabel, QToolButton, QWidget

from ...gan_core.api import library
from ..text import card_text, tr
from .choice_widget import ListWidget, single

SHORTEST = 12
"""Letters that a choice shows at least."""


class ModelWidget(ListWidget):
    """The value is a model's id, a path, or "" for automatic; in the model builder also a source."""

    def createWidget(self, task: str, empty: str) -> QWidget:
        """As `parameters.model` has them; what a parameter's metadata holds comes as arguments."""
        self.task = task
        self.combo = QComboBox()
        self.combo.setObjectName("model")
        self.combo.setEditable(True)
        narrow(self.combo)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        provider = QgsApplication.processingRegistry().providerById("rastergan")
        every = [entry.card for entry in library.entries(provider.model_folders() if provider else ()).values()]
        cards = [card for card in every if task in ("", card.task)]
        if any(verb == task for verb, _ in library.AUTOMATIC):
            self.combo.addItem(tr("Automatic (x2)") if task == "upscale" else tr("Automatic"), "")
        for card in sorted(cards, key=lambda card: (-len(card.bands), card.scale, card.id)):
            self.combo.addItem(f"{card_text(card.title)} ({card.id})", card.id)
        self.add_sources(
            [QgsProcessingParameterString, QgsProcessingParameterFile],
            [QgsProcessingOutputString, QgsProcessingOutputFile],
        )
        self.combo.currentTextChanged.connect(lambda text: self.widgetValueHasChanged.emit(self))
        browse = QToolButton()
        browse.setText("…")
        browse.setToolTip(tr("Choose a model file"))
        browse.clicked.connect(self._browse)
        self.hint = QLabel()
        self.hint.setWordWrap(True)
        self.hint.hide()
        whole = QWidget()
        layout = QGridLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setColumnStretch(0, 1)
        layout.addWidget(self.combo, 0, 0)
        layout.addWidget(browse, 0, 1)
        layout.addWidget(self.hint, 1, 0, 1, 2)
        if not self.combo.count():
            self.combo.setCurrentIndex(-1)
        self.combo.lineEdit().setPlaceholderText(empty if self.combo.count() else tr("No model yet"))
        return whole

    def tell(self, lines: Sequence[str]) -> None:
        """Sentences below the box; how to get a model where there is none."""
        lines = lines if self.combo.count() or self.combo.currentText() else [how_to_get(self.task)]
        self.hint.setText("\n".join(lines))
        self.hint.setVisible(bool(lines))

    def setValue(self, value: Any) -> None:
        value = single(value)
        if self.combo.findData(value) < 0:
            self.combo.setEditText("" if value is None else str(value))
        super().setValue(value)

    def value(self) -> Any:
        index = self.combo.findText(self.combo.currentText())
        return self.combo.itemData(index) if index >= 0 else self.combo.currentText().strip()

    def _browse(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self.widget, tr("Choose a model file"), "", tr("Models (*.safetensors)"))
        if path:
            self.combo.setEditText(path)


def how_to_get(task: str) -> str:
    """A sentence that says where models for a task come from; "" where some came with the plugin."""
    ways = {
        "classify": tr("Run “Train a land cover classifier” first, or choose a model file with “…”."),
        "detect": tr("Run “Train a detector” first, or choose a model file with “…”."),
        "translate": tr("Run “Train a translator” first, or choose a model file with “…”."),
        "generate": tr("Run “Train a generator” first, or choose a model file with “…”."),
    }
    return ways.get(task, "")


def narrow(combo: QComboBox) -> None:
    """Its longest entry does not say how wide the window has to be."""
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(SHORTEST)
