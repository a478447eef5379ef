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
    QgsProject,
    QgsRasterLayer,
)
from qgis.gui import QgisInterface, QgsMapCanvas, QgsMapMouseEvent
from qgis.PyQt.QtWidgets import QApplication, QMenu

from ..icons import icon
from ..layers.guides import sentinel2_pair
from ..layers.label_layers import is_marks
from ..layers.source_raster import raster_of
from ..layers.tile_style import is_tiles
from ..text import short, tr
from .comparisons import Comparisons
from .entries import Entry, Group, Line, Target, dialog, fill, not_previewed, not_raster, not_shown
from .marking import Marking
from .toolbar import Toolbar
from .training import Training
from .view import TITLE, ViewJobs


class Menus:
    """Everything that is added to QGIS's menus and toolbars; `close` takes all of it away."""

    def __init__(
        self,
        iface: QgisInterface,
        preview: Callable[[QgsMapCanvas, QgsRasterLayer], None],
        show_panel: Callable[[], None],
        show_trainings: Callable[[], None],
        set_up: Callable[[], None],
        reports: Sequence[Entry] = (),
    ) -> None:
        """preview: shows a layer of a map sharper.  set_up: opens the window that sets the engine up.  reports: entries for
        a layer's reports."""
        self.iface = iface
        self.jobs = ViewJobs(iface, lambda layer, canvas: self.do(self.compare, Target(layer, canvas)))
        self.comparisons = Comparisons(iface)
        self.training = Training(iface, show_trainings)
        self.marking = Marking(iface, raster_at)
        self.upscale = Entry(tr("Upscale this view"), "upscale", partial(self._start, "upscale"), not_shown)
        self.preview = Entry(
            tr("Live preview"), "preview", lambda target: preview(target.canvas, target.layer), not_previewed
        )
        self.compare, self.difference = self.comparisons.entries()
        self.panel = Entry(tr("Open Raster GAN panel"), "", lambda target: show_panel())
        self.lines: list[Line] = [
            self.upscale,
            Entry(tr("Enhance this view"), "enhance", partial(self._start, "enhance"), not_shown),
            self.preview,
            Entry(tr("Sharpen all bands to 10 m"), "sharpen", self._sharpen, not_sentinel2),
            self.compare,
            None,
            *self._groups(reports),
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
        used_most = (self.upscale, self.preview, self.compare, self.training.tiles, self.panel)
        self.toolbar = Toolbar(iface, used_most, self._active, self.do)

    def close(self) -> None:
        self.toolbar.close()
        self.training.close()
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

    def _groups(self, reports: Sequence[Entry]) -> Sequence[Group]:
        """By the toolbox's groups; a new verb's dialog is a line here."""
        return [
            Group(
                tr("Enhance"),
                "enhance",
                [
                    dialog(tr("Upscale layer…"), "upscale"),
                    dialog(tr("Enhance layer…"), "enhance"),
                    dialog(tr("Sharpen with a finer layer…"), "sharpen"),
                    dialog(tr("Fill gaps…"), "fillgaps"),
                ],
            ),
            Group(tr("Train"), "finetune", self.training.entries(self.marking)),
            Group(
                tr("Classify and detect"),
                "classify",
                [
                    dialog(tr("Classify land cover…"), "classify"),
                    dialog(tr("Find objects…"), "detect"),
                    self.marking.find_more,
                    dialog(tr("Generate synthetic tiles…"), "generate"),
                    dialog(tr("Translate…"), "translate"),
                ],
            ),
            Group(
                tr("Check and evaluate"),
                "evaluate",
                [
                    dialog(tr("Check layer…"), "checklayer"),
                    dialog(tr("Evaluate model…"), "evaluate"),
                    *reports,
                    self.difference,
                ],
            ),
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


def not_sentinel2(target: Target) -> str:
    """Why the bands of a layer are not sharpened without a question."""
    reason = not_raster(target)
    if reason or sentinel2_pair(target.layer) is not None:
        return reason
    return tr("This needs a Sentinel-2 layer of 20 or 60 m, and its 10 m layer in the project.")


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
