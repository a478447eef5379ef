"""Marking classes and objects on the map, and finding more like what is selected."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from qgis.core import (
    Qgis,
    QgsGeometry,
    QgsMapLayer,
    QgsPointXY,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)
from qgis.gui import QgisInterface, QgsMapCanvas, QgsMapToolExtent, QgsMessageBarItem
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QMetaObject, QObject
from qgis.PyQt.QtWidgets import QPushButton

from ..layers import label_layers
from ..text import tr
from .entries import Entry, Target, not_raster
from .view import TITLE, open_dialog

RasterAt = Callable[[QgsMapCanvas, QgsPointXY, "QgsMapLayer | None"], "QgsRasterLayer | None"]


class Marking:
    """Its entries in the menus; layers to mark in keep what makes them special as long as this is open."""

    def __init__(self, iface: QgisInterface, raster_at: RasterAt) -> None:
        """raster_at: the raster layer at a point of a map, the given one if it is there."""
        self.iface, self.raster_at = iface, raster_at
        self.find_more = Entry(tr("Find more like this…"), "detect", self._find_more, self.nothing_selected)
        self.tool: BoxTool | None = None
        self.message: QgsMessageBarItem | None = None
        self.watched: list[QMetaObject.Connection] = []
        self._watch(QgsProject.instance().mapLayers().values())
        QgsProject.instance().layersAdded.connect(self._watch)

    def end(self) -> None:
        """Draw no more boxes."""
        if self.tool is not None:
            self.tool.canvas().unsetMapTool(self.tool)
            self.tool = None

    def close(self) -> None:
        self.end()
        self._end_message()
        QgsProject.instance().layersAdded.disconnect(self._watch)
        self._unwatch()

    def entries(self) -> list[Entry]:
        return [
            Entry(tr("Mark classes on the map"), "pick", self._mark_classes, not_raster),
            Entry(tr("Mark objects on the map"), "pick", self._mark_objects, not_raster),
        ]

    def nothing_selected(self, target: Target) -> str:
        """Why there is nothing to find more of."""
        examples = self._examples(target)
        if examples is None:
            return tr("Select the features or tiles that show the object first.")
        if self._raster_below(target, examples) is None:
            return tr("No raster layer lies below the selected features.")
        return ""

    def _watch(self, layers: Iterable[QgsMapLayer]) -> None:
        self.watched += label_layers.watch(layers)

    def _unwatch(self) -> None:
        for connection in self.watched:
            QObject.disconnect(connection)
        self.watched.clear()

    def _mark_classes(self, target: Target) -> None:
        layer = self._open(target.layer, label_layers.class_samples, boxes=False)
        self.iface.actionAddFeature().trigger()
        help_ = tr("Draw around ground of one class, right-click to finish, and enter the class.")
        self._tell(help_, "trainclassifier", {"INPUT": target.layer.id(), "LABELS": layer.id()}, layer)

    def _mark_objects(self, target: Target) -> None:
        layer = self._open(target.layer, label_layers.object_boxes, boxes=True)
        self.tool = BoxTool(target.canvas, layer, self.iface.openFeatureForm)
        layer.willBeDeleted.connect(self.end)
        target.canvas.setMapTool(self.tool)
        help_ = tr("Drag a box around each object.")
        self._tell(help_, "traindetector", {"INPUT": target.layer.id(), "OBJECTS": layer.id()}, layer)

    def _open(
        self, raster: QgsRasterLayer, make: Callable[[QgsRasterLayer], QgsVectorLayer], boxes: bool
    ) -> QgsVectorLayer:
        """The active layer if it was made for this, else a new one; ready to be drawn in."""
        layer = self.iface.activeLayer()
        if not label_layers.is_for(layer, raster, boxes):
            layer = make(raster)
            QgsProject.instance().addMapLayer(layer, False)
            QgsProject.instance().layerTreeRoot().insertLayer(0, layer)  # else it may lie under another raster
            self.iface.setActiveLayer(layer)
        layer.startEditing()
        return layer

    def _tell(self, help_: str, verb: str, parameters: dict[str, str], marks: QgsVectorLayer) -> None:
        """What to do, and a button for what comes after: it stays as long as the marks, or until somebody closes it."""
        self._end_message()
        bar = self.iface.messageBar()
        self.message = bar.createMessage(TITLE, help_)
        button = QPushButton(tr("Train…"))
        button.clicked.connect(lambda: open_dialog(verb, parameters))
        marks.willBeDeleted.connect(self._end_message)
        self.message.layout().addWidget(button)
        bar.pushWidget(self.message, Qgis.MessageLevel.Info)

    def _end_message(self) -> None:
        if self.message is not None and not sip.isdeleted(self.message):  # somebody has closed it
            self.iface.messageBar().popWidget(self.message)
        self.message = None

    def _find_more(self, target: Target) -> None:
        """The dialog that trains a detector on the selected features."""
        examples = self._examples(target)
        raster = self._raster_below(target, examples) if examples is not None else None
        if examples is not None and raster is not None:
            features = QgsProcessingFeatureSourceDefinition(examples.id(), selectedFeaturesOnly=True)
            open_dialog("traindetector", {"INPUT": raster.id(), "OBJECTS": features})

    def _examples(self, target: Target) -> QgsVectorLayer | None:
        """The layer whose selected features are meant: the one that was clicked, else the topmost of the map."""
        layers = [target.layer, self.iface.activeLayer(), *target.canvas.layers()]
        return next((each for each in layers if isinstance(each, QgsVectorLayer) and each.selectedFeatureCount()), None)

    def _raster_below(self, target: Target, examples: QgsVectorLayer) -> QgsRasterLayer | None:
        settings = target.canvas.mapSettings()
        box = settings.layerExtentToOutputExtent(examples, examples.boundingBoxOfSelected())
        return self.raster_at(target.canvas, box.center(), target.layer)


class BoxTool(QgsMapToolExtent):
    """Each box that is dragged becomes a feature of a layer, with its form."""

    def __init__(self, canvas: QgsMapCanvas, layer: QgsVectorLayer, form: Callable[..., bool]) -> None:
        """form: fills in a feature of a layer; gives whether it is to be kept."""
        super().__init__(canvas)
        self.boxes, self.form = layer, form
        self.extentChanged.connect(self._add)

    def _add(self, extent: QgsRectangle) -> None:
        self.clearRubberBand()
        if extent.isEmpty():
            return
        box = QgsGeometry.fromRect(self.toLayerCoordinates(self.boxes, extent))
        self.boxes.startEditing()
        feature = QgsVectorLayerUtils.createFeature(self.boxes, label_layers.snap(self.boxes, box))
        if self.form(self.boxes, feature, True, True):
            self.boxes.beginEditCommand(tr("Box around an object"))
            self.boxes.addFeature(feature)
            self.boxes.endEditCommand()
            self.boxes.triggerRepaint()
