"""Loading and unloading."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, Qt, QTranslator

from .engine.python import ask_ahead, likely_ready
from .provider import RasterGanProvider
from .text import language, tr

TRANSLATIONS = Path(__file__).resolve().parents[1] / "resources" / "i18n"


class RasterGanPlugin:
    """What QGIS holds.  `initProcessing` is called alone by qgis_process, `initGui` by the desktop."""

    def __init__(self, iface) -> None:
        self.iface = iface
        self.provider = None
        self.translator = None
        self.menus = None
        self.board = None
        self.panels = {}
        self.options = None
        self.message = None
        self.dialog = None

    def initProcessing(self) -> None:
        self._translate()
        self.provider = RasterGanProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:
        from .canvas.menu import Menus
        from .panels.board import Board
        from .panels.options import OptionsFactory

        self.initProcessing()
        self.board = Board(self.provider.engine)
        self.board.told.connect(self._first_job)
        self.provider.training_began.connect(self._training_began)
        self.menus = Menus(
            self.iface,
            lambda canvas, layer: self.previews.start(canvas, layer),
            lambda: self.dock.open(),
            lambda: self.dock.open(self.dock.trainings),
            self.set_up,
        )
        self.options = OptionsFactory(self.provider, self.set_up)
        self.iface.registerOptionsWidgetFactory(self.options)
        if likely_ready(self.provider.interpreter()):
            ask_ahead(self.provider.interpreter())
        else:
            self._offer_setup()

    @property
    def dock(self):
        """The panel; like the other it is made when it is first wanted, so that QGIS starts as fast as without us."""
        if "dock" not in self.panels:
            from .canvas.view import open_dialog
            from .panels.dock import Dock

            dock = self._added("dock", Dock(self.iface.mainWindow(), self.provider, self.board, open_dialog))
            dock.tiles.make.connect(lambda: open_dialog("maketiles", {}))
            dock.tiles.pick.connect(lambda tiles: self.menus.pick(self.iface.mapCanvas(), tiles))
            dock.tiles.tune.connect(lambda tiles, raster: self.menus.tune(raster, tiles))
            dock.tiles.zoom.connect(self._zoom)
            dock.results.zoom.connect(self._zoom)
        return self.panels["dock"]

    @property
    def previews(self):
        """The panel of the live preview."""
        if "previews" not in self.panels:
            from .canvas.view import open_dialog
            from .panels.preview import PreviewPanel

            self._added("previews", PreviewPanel(self.iface.mainWindow(), self.provider, open_dialog))
        return self.panels["previews"]

    def unload(self) -> None:
        if self.dialog is not None:
            self.dialog.close()
        if self.message is not None:
            self.iface.messageBar().popWidget(self.message)
            self.message = None
        for panel in self.panels.values():
            panel.end()
            self.iface.removeDockWidget(panel)
            panel.deleteLater()
        self.panels = {}
        if self.board is not None:
            self.board.close()
            self.board = None
        if self.options is not None:
            self.iface.unregisterOptionsWidgetFactory(self.options)
            self.options = None
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

    def _added(self, name: str, panel):
        self.iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, panel)
        panel.hide()
        self.panels[name] = panel
        return panel

    def _first_job(self, running) -> None:
        """From the first job on the panel lists them."""
        self.board.told.disconnect(self._first_job)
        self.dock.hear(running)

    def _training_began(self) -> None:
        self.dock.trainings.follow()

    def _zoom(self, layer) -> None:
        self.iface.setActiveLayer(layer)
        self.iface.zoomToActiveLayer()

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
        bar.pushWidget(self.message, Qgis.MessageLevel.Info)

    def _translate(self) -> None:
        translator = QTranslator()
        if translator.load(f"raster_gan_{language()}", str(TRANSLATIONS)) or translator.load(
            f"raster_gan_{language()[:2]}", str(TRANSLATIONS)
        ):
            QCoreApplication.installTranslator(translator)
            self.translator = translator
