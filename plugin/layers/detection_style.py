"""The layer of detected objects: outlines colored by score, and a slider in the layer tree that filters by it."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsVectorLayer

from ..text import tr
from .field_names import name_fields
from .post_processor import PostProcessor

STYLE = Path(__file__).resolve().parents[2] / "resources" / "styles" / "detections.qml"
FILTER = "rastergan-score"
"""Of the slider, in the project too: it does not change."""
LEAST = "rastergan/minimum_score"
"""The layer's custom property that holds the score threshold it was made with."""


class DetectionPostProcessor(PostProcessor):
    """Styles detections when they are loaded."""

    def postProcessLayer(
        self, layer: QgsVectorLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        layer.setCustomProperty("embeddedWidgets/count", 1)
        layer.setCustomProperty("embeddedWidgets/0/id", FILTER)
        layer.setCustomProperty(LEAST, self.results["MINIMUM_SCORE"])
        layer.loadNamedStyle(str(STYLE))
        name_fields(layer)
        layer.triggerRepaint()
        node = context.project().layerTreeRoot().findLayer(layer.id())
        if node is not None:  # else the slider is not seen
            node.setExpanded(True)
        feedback.pushInfo(tr("The slider below the layer in the layer tree hides detections of a low score"))
