"""The model library: every model with its picture and its card, and what can be done with it."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QRect, QSize, Qt, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices, QIcon, QPixmap, QShowEvent
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ...gan_core.api import library
from ...gan_core.api.errors import RasterGanError
from ...gan_core.api.jobs.models import ListModelsJob
from ..engine.running import Running, State
from ..provider import RasterGanProvider
from ..text import card_text, error_text, tr
from .board import Board
from .modelcard import card_html
from .strip import Picture
from .widgets import push_button

PICTURES = (".png", ".webp")
ICON = 48
CHANGES = ("importmodel", "finetune", "traingenerator", "trainclassifier", "traindetector", "traintranslator")
"""Verbs that may leave a new model behind."""


class ModelsPage(QWidget):
    """Built-in models and the user's own."""

    paged = pyqtSignal(str)
    failed = pyqtSignal(str)

    def __init__(self, provider: RasterGanProvider, board: Board, run: Callable[[str, dict[str, Any]], None]) -> None:
        """run: opens an algorithm's dialog with these parameters."""
        super().__init__()
        self.provider, self.run = provider, run
        self.entries: list[library.LibraryEntry] = []
        self.list = QListWidget()
        self.list.setIconSize(QSize(ICON, ICON))
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.currentRowChanged.connect(self._show)
        self.picture, self.legend, self.words = Picture(), QLabel(), QLabel()
        self.legend.setText(tr("From left to right: the input, what each set of weights makes of it, and the truth"))
        for label in (self.legend, self.words):
            label.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.use = push_button(tr("Use…"), self._use)
        self.export = push_button(tr("Export…"), self._export)
        self.remove = push_button(tr("Remove…"), self._remove)
        self.add = push_button(tr("Import…"), lambda: self.run("importmodel", {}))
        self.all = push_button(tr("All model cards"), self._open_page)
        self._lay_out()
        self.paged.connect(self._paged)
        self.failed.connect(self._failed)
        board.changed.connect(self.hear)

    def showEvent(self, event: QShowEvent) -> None:
        """Not before it is seen: pictures take time, and models may have been copied into a folder meanwhile."""
        self.refresh()
        super().showEvent(event)

    def hear(self, running: Running) -> None:
        if running.state is State.DONE and running.job.verb in CHANGES and self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """What the folders hold now; what was chosen stays chosen."""
        entries = list(library.entries(self.provider.model_folders()).values())
        entries.sort(
            key=lambda entry: (is_built_in(entry), entry.card.task != "upscale", entry.card.task, entry.card.id)
        )
        if entries == self.entries:
            return
        before = self.selected()
        self.entries = entries
        self.list.blockSignals(True)
        self.list.clear()
        for entry in entries:
            origin = tr("built in") if is_built_in(entry) else tr("your own")
            self.list.addItem(
                QListWidgetItem(thumbnail(entry.path), f"{card_text(entry.card.title)}\n{entry.card.id} · {origin}")
            )
        self.list.blockSignals(False)
        same = [row for row, entry in enumerate(entries) if before is not None and entry.card.id == before.card.id]
        self.list.setCurrentRow(same[0] if same else 0)
        self._show()

    def selected(self) -> library.LibraryEntry | None:
        row = self.list.currentRow()
        return self.entries[row] if 0 <= row < len(self.entries) else None

    def _show(self, _row: int = 0) -> None:
        entry = self.selected()
        if entry is None:
            return
        shown = any(self.picture.load(path) for path in pictures(entry.path))
        self.picture.setVisible(shown)
        runs = entry.card.task != library.ENCODE
        self.legend.setVisible(shown and runs)
        self.use.setEnabled(runs)
        self.use.setToolTip("" if runs else tr("Trainings start from it by themselves"))
        self.words.setText(card_html(entry))
        own = not is_built_in(entry)
        self.remove.setEnabled(own)
        self.remove.setToolTip("" if own else tr("Built-in models cannot be removed"))

    def _use(self) -> None:
        entry = self.selected()
        if entry is not None:
            self.run(entry.card.task, {"MODEL": entry.card.id})

    def _export(self) -> None:
        entry = self.selected()
        if entry is not None:
            self.run("exportmodel", {"MODEL": entry.card.id})

    def _remove(self) -> None:
        entry = self.selected()
        if entry is None or is_built_in(entry):
            return
        question = tr("Remove the model “{model}”? Its file {path} is deleted.")
        question = question.format(model=entry.card.id, path=entry.path)
        if QMessageBox.question(self, "Raster GAN", question) != QMessageBox.StandardButton.Yes:
            return
        try:
            for path in (entry.path, *pictures(entry.path)):
                path.unlink(missing_ok=True)
        except OSError as error:
            QMessageBox.warning(self, "Raster GAN", str(error))
        self.refresh()

    def _open_page(self) -> None:
        """The engine writes it; the first time it may have to start."""
        self.all.setEnabled(False)
        path = Path(tempfile.gettempdir()) / "raster_gan_models.html"
        job, provider = ListModelsJob(str(path), self.provider.model_folders()), self.provider

        def write() -> None:
            try:
                provider.run(job, lambda event: None, lambda: False, listed=False)
                self.paged.emit(str(path))
            except RasterGanError as error:
                self.failed.emit(error_text(error))

        threading.Thread(target=write, daemon=True).start()

    def _paged(self, path: str) -> None:
        self.all.setEnabled(True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(path))

    def _failed(self, reason: str) -> None:
        self.all.setEnabled(True)
        QMessageBox.warning(self, "Raster GAN", reason)

    def _lay_out(self) -> None:
        inside = QWidget()
        card = QVBoxLayout(inside)
        for widget in (self.picture, self.legend, self.words):
            card.addWidget(widget)
        card.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.list)
        split.addWidget(area)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(1, 2)
        column = QVBoxLayout(self)
        column.addWidget(split, 1)
        for buttons, right in (((self.use, self.export, self.remove), None), ((self.add,), self.all)):
            row = QHBoxLayout()
            for button in buttons:
                row.addWidget(button)
            row.addStretch()
            if right is not None:
                row.addWidget(right)
            column.addLayout(row)


def is_built_in(entry: library.LibraryEntry) -> bool:
    return entry.path.parent == library.BUILT_IN


def pictures(model: Path) -> list[Path]:
    """The example beside a model file, if there is one."""
    return [path for path in map(model.with_suffix, PICTURES) if path.is_file()]


def thumbnail(model: Path) -> QIcon:
    """From the example what the model makes of its input: the second square of the row."""
    examples = pictures(model)
    whole = QPixmap(str(examples[0])) if examples else QPixmap()
    side = whole.height()
    if whole.isNull():
        whole = QPixmap(ICON, ICON)
        whole.fill(Qt.GlobalColor.transparent)
        return QIcon(whole)
    return QIcon(whole.copy(QRect(side + 8, 0, side, side)) if whole.width() > 2 * side else whole)
