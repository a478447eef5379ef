"""Layers to mark classes and objects in, and finding more like what is selected."""

from __future__ import annotations

import pytest
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsLayerTreeRegistryBridge,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)
from qgis.gui import QgsAttributeEditorContext, QgsAttributeForm, QgsFilterLineEdit, QgsMapCanvas, QgsMessageBar
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QApplication, QPushButton
from scenes import scenery, write_raster

from raster_gan.plugin.canvas import marking
from raster_gan.plugin.canvas.entries import Target
from raster_gan.plugin.canvas.menu import raster_at
from raster_gan.plugin.layers import label_layers
from raster_gan.plugin.layers.class_field import class_field

LEFT, TOP, PIXEL = 500000, 4100000, 2


@pytest.fixture
def raster(qgis_new_project, tmp_path) -> QgsRasterLayer:
    layer = QgsRasterLayer(str(write_raster(tmp_path / "scene.tif", scenery(3, 40, 52), rgb=True)), "scene")
    return QgsProject.instance().addMapLayer(layer)


def draw(layer: QgsVectorLayer, wkt: str, name: str) -> QgsFeature:
    """As somebody does who draws a shape in pixels and fills in the form; gives what then stands in the layer."""
    feature = QgsFeature(layer.fields())
    geometry = QgsGeometry.fromWkt(wkt)
    points = [QgsPointXY(LEFT + PIXEL * point.x(), TOP - PIXEL * point.y()) for point in geometry.vertices()]
    feature.setGeometry(QgsGeometry.fromPolygonXY([points]))
    feature["class"] = name
    before = {each.id() for each in layer.getFeatures()}
    layer.beginEditCommand("draw")  # as QGIS's tools do
    assert layer.addFeature(feature)
    layer.endEditCommand()
    return next(each for each in layer.getFeatures() if each.id() not in before)


def pixels(feature: QgsFeature) -> tuple[float, ...]:
    """Left, upper, right and lower edge."""
    box = feature.geometry().boundingBox()
    across = [(edge - LEFT) / PIXEL for edge in (box.xMinimum(), box.xMaximum())]
    down = [(TOP - edge) / PIXEL for edge in (box.yMaximum(), box.yMinimum())]
    return across[0], down[0], across[1], down[1]


@pytest.mark.parametrize("make", [label_layers.class_samples, label_layers.object_boxes])
def test_classes_get_colors_and_a_form(raster, make):
    layer = make(raster)
    label_layers.watch([layer])
    assert layer.crs() == raster.crs()
    assert class_field(layer) == "class"
    assert layer.editorWidgetSetup(0).type() == "UniqueValues"
    layer.startEditing()
    for name in ("water", "forest", "water"):
        draw(layer, "POLYGON((1 1, 5 1, 5 5, 1 5, 1 1))", name)
    assert layer.defaultValueDefinition(0).expression() == "'water'"  # for the next
    assert layer.commitChanges()
    categories = layer.renderer().categories()
    assert [category.value() for category in categories][1:] == ["water", "forest"]
    assert len({category.symbol().color().name() for category in categories}) == 3
    assert layer.featureCount() == 3


def test_the_form_begins_with_an_empty_class_and_refuses_it(raster):
    layer = label_layers.class_samples(raster)
    layer.startEditing()
    form = QgsAttributeForm(layer, QgsVectorLayerUtils.createFeature(layer, QgsGeometry()))
    form.setMode(QgsAttributeEditorContext.Mode.AddFeatureMode)
    assert [each.text() for each in form.findChildren(QgsFilterLineEdit) if each.nullValue()] == [""]
    for name, valid in ((None, False), ("", False), (" ", False), ("forest", True)):
        feature = QgsFeature(layer.fields())
        feature["class"] = name
        assert QgsVectorLayerUtils.validateAttribute(layer, feature, 0)[0] == valid
    layer.rollBack()


