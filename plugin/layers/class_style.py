"""How a raster of classes looks: a colour and a name for each."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Any

from qgis.core import (
    QgsPalettedRasterRenderer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsRasterLayer,
)
from qgis.PyQt.QtGui import QColor


class ClassLook(QgsProcessingLayerPostProcessorInterface):
    """Styles a raster of classes when it is loaded.  rows: value, class and colour of each, as `classify` gives them."""

    alive: deque[ClassLook] = deque(maxlen=20)
    """QGIS keeps a bare pointer, and uses it after the algorithm is gone."""

    def __init__(self, rows: Sequence[dict[str, Any]]) -> None:
        super().__init__()
        self.rows = list(rows)
        self.alive.append(self)

    def postProcessLayer(
        self, layer: QgsRasterLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        entries = [
            QgsPalettedRasterRenderer.Class(row["value"], QColor(row["colour"]), row["class"]) for row in self.rows
        ]
        layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, entries))
        layer.triggerRepaint()
