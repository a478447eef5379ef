"""The window that sets the engine up: what is there, what can be installed, how far it is, and what came of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from qgis.core import QgsSettings
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QCloseEvent
from qgis.PyQt.QtWidgets import (
    QApplication,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QProgressBar,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ...gan_core.api.errors import Cancelled, RasterGanError
from ...gan_core.api.jobs.assessment import ProbeJob
from ..engine import install
from ..engine.builds import CPU, Build, builds, engines_folder, has_nvidia, installed
from ..engine.python import forget, problem
from ..provider import RasterGanProvider
from ..text import error_text, tr
from .diagnostics import diagnostics
from .widgets import push_button

LINES = 2000


class SetupDialog(QDialog):
    """Work goes on in a thread; its signals bring what it has to say."""

    moved = pyqtSignal(float, str)
    failed = pyqtSignal(str)
    probed = pyqtSignal(dict)

    def __init__(self, parent: QWidget, provider: RasterGanProvider) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Raster GAN: set up the engine"))
        self.provider = provider
        self.thread_: threading.Thread | None = None
        self.stop = threading.Event()
        self.probe: dict[str, object] = {}
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.choices = {build: QRadioButton(described(build)) for build in builds()}
        next(iter(self.choices.values())).setChecked(True)
        self.wheels = QgsFileWidget()
        self.wheels.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.wheels.lineEdit().setPlaceholderText(tr("Only without internet: the folder that holds the files"))
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.log = QPlainTextEdit()
        self.log.setReadOnly(True)
        self.log.setMaximumBlockCount(LINES)
        self.install = push_button(tr("Install"), self._install)
        self.cancel = push_button(tr("Cancel"), self.stop.set)
        self.remove = push_button(tr("Remove engine"), self._remove)
        self.copy = push_button(tr("Copy diagnostics"), self._copy)
        self.shut = push_button(tr("Close"), self.close)
        self._lay_out()
        self.moved.connect(self._moved)
        self.failed.connect(self._failed)
        self.probed.connect(self._probed)
        self._show_state()
        if problem(provider.interpreter()) is None:
            self._start(self._probe)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What was fetched so far stays for the next time."""
        self.stop.set()
        if self.thread_ is not None:
            self.thread_.join(10)
        super().closeEvent(event)

    def _install(self) -> None:
        build = next(build for build, choice in self.choices.items() if choice.isChecked())
        installation = install.Installation(build, self.wheels.filePath(), proxy())
        self.log.clear()

        def go() -> None:
            self.provider.engine.close()
            installation.run(self.moved.emit, self.stop.is_set)
            forget()
            self._probe()

        self._start(go)

    def _probe(self) -> None:
        self.moved.emit(0.99, tr("Trying it on one tile…"))
        provider = self.provider
        self.probed.emit(provider.run(ProbeJob(), lambda event: None, self.stop.is_set, listed=False))

    def _start(self, what: Callable[[], None]) -> None:
        def guarded() -> None:
            try:
                what()
            except Cancelled:
                self.failed.emit(tr("Cancelled. What was fetched is kept: Install goes on from there."))
            except RasterGanError as error:
                self.failed.emit(error_text(error))
            except Exception as error:  # it must never end as a silent thread
                self.failed.emit(str(error))

        self.stop.clear()
        self.thread_ = threading.Thread(target=guarded, daemon=True)
        self._show_state(working=True)
        self.thread_.start()

    def _moved(self, share: float, lines: str) -> None:
        self.bar.setValue(round(share * 1000))
        if lines:
            self.log.appendPlainText(lines)

    def _failed(self, reason: str) -> None:
        self._show_state()
        self.state.setText(reason)
        self.log.appendPlainText(reason)

    def _probed(self, probe: dict[str, object]) -> None:
        self.probe = probe
        self.bar.setValue(1000)
        self._show_state()
        self.log.appendPlainText(", ".join(f"{name}: {value}" for name, value in probe.items()))

    def _remove(self) -> None:
        question = tr("Remove the engine? Your models stay; the engine can be installed again at any time.")
        if QMessageBox.question(self, self.windowTitle(), question) != QMessageBox.StandardButton.Yes:
            return
        self.provider.engine.close()
        try:
            install.remove()
        except OSError as error:
            self.log.appendPlainText(str(error))
        forget()
        self.probe = {}
        self.bar.setValue(0)
        self._show_state()

    def _copy(self) -> None:
        QApplication.clipboard().setText(diagnostics(self.provider, self.probe, self.log.toPlainText()))
        self.log.appendPlainText(tr("Copied: paste it into your report."))

    def _show_state(self, working: bool = False) -> None:
        wrong = problem(self.provider.interpreter())
        if working:
            self.state.setText(tr("Working…"))
        elif wrong is not None:
            self.state.setText(tr("The engine is not set up yet: it needs PyTorch, which QGIS does not bring along."))
        elif self.probe:
            words = tr(
                "The engine is ready: PyTorch {TORCH}, {DEVICE}, threads: {THREADS}; 512 × 512 pixels in {TILE_SECONDS:.2f} s"
            )
            self.state.setText(words.format(**self.probe))
        else:
            self.state.setText(tr("The engine is ready."))
        for widget in (self.install, self.wheels, *self.choices.values()):
            widget.setEnabled(not working)
        self.install.setText(tr("Install again") if installed() else tr("Install"))
        self.cancel.setEnabled(working)
        self.remove.setEnabled(not working and engines_folder().exists())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.addWidget(self.state)
        for choice in self.choices.values():
            column.addWidget(choice)
        form = QFormLayout()
        where = QLabel(shortened(engines_folder()))
        where.setWordWrap(True)
        form.addRow(tr("Installed into"), where)
        form.addRow(tr("Files from"), self.wheels)
        column.addLayout(form)
        column.addWidget(self.bar)
        column.addWidget(self.log, 1)
        row = QHBoxLayout()
        for button in (self.install, self.cancel, self.remove):
            row.addWidget(button)
        row.addStretch()
        for button in (self.copy, self.shut):
            row.addWidget(button)
        column.addLayout(row)
        self.resize(680, 480)


def described(build: Build) -> str:
    """What a choice says."""
    size = tr("{download:g} GB to fetch, {disk:g} GB on disk").format(download=build.download, disk=build.disk)
    if build is CPU:
        return tr("For every computer ({size})").format(size=size)
    words = (
        tr("For NVIDIA graphics cards ({size})")
        if has_nvidia()
        else tr("For NVIDIA graphics cards; none was found ({size})")
    )
    return words.format(size=size)


def shortened(path: Path) -> str:
    """A path without the user's name."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except ValueError:
        return str(path)


def proxy() -> str:
    """QGIS's proxy as a URL; "" where none is set."""
    settings = QgsSettings()
    if not settings.value("proxy/proxyEnabled", False, type=bool) or not settings.value("proxy/proxyHost", ""):
        return ""
    user, password = (settings.value(f"proxy/proxy{name}", "") for name in ("User", "Password"))
    who = f"{quote(user)}:{quote(password)}@" if user else ""
    scheme = "socks5" if settings.value("proxy/proxyType", "") == "Socks5Proxy" else "http"
    return f"{scheme}://{who}{settings.value('proxy/proxyHost')}:{settings.value('proxy/proxyPort', '8080')}"
