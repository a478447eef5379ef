"""Marking classes and objects on the map, and finding more like what is selected."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import (
    Qgis,
    QgsMapLayer,
    QgsPointXY,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.gui import QgisInterface, QgsMapCanvas
from qgis.PyQt.QtWidgets import QAction

from ..layers import label_layers
from ..text import tr
from .entries import Entry, Target, not_raster
from .view import TITLE, open_dialog

RECTANGLE = "mActionRectangleExtent"
"""QGIS's tool that draws a box by two of its corners."""
RasterAt = Callable[[QgsMapCanvas, QgsPointXY, "QgsMapLayer | None"], "QgsRasterLayer | None"]


class Marking:
    """Its entries in the menus; layers to mark in keep what makes them special as long as this is open."""

    def __init__(self, iface: QgisInterface, raster_at: RasterAt) -> None:
        """raster_at: the raster layer at a point of a map, the given one if it is there."""
        self.iface, self.raster_at = iface, raster_at
        project = QgsProject.instance()
        label_layers.watch(project.mapLayers().values())
        project.layersAdded.connect(label_layers.watch)

    def close(self) -> None:
        QgsProject.instance().layersAdded.disconnect(label_layers.watch)

    def entries(self) -> list[Entry]:
        return [
            Entry(tr("Mark classes on the map"), "pick", self._mark_classes, not_raster),
            Entry(tr("Mark objects on the map"), "pick", self._mark_objects, not_raster),
            Entry(tr("Find more like this…"), "detect", self._find_more, self.nothing_selected),
        ]

    def nothing_selected(self, target: Target) -> str:
        """Why there is nothing to find more of."""
        examples = selection(target)
        if examples is None:
            return tr("Select the features or tiles that show the object first.")
        if self._raster_below(target, examples) is None:
            return tr("No raster layer lies below the selected features.")
        return ""

    def _mark_classes(self, target: Target) -> None:
        layer = label_layers.class_samples(target.layer)
        self._draw(layer, tr("Draw around ground of one class, right-click to finish, and enter the class."))

    def _mark_objects(self, target: Target) -> None:
        self._draw(label_layers.object_boxes(target.layer), tr("Draw a box around each object: click two corners."))
        rectangle = self.iface.mainWindow().findChild(QAction, RECTANGLE)
        if rectangle is not None:
            rectangle.trigger()

    def _draw(self, layer: QgsVectorLayer, help_: str) -> None:
        QgsProject.instance().addMapLayer(layer)
        self.iface.setActiveLayer(layer)
        layer.startEditing()
        self.iface.actionAddFeature().trigger()
        self.iface.messageBar().pushMessage(TITLE, help_, Qgis.MessageLevel.Info, 15)

    def _find_more(self, target: Target) -> None:
        """The dialog that trains a detector on the selected features."""
        examples = selection(target)
        features = QgsProcessingFeatureSourceDefinition(examples.id(), selectedFeaturesOnly=True)
        open_dialog("traindetector", {"INPUT": self._raster_below(target, examples).id(), "OBJECTS": features})

    def _raster_below(self, target: Target, examples: QgsVectorLayer) -> QgsRasterLayer | None:
        settings = target.canvas.mapSettings()
        box = settings.layerExtentToOutputExtent(examples, examples.boundingBoxOfSelected())
        return self.raster_at(target.canvas, box.center(), target.layer)


def selection(target: Target) -> QgsVectorLayer | None:
    """The layer whose selected features are meant: the one that was clicked, else the topmost of the map."""
    layers = [target.layer, *target.canvas.layers()]
    return next((each for each in layers if isinstance(each, QgsVectorLayer) and each.selectedFeatureCount()), None)
