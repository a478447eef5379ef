"""The panel of the live preview: which models, how strong, and on to the whole layer with the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from qgis.core import QgsRasterLayer
from qgis.gui import QgsDockWidget, QgsMapCanvas
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from ...gan_core.api import library
from ...gan_core.api.jobs.filling import FillGapsJob
from ...gan_core.api.model_card import ModelCard
from ..canvas.entries import inputs
from ..canvas.preview import ORIGINAL, Preview
from ..canvas.preview_job import MIXING
from ..provider import RasterGanProvider
from ..text import card_text, tr
from .widgets import ElidedLabel, Notice, scroll_area

MOST = 4
"""Panes side by side."""
STATE_LINES = 4


class PreviewPanel(QgsDockWidget):
    """Shown as long as a preview is; closing it ends the preview.  Nothing that it says changes its size: that would resize
    the map, and begin the preview anew."""

    def __init__(
        self, parent: QWidget, provider: RasterGanProvider, run: Callable[[str, dict[str, Any]], None]
    ) -> None:
        """run: opens an algorithm's dialog with these parameters."""
        super().__init__(tr("Raster GAN preview"), parent)
        self.setObjectName("RasterGanPreview")
        self.provider, self.run = provider, run
        self.preview: Preview | None = None
        self.of, self.sensor = ElidedLabel(), ElidedLabel()
        self.sensor.setToolTip(
            tr("Sharpness (MTF at the Nyquist frequency, 1 = perfect) and noise (layer units) of the layer's sensor")
        )
        self.models, self.strength = QListWidget(), QSlider(Qt.Orientation.Horizontal)
        self.strength.setRange(0, 100)
        self.state = Notice(STATE_LINES)
        self.whole = QPushButton(tr("Run on the whole layer…"))
        self.whole.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # a menu would widen it
        self.models.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.models.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.models.itemChanged.connect(self._chosen)
        self.strength.valueChanged.connect(self._chosen)
        self.whole.clicked.connect(self._run)
        self.visibilityChanged.connect(self._seen)
        self.setWidget(scroll_area(self._inside()))

    def _inside(self) -> QWidget:
        inside = QWidget()
        column, form = QVBoxLayout(inside), QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("Layer"), self.of)
        form.addRow(tr("Sensor"), self.sensor)
        column.addLayout(form)
        heading = QLabel(tr("Models: tick up to {count} to see them side by side").format(count=MOST))
        heading.setWordWrap(True)  # else it would be wider than the panel at first
        column.addWidget(heading)
        column.addWidget(self.models, 1)
        column.addWidget(QLabel(tr("GAN detail strength")))
        row = QHBoxLayout()
        for widget in (QLabel(tr("faithful")), self.strength, QLabel(tr("full detail"))):
            row.addWidget(widget)
        column.addLayout(row)
        column.addWidget(self.state)
        column.addWidget(self.whole)
        return inside

    def start(self, canvas: QgsMapCanvas, layer: QgsRasterLayer) -> None:
        """Preview a layer that GDAL reads in the middle of a map."""
        self.end()
        self.of.setText(layer.name())
        self.of.setToolTip(layer.name())
        self.sensor.setText(tr("not measured yet"))
        self.setUserVisible(True)
        self.preview = Preview(canvas, layer, self.provider)
        self.preview.status_changed.connect(self.state.setPlainText)
        self.preview.sensed.connect(self.sensor.setText)
        layer.willBeDeleted.connect(partial(self._gone, layer))
        self._list()
        self.strength.blockSignals(True)
        self.strength.setValue(round(100 * self.preview.strength))
        self.strength.blockSignals(False)
        self._show_choice()
        self.preview.renew()

    def end(self) -> None:
        """Take the preview off the map."""
        if self.preview is not None:
            self.preview.close()
            self.preview = None

    def _gone(self, layer: QgsRasterLayer) -> None:
        if self.preview is not None and self.preview.layer is layer:
            self.close()

    def ticked(self) -> list[str]:
        """Ids of the models that are shown, in the list's order."""
        rows = map(self.models.item, range(self.models.count()))
        return [row.data(Qt.ItemDataRole.UserRole) for row in rows if row.checkState() == Qt.CheckState.Checked]

    def tick(self, model: str, on: bool = True) -> None:
        """Show a model beside the others, or no longer."""
        for row in map(self.models.item, range(self.models.count())):
            if row.data(Qt.ItemDataRole.UserRole) == model:
                row.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _list(self) -> None:
        self.models.blockSignals(True)
        self.models.clear()
        cards = [entry.card for entry in library.entries(self.provider.model_folders()).values()]
        guided = ("sharpen",) if self.preview is not None and self.preview.guide else ()
        cards = [
            card for card in cards if card.task in (*MIXING, *guided) and (card.task != FillGapsJob.task or self._gappy)
        ]
        cards.sort(key=lambda card: (card.task != "upscale", card.scale, card.id))
        rows = [
            (ORIGINAL, tr("The layer as it is")),
            *((card.id, f"{card_text(card.title)} ({card.id})") for card in cards),
        ]
        ticked = self.preview.models if self.preview is not None else []
        for model, words in rows:
            row = QListWidgetItem(words)
            row.setData(Qt.ItemDataRole.UserRole, model)
            row.setToolTip(words)
            row.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            row.setCheckState(Qt.CheckState.Checked if model in ticked else Qt.CheckState.Unchecked)
            self.models.addItem(row)
        self.models.blockSignals(False)

    @property
    def _gappy(self) -> bool:
        """Whether the layer says what a gap is."""
        if self.preview is None:
            return False
        layer = self.preview.layer
        return any(layer.dataProvider().sourceHasNoDataValue(band) for band in range(1, layer.bandCount() + 1))

    def _seen(self, visible: bool) -> None:
        if not visible and not self.isVisible():
            self.end()

    def _chosen(self, what: QListWidgetItem | int) -> None:
        if self.preview is None:
            return
        if isinstance(what, QListWidgetItem) and not 0 < len(self.ticked()) <= MOST:
            self.models.blockSignals(True)  # one at least, and no more than there is room for
            full = len(self.ticked()) > MOST
            what.setCheckState(Qt.CheckState.Unchecked if full else Qt.CheckState.Checked)
            self.models.blockSignals(False)
        self._show_choice()
        self.preview.choose(self.ticked(), self.strength.value() / 100)

    def _show_choice(self) -> None:
        """The strength only where a model has two sets of weights, for there is nothing between them else."""
        cards = self._cards()
        mixing = [card.id for card in cards if "gan" in card.weights]
        self.strength.setEnabled(bool(mixing))
        words = tr("How much of the detail that the GAN of {models} adds is shown").format(models=tr(", ").join(mixing))
        self.strength.setToolTip(words if mixing else tr("None of the ticked models has GAN weights: all are faithful"))
        self.whole.setEnabled(bool(cards))
        if self.whole.menu() is not None:
            self.whole.menu().deleteLater()
            self.whole.setMenu(None)
        if len(cards) > 1:
            menu = QMenu(self.whole)
            for card in cards:
                menu.addAction(card.id, partial(self._run_with, card))
            self.whole.setMenu(menu)

    def _cards(self) -> list[ModelCard]:
        folders = self.provider.model_folders()
        return [library.find(model, folders).card for model in self.ticked() if model != ORIGINAL]

    def _run(self) -> None:
        cards = self._cards() if self.preview is not None else []
        if len(cards) == 1:
            self._run_with(cards[0])

    def _run_with(self, card: ModelCard) -> None:
        if self.preview is not None:
            values = {**inputs(card.task, self.preview.layer), "MODEL": card.id}
            mixing = {"STRENGTH": self.preview.strength} if card.task in MIXING else {}
            self.run(card.task, {**values, **mixing})
