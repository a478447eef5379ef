"""A map's picture made in the background."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsMapRendererParallelJob, QgsMapSettings
from qgis.PyQt.QtGui import QImage

RUNNING: set[QgsMapRendererParallelJob] = set()
"""Kept to their end whoever drops them: deleting one before that would hold QGIS up."""


def render(settings: QgsMapSettings, done: Callable[[QImage], None]) -> Callable[[], None]:
    """Begin; `done` gets the picture.  What is given back drops it: then `done` is not called any more."""
    job, wanted = QgsMapRendererParallelJob(settings), [done]

    def finished() -> None:
        RUNNING.discard(job)
        if wanted:
            wanted.pop()(job.renderedImage())
        job.deleteLater()

    def drop() -> None:
        if wanted:
            wanted.clear()
            job.cancelWithoutBlocking()

    job.finished.connect(finished)
    RUNNING.add(job)
    job.start()
    return drop
