"""Loading and unloading."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import Qgis, QgsApplication, QgsMapLayer
from qgis.PyQt.QtCore import QCoreApplication, Qt, QTranslator

from .engine.python import ask_ahead, likely_ready
from .provider import RasterGanProvider
from .text import language, tr

if TYPE_CHECKING:  # what is slow to import or shows windows is imported where it is wanted
    from qgis.gui import QgisInterface, QgsMessageBarItem
    from qgis.PyQt.QtWidgets import QDockWidget

    from .canvas.menu import Menus
    from .engine.running import Running
    from .panels.board import Board
    from .panels.dock import Dock
    from .panels.preview import PreviewPanel
    from .panels.setup import SetupDialog

TRANSLATIONS = Path(__file__).resolve().parents[1] / "resources" / "i18n"


class RasterGanPlugin:
    """What QGIS holds.  `initProcessing` is called alone by qgis_process, `initGui` by the desktop."""

    provider: RasterGanProvider
    board: Board
    menus: Menus

    def __init__(self, iface: QgisInterface) -> None:
        self.iface = iface
        self.panels: dict[str, QDockWidget] = {}
        self.message: QgsMessageBarItem | None = None
        self.dialog: SetupDialog | None = None
        self.ends = ExitStack()
        """How to take away what was put into QGIS, the latest first."""

    def initProcessing(self) -> None:
        self._translate()
        self.provider = RasterGanProvider()
        registry = QgsApplication.processingRegistry()
        registry.addProvider(self.provider)
        self.ends.callback(registry.removeProvider, self.provider)

    def initGui(self) -> None:
        from .canvas.menu import Menus
        from .panels.board import Board
        from .panels.options import OptionsFactory

        self.initProcessing()
        self._add_widgets()
        self.board = Board(self.provider.engine)
        self.ends.callback(self.board.close)
        self.board.changed.connect(self._first_job)
        self.provider.training_began.connect(self._training_began)
        self.menus = Menus(
            self.iface,
            lambda canvas, layer: self.previews.start(canvas, layer),
            lambda: self.dock.open(),
            lambda: self.dock.open(self.dock.trainings),
            self.set_up,
        )
        self.ends.callback(self.menus.close)
        options = OptionsFactory(self.provider, self.set_up)
        self.iface.registerOptionsWidgetFactory(options)
        self.ends.callback(self.iface.unregisterOptionsWidgetFactory, options)
        self.ends.callback(self._close_windows)
        if likely_ready(self.provider.interpreter()):
            ask_ahead(self.provider.interpreter())
        else:
            self._offer_setup()

    def _add_widgets(self) -> None:
        if Qgis.QGIS_VERSION_INT >= 40400:
            from qgis.gui import QgsGui

            from .processing.native_model_widget import ModelWidgetFactory

            widgets = ModelWidgetFactory()
            QgsGui.processingGuiRegistry().addParameterWidgetFactory(widgets)
            self.ends.callback(QgsGui.processingGuiRegistry().removeParameterWidgetFactory, widgets)

    @property
    def dock(self) -> Dock:
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
    def previews(self) -> PreviewPanel:
        """The panel of the live preview."""
        if "previews" not in self.panels:
            from .canvas.view import open_dialog
            from .panels.preview import PreviewPanel

            self._added("previews", PreviewPanel(self.iface.mainWindow(), self.provider, open_dialog))
        return self.panels["previews"]

    def unload(self) -> None:
        self.ends.close()

    def set_up(self) -> None:
        """Show the window that sets the engine up."""
        from .panels.setup import SetupDialog

        self._end_message()
        if self.dialog is None:
            self.dialog = SetupDialog(self.iface.mainWindow(), self.provider)
            self.dialog.finished.connect(self._set_up)
        self.dialog.show()
        self.dialog.raise_()

    def _close_windows(self) -> None:
        if self.dialog is not None:
            self.dialog.close()
        self._end_message()
        for panel in self.panels.values():
            panel.end()
            self.iface.removeDockWidget(panel)
            panel.deleteLater()
        self.panels.clear()

    def _end_message(self) -> None:
        if self.message is not None:
            self.iface.messageBar().popWidget(self.message)
            self.message = None

    def _added(self, name: str, panel: QDockWidget) -> QDockWidget:
        self.iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, panel)
        panel.hide()
        self.panels[name] = panel
        return panel

    def _first_job(self, running: Running) -> None:
        """From the first job on the panel lists them."""
        self.board.changed.disconnect(self._first_job)
        self.dock.hear(running)

    def _training_began(self) -> None:
        self.dock.trainings.follow()

    def _zoom(self, layer: QgsMapLayer) -> None:
        self.iface.setActiveLayer(layer)
        self.iface.zoomToActiveLayer()

    def _set_up(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
        self.provider.refreshAlgorithms()

    def _offer_setup(self) -> None:
        from qgis.core import Qgis
        from qgis.PyQt.QtWidgets import QPushButton

        bar = self.iface.messageBar()
        text = tr("One step is left: the engine that computes has to be set up once.")
        message = bar.createMessage("Raster GAN", text)
        button = QPushButton(tr("Set up…"))
        button.clicked.connect(self.set_up)
        message.layout().addWidget(button)
        bar.pushWidget(message, Qgis.MessageLevel.Info)
        self.message = message

    def _translate(self) -> None:
        translator = QTranslator()
        if translator.load(f"raster_gan_{language()}", str(TRANSLATIONS)) or translator.load(
            f"raster_gan_{language()[:2]}", str(TRANSLATIONS)
        ):
            QCoreApplication.installTranslator(translator)
            self.ends.callback(QCoreApplication.removeTranslator, translator)
