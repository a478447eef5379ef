"""Loading and unloading."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication, QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

from .provider import RasterGanProvider

TRANSLATIONS = Path(__file__).resolve().parents[1] / "resources" / "i18n"


class RasterGanPlugin:
    """What QGIS holds.  `initProcessing` is called alone by qgis_process, `initGui` by the desktop."""

    def __init__(self, iface) -> None:
        self.iface = iface
        self.provider = None
        self.translator = None
        self.menus = None

    def initProcessing(self) -> None:
        self._translate()
        self.provider = RasterGanProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:
        from .canvas.menu import Menus

        self.initProcessing()
        self.menus = Menus(self.iface)

    def unload(self) -> None:
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
