"""Whether a Python can run the engine, asked and answered while the window goes on."""

from __future__ import annotations

import json
import subprocess  # nosec B404 - its exceptions
from collections.abc import Generator
from pathlib import Path

from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtGui import QHideEvent
from qgis.PyQt.QtWidgets import QLabel

from ...gan_core.api.errors import RasterGanError
from .. import settings
from ..engine.python import PROBE, PROBE_SECONDS, engine_python, environment, fault, forget
from ..engine.question import ask
from ..text import error_text, tr

LOOK_MS = 200
WAIT_MS = 600
"""After the last letter that somebody types."""
START_SECONDS = 120.0
"""PyTorch's first import from a slow disk."""


class EngineCheck(QLabel):
    """What is missing, or which versions are there and what they compute on.

    Without a thread: QGIS may destroy this at any moment, and then nothing is left that could still call it.
    """

    def __init__(self) -> None:
        super().__init__(needs())
        self.setWordWrap(True)
        self.python = ""
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self._begin)
        self.check: Generator[None, None, str] | None = None
        """The present one; dropped, it ends its program."""
        self.look = QTimer(self)
        self.look.timeout.connect(self._step)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody waits for the answer any more: the options are closed, or show another page."""
        if self.check is not None or self.timer.isActive():
            self._end(needs())
        super().hideEvent(event)

    def ask(self, python: str) -> None:
        """python: a path, or "" for QGIS's own."""
        self.python, self.check = python, None
        self.setText(tr("Checking…"))
        self.timer.start(WAIT_MS)

    def _begin(self) -> None:
        self.check = check(engine_python(self.python))
        self.look.start(LOOK_MS)

    def _step(self) -> None:
        if self.check is None:
            return
        try:
            next(self.check)
        except StopIteration as end:
            self._end(end.value)

    def _end(self, words: str) -> None:
        self.timer.stop()
        self.look.stop()
        self.check = None
        self.setText(words)


def needs() -> str:
    return tr("It needs PyTorch, numpy, safetensors and GDAL. “Set up the engine” installs them.")


def check(python: Path) -> Generator[None, None, str]:
    """Yields as long as nobody knows; returns a sentence."""
    forget()
    variables = environment(python)
    try:
        error = fault(python, (yield from ask([str(python), "-c", PROBE], variables, PROBE_SECONDS)))
        if error is not None:
            raise error
        answer = yield from ask([str(python), "-m", "gan_core", "probe", "--json"], variables, START_SECONDS)
        if answer.returncode:
            reason = (answer.stderr.strip().splitlines() or [f"exit code {answer.returncode}"])[-1]
            raise RasterGanError("python-wrong", python=str(python), reason=reason)
    except (OSError, subprocess.TimeoutExpired) as failed:
        return error_text(RasterGanError("python-missing", python=str(python), reason=str(failed)))
    except RasterGanError as failed:
        lacking = tr("It can't run the engine yet. Missing: {module}").format(module=failed.values.get("module"))
        return lacking if failed.code == "torch-missing" else error_text(failed)
    facts = json.loads(answer.stdout)
    settings.remember_devices(facts)
    words = tr("It can run the engine: Python {PYTHON}, PyTorch {TORCH}, numpy {NUMPY}; it computes on {device}.")
    sentence = words.format(**facts, device=facts["NAME"] or facts["DEVICE"].upper())
    faults = "; ".join(f"{name}: {reason}" for name, reason in facts["DEVICE_FAULTS"].items())
    return " ".join([sentence, tr("Not usable: {faults}").format(faults=faults)]) if faults else sentence
