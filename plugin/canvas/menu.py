"""The Raster GAN menu: by right-click on a map canvas, on a raster layer in the layer tree, and under Raster."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

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
    QgsTask,
    QgsVectorLayer,
)
from qgis.gui import QgisInterface, QgsMapCanvas, QgsMapMouseEvent
from qgis.PyQt.QtWidgets import QAction, QApplication, QMenu

from ..icons import icon
from ..layers.guides import finer_layer, is_sentinel2
from ..layers.transfer import is_local
from ..text import tr
from . import difference
from .swipe import SwipeTool
from .tiles import TileTool, add_tile, tile_layer
from .view import TITLE, ViewJobs, open_dialog


def dialogs() -> list[tuple[str, str]]:
    """What is offered for a whole layer, wherever it is clicked: the entry's words, and the verb whose dialog opens."""
    return [
        (tr("Upscale the layer…"), "upscale"),
        (tr("Enhance the layer…"), "enhance"),
        (tr("Sharpen with a finer layer…"), "sharpen"),
        (tr("Classify land cover…"), "classify"),
        (tr("Find objects…"), "detect"),
        (tr("Check this layer…"), "checklayer"),
        (tr("Evaluate a model on it…"), "evaluate"),
    ]


def lessons() -> list[tuple[str, str, str]]:
    """What can be learned from a layer beside fine-tuning: the entry's words, the verb, and the parameter that takes what
    somebody has marked on the map, "" for none."""
    return [
        (tr("Train a classifier…"), "trainclassifier", "LABELS"),
        (tr("Train a detector…"), "traindetector", "OBJECTS"),
        (tr("Learn to generate tiles like it…"), "traingenerator", "TILES"),
        (tr("Generate synthetic tiles…"), "generate", ""),
    ]


class Entry(NamedTuple):
    """A line of the menu that needs a raster layer and a map."""

    words: str
    icon: str
    act: Callable[[QgsRasterLayer, QgsMapCanvas], None]


