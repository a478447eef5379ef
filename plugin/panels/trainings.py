"""The panel of trainings: how each goes, in curves, pictures and words, and buttons to hold, end or go on with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.PyQt.QtCore import QTimer, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices, QHideEvent, QShowEvent
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from ...gan_core.api.errors import Cancelled
from ...gan_core.api.training_runs import CANCELLED, REPORT, STRIP, Training, TrainingState, trainings
from ..text import error_text, note, tr
from .curves import Curves
from .strip import Strip
from .widgets import push_button, scroll_area

LOOK_MS = 1000
SHOWN = 30
"""Trainings in the list, the latest first."""


class TrainingsPanel(QWidget):
    """Reads the trainings' folders once a second while it is seen; knows nothing of who trains."""

    wanted = pyqtSignal()
    """A training has just begun and should be seen."""

    def __init__(self, parent: QWidget | None, go_on: Callable[[dict[str, Any]], None]) -> None:
        """go_on: opens the dialog with the parameters of a training that was broken off."""
        super().__init__(parent)
        self.go_on = go_on
        self.choice = QComboBox()
        self.choice.currentIndexChanged.connect(self.refresh)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.alarms = QLabel()
        self.alarms.setWordWrap(True)
        self.strip, self.curves = Strip(), Curves()
        self.hold = push_button(tr("Pause"), self._hold)
        self.end = push_button(tr("Stop, keep the best"), lambda: self._do(Training.stop))
        self.resume = push_button(tr("Go on…"), self._go_on)
        self.report = push_button(tr("Report"), self._open_report)
        self.remove = push_button(tr("Remove"), self._remove)
        self._lay_out()
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.refresh)
        self.refresh()

    def follow(self) -> None:
        """Show the training that has just begun."""
        self.wanted.emit()
        self._list()
        self.choice.setCurrentIndex(0)
        self.refresh()

    def refresh(self) -> None:
        """What is on disk now."""
        self._list()
        training = self._chosen()
        lines = training.lines() if training else []
        state = training.state(lines) if training else None
        self.words.setText(describe_training(lines, state))
        evaluations = [line for line in lines if line["kind"] == "look"]
        self.curves.show_evaluations(evaluations)
        self.strip.show_file(training.path / STRIP if training else None, _job(lines).get("verb", ""))
        alarms = [note(f"alarm-{line['code']}", line) for line in lines if line["kind"] == "alarm"]
        self.alarms.setText("\n".join(alarms))
        self.alarms.setVisible(bool(alarms))
        working = state in (TrainingState.RUNNING, TrainingState.PAUSED)
        for button in (self.hold, self.end):
            button.setVisible(working)
        self.hold.setText(tr("Go on") if state is TrainingState.PAUSED else tr("Pause"))
        self.resume.setVisible(state is TrainingState.BROKEN_OFF and bool(_job(lines)))
        self.report.setVisible(
            training is not None and state is TrainingState.ENDED and (training.path / REPORT).exists()
        )
        self.remove.setVisible(state in (TrainingState.BROKEN_OFF, TrainingState.ENDED))

    def _list(self) -> None:
        """Keep the choice in step with the disk; what was chosen stays chosen."""
        known = {str(training.path): training for training in trainings()[:SHOWN]}
        listed = [self.choice.itemData(index) for index in range(self.choice.count())]
        if listed == list(known):
            return
        chosen = self.choice.currentData()
        self.choice.blockSignals(True)
        self.choice.clear()
        for path, training in known.items():
            self.choice.addItem(_title(training), path)
        self.choice.setCurrentIndex(max(0, self.choice.findData(chosen)) if known else -1)
        self.choice.setEnabled(bool(known))
        self.choice.blockSignals(False)

    def _chosen(self) -> Training | None:
        known = {str(training.path): training for training in trainings()[:SHOWN]}
        return known.get(self.choice.currentData() or "")

    def showEvent(self, event: QShowEvent) -> None:
        self.refresh()
        self.timer.start(LOOK_MS)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.timer.stop()
        super().hideEvent(event)

    def _hold(self) -> None:
        self._do(lambda training: training.pause(training.state(training.lines()) is TrainingState.RUNNING))

    def _go_on(self) -> None:
        training = self._chosen()
        if training is not None:
            self.go_on(_job(training.lines()))

    def _open_report(self) -> None:
        training = self._chosen()
        if training is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(training.path / REPORT)))

    def _remove(self) -> None:
        question = tr("Remove this training's report and its saved state? Its model, if it made one, stays.")
        if QMessageBox.question(self, "Raster GAN", question) == QMessageBox.StandardButton.Yes:
            self._do(Training.remove)

    def _do(self, what: Callable[[Training], None]) -> None:
        training = self._chosen()
        try:
            if training is not None:
                what(training)
        except OSError as error:
            QMessageBox.warning(self, "Raster GAN", str(error))
        self.refresh()

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        for widget in (self.choice, self.words):
            column.addWidget(widget)
        row = QHBoxLayout()
        for button in (self.hold, self.end, self.resume, self.report, self.remove):
            row.addWidget(button)
        row.addStretch()
        column.addLayout(row)
        for widget in (self.alarms, self.strip, self.curves):
            column.addWidget(widget)
        column.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll_area(inside))


def describe_training(lines: list[dict[str, Any]], state: TrainingState | None) -> str:
    """How a training goes, in a sentence or two."""
    if state is None:
        return tr("No training yet. Right-click on the map: “Train > Make training tiles”, then “Fine-tune a model”.")
    last = next((line for line in reversed(lines) if line["kind"] == "look"), None)
    if state is TrainingState.ENDED:
        end = lines[-1]
        if not end.get("against"):
            name = next(line["name"] for line in reversed(lines) if line["kind"] == "begin")
            return note(end.get("note", "published"), {**end, "model": name})
        return "\n".join(note(objection["code"], objection["values"]) for objection in end["against"])
    if state is TrainingState.BROKEN_OFF and lines and lines[-1]["kind"] == CANCELLED:
        return error_text(Cancelled("training-cancelled", step=lines[-1]["step"]))
    begun = {
        TrainingState.RUNNING: tr("Running."),
        TrainingState.PAUSED: tr("Paused."),
        TrainingState.BROKEN_OFF: tr("Interrupted. Run the same training again to resume."),
    }[state]
    return f"{begun} {note(last.get('note', 'look'), last)}" if last else begun


def _title(training: Training) -> str:
    names = [line["name"] for line in training.lines() if line["kind"] == "begin"]
    return names[-1] if names else training.path.name


def _job(lines: list[dict[str, Any]]) -> dict[str, Any]:
    """The fields of the last job, and its verb; empty where none was logged."""
    return next((line["job"] for line in reversed(lines) if line["kind"] == "begin"), {})
