"""Brings what the engine's threads tell of their jobs into the window's thread."""

from __future__ import annotations

import contextlib
from pathlib import Path

from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...gan_core.api.jobs import Job
from ..engine.engine import Engine
from ..engine.running import Running


class Board(QObject):
    """`changed` comes whenever a job begins, moves or ends."""

    changed = pyqtSignal(object)

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self.engine = engine
        engine.listeners.append(self._hear)

    def close(self) -> None:
        self.engine.listeners.remove(self._hear)

    def _hear(self, running: Running) -> None:
        with contextlib.suppress(RuntimeError):  # the window may be gone before a job's thread is
            self.changed.emit(running)


def verb_name(verb: str) -> str:
    """What people call it."""
    algorithm = QgsApplication.processingRegistry().algorithmById(f"rastergan:{verb}")
    return algorithm.displayName() if algorithm is not None else verb


def subject(job: Job) -> str:
    """What a job works on: a layer's name, a file's or a model's."""
    source = str(getattr(job, "input", "") or getattr(job, "model", ""))
    layer = next(
        (known for known in QgsProject.instance().mapLayers().values() if source and known.source() == source), None
    )
    return layer.name() if layer is not None else Path(source.split("?")[0]).name


def title(job: Job) -> str:
    """One line for a job."""
    name = subject(job)
    return f"{verb_name(job.verb)}: {name}" if name else verb_name(job.verb)
