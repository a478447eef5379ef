"""Loading and unloading."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import QgsApplication, QgsMapLayer
from qgis.PyQt.QtCore import QCoreApplication, Qt, QTimer, QTranslator

from .engine.python import ask_ahead, in_short, likely_ready
from .provider import RasterGanProvider
from .text import error_text, language, tr

if TYPE_CHECKING:  # what is slow to import or shows windows is imported where it is wanted
    from qgis.gui import QgisInterface, QgsMessageBarItem
    from qgis.PyQt.QtWidgets import QDockWidget

    from ..gan_core.api.errors import RasterGanError
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
        self.interrupted: list[QgsMessageBarItem] = []
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
        from qgis.gui import QgsGui

        from .canvas.menu import Menus
        from .panels import reports
        from .panels.board import Board
        from .panels.interrupted import Unfinished
        from .panels.options import OptionsFactory
        from .panels.scorefilter import ScoreFilterProvider

        self.initProcessing()
        self.board = Board(self.provider.engine)
        self.ends.callback(self.board.close)
        self.board.changed.connect(self._first_job)
        self.unfinished = Unfinished()
        self.board.changed.connect(self.unfinished.hear)
        self.provider.setup_wanted.connect(self.set_up)
        self.provider.engine_missing.connect(self._engine_missing)
        self.provider.training_began.connect(self._training_began)
        self.menus = Menus(
            self.iface,
            lambda canvas, layer: self.previews.start(canvas, layer),
            lambda: self.dock.open(),
            lambda: self.dock.open(self.dock.trainings),
            self.set_up,
            [reports.entry()],
        )
        self.ends.callback(self.menus.close)
        options = OptionsFactory(self.provider, self.set_up)
        self.iface.registerOptionsWidgetFactory(options)
        self.ends.callback(self.iface.unregisterOptionsWidgetFactory, options)
        registry, score = QgsGui.layerTreeEmbeddedWidgetRegistry(), ScoreFilterProvider()
        registry.addProvider(score)
        self.ends.callback(registry.removeProvider, score.id())
        self.ends.callback(self._close_windows)
        QTimer.singleShot(0, self._tell_interruptions)
        if likely_ready(self.provider.interpreter()):
            ask_ahead(self.provider.interpreter())
        else:
            self._offer_setup(tr("One step is left: install the computing engine (PyTorch, 0.2 GB)."))

    @property
    def dock(self) -> Dock:
        """The panel; like the other it is made when it is first wanted, so that QGIS starts as fast as without us."""
        if "dock" not in self.panels:
            from .canvas.view import open_dialog
            from .panels.dock import Dock

            dock = self._added("dock", Dock(self.iface.mainWindow(), self.provider, self.board, open_dialog))
            dock.tiles.make.connect(lambda: open_dialog("maketiles", {}))
            dock.tiles.pick.connect(lambda tiles: self.menus.training.pick(self.iface.mapCanvas(), tiles))
            dock.tiles.tune.connect(self.menus.training.tune)
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
        from qgis.PyQt.QtWidgets import QApplication

        from .panels.setup import SetupDialog

        self._end_message()
        if self.dialog is None:
            self.dialog = SetupDialog(self.iface.mainWindow(), self.provider)
            self.dialog.finished.connect(self._set_up)
        over = QApplication.activeModalWidget() is not None  # a window under a modal one could not be used
        self.dialog.setWindowModality(Qt.WindowModality.ApplicationModal if over else Qt.WindowModality.NonModal)
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
            with suppress(RuntimeError):  # somebody has closed it
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
        self.provider.engine_changed.emit()

    def _tell_interruptions(self) -> None:
        """Of the last time that QGIS was open."""
        from .panels.interrupted import interruptions, tell

        bar = self.iface.messageBar()
        self.interrupted = [tell(bar, interruption, self._resume) for interruption in interruptions()]

    def _resume(self, job: dict[str, Any]) -> None:
        from .canvas.view import open_dialog
        from .panels.provenance import parameters

        open_dialog(job["verb"], parameters(job["verb"], job, resumed=True))

    def _engine_missing(self, error: RasterGanError) -> None:
        if self.dialog is None:
            self._offer_setup(in_short(error), error_text(error))

    def _offer_setup(self, text: str, reason: str = "") -> None:
        """One message at a time, the latest."""
        from .setup_message import offer_setup

        self._end_message()
        self.message = offer_setup(self.iface.messageBar(), text, reason, self.set_up)

    def _translate(self) -> None:
        translator = QTranslator()
        if translator.load(f"raster_gan_{language()}", str(TRANSLATIONS)) or translator.load(
            f"raster_gan_{language()[:2]}", str(TRANSLATIONS)
        ):
            QCoreApplication.installTranslator(translator)
            self.ends.callback(QCoreApplication.removeTranslator, translator)
