"""The Raster GAN menu: by right-click on a map canvas, on a raster layer in the layer tree, and under Raster."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsCoordinateTransform,
    QgsCsException,
    QgsMapLayer,
    QgsMapLayerType,
    QgsPointXY,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.gui import QgisInterface, QgsMapCanvas, QgsMapMouseEvent
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction, QApplication, QDockWidget, QMenu

from ..layers import is_local
from ..panels.preview import PreviewPanel
from ..text import tr
from .swipe import SwipeTool
from .tiles import TileTool, add_tile, tile_layer
from .view import TITLE, ViewJobs, open_dialog

ICON = Path(__file__).resolve().parents[2] / "resources" / "icon.svg"


class Menus:
    """Everything that is added to QGIS's menus; `close` takes all of it away."""

    def __init__(
        self, iface: QgisInterface, trainings: QDockWidget, previews: PreviewPanel, set_up: Callable[[], None]
    ) -> None:
        """trainings, previews: the panels that are shown.  set_up: opens the window that sets the engine up."""
        self.iface, self.trainings, self.previews = iface, trainings, previews
        self.jobs = ViewJobs(iface)
        self.swipes: dict[QgsMapCanvas, SwipeTool] = {}
        self.picking: TileTool | None = None
        self.canvases: dict[QgsMapCanvas, Callable[[QMenu, QgsMapMouseEvent], None]] = {}
        self._follow_canvases()
        QApplication.instance().focusChanged.connect(self._follow_canvases)
        self.of_layer = [
            self._action(tr("Upscale the layer…"), lambda: self._of_current("upscale")),
            self._action(tr("Enhance the layer…"), lambda: self._of_current("enhance")),
            self._action(tr("Check this layer…"), lambda: self._of_current("checklayer")),
            self._action(tr("Evaluate a model on it…"), lambda: self._of_current("evaluate")),
            self._action(tr("Make training tiles…"), lambda: self._of_current("maketiles")),
        ]
        for action in self.of_layer:
            iface.addCustomActionForLayerType(action, TITLE, QgsMapLayerType.RasterLayer, True)
            iface.addPluginToRasterMenu(TITLE, action)
        self.panel = self._action(tr("Trainings"), self._show_trainings)
        self.of_none = [self.panel, self._action(tr("Set up the engine…"), set_up)]
        for action in self.of_none:
            iface.addPluginToRasterMenu(TITLE, action)

    def close(self) -> None:
        self._end_picking()
        for canvas in list(self.swipes):
            self._end_comparison(canvas)
        QApplication.instance().focusChanged.disconnect(self._follow_canvases)
        for canvas, fill in self.canvases.items():
            canvas.contextMenuAboutToShow.disconnect(fill)
        self.canvases.clear()
        for action in self.of_layer:
            self.iface.removeCustomActionForLayerType(action)
            self.iface.removePluginRasterMenu(TITLE, action)
            action.deleteLater()
        self.of_layer.clear()
        for action in self.of_none:
            self.iface.removePluginRasterMenu(TITLE, action)
            action.deleteLater()
        self.jobs.close()

    def _follow_canvases(self, *_: object) -> None:
        """QGIS tells nobody of a new map view; it gets the focus, though, before anyone can right-click on it."""
        present = self.iface.mapCanvases()
        for canvas in present:
            if canvas not in self.canvases:
                self.canvases[canvas] = self._filler(canvas)
                canvas.contextMenuAboutToShow.connect(self.canvases[canvas])
        for gone in set(self.canvases) - set(present):
            del self.canvases[gone]

    def _filler(self, canvas: QgsMapCanvas) -> Callable[[QMenu, QgsMapMouseEvent], None]:
        def fill(menu: QMenu, event: QgsMapMouseEvent) -> None:
            layer = raster_at(canvas, event.mapPoint(), self.iface.activeLayer())
            if layer is not None:
                menu.addMenu(self._menu(menu, layer, canvas, event.mapPoint()))

        return fill

    def _menu(self, parent: QMenu, layer: QgsRasterLayer, canvas: QgsMapCanvas, point: QgsPointXY) -> QMenu:
        menu = QMenu(f"{TITLE}: {layer.name()}", parent)
        menu.setIcon(QIcon(str(ICON)))
        for text, verb in ((tr("Upscale this view"), "upscale"), (tr("Enhance this view"), "enhance")):
            menu.addAction(text, lambda verb=verb: self.jobs.start(verb, layer, canvas))
        menu.addAction(tr("Live preview"), lambda: self.previews.start(canvas, layer))
        menu.addSeparator()
        for text, verb in (
            (tr("Upscale the layer…"), "upscale"),
            (tr("Enhance the layer…"), "enhance"),
            (tr("Check this layer…"), "checklayer"),
            (tr("Evaluate a model on it…"), "evaluate"),
        ):
            menu.addAction(text, lambda verb=verb: open_dialog(verb, {"INPUT": layer.id()}))
        menu.addSeparator()
        tiles = tile_layer(self.iface.activeLayer())
        menu.addAction(tr("Make training tiles…"), lambda: open_dialog("maketiles", {"INPUT": layer.id()}))
        if is_local(layer):
            menu.addAction(tr("Add tile here to the training set"), lambda: self._add_tile(layer, canvas, point, tiles))
        pick = menu.addAction(tr("Pick tiles"), lambda: self._pick(canvas, tiles))
        tune = menu.addAction(tr("Fine-tune on these tiles…"), lambda: self._tune(layer, tiles))
        for action in (pick, tune):
            action.setEnabled(tiles is not None)
        menu.addAction(tr("Trainings"), self._show_trainings)
        menu.addSeparator()
        if canvas in self.swipes:
            menu.addAction(tr("End the comparison"), lambda: self._end_comparison(canvas))
        else:
            menu.addAction(tr("Compare with what lies below"), lambda: self._compare(layer, canvas))
        return menu

    def _add_tile(
        self, layer: QgsRasterLayer, canvas: QgsMapCanvas, point: QgsPointXY, tiles: QgsVectorLayer | None
    ) -> None:
        crs = canvas.mapSettings().destinationCrs()
        place = QgsCoordinateTransform(crs, layer.crs(), QgsProject.instance()).transform(point)
        self._pick(canvas, add_tile(layer, place, tiles))

    def _pick(self, canvas: QgsMapCanvas, tiles: QgsVectorLayer) -> None:
        if self.picking is None or self.picking.layer is not tiles or self.picking.canvas() is not canvas:
            self.picking = TileTool(canvas, tiles, self._tell)
            tiles.willBeDeleted.connect(self._end_picking)
            help_ = tr("Click a tile, or drag over several: learn from, judge by, leave out. Ctrl+Z takes it back")
            self.iface.messageBar().pushMessage(TITLE, help_, Qgis.Info, 8)
        canvas.setMapTool(self.picking)
        self.picking.tell()

    def _end_picking(self) -> None:
        if self.picking is not None:
            self.picking.canvas().unsetMapTool(self.picking)
            self.picking = None

    def _tell(self, counts: str) -> None:
        self.iface.mainWindow().statusBar().showMessage(f"{TITLE}: {counts}", 10_000)

    def _tune(self, layer: QgsRasterLayer, tiles: QgsVectorLayer) -> None:
        chosen = QgsProcessingFeatureSourceDefinition(tiles.id(), selectedFeaturesOnly=tiles.selectedFeatureCount() > 0)
        open_dialog("finetune", {"INPUT": layer.id(), "TILES": chosen})

    def _show_trainings(self) -> None:
        self.trainings.show()
        self.trainings.raise_()

    def _compare(self, layer: QgsRasterLayer, canvas: QgsMapCanvas) -> None:
        tool = SwipeTool(canvas, lambda: self._end_comparison(canvas))
        tool.deactivated.connect(lambda: self.swipes.pop(canvas, None))
        self.swipes[canvas] = tool
        tool.compare(layer)
        help_ = tr("Drag the edge. Arrow keys: move it; Tab: turn it; hold B: the layer away; Esc: end")
        self.iface.messageBar().pushMessage(TITLE, help_, Qgis.Info, 8)

    def _end_comparison(self, canvas: QgsMapCanvas) -> None:
        tool = self.swipes.get(canvas)
        if tool is not None:
            canvas.unsetMapTool(tool)
            if tool.before is not None:
                canvas.setMapTool(tool.before)

    def _action(self, text: str, slot: Callable[[], None]) -> QAction:
        action = QAction(QIcon(str(ICON)), text, self.iface.mainWindow())
        action.triggered.connect(slot)
        return action

    def _of_current(self, verb: str) -> None:
        layer = self.iface.activeLayer()
        open_dialog(verb, {"INPUT": layer.id()} if isinstance(layer, QgsRasterLayer) else {})


def raster_at(canvas: QgsMapCanvas, point: QgsPointXY, active: QgsMapLayer | None) -> QgsRasterLayer | None:
    """The raster layer that a right-click means: the active one if it lies under the cursor, else the topmost that does."""
    rasters = [
        layer for layer in canvas.layers() if isinstance(layer, QgsRasterLayer) and _covers(layer, canvas, point)
    ]
    return active if active in rasters else next(iter(rasters), None)


def _covers(layer: QgsRasterLayer, canvas: QgsMapCanvas, point: QgsPointXY) -> bool:
    crs = canvas.mapSettings().destinationCrs()
    try:
        return layer.isValid() and layer.extent().contains(
            QgsCoordinateTransform(crs, layer.crs(), QgsProject.instance()).transform(point)
        )
    except QgsCsException:
        return False
