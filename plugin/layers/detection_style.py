"""The layer of found objects: outlines coloured by score."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsVectorLayer

from .post_processor import PostProcessor

STYLE = Path(__file__).resolve().parents[2] / "resources" / "styles" / "detections.qml"


class DetectionPostProcessor(PostProcessor):
    """Styles found objects when they are loaded."""

    def postProcessLayer(
        self, layer: QgsVectorLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        layer.loadNamedStyle(str(STYLE))
        layer.triggerRepaint()
