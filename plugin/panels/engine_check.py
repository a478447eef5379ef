"""Whether a Python can run the engine, asked and answered while the window goes on."""

from __future__ import annotations

import threading
from pathlib import Path
from queue import SimpleQueue

from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QLabel

from ...gan_core.api.errors import RasterGanError
from ...gan_core.api.jobs.assessment import ProbeJob
from ..engine.engine import Engine
from ..engine.python import engine_python, forget, problem
from ..text import error_text, tr

LOOK_MS = 200
WAIT_MS = 600
"""After the last letter that somebody types."""


class EngineCheck(QLabel):
    """What is missing, or which versions are there and what they compute on."""

    def __init__(self) -> None:
        super().__init__(tr("It needs PyTorch, numpy, safetensors and GDAL. “Set up the engine” installs them."))
        self.setWordWrap(True)
        self.python = ""
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self._begin)
        self.answers: SimpleQueue[tuple[str, str]] = SimpleQueue()
        """Of threads, which may outlive the window: the Python as it was named, and what came of it."""
        self.look = QTimer(self)
        self.look.timeout.connect(self._show)

    def ask(self, python: str) -> None:
        """python: a path, or "" for QGIS's own."""
        self.python = python
        self.setText(tr("Checking…"))
        self.timer.start(WAIT_MS)

    def _begin(self) -> None:
        threading.Thread(target=_answer, args=(self.python, self.answers), daemon=True).start()
        self.look.start(LOOK_MS)

    def _show(self) -> None:
        while not self.answers.empty():
            python, words = self.answers.get()
            if python == self.python:
                self.look.stop()
                self.setText(words)


def _answer(python: str, answers: SimpleQueue[tuple[str, str]]) -> None:
    answers.put((python, checked(engine_python(python))))


def checked(python: Path) -> str:
    """A sentence.  It takes some seconds: the engine is started, and ended again."""
    forget()
    error, engine = problem(python), Engine()
    engine.keep = 0.0
    try:
        if error is not None:
            raise error
        facts = engine.run(python, ProbeJob(), lambda event: None, lambda: False, listed=False)
    except RasterGanError as failed:
        lacking = tr("It can't run the engine yet. Missing: {module}").format(module=failed.values.get("module"))
        return lacking if failed.code == "torch-missing" else error_text(failed)
    finally:
        engine.close()
    words = tr("It can run the engine: Python {PYTHON}, PyTorch {TORCH}, numpy {NUMPY}; it computes on {device}.")
    return words.format(**facts, device=facts["NAME"] or facts["DEVICE"].upper())
