"""A slider under a layer of detections in the layer tree: it hides those of a low score."""

from __future__ import annotations

import math
import re

from qgis.core import QgsMapLayer, QgsVectorLayer
from qgis.gui import QgsLayerTreeEmbeddedWidgetProvider
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from ..layers.detection_style import FILTER, LEAST
from ..text import tr

OURS = re.compile(r'"score" >= (\d\.\d+)')
REST_MS = 150
"""A slider that has not moved for so long is what is meant."""


class ScoreFilterProvider(QgsLayerTreeEmbeddedWidgetProvider):
    """What QGIS makes the slider by, and offers in a layer's properties under Legend."""

    def id(self) -> str:
        return FILTER

    def name(self) -> str:
        return tr("Score filter (Raster GAN)")

    def createWidget(self, layer: QgsMapLayer, widgetIndex: int) -> QWidget:
        return ScoreFilter(layer)

    def supportsLayer(self, layer: QgsMapLayer) -> bool:
        return isinstance(layer, QgsVectorLayer) and layer.fields().indexOf("score") >= 0


class ScoreFilter(QWidget):
    """Writes the layer's filter, so that tables, counts and exports follow it too.  A filter that is not its own it leaves
    alone."""

    def __init__(self, layer: QgsVectorLayer) -> None:
        super().__init__()
        self.layer = layer
        self.slider, self.words = QSlider(Qt.Orientation.Horizontal), QLabel()
        self.slider.setRange(math.floor(100 * float(layer.customProperty(LEAST, 0))), 100)
        self.slider.setMinimumWidth(60)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.slider, 1)
        row.addWidget(self.words)
        self.rest = QTimer(self)
        self.rest.setSingleShot(True)
        self.rest.timeout.connect(self._filter)
        self.slider.valueChanged.connect(lambda: self.rest.start(REST_MS))
        for change in (layer.subsetStringChanged, layer.editingStarted, layer.editingStopped):
            change.connect(self._show)
        self._show()

    def _filter(self) -> None:
        score = self.slider.value()
        self.layer.setSubsetString(f'"score" >= {score / 100:.2f}' if score > self.slider.minimum() else "")

    def _show(self) -> None:
        """As the layer's filter is."""
        subset = self.layer.subsetString()
        ours = OURS.fullmatch(subset)
        score = round(100 * float(ours[1])) if ours else self.slider.minimum()
        self.slider.blockSignals(True)
        self.slider.setValue(score)
        self.slider.blockSignals(False)
        reason = tr("The layer has another filter: remove that first.") if subset and not ours else ""
        if self.layer.isEditable():
            reason = tr("The layer is being edited: end that first.")
        self.slider.setEnabled(not reason)
        self.slider.setToolTip(reason or tr("Hides detections of a lower score, in tables, counts and exports too"))
        self.words.setText(
            tr("score ≥ {score:.2f}: {count}").format(score=score / 100, count=self.layer.featureCount())
        )