class Menus:
    """Everything that is added to QGIS's menus; `close` takes all of it away."""

    def __init__(
        self,
        iface: QgisInterface,
        preview: Callable[[QgsMapCanvas, QgsRasterLayer], None],
        show_panel: Callable[[], None],
        show_trainings: Callable[[], None],
        set_up: Callable[[], None],
    ) -> None:
        """preview: shows a layer of a map sharper.  set_up: opens the window that sets the engine up."""
        self.iface, self.preview, self.show_trainings = iface, preview, show_trainings
        self.jobs = ViewJobs(iface, lambda layer, canvas: self._on(layer, canvas, self._compare))
        self.swipes: dict[QgsMapCanvas, SwipeTool] = {}
        self.picking: TileTool | None = None
        self.differences: set[QgsTask] = set()
        self.canvases: dict[QgsMapCanvas, Callable[[QMenu, QgsMapMouseEvent], None]] = {}
        self._follow_canvases()
        QApplication.instance().focusChanged.connect(self._follow_canvases)
        self.of_layer = [
            *(self._action(entry.words, entry.icon, partial(self._on_active, entry.act)) for entry in self._views()),
            *(self._action(words, verb, partial(self._of_current, verb)) for words, verb in dialogs()),
            self._action(tr("Make training tiles…"), "maketiles", lambda: self._of_current("maketiles")),
            *(
                self._action(entry.words, entry.icon, partial(self._on_active, entry.act))
                for entry in self._comparisons()
            ),
        ]
        for action in self.of_layer:
            iface.addCustomActionForLayerType(action, TITLE, QgsMapLayerType.RasterLayer, True)
        self.panel = self._action(tr("Models, tiles, jobs and results"), "", show_panel)
        self.of_none = [self.panel, self._action(tr("Set up the engine…"), "setup", set_up)]
        self.menu = QMenu(TITLE, iface.mainWindow())  # of our own: the one that QGIS would make outlives us
        self.menu.setIcon(icon())
        self.menu.addActions(self.of_layer)
        self.menu.addSeparator()
        self.menu.addActions(self.of_none)
        iface.rasterMenu().addMenu(self.menu)

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
        self.iface.rasterMenu().removeAction(self.menu.menuAction())
        for item in (*self.of_layer, *self.of_none, self.menu):
            item.deleteLater()
        self.of_layer.clear()
        for task in list(self.differences):
            task.cancel()
        self.differences.clear()
        self.jobs.close()

    def pick(self, canvas: QgsMapCanvas, tiles: QgsVectorLayer) -> None:
        """Let the mouse say what tiles are for."""
        if self.picking is None or self.picking.layer is not tiles or self.picking.canvas() is not canvas:
            self.picking = TileTool(canvas, tiles, self._tell)
            tiles.willBeDeleted.connect(self._end_picking)
            help_ = tr("Click a tile, or drag over several: learn from, judge by, leave out. Ctrl+Z takes it back")
            self.iface.messageBar().pushMessage(TITLE, help_, Qgis.MessageLevel.Info, 8)
        canvas.setMapTool(self.picking)
        self.picking.tell()

    def tune(self, layer: QgsRasterLayer | None, tiles: QgsVectorLayer) -> None:
        """The dialog of fine-tuning: on the selected tiles, where some are."""
        open_dialog("finetune", {"TILES": selected(tiles), **({"INPUT": layer.id()} if layer is not None else {})})

    def _views(self) -> list[Entry]:
        return [
            Entry(tr("Upscale this view"), "upscale", lambda layer, canvas: self.jobs.start("upscale", layer, canvas)),
            Entry(tr("Enhance this view"), "enhance", lambda layer, canvas: self.jobs.start("enhance", layer, canvas)),
            Entry(tr("Live preview"), "preview", lambda layer, canvas: self.preview(canvas, layer)),
        ]

    def _comparisons(self) -> list[Entry]:
        return [
            Entry(tr("Compare with what lies below"), "compare", self._compare),
            Entry(tr("Difference to what lies below"), "difference", self._difference),
        ]

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
        menu.setIcon(icon())
        for entry in self._views():
            menu.addAction(icon(entry.icon), entry.words, lambda entry=entry: self._on(layer, canvas, entry.act))
        guide = finer_layer(layer)
        if guide is not None and is_sentinel2(layer) and is_sentinel2(guide):
            words = tr("Sharpen all bands to {size:.0f} m").format(size=guide.rasterUnitsPerPixelX())
            menu.addAction(icon("sharpen"), words, lambda: self._sharpen(layer, canvas))
        menu.addSeparator()
        for words, verb in dialogs():
            menu.addAction(icon(verb), words, lambda verb=verb: open_dialog(verb, inputs(verb, layer)))
        menu.addSeparator()
        self._add_training(menu, layer, canvas, point)
        menu.addSeparator()
        if canvas in self.swipes:
            menu.addAction(icon("compare"), tr("End the comparison"), lambda: self._end_comparison(canvas))
        for entry in self._comparisons()[canvas in self.swipes :]:
            menu.addAction(icon(entry.icon), entry.words, lambda entry=entry: self._on(layer, canvas, entry.act))
        return menu

    def _add_training(self, menu: QMenu, layer: QgsRasterLayer, canvas: QgsMapCanvas, point: QgsPointXY) -> None:
        tiles = tile_layer(self.iface.activeLayer())
        picked = tiles is not None and tiles.selectedFeatureCount() > 0
        make = tr("Make training tiles…")
        menu.addAction(icon("maketiles"), make, lambda: open_dialog("maketiles", {"INPUT": layer.id()}))
        if is_local(layer):
            menu.addAction(tr("Add tile here to the training set"), lambda: self._add_tile(layer, canvas, point, tiles))
        pick = menu.addAction(icon("pick"), tr("Pick tiles"), lambda: self.pick(canvas, tiles))
        words = tr("Fine-tune on selected tiles…") if picked else tr("Fine-tune on these tiles…")
        tune = menu.addAction(icon("finetune"), words, lambda: self.tune(layer, tiles))
        for action in (pick, tune):
            action.setEnabled(tiles is not None)
        more = menu.addMenu(tr("Teach classes, objects or looks"))
        for words, verb, marks in lessons():
            more.addAction(icon(verb), words, lambda verb=verb, marks=marks: self._teach(layer, verb, marks))
        menu.addAction(tr("Trainings"), self.show_trainings)

    def _sharpen(self, layer: QgsRasterLayer, canvas: QgsMapCanvas) -> None:
        self.jobs.begin("sharpen", inputs("sharpen", layer), layer, canvas)

    def _teach(self, layer: QgsRasterLayer, verb: str, marks: str) -> None:
        """The dialog of a training; what is active in the layer tree, if it holds features, are the marks."""
        active, chosen = self.iface.activeLayer(), {"INPUT": layer.id()}
        if marks and isinstance(active, QgsVectorLayer) and active.isSpatial():
            chosen[marks] = selected(active)
        open_dialog(verb, chosen)

    def _add_tile(
        self, layer: QgsRasterLayer, canvas: QgsMapCanvas, point: QgsPointXY, tiles: QgsVectorLayer | None
    ) -> None:
        crs = canvas.mapSettings().destinationCrs()
        into = QgsCoordinateTransform(crs, layer.crs(), QgsProject.instance())
        self.pick(canvas, add_tile(layer, into.transform(point), tiles))

    def _end_picking(self) -> None:
        if self.picking is not None:
            self.picking.canvas().unsetMapTool(self.picking)
            self.picking = None

    def _tell(self, counts: str) -> None:
        self.iface.mainWindow().statusBar().showMessage(f"{TITLE}: {counts}", 10_000)

    def _compare(self, layer: QgsRasterLayer, canvas: QgsMapCanvas) -> None:
        tool = SwipeTool(canvas, lambda: self._end_comparison(canvas))
        tool.deactivated.connect(lambda: self.swipes.pop(canvas, None))
        self.swipes[canvas] = tool
        tool.compare(layer)
        help_ = tr("Drag the edge. Arrow keys: move it; Tab: turn it; hold B: the layer away; Esc: end")
        self.iface.messageBar().pushMessage(TITLE, help_, Qgis.MessageLevel.Info, 8)

    def _end_comparison(self, canvas: QgsMapCanvas) -> None:
        tool = self.swipes.get(canvas)
        if tool is not None:
            canvas.unsetMapTool(tool)
            if tool.before is not None:
                canvas.setMapTool(tool.before)

    def _difference(self, layer: QgsRasterLayer, canvas: QgsMapCanvas) -> None:
        tasks: list[QgsTask | None] = []

        def finish(outcome: QgsRasterLayer | str) -> None:
            self.differences.difference_update(tasks)
            if isinstance(outcome, str):
                self._say(outcome)
            else:
                QgsProject.instance().addMapLayer(outcome)

        tasks.append(difference.begin(layer, canvas, finish))
        self.differences.update(filter(None, tasks))

    def _on(
        self, layer: QgsMapLayer | None, canvas: QgsMapCanvas, act: Callable[[QgsRasterLayer, QgsMapCanvas], None]
    ) -> None:
        """Do it, or say why it can't be done to what this map shows of this layer."""
        reason = unfit(layer, canvas)
        if reason:
            self._say(reason)
        else:
            act(layer, canvas)

    def _on_active(self, act: Callable[[QgsRasterLayer, QgsMapCanvas], None]) -> None:
        self._on(self.iface.activeLayer(), self.iface.mapCanvas(), act)

    def _of_current(self, verb: str) -> None:
        layer = self.iface.activeLayer()
        open_dialog(verb, inputs(verb, layer) if isinstance(layer, QgsRasterLayer) else {})

    def _say(self, sentence: str) -> None:
        self.iface.messageBar().pushMessage(TITLE, sentence, Qgis.MessageLevel.Warning, 12)

    def _action(self, text: str, name: str, slot: Callable[[], None]) -> QAction:
        action = QAction(icon(name), text, self.iface.mainWindow())
        action.triggered.connect(lambda: slot())
        return action


def inputs(verb: str, layer: QgsRasterLayer) -> dict[str, str]:
    """What a verb's dialog is filled with for a layer."""
    guide = finer_layer(layer) if verb == "sharpen" else None
    return {"INPUT": layer.id(), **({"GUIDE": guide.id()} if guide is not None else {})}


def selected(layer: QgsVectorLayer) -> QgsProcessingFeatureSourceDefinition:
    """The selected features of a layer, or all where none is."""
    return QgsProcessingFeatureSourceDefinition(layer.id(), selectedFeaturesOnly=layer.selectedFeatureCount() > 0)


def unfit(layer: QgsMapLayer | None, canvas: QgsMapCanvas) -> str:
    """Why nothing can be done to what a map shows of a layer; "" where something can."""
    if not isinstance(layer, QgsRasterLayer):
        return tr("Click a raster layer in the layer tree first.")
    if not layer.isValid():
        return tr("“{layer}” can't be read: its source is missing or broken.").format(layer=layer.name())
    if layer not in canvas.layers():
        return tr("“{layer}” is hidden: tick it in the layer tree first.").format(layer=layer.name())
    return ""


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
