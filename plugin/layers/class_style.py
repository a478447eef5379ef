"""How a raster of classes looks: a colour and a name for each."""

from __future__ import annotations

from qgis.core import (
    QgsPalettedRasterRenderer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsRasterLayer,
)
from qgis.PyQt.QtGui import QColor

from .post_processor import PostProcessor


class ClassPostProcessor(PostProcessor):
    """Styles a raster of classes when it is loaded, by value, class and colour of each, as `classify` gives them."""

    def postProcessLayer(
        self, layer: QgsRasterLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        entries = [
            QgsPalettedRasterRenderer.Class(row["value"], QColor(row["colour"]), row["class"])
            for row in self.results["CLASSES"]
        ]
        layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, entries))
        layer.triggerRepaint()
