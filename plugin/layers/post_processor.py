"""What gives a result its look when it is loaded."""

from __future__ import annotations

from collections import deque
from typing import ClassVar

from qgis.core import QgsProcessingLayerPostProcessorInterface


class PostProcessor(QgsProcessingLayerPostProcessorInterface):
    """A subclass says how in `postProcessLayer`."""

    alive: ClassVar[deque[PostProcessor]] = deque(maxlen=100)
    """QGIS keeps a bare pointer, and uses it after the algorithm is gone."""

    def __init__(self) -> None:
        super().__init__()
        self.alive.append(self)