@pytest.mark.parametrize(
    ("make", "drawn", "expected"),
    [
        (label_layers.class_samples, "POLYGON((1.2 0.8, 5.4 1.1, 4.9 5.3, 1.2 0.8))", (1, 1, 5, 5)),
        (label_layers.object_boxes, "POLYGON((1.2 0.8, 5.4 1.1, 4.9 5.3, 1.2 0.8))", (1, 1, 5, 5)),
        (label_layers.class_samples, "POLYGON((1.2 1.2, 1.4 1.2, 1.4 1.4, 1.2 1.2))", (1, 1, 2, 2)),
        (label_layers.object_boxes, "POLYGON((3.2 7.2, 3.4 7.2, 3.4 7.4, 3.2 7.2))", (3, 7, 4, 8)),
    ],
)
def test_shapes_keep_to_the_pixels(raster, make, drawn, expected):
    layer = make(raster)
    label_layers.watch([layer])
    layer.startEditing()
    feature = draw(layer, drawn, "a")
    assert pixels(feature) == pytest.approx(expected)
    corners = 5 if make is label_layers.object_boxes or expected[2] - expected[0] == 1 else 4
    assert len(list(feature.geometry().vertices())) == corners
    moved = QgsGeometry(feature.geometry())
    moved.translate(1.3, 0)  # less than a pixel, as with the vertex tool
    layer.beginEditCommand("move")
    layer.changeGeometry(feature.id(), moved)
    layer.endEditCommand()
    left, upper, right, lower = expected
    after = pytest.approx((left + 1, upper, right + 1, lower))
    assert pixels(layer.getFeature(feature.id())) == after
    while layer.undoStack().canUndo():
        layer.undoStack().undo()
    assert layer.featureCount() == 0
    while layer.undoStack().canRedo():
        layer.undoStack().redo()
    assert pixels(next(layer.getFeatures())) == after


class Iface:
    """Just what marking uses."""

    def __init__(self) -> None:
        self.bar, self.active, self.drawing, self.forms = QgsMessageBar(), None, 0, []
        self.add = QAction()
        self.add.triggered.connect(self.draw)

    def draw(self) -> None:
        self.drawing += 1

    def actionAddFeature(self):
        return self.add

    def activeLayer(self):
        return self.active

    def setActiveLayer(self, layer):
        self.active = layer

    def openFeatureForm(self, layer, feature, updates_only, modal):
        self.forms.append(feature["class"])
        return len(self.forms) < 3

    def messageBar(self):
        return self.bar


@pytest.fixture
def target(raster):
    canvas = QgsMapCanvas()
    canvas.resize(QSize(400, 300))
    canvas.setDestinationCrs(raster.crs())
    canvas.setLayers([raster])
    canvas.setExtent(raster.extent())
    yield Target(raster, canvas)
    canvas.deleteLater()


@pytest.fixture
def iface():
    return Iface()


@pytest.fixture
def marks(iface, raster):
    marks = marking.Marking(iface, raster_at)
    yield marks
    marks.close()


def test_one_click_and_the_first_class_can_be_drawn(marks, iface, target):
    marks.entries()[0].act(target)
    samples = iface.active
    assert samples.isEditable()
    assert (iface.drawing, len(iface.bar.items())) == (1, 1)
    draw(samples, "POLYGON((1.2 0.8, 5.4 1.1, 4.9 5.3, 1.2 0.8))", "a")
    assert pixels(next(samples.getFeatures())) == pytest.approx((1, 1, 5, 5))  # watched from the beginning
    marks.entries()[0].act(target)
    assert iface.active is samples  # which goes on
    marks.entries()[1].act(target)
    assert iface.active is not samples
    marks._unwatch()
    other = draw(samples, "POLYGON((1.2 0.8, 5.4 1.1, 4.9 5.3, 1.2 0.8))", "a")
    assert pixels(other) == pytest.approx((1.2, 0.8, 5.4, 5.3))  # nothing of ours is left
    samples.rollBack()


