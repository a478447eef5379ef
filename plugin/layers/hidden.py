"""A result that would hide another one which is loaded with it: QGIS decides which lies on top."""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsProcessingContext, QgsProcessingFeedback

from .post_processor import PostProcessor


class HidingPostProcessor(PostProcessor):
    """Takes the tick from a layer in the layer tree."""

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        node = context.project().layerTreeRoot().findLayer(layer.id())
        if node is not None:
            node.setItemVisibilityChecked(False)
