"""What gives a result its look when it is loaded."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import Any, ClassVar, Optional

from qgis.core import QgsProcessingLayerPostProcessorInterface


class PostProcessor(QgsProcessingLayerPostProcessorInterface):
    """A subclass says how in `postProcessLayer`."""

    alive: ClassVar[deque[PostProcessor]] = deque(maxlen=100)
    """QGIS keeps a bare pointer, and uses it after the algorithm is gone."""

    def __init__(self, results: Optional[Mapping[str, Any]] = None) -> None:
        """results: those of the job that made the layer."""
        super().__init__()
        self.results = results or {}
        self.alive.append(self)
