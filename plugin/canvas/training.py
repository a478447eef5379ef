"""What the menus offer to train: tiles are made and picked on the map, dialogs open with what was picked or marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Optional

from qgis.core import (
    Qgis,
    QgsCoordinateTransform,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.gui import QgisInterface, QgsMapCanvas

from ..layers.label_layers import marks_for
from ..layers.source_raster import raster_of
from ..layers.transfer import is_local
from ..text import short, tr
from .entries import Entry, Target, dialog, not_raster
from .marking import Marking
from .tiles import TileTool, add_tile, tile_layer
from .view import TITLE, open_dialog


class Training:
    """Its entries in the menus, and the mouse that picks tiles."""

    def __init__(self, iface: QgisInterface, show_trainings: Callable[[], None]) -> None:
        self.iface, self.show_trainings = iface, show_trainings
        self.picking: TileTool | None = None
        self.tiles = Entry(tr("Pick tiles on the map"), "pick", self._pick, self._no_tiles)

    def entries(self, marking: Marking) -> Sequence[Optional[Entry]]:
        return [
            dialog(tr("Make training tiles…"), "maketiles"),
            Entry(tr("Add training tile here"), "maketiles", self._add_tile, not_cut_here),
            self.tiles,
            Entry(tr("Fine-tune a model…"), "finetune", self._tune, self._no_tiles),
            None,
            *marking.entries(),
            None,
            self._trainer(tr("Train a land cover classifier…"), "trainclassifier", "LABELS"),
            self._trainer(tr("Train a detector…"), "traindetector", "OBJECTS"),
            self._trainer(tr("Train a generator…"), "traingenerator", "TILES"),
            None,
            Entry(tr("Trainings"), "finetune", lambda target: self.show_trainings()),
        ]

    def pick(self, canvas: QgsMapCanvas, tiles: QgsVectorLayer) -> None:
        """Let the mouse say what tiles are for."""
        if self.picking is None or self.picking.layer is not tiles or self.picking.canvas() is not canvas:
            self.picking = TileTool(canvas, tiles, self._tell)
            tiles.willBeDeleted.connect(self.close)
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

    def train(self, verb: str, marks: str, target: Target) -> None:
        """The dialog of a training; what is active in the layer tree, if it holds features, are the marks, which the
        parameter `marks` takes, else those that were made for the raster."""
        active, chosen = self.iface.activeLayer(), {"INPUT": target.layer.id()}
        if not isinstance(active, QgsVectorLayer):
            boxes = {"OBJECTS": True, "LABELS": False}
            active = marks_for(target.layer, boxes[marks]) if marks in boxes else None
        if active is not None and active.isSpatial():
            chosen[marks] = selected(active)
        open_dialog(verb, chosen)

    def close(self) -> None:
        """Pick no more."""
        if self.picking is not None:
            self.picking.canvas().unsetMapTool(self.picking)
            self.picking = None

    def _pick(self, target: Target) -> None:
        self.pick(target.canvas, tile_layer(self.iface.activeLayer()))

    def _tune(self, target: Target) -> None:
        raster = target.layer if isinstance(target.layer, QgsRasterLayer) else None
        self.tune(tile_layer(self.iface.activeLayer()), raster)

    def _no_tiles(self, target: Target) -> str:
        if tile_layer(self.iface.activeLayer()) is None:
            return tr("There is no layer of training tiles yet: make one first.")
        return ""

    def _trainer(self, words: str, verb: str, marks: str) -> Entry:
        return Entry(words, verb, partial(self.train, verb, marks), not_raster)

    def _add_tile(self, target: Target) -> None:
        into = QgsCoordinateTransform(
            target.canvas.mapSettings().destinationCrs(), target.layer.crs(), QgsProject.instance()
        )
        tiles = add_tile(target.layer, into.transform(target.point), tile_layer(self.iface.activeLayer()))
        self.pick(target.canvas, tiles)

    def _tell(self, counts: str) -> None:
        self.iface.mainWindow().statusBar().showMessage(f"{TITLE}: {counts}", 10_000)


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


def selected(layer: QgsVectorLayer) -> QgsProcessingFeatureSourceDefinition:
    """The selected features of a layer, or all where none is."""
    return QgsProcessingFeatureSourceDefinition(layer.id(), selectedFeaturesOnly=layer.selectedFeatureCount() > 0)
