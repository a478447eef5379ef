"""What QGIS's last end interrupted: told once at the next start, to be resumed or discarded."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from qgis.core import Qgis, QgsSettings
from qgis.gui import QgsMessageBar, QgsMessageBarItem
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QMessageBox, QPushButton

from ...gan_core.api import resume
from ...gan_core.api.errors import RasterGanError
from ...gan_core.api.jobs import from_dict
from ...gan_core.api.lock import output_lock
from ...gan_core.api.training_runs import Training, trainings
from ..engine.running import Running, State
from ..text import tr
from .board import title
from .history import stored

KEY = "raster_gan/unfinished"
TOLD = "raster_gan/interrupted_told"
MOST = 5
"""Messages at a start, the latest."""


class Interruption(NamedTuple):
    """One job that did not come to its end."""

    what: str
    share: float
    """0 to 1, of the work."""
    job: dict[str, Any]
    """Its fields, and its verb."""
    discard: Callable[[], None]
    """Raises OSError."""


class Unfinished:
    """Keeps in the settings what runs; an entry that is still there at the next start was interrupted."""

    def __init__(self) -> None:
        self.known: set[Running] = set()

    def hear(self, running: Running) -> None:
        if running.folder and running.state is State.CANCELLED:  # whoever did it knows
            _write(TOLD, [*_read(TOLD), _last(Training(Path(running.folder)))])
        if not running.job.writes() or (running in self.known and not running.ended):
            return
        others = [entry for entry in _read(KEY) if entry["time"] != running.time]
        left = not running.ended or resume.find_resumable_of(running.job) is not None
        own = [{"time": running.time, "job": stored(running.job)}] if left else []
        _write(KEY, [*others, *own])
        self.known.add(running)


def interruptions() -> list[Interruption]:
    """Those that nobody was told of yet, the latest last; from now on they count as told."""
    lost: list[Interruption] = []
    busy, moments, told = [], [], _read(TOLD)
    for entry in _read(KEY):
        try:
            lost += filter(None, [_output(entry["job"])])
        except RasterGanError as error:  # another QGIS is at it, or it is of another version
            busy += [entry] if error.code == "output-busy" else []
    _write(KEY, busy)
    for training in reversed(trainings()):
        lines = training.lines()
        if training.interrupted(lines):
            moments.append(_last(training))
            if moments[-1] not in told:
                lost += filter(None, [_training(training, lines)])
    _write(TOLD, moments)
    return lost[-MOST:]


def tell(
    bar: QgsMessageBar, interruption: Interruption, resume_: Callable[[dict[str, Any]], None]
) -> QgsMessageBarItem:
    """A message with both buttons.  resume_: opens the dialog that goes on with such a job.

    Whoever calls keeps the message: the bar keeps its C++ half alone, and Python's garbage collector would empty what the
    buttons do, since these know the message.  A click then takes QGIS with it.
    """
    words = tr("“{what}” was interrupted at {share}%.")
    text = words.format(what=interruption.what, share=round(100 * interruption.share))
    message = bar.createMessage("Raster GAN", text)

    def go_on() -> None:
        bar.popWidget(message)
        resume_(interruption.job)

    def discard() -> None:
        if _discarded(interruption):
            bar.popWidget(message)

    for label, act in ((tr("Resume…"), go_on), (tr("Discard"), discard)):
        button = QPushButton(label)
        button.clicked.connect(lambda _, act=act: QTimer.singleShot(0, act))
        message.layout().addWidget(button)
    return bar.pushWidget(message, Qgis.MessageLevel.Info)


def _discarded(interruption: Interruption) -> bool:
    """Whether it is gone, after a question."""
    question = tr("Discard what is finished of “{what}”? It can't be resumed then.").format(what=interruption.what)
    if QMessageBox.question(None, "Raster GAN", question) != QMessageBox.StandardButton.Yes:
        return False
    try:
        interruption.discard()
    except OSError as error:
        QMessageBox.warning(None, "Raster GAN", str(error))
        return False
    return True


def _output(fields: dict[str, Any]) -> Interruption | None:
    """None where nothing is left of the job.  Raises RasterGanError, `output-busy` where somebody is at it."""
    job = from_dict(fields)
    with output_lock(job.writes()):
        left = resume.find_resumable_of(job)
    return Interruption(title(job), left.share, fields, lambda: resume.discard(job)) if left else None


def _last(training: Training) -> list[Any]:
    """One moment of a training, as the settings keep it."""
    return [str(training.path), max((line["time"] for line in training.lines()), default=0.0)]


def _training(training: Training, lines: list[dict[str, Any]]) -> Interruption | None:
    """None where it had not saved anything yet."""
    begun = next((line["job"] for line in reversed(lines) if line["kind"] == "begin"), None)
    last = next((line for line in reversed(lines) if line["kind"] == "look"), None)
    if not begun or last is None:
        return None
    fields = {"verb": "finetune", **begun}
    try:
        what = title(from_dict(fields))
    except RasterGanError:  # of another version
        return None
    return Interruption(what, last["seconds"] / max(1e-9, last["seconds"] + last["left"]), fields, training.remove)


def _read(key: str) -> list[Any]:
    try:
        values = json.loads(QgsSettings().value(key, "[]"))
    except (ValueError, TypeError):
        return []
    return values if isinstance(values, list) else []


def _write(key: str, values: list[Any]) -> None:
    QgsSettings().setValue(key, json.dumps(values))
