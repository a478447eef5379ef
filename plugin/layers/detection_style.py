"""The layer of found objects: outlines coloured by score."""

from __future__ import annotations

from collections import deque
from pathlib import Path

from qgis.core import QgsProcessingLayerPostProcessorInterface

STYLE = Path(__file__).resolve().parents[2] / "resources" / "styles" / "detections.qml"


class FoundLook(QgsProcessingLayerPostProcessorInterface):
    """Styles found objects when they are loaded."""

    alive: deque[FoundLook] = deque(maxlen=20)
    """QGIS keeps a bare pointer, and uses it after the algorithm is gone."""

    def __init__(self) -> None:
        super().__init__()
        self.alive.append(self)

    def postProcessLayer(self, layer, context, feedback) -> None:
        layer.loadNamedStyle(str(STYLE))
        layer.triggerRepaint()
