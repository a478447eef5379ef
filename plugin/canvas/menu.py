"""The Raster GAN menu, by right-click on a map and on a raster layer in the layer tree, and under Raster; and its toolbar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

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
from qgis.PyQt.QtWidgets import QApplication, QMenu

from ..icons import icon
from ..layers.guides import finer_layer, sentinel2_pair
from ..layers.label_layers import is_marks, marks_for
from ..layers.source_raster import raster_of
from ..layers.tile_style import is_tiles
from ..layers.transfer import is_local
from ..text import short, tr
from .comparisons import Comparisons, nothing_below
from .entries import Entry, Group, Line, Target, fill, not_previewed, not_raster, not_shown
from .marking import Marking
from .tiles import TileTool, add_tile, tile_layer
from .toolbar import Toolbar
from .view import TITLE, ViewJobs, open_dialog


class Menus:
    """Everything that is added to QGIS's menus and toolbars; `close` takes all of it away."""

    def __init__(
        self,
        iface: QgisInterface,
        preview: Callable[[QgsMapCanvas, QgsRasterLayer], None],
        show_panel: Callable[[], None],
        show_trainings: Callable[[], None],
        set_up: Callable[[], None],
        reports: Sequence[Line] = (),
    ) -> None:
        """preview: shows a layer of a map sharper.  set_up: opens the window that sets the engine up.  reports: entries for
        a layer's reports."""
        self.iface = iface
        self.jobs = ViewJobs(iface, lambda layer, canvas: self.do(self.compare, Target(layer, canvas)))
        self.comparisons = Comparisons(iface)
        self.marking = Marking(iface, raster_at)
        self.picking: TileTool | None = None
        self.upscale = Entry(tr("Upscale this view"), "upscale", partial(self._start, "upscale"), not_shown)
        self.preview = Entry(
            tr("Live preview"), "preview", lambda target: preview(target.canvas, target.layer), not_previewed
        )
        self.compare = Entry(
            tr("Compare with layer below"),
            "compare",
            self.comparisons.toggle,
            self.comparisons.not_compared,
            self.comparisons.is_on,
        )
        self.tiles = Entry(tr("Pick tiles on the map"), "pick", self._pick, self._no_tiles)
        self.panel = Entry(tr("Open Raster GAN panel"), "", lambda target: show_panel())
        self.lines: list[Line] = [
            self.upscale,
            Entry(tr("Enhance this view"), "enhance", partial(self._start, "enhance"), not_shown),
            self.preview,
            Entry(tr("Sharpen all bands to 10 m"), "sharpen", self._sharpen, not_sentinel2),
            None,
            *dialogs(),
            *reports,
            None,
            *self._training(show_trainings),
            None,
            self.compare,
            Entry(tr("Difference to layer below"), "difference", self.comparisons.subtract, nothing_below),
            None,
            self.panel,
            Entry(tr("Set up the engine…"), "setup", lambda target: set_up()),
        ]
        self.canvases: dict[QgsMapCanvas, Callable[[QMenu, QgsMapMouseEvent], None]] = {}
        self._follow_canvases()
        QApplication.instance().focusChanged.connect(self._follow_canvases)
        self.raster_menu, self.layer_menu = self._menu_of_active(), self._menu_of_active()
        iface.rasterMenu().addMenu(self.raster_menu)
        iface.addCustomActionForLayerType(self.layer_menu.menuAction(), "", QgsMapLayerType.RasterLayer, True)
        used_most = (self.upscale, self.preview, self.compare, self.tiles, self.panel)
        self.toolbar = Toolbar(iface, used_most, self._active, self.do)

    def close(self) -> None:
        self.toolbar.close()
        self._end_picking()
        self.comparisons.close()
        self.marking.close()
        QApplication.instance().focusChanged.disconnect(self._follow_canvases)
        for canvas, fill_ in self.canvases.items():
            canvas.contextMenuAboutToShow.disconnect(fill_)
        self.canvases.clear()
        self.iface.removeCustomActionForLayerType(self.layer_menu.menuAction())
        self.iface.rasterMenu().removeAction(self.raster_menu.menuAction())
        for menu in (self.raster_menu, self.layer_menu):
            menu.deleteLater()
        self.jobs.close()

    def do(self, entry: Entry, target: Target) -> None:
        """What an entry does, or a message that says why it does not apply."""
        reason = entry.reason(target)
        if reason:
            self.iface.messageBar().pushMessage(TITLE, reason, Qgis.MessageLevel.Warning, 12)
        else:
            entry.act(target)

    def pick(self, canvas: QgsMapCanvas, tiles: QgsVectorLayer) -> None:
        """Let the mouse say what tiles are for."""
        if self.picking is None or self.picking.layer is not tiles or self.picking.canvas() is not canvas:
            self.picking = TileTool(canvas, tiles, self._tell)
            tiles.willBeDeleted.connect(self._end_picking)
            help_ = tr(
                "Click a tile, or drag over several, to switch: training, validation, not used. Ctrl+Z takes it back"
            )
            self.iface.messageBar().pushMessage(TITLE, help_, Qgis.MessageLevel.Info, 8)
        canvas.setMapTool(self.picking)
        self.picking.tell()

    def tune(self, tiles: QgsVectorLayer, raster: QgsRasterLayer | None = None) -> None:
        """The dialog of fine-tuning: on the selected tiles, where some are, and the raster that they were made for if none is
        named."""
        raster = raster or raster_of(tiles)
        open_dialog("finetune", {"TILES": selected(tiles), **({"INPUT": raster.id()} if raster is not None else {})})

    def _training(self, show_trainings: Callable[[], None]) -> list[Line]:
        return [
            dialog(tr("Make training tiles…"), "maketiles"),
            Entry(tr("Add training tile here"), "maketiles", self._add_tile, not_cut_here),
            self.tiles,
            Entry(tr("Fine-tune a model…"), "finetune", self._tune, self._no_tiles),
            *self.marking.entries(),
            Group(
                tr("Train other models"),
                [
                    Entry(words, verb, partial(self._teach, verb, marks), not_raster)
                    for words, verb, marks in (
                        (tr("Train a land cover classifier…"), "trainclassifier", "LABELS"),
                        (tr("Train a detector…"), "traindetector", "OBJECTS"),
                        (tr("Train a generator…"), "traingenerator", "TILES"),
                        (tr("Train a translator…"), "traintranslator", "TILES"),
                        (tr("Generate synthetic tiles…"), "generate", ""),
                    )
                ],
            ),
            Entry(tr("Trainings"), "finetune", lambda target: show_trainings()),
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
        def fill_(menu: QMenu, event: QgsMapMouseEvent) -> None:
            layer = raster_at(canvas, event.mapPoint(), self._active().layer)
            ours = menu.addMenu(icon(), TITLE if layer is None else f"{TITLE}: {short(layer.name())}")
            fill(ours, self.lines, Target(layer, canvas, event.mapPoint()))

        return fill_

    def _menu_of_active(self) -> QMenu:
        """For the active layer, filled whenever it opens; of our own, since the one that QGIS would make outlives us."""
        menu = QMenu(TITLE, self.iface.mainWindow())
        menu.setIcon(icon())
        menu.aboutToShow.connect(lambda: fill(menu, self.lines, self._active()))
        fill(menu, self.lines, self._active())
        return menu

    def _active(self) -> Target:
        """The active layer; of marks and tiles the raster that they were made for."""
        layer = self.iface.activeLayer()
        if is_marks(layer) or is_tiles(layer):
            layer = raster_of(layer) or layer
        return Target(layer, self.iface.mapCanvas())

    def _start(self, verb: str, target: Target) -> None:
        self.jobs.start(verb, target.layer, target.canvas)

    def _sharpen(self, target: Target) -> None:
        pair = sentinel2_pair(target.layer)
        if pair is not None:
            coarse, guide = pair
            self.jobs.begin("sharpen", {"INPUT": coarse.id(), "GUIDE": guide.id()}, coarse, target.canvas)

    def _pick(self, target: Target) -> None:
        self.pick(target.canvas, tile_layer(self.iface.activeLayer()))

    def _tune(self, target: Target) -> None:
        raster = target.layer if isinstance(target.layer, QgsRasterLayer) else None
        self.tune(tile_layer(self.iface.activeLayer()), raster)

    def _no_tiles(self, target: Target) -> str:
        if tile_layer(self.iface.activeLayer()) is None:
            return tr("There is no layer of training tiles yet: make one first.")
        return ""

    def _teach(self, verb: str, marks: str, target: Target) -> None:
        """The dialog of a training; what is active in the layer tree, if it holds features, are the marks, which the
        parameter `marks` takes, else those that were made for the raster."""
        active, chosen = self.iface.activeLayer(), {"INPUT": target.layer.id()}
        if not isinstance(active, QgsVectorLayer):
            boxes = {"OBJECTS": True, "LABELS": False}
            active = marks_for(target.layer, boxes[marks]) if marks in boxes else None
        if marks and active is not None and active.isSpatial():
            chosen[marks] = selected(active)
        open_dialog(verb, chosen)

    def _add_tile(self, target: Target) -> None:
        into = QgsCoordinateTransform(
            target.canvas.mapSettings().destinationCrs(), target.layer.crs(), QgsProject.instance()
        )
        tiles = add_tile(target.layer, into.transform(target.point), tile_layer(self.iface.activeLayer()))
        self.pick(target.canvas, tiles)

    def _end_picking(self) -> None:
        if self.picking is not None:
            self.picking.canvas().unsetMapTool(self.picking)
            self.picking = None

    def _tell(self, counts: str) -> None:
        self.iface.mainWindow().statusBar().showMessage(f"{TITLE}: {counts}", 10_000)


def dialog(words: str, verb: str) -> Entry:
    """Opens a verb's dialog for the layer."""
    return Entry(words, verb, lambda target: open_dialog(verb, inputs(verb, target.layer)), not_raster)


def dialogs() -> Sequence[Entry]:
    """What is offered for a whole layer."""
    return [
        dialog(tr("Upscale layer…"), "upscale"),
        dialog(tr("Enhance layer…"), "enhance"),
        dialog(tr("Sharpen with a finer layer…"), "sharpen"),
        dialog(tr("Classify land cover…"), "classify"),
        dialog(tr("Find objects…"), "detect"),
        dialog(tr("Translate…"), "translate"),
        dialog(tr("Check layer…"), "checklayer"),
        dialog(tr("Evaluate model…"), "evaluate"),
    ]


def not_sentinel2(target: Target) -> str:
    """Why the bands of a layer are not sharpened without a question."""
    reason = not_raster(target)
    if reason or sentinel2_pair(target.layer) is not None:
        return reason
    return tr("This needs a Sentinel-2 layer of 20 or 60 m, and its 10 m layer in the project.")


def not_cut_here(target: Target) -> str:
    """Why no tile can be added."""
    if target.point is None:
        return tr("Right-click on the map where the tile is to lie.")
    reason = not_raster(target)
    if not reason and not is_local(target.layer):
        return tr("“{layer}” is an online layer: export it first, then cut tiles from it.").format(
            layer=short(target.layer.name())
        )
    return reason


def inputs(verb: str, layer: QgsRasterLayer) -> dict[str, str]:
    """What a verb's dialog is filled with for a layer."""
    guide = finer_layer(layer) if verb == "sharpen" else None
    return {"INPUT": layer.id(), **({"GUIDE": guide.id()} if guide is not None else {})}


def selected(layer: QgsVectorLayer) -> QgsProcessingFeatureSourceDefinition:
    """The selected features of a layer, or all where none is."""
    return QgsProcessingFeatureSourceDefinition(layer.id(), selectedFeaturesOnly=layer.selectedFeatureCount() > 0)


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
