"""The panel of the live preview: which model, how strong, and on to the whole layer with the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.core import QgsRasterLayer
from qgis.gui import QgsDockWidget, QgsMapCanvas
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QLabel, QPushButton, QSlider, QVBoxLayout, QWidget

from ...gan_core import library
from ..canvas.preview import Preview
from ..layers import is_local
from ..provider import RasterGanProvider
from ..text import tr


class PreviewPanel(QgsDockWidget):
    """Shown as long as a preview is; closing it ends the preview."""

    def __init__(
        self, parent: QWidget, provider: RasterGanProvider, run: Callable[[str, dict[str, Any]], None]
    ) -> None:
        """run: opens an algorithm's dialog with these parameters."""
        super().__init__(tr("Raster GAN preview"), parent)
        self.setObjectName("RasterGanPreview")
        self.provider, self.run = provider, run
        self.preview: Preview | None = None
        self.of = QLabel()
        self.model, self.strength = QComboBox(), QSlider(Qt.Orientation.Horizontal)
        self.strength.setRange(0, 100)
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.whole = QPushButton(tr("Run on the whole layer…"))
        self.model.activated.connect(self._chosen)
        self.strength.valueChanged.connect(self._chosen)
        self.whole.clicked.connect(self._run)
        self.visibilityChanged.connect(self._seen)
        inside = QWidget()
        column, form = QVBoxLayout(inside), QFormLayout()
        form.addRow(tr("Layer"), self.of)
        form.addRow(tr("Model"), self.model)
        form.addRow(tr("Strength"), self.strength)
        column.addLayout(form)
        column.addWidget(self.state)
        column.addWidget(self.whole)
        column.addStretch()
        self.setWidget(inside)

    def start(self, canvas: QgsMapCanvas, layer: QgsRasterLayer) -> None:
        """Preview a layer in the middle of a map."""
        self.end()
        self.of.setText(layer.name())
        if not is_local(layer):
            self.state.setText(tr("Online layers have no preview: use Upscale this view."))
            self.setUserVisible(True)
            return
        self.preview = Preview(canvas, layer, self.provider)
        self.preview.told.connect(self.state.setText)
        layer.willBeDeleted.connect(self.end)
        self.model.clear()
        every = [entry.card for entry in library.entries(self.provider.model_folders()).values()]
        cards = [card for card in every if card.task in library.IMAGES]
        for card in sorted(cards, key=lambda card: (card.task != "upscale", card.scale, card.id)):
            self.model.addItem(card.title, card.id)
        self.model.setCurrentIndex(self.model.findData(self.preview.model))
        self.strength.setValue(round(100 * self.preview.strength))
        self._show_strength()
        self.setUserVisible(True)

    def end(self) -> None:
        """Take the preview off the map."""
        if self.preview is not None:
            self.preview.close()
            self.preview = None

    def _seen(self, visible: bool) -> None:
        if not visible and not self.isVisible():
            self.end()

    def _chosen(self, *_: object) -> None:
        if self.preview is not None:
            self._show_strength()
            self.preview.choose(self.model.currentData(), self.strength.value() / 100)

    def _show_strength(self) -> None:
        """Only where the model has two sets of weights is there anything between them."""
        card = library.find(self.model.currentData(), self.provider.model_folders()).card
        mixes = "gan" in card.weights
        self.strength.setEnabled(mixes)
        words = tr("Left: faithful. Right: with all detail that the model's GAN adds")
        self.strength.setToolTip(words if mixes else tr("This model has faithful weights alone"))

    def _run(self) -> None:
        if self.preview is not None:
            card = library.find(self.preview.model, self.provider.model_folders()).card
            values = {"INPUT": self.preview.layer.id(), "MODEL": card.id, "STRENGTH": self.preview.strength}
            self.run(card.task, values)