def test_a_layer_to_mark_in_lies_above_every_raster(marks, iface, target):
    """Also where QGIS would put it above the active raster alone."""
    project, root = QgsProject.instance(), QgsProject.instance().layerTreeRoot()
    other = QgsRasterLayer(target.layer.source(), "other")
    project.addMapLayer(other)
    project.layerTreeRegistryBridge().setLayerInsertionPoint(QgsLayerTreeRegistryBridge.InsertionPoint(root, 1))
    marks.entries()[0].act(target)
    assert [layer.name() for layer in root.layerOrder()] == ["Training samples of scene", "other", "scene"]
    iface.active.rollBack()


def test_one_click_and_boxes_are_dragged(marks, iface, target):
    marks.entries()[1].act(target)
    boxes, canvas = iface.active, target.canvas
    view = canvas.viewport()

    def drag(*corners: tuple[float, float]) -> None:
        ends = [canvas.getCoordinateTransform().transform(LEFT + PIXEL * x, TOP - PIXEL * y) for x, y in corners]
        start, end = (QPoint(round(point.x()), round(point.y())) for point in ends)
        left = Qt.MouseButton.LeftButton
        QTest.mousePress(view, left, Qt.KeyboardModifier.NoModifier, start)
        for place in (start + (end - start) / 2, end):
            moved = QMouseEvent(QEvent.Type.MouseMove, QPointF(place), left, left, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(view, moved)
        QTest.mouseRelease(view, left, Qt.KeyboardModifier.NoModifier, end)

    drag((10.2, 7.8), (14.9, 12.1))
    drag((20.2, 7.8), (20.3, 7.9))
    assert [pixels(box) for box in boxes.getFeatures()] == [
        pytest.approx((10, 8, 15, 12)),
        pytest.approx((20, 7, 21, 8)),
    ]
    drag((1.2, 1.8), (4.9, 2.1))  # its form is cancelled
    assert (boxes.featureCount(), iface.forms) == (2, ["object"] * 3)
    boxes.undoStack().undo()
    assert boxes.featureCount() == 1
    boxes.rollBack()
    QgsProject.instance().removeMapLayer(boxes)
    assert canvas.mapTool() is None


@pytest.mark.parametrize(("entry", "verb", "name"), [(0, "trainclassifier", "LABELS"), (1, "traindetector", "OBJECTS")])
def test_from_marking_a_button_leads_on_to_training(marks, iface, target, monkeypatch, entry, verb, name):
    opened = []
    monkeypatch.setattr(marking, "open_dialog", lambda *given: opened.append(given))
    marks.entries()[entry].act(target)
    (message,) = iface.bar.items()
    (button,) = (each for each in message.findChildren(QPushButton) if each.text() == "Train…")
    button.click()
    layer = iface.active
    assert opened == [(verb, {"INPUT": target.layer.id(), name: layer.id()})]
    layer.rollBack()
    QgsProject.instance().removeMapLayer(layer)
    assert not iface.bar.items()


def test_more_is_found_like_what_is_selected(marks, raster, target, monkeypatch):
    opened = []
    monkeypatch.setattr(marking, "open_dialog", lambda verb, parameters: opened.append((verb, parameters)))
    more = marks.find_more
    assert "Select" in more.reason(target)
    boxes = QgsProject.instance().addMapLayer(label_layers.object_boxes(raster))
    target.canvas.setLayers([boxes, raster])
    boxes.startEditing()
    feature = draw(boxes, "POLYGON((1 1, 5 1, 5 5, 1 5, 1 1))", "car")
    boxes.select(feature.id())
    for chosen in (target, Target(boxes, target.canvas)):  # on the raster, and in the layer tree
        assert more.reason(chosen) == ""
        more.act(chosen)
        verb, parameters = opened.pop()
        assert verb == "traindetector"
        assert parameters["INPUT"] == raster.id()
        assert parameters["OBJECTS"].source.staticValue() == boxes.id()
        assert parameters["OBJECTS"].selectedFeaturesOnly
    target.canvas.setLayers([boxes])
    assert "No raster" in more.reason(Target(boxes, target.canvas))
    boxes.rollBack()
