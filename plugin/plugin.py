"""Loading and unloading."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication, QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, Qt, QTranslator

from .provider import RasterGanProvider

TRANSLATIONS = Path(__file__).resolve().parents[1] / "resources" / "i18n"


class RasterGanPlugin:
    """What QGIS holds.  `initProcessing` is called alone by qgis_process, `initGui` by the desktop."""

    def __init__(self, iface) -> None:
        self.iface = iface
        self.provider = None
        self.translator = None
        self.menus = None
        self.trainings = None

    def initProcessing(self) -> None:
        self._translate()
        self.provider = RasterGanProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:
        from .algorithms.finetune import parameters
        from .canvas.menu import Menus
        from .canvas.view import open_dialog
        from .panels.trainings import TrainingsPanel

        self.initProcessing()
        self.trainings = TrainingsPanel(self.iface.mainWindow(), lambda job: open_dialog("finetune", parameters(job)))
        self.iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.trainings)
        self.trainings.hide()
        self.provider.training_began.connect(self.trainings.follow)
        self.menus = Menus(self.iface, self.trainings)

    def unload(self) -> None:
        if self.trainings is not None:
            self.iface.removeDockWidget(self.trainings)
            self.trainings.deleteLater()
            self.trainings = None
        if self.menus is not None:
            self.menus.close()
            self.menus = None
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        if self.translator is not None:
            QCoreApplication.removeTranslator(self.translator)
            self.translator = None

    def _translate(self) -> None:
        locale = QgsSettings().value("locale/userLocale", "en", type=str)
        translator = QTranslator()
        if translator.load(f"raster_gan_{locale}", str(TRANSLATIONS)) or translator.load(
            f"raster_gan_{locale[:2]}", str(TRANSLATIONS)
        ):
            QCoreApplication.installTranslator(translator)
            self.translator = translator
