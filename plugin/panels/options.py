"""The plugin's page in QGIS's options."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from qgis.gui import QgsFileWidget, QgsOptionsPageWidget, QgsOptionsWidgetFactory
from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices, QIcon
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...gan_core.api import library
from .. import settings
from ..engine.builds import engines_folder
from ..engine.python import VARIABLE, ask_ahead, forget, own_python
from ..processing.parameters import device_values, device_words
from ..provider import RasterGanProvider
from ..text import tr
from .engine_check import EngineCheck
from .setup import shortened
from .widgets import push_button

LONGEST_MINUTES = 240


class OptionsFactory(QgsOptionsWidgetFactory):
    """Makes the page whenever QGIS opens its options; keep it for as long as it is registered."""

    def __init__(self, provider: RasterGanProvider, set_up: Callable[[], None]) -> None:
        super().__init__()
        self.provider, self.set_up = provider, set_up
        self.setTitle("Raster GAN")

    def icon(self) -> QIcon:
        return self.provider.icon()

    def createWidget(self, parent: QWidget) -> QgsOptionsPageWidget:
        return OptionsPage(parent, self.provider, self.set_up)


class OptionsPage(QgsOptionsPageWidget):
    """Shows what is set, and sets it when QGIS calls `apply`."""

    def __init__(self, parent: QWidget | None, provider: RasterGanProvider, set_up: Callable[[], None]) -> None:
        super().__init__(parent)
        self.setObjectName("RasterGanOptions")
        self.provider = provider
        self.python, self.models = QgsFileWidget(), QgsFileWidget()
        self.python.setFilePath(settings.python())
        self.python.lineEdit().setPlaceholderText(tr("QGIS's own: {path}").format(path=own_python()))
        if os.environ.get(VARIABLE):
            self.python.setEnabled(False)
            words = tr("The environment variable {name} says: {path}")
            self.python.lineEdit().setPlaceholderText(words.format(name=VARIABLE, path=os.environ[VARIABLE]))
        self.python.lineEdit().setToolTip(self.python.lineEdit().placeholderText())
        self.models.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.models.setFilePath(settings.models())
        self.models.lineEdit().setPlaceholderText(tr("None"))
        self.check = EngineCheck()
        self.python.fileChanged.connect(lambda path: self.check.ask(path.strip()))
        self.device = QComboBox()
        called, offered = device_words(), device_values()
        for name in [*offered, *({settings.device()} & set(called) - set(offered))]:
            self.device.addItem(called[name], name)
        self.device.setCurrentIndex(max(0, self.device.findData(settings.device())))
        self.threads = _spin(settings.threads(), os.cpu_count() or 1)
        self.threads.setSpecialValueText(tr("Automatic: one core is left to QGIS"))
        self.keep = _spin(settings.keep_minutes(), LONGEST_MINUTES)
        self.keep.setSpecialValueText(tr("Do not keep it running"))
        self._lay_out(set_up)

    def apply(self) -> None:
        """Keep what was chosen; from the next job on it counts."""
        settings.write(settings.PYTHON, self.python.filePath().strip())
        settings.write(settings.MODELS, self.models.filePath().strip())
        settings.write(settings.DEVICE, self.device.currentData())
        settings.write(settings.THREADS, self.threads.value())
        settings.write(settings.KEEP_MINUTES, self.keep.value())
        forget()
        self.provider.use_settings()
        ask_ahead(self.provider.interpreter())

    def _lay_out(self, set_up: Callable[[], None]) -> None:
        engine, folders = QGroupBox(tr("Engine")), QGroupBox(tr("Folders"))
        form = QFormLayout(engine)
        form.addRow(tr("Python interpreter"), self.python)
        form.addRow("", self.check)
        check = push_button(tr("Check"), lambda: self.check.ask(self.python.filePath().strip()))
        form.addRow("", _left(check, push_button(tr("Set up the engine…"), set_up)))
        form.addRow(tr("Compute on"), _left(self.device))
        form.addRow(tr("Processor threads"), _left(self.threads))
        form.addRow(tr("Keep the engine running after a job (minutes)"), _left(self.keep))
        form.addRow("", QLabel(tr("A running engine starts the next job at once, but takes 0.3 to 1 GB of memory.")))
        form = QFormLayout(folders)
        form.addRow(tr("Additional model folder"), self.models)
        for words, path in (
            (tr("Your own models"), library.own_folder()),
            (tr("Trainings"), library.runs_folder()),
            (tr("Installed engine"), engines_folder()),
        ):
            form.addRow(words, _place(path))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(engine)
        column.addWidget(folders)
        column.addStretch()


def _spin(value: int, most: int) -> QSpinBox:
    spin = QSpinBox()
    spin.setRange(0, most)
    spin.setValue(value)
    return spin


def _left(*widgets: QWidget) -> QWidget:
    """As wide as they have to be."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        line.addWidget(widget)
    line.addStretch()
    return row


def _place(path: Path) -> QWidget:
    """A folder that can be looked at."""
    label = QLabel(shortened(path))
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    button = QToolButton()
    button.setText(tr("Open"))
    button.setEnabled(path.is_dir())
    button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(label, 1)
    line.addWidget(button)
    return row
