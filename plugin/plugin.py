"""Loading and unloading."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication, QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, Qt, QTranslator

from .engine.python import likely_ready
from .provider import RasterGanProvider
from .text import tr

TRANSLATIONS = Path(__file__).resolve().parents[1] / "resources" / "i18n"


class RasterGanPlugin:
    """What QGIS holds.  `initProcessing` is called alone by qgis_process, `initGui` by the desktop."""

    def __init__(self, iface) -> None:
        self.iface = iface
        self.provider = None
        self.translator = None
        self.menus = None
        self.trainings = None
        self.previews = None
        self.message = None
        self.dialog = None

    def initProcessing(self) -> None:
        self._translate()
        self.provider = RasterGanProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:
        from .algorithms import finetune, traindetector
        from .canvas.menu import Menus
        from .canvas.view import open_dialog
        from .panels.preview import PreviewPanel
        from .panels.trainings import TrainingsPanel

        self.initProcessing()

        def go_on(job) -> None:
            verb = job.get("verb", "finetune")
            filled = {"finetune": finetune.parameters, "traindetector": traindetector.parameters}[verb]
            open_dialog(verb, filled(job))

        self.trainings = TrainingsPanel(self.iface.mainWindow(), go_on)
        self.iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.trainings)
        self.trainings.hide()
        self.provider.training_began.connect(self.trainings.follow)
        self.previews = PreviewPanel(self.iface.mainWindow(), self.provider, open_dialog)
        self.iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.previews)
        self.previews.hide()
        self.menus = Menus(self.iface, self.trainings, self.previews, self.set_up)
        if not likely_ready(self.provider.interpreter()):
            self._offer_setup()

    def unload(self) -> None:
        if self.dialog is not None:
            self.dialog.close()
        if self.message is not None:
            self.iface.messageBar().popWidget(self.message)
            self.message = None
        if self.previews is not None:
            self.previews.end()
        for panel in filter(None, (self.trainings, self.previews)):
            self.iface.removeDockWidget(panel)
            panel.deleteLater()
        self.trainings = self.previews = None
        if self.menus is not None:
            self.menus.close()
            self.menus = None
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        if self.translator is not None:
            QCoreApplication.removeTranslator(self.translator)
            self.translator = None

    def set_up(self) -> None:
        """Show the window that sets the engine up."""
        from .panels.setup import SetupDialog

        if self.message is not None:
            self.iface.messageBar().popWidget(self.message)
            self.message = None
        if self.dialog is None:
            self.dialog = SetupDialog(self.iface.mainWindow(), self.provider)
            self.dialog.finished.connect(self._set_up)
        self.dialog.show()
        self.dialog.raise_()

    def _set_up(self) -> None:
        self.dialog.deleteLater()
        self.dialog = None
        self.provider.refreshAlgorithms()

    def _offer_setup(self) -> None:
        from qgis.core import Qgis
        from qgis.PyQt.QtWidgets import QPushButton

        bar = self.iface.messageBar()
        text = tr("One step is left: the engine that computes has to be set up once.")
        self.message = bar.createMessage("Raster GAN", text)
        button = QPushButton(tr("Set up…"))
        button.clicked.connect(self.set_up)
        self.message.layout().addWidget(button)
        bar.pushWidget(self.message, Qgis.Info)

    def _translate(self) -> None:
        locale = QgsSettings().value("locale/userLocale", "en", type=str)
        translator = QTranslator()
        if translator.load(f"raster_gan_{locale}", str(TRANSLATIONS)) or translator.load(
            f"raster_gan_{locale[:2]}", str(TRANSLATIONS)
        ):
            QCoreApplication.installTranslator(translator)
            self.translator = translator
