"""The window that sets the engine up: what is there, what can be installed, how far it is, and what came of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlsplit

from qgis.core import QgsSettings
from qgis.gui import QgsCollapsibleGroupBox, QgsFileWidget
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QCloseEvent
from qgis.PyQt.QtWidgets import (
    QApplication,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QProgressBar,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ...gan_core.api.errors import Cancelled, RasterGanError
from ...gan_core.api.jobs.assessment import ProbeJob
from .. import settings
from ..engine import install
from ..engine.builds import CPU, Build, builds, engines_folder, has_nvidia, installed
from ..engine.install import Progress
from ..engine.python import forget, own_python, problem
from ..provider import RasterGanProvider
from ..text import error_text, span, tr
from .diagnostics import diagnostics
from .widgets import push_button

LINES = 2000
LEAST_SHARE = 0.02
"""Of a step's bytes, before a guess at the time left means anything."""


class SetupDialog(QDialog):
    """Work goes on in a thread; its signals bring what it has to say."""

    moved = pyqtSignal(object)
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
        self.python = QLabel()
        self.python.setWordWrap(True)
        self.choices = {build: QRadioButton(described(build)) for build in builds()}
        next(iter(self.choices.values())).setChecked(True)
        self.wheels = QgsFileWidget()
        self.wheels.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.wheels.lineEdit().setPlaceholderText(tr("Only for installation without internet"))
        self.index, self.torch_index = QLineEdit(settings.index()), QLineEdit(settings.torch_index())
        self.index.setPlaceholderText(install.PYPI)
        self.torch_index.setPlaceholderText(tr("PyTorch's own"))
        self.command = push_button(tr("Copy download command"), self._copy_command)
        self.command.setToolTip(tr("Run it on a computer with internet, then bring the folder “wheels” here."))
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.pace = QLabel()
        self.first: tuple[float, float] = (0.0, 0.0)
        """When the present step began to move, and how many bytes were there already."""
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
        installation = self._installation()
        for key, address in ((settings.INDEX, installation.index), (settings.TORCH_INDEX, installation.torch_index)):
            settings.write(key, "" if urlsplit(address).password else address)
        self.log.clear()

        def go() -> None:
            self.provider.engine.close()
            installation.run(self.moved.emit, self.stop.is_set)
            forget()
            self._probe()

        self._start(go)

    def _installation(self) -> install.Installation:
        build = next(build for build, choice in self.choices.items() if choice.isChecked())
        indexes = self.index.text().strip(), self.torch_index.text().strip()
        return install.Installation(build, self.wheels.filePath(), proxy(), *indexes)

    def _probe(self) -> None:
        self.moved.emit(Progress(0.99, tr("Trying it on one tile…")))
        provider = self.provider
        self.probed.emit(provider.run(ProbeJob(), lambda event: None, self.stop.is_set, listed=False))

    def _start(self, what: Callable[[], None]) -> None:
        def guarded() -> None:
            try:
                what()
            except Cancelled:
                self.failed.emit(tr("Cancelled. Files that were fetched are kept: Install goes on from there."))
            except RasterGanError as error:
                self.failed.emit(error_text(error))
            except Exception as error:  # it must never end as a silent thread
                self.failed.emit(str(error))

        self.stop.clear()
        self.thread_ = threading.Thread(target=guarded, daemon=True)
        self._show_state(working=True)
        self.thread_.start()

    def _moved(self, progress: Progress) -> None:
        self.bar.setValue(round(progress.share * 1000))
        self.pace.setText(self._describe_pace(progress))
        if progress.lines:
            self.log.appendPlainText(progress.lines)

    def _describe_pace(self, progress: Progress) -> str:
        """How much is there, and how long the rest of this step will take at the rate so far."""
        now, (began, before) = time.monotonic(), self.first
        if not progress.size or progress.done < before or not began:
            self.first = (now, progress.done) if progress.size else (0.0, 0.0)
            return ""
        moved = progress.done - before
        megabytes = {"done": round(progress.done / 1e6), "size": round(progress.size / 1e6)}
        if moved < progress.size * LEAST_SHARE:
            return tr("{done} of {size} MB").format(**megabytes)
        left = span((now - began) * (progress.size - progress.done) / moved)
        return tr("{done} of {size} MB, about {left} left").format(**megabytes, left=left)

    def _failed(self, reason: str) -> None:
        self.pace.clear()
        self._show_state()
        self.state.setText(reason)
        self.log.appendPlainText(reason)

    def _probed(self, probe: dict[str, object]) -> None:
        self.probe = probe
        self.pace.clear()
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

    def _copy_command(self) -> None:
        QApplication.clipboard().setText(self._installation().download_command())
        self.log.appendPlainText(
            tr("Copied. Run it on a computer with internet: {command}").format(command=QApplication.clipboard().text())
        )

    def _copy(self) -> None:
        QApplication.clipboard().setText(diagnostics(self.provider, self.probe, self.log.toPlainText()))
        self.log.appendPlainText(tr("Copied: paste it into your report."))

    def _show_state(self, working: bool = False) -> None:
        self.python.setText(whose_python(self.provider.interpreter()))
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
        for widget in (self.install, self.source, *self.choices.values()):
            widget.setEnabled(not working)
        self.install.setText(tr("Install again") if installed() else tr("Install"))
        self.cancel.setEnabled(working)
        self.remove.setEnabled(not working and engines_folder().exists())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.addWidget(self.state)
        for choice in self.choices.values():
            column.addWidget(choice)
        where = QLabel(tr("Install location: {folder}").format(folder=shortened(engines_folder())))
        where.setWordWrap(True)
        column.addWidget(where)
        column.addWidget(self.python)
        self.source = QgsCollapsibleGroupBox(tr("Mirror, or without internet"))
        form = QFormLayout(self.source)
        form.addRow(tr("Package index"), self.index)
        form.addRow(tr("PyTorch index"), self.torch_index)
        offline = QHBoxLayout()
        offline.addWidget(self.wheels, 1)
        offline.addWidget(self.command)
        form.addRow(tr("Offline package folder"), offline)
        self.source.setCollapsed(not (self.index.text() or self.torch_index.text()))
        column.addWidget(self.source)
        column.addWidget(self.bar)
        column.addWidget(self.pace)
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


def whose_python(python: Path) -> str:
    """What is installed is for which Python, and whether that is the one that runs the engine."""
    if python == own_python():
        return tr("PyTorch is installed apart, for QGIS's own Python; nothing else in QGIS sees it.")
    return tr(
        "{python} is named as the engine's Python (Settings > Options > Raster GAN). It uses its own packages: what is "
        "installed here is for QGIS's own Python, and is used when no other is named."
    ).format(python=shortened(python))


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
