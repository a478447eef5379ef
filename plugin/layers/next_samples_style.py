"""The points where a label would help most: numbered by rank, the most helpful first."""

from __future__ import annotations

from qgis.core import (
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsSingleSymbolRenderer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)

from .field_names import name_fields
from .post_processor import PostProcessor

SYMBOL = {"name": "circle", "color": "#ffd400", "outline_color": "#303030", "size": "3"}


class NextSamplesPostProcessor(PostProcessor):
    def postProcessLayer(
        self, layer: QgsVectorLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        layer.setRenderer(QgsSingleSymbolRenderer(QgsMarkerSymbol.createSimple(SYMBOL)))
        settings, text, buffer = QgsPalLayerSettings(), QgsTextFormat(), QgsTextBufferSettings()
        settings.fieldName = "rank"
        buffer.setEnabled(True)
        text.setBuffer(buffer)
        settings.setFormat(text)
        layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
        layer.setLabelsEnabled(True)
        name_fields(layer)
        layer.triggerRepaint()
