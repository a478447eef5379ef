"""The jobs that run: how far each is, how long it will take, and buttons to hold or end it."""

from __future__ import annotations

import contextlib
from pathlib import Path

from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from ...gan_core.api.training_runs import Training
from ..engine.running import Running, State
from ..text import error_text, span, tr
from .board import Board, title
from .provenance import definitions
from .widgets import push_button, scroll_area

LOOK_MS = 1000
KEPT = 6
"""Jobs that have ended and still stand there."""


class JobsPage(QWidget):
    """A row for each job, the latest on top."""

    wanted_training = pyqtSignal()
    changed = pyqtSignal(int)
    """How many are under way."""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self.rows: dict[Running, JobRow] = {}
        self.empty = QLabel(
            tr(
                "No job runs. Right-click on a raster on the map to start one, or use the toolbox: jobs of both stand here."
            )
        )
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.clear = push_button(tr("Clear those that have ended"), lambda: self._clear(0))
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.addWidget(self.empty)
        self.column.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll_area(inside), 1)
        column.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignLeft)
        self.timer = QTimer(self)
        self.timer.timeout.connect(self._refresh)
        board.changed.connect(self.hear)
        self._count()

    def hear(self, running: Running) -> None:
        """A job began, moved or ended."""
        if running not in self.rows:
            self.rows[running] = row = JobRow(running)
            row.wanted_training.connect(self.wanted_training)
            self.column.insertWidget(0, row)
            self._count()
        self.rows[running].refresh()
        if running.ended:
            self._clear(KEPT)
            self._count()

    def _clear(self, kept: int) -> None:
        ended = [running for running in self.rows if running.ended]
        for running in ended[: len(ended) - kept]:
            self.rows.pop(running).deleteLater()
        self._count()

    def _count(self) -> None:
        self.empty.setVisible(not self.rows)
        self.clear.setVisible(any(running.ended for running in self.rows))
        working = sum(not running.ended for running in self.rows)
        if working and not self.timer.isActive():
            self.timer.start(LOOK_MS)
        elif not working:
            self.timer.stop()
        self.changed.emit(working)

    def _refresh(self) -> None:
        for running, row in self.rows.items():
            if not running.ended and self.isVisible():
                row.refresh()


class JobRow(QFrame):
    """One job."""

    wanted_training = pyqtSignal()

    def __init__(self, running: Running) -> None:
        super().__init__()
        self.running = running
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.name, self.words, self.bar = QLabel(title(running.job)), QLabel(), QProgressBar()
        self.name.setStyleSheet("font-weight: bold")
        for label in (self.name, self.words):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(10)
        self.hold = push_button("", self._hold)
        self.show_ = push_button(tr("Show the training"), self.wanted_training.emit)
        self.cancel = push_button(tr("Cancel"), self._cancel)
        buttons = QHBoxLayout()
        buttons.addWidget(self.words, 1)
        for button in (self.show_, self.hold, self.cancel):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.addWidget(self.name)
        column.addWidget(self.bar)
        column.addLayout(buttons)

    def refresh(self) -> None:
        running = self.running
        self.bar.setValue(round(1000 * running.share))
        self.words.setText(describe_progress(running))
        self.hold.setText(tr("Go on") if running.state is State.PAUSED else tr("Pause"))
        self.hold.setEnabled(running.worker is not None)
        self.show_.setVisible(bool(running.folder) and not running.ended)
        for widget in (self.bar, self.hold, self.cancel):
            widget.setVisible(not running.ended)
        self.cancel.setEnabled(not running.stopped.is_set())

    def _cancel(self) -> None:
        self.running.cancel()
        self.refresh()

    def _hold(self) -> None:
        """A training is held by a file in its folder, so that whoever watches the folder sees it too."""
        running = self.running
        if running.folder:
            paused = running.state is not State.PAUSED
            with contextlib.suppress(OSError):
                Training(Path(running.folder)).pause(paused)
                running.waits(paused)
        else:
            running.hold(running.state is not State.PAUSED)
        self.refresh()


def describe_progress(running: Running) -> str:
    """How it goes, in a sentence."""
    if running.state is State.DONE:
        return tr("Done in {time}.").format(time=span(running.seconds()))
    if running.state in (State.CANCELLED, State.FAILED):
        return error_text(running.error, definitions(running.job.verb)) if running.error is not None else ""
    if running.stopped.is_set():
        return tr("Ending…")
    if running.state is State.PAUSED:
        return tr("Paused at {share}%.").format(share=round(100 * running.share))
    left = running.left()
    if left is None:
        return tr("Working for {time}…").format(time=span(running.seconds()))
    return tr("{share}%, about {time} left").format(share=round(100 * running.share), time=span(left))
