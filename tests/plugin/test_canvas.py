"""The right-click menu on the canvas, and a job on what a view shows."""

from __future__ import annotations

import time
from types import SimpleNamespace

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas, QgsMapToolPan, QgsMessageBar
from qgis.PyQt.QtCore import QEvent, QObject, QPoint, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QImage, QPainter
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QMainWindow, QMenu, QPushButton, QToolBar
from scenes import scenery, write_raster

from raster_gan.plugin.canvas import swipe, training
from raster_gan.plugin.canvas.difference import raster_before
from raster_gan.plugin.canvas.entries import Entry, Group, Target
from raster_gan.plugin.canvas.menu import Menus
from raster_gan.plugin.canvas.tiles import add_tile
from raster_gan.plugin.canvas.view import shown
from raster_gan.plugin.layers.label_layers import object_boxes


class Bar(QgsMessageBar):
    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.said: list[str] = []

    def pushMessage(self, title: str, text: str, *_: object) -> None:
        self.said.append(text)


class Iface(QObject):
    """Just what the menus use, and nothing that answers to a misspelt name."""

    currentLayerChanged = pyqtSignal(object)  # noqa: N815 - QGIS's name
    initializationCompleted = pyqtSignal()  # noqa: N815

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__()
        self.canvases, self.window = [canvas], QMainWindow()
        self.bar = Bar(self.window)
        self.active, self.layer_actions, self.raster_menu = None, [], QMenu()
        self.help = self.window.addToolBar("Help")

    def mapCanvases(self):
        return self.canvases

    def mapCanvas(self):
        return self.canvases[0]

    def messageBar(self):
        return self.bar

    def mainWindow(self):
        return self.window

    def activeLayer(self):
        return self.active

    def helpToolBar(self):
        return self.help

    def addToolBar(self, title):
        return self.window.addToolBar(title)

    def addCustomActionForLayerType(self, action, *_):
        self.layer_actions.append(action)

    def removeCustomActionForLayerType(self, action):
        self.layer_actions.remove(action)

    def rasterMenu(self):
        return self.raster_menu


@pytest.fixture
def layer(tmp_path, new_project):
    path = write_raster(tmp_path / "scene.tif", scenery(3, 60, 80), rgb=True)
    layer = QgsRasterLayer(str(path), "scene")
    new_project.addMapLayer(layer)
    return layer


@pytest.fixture
def canvas(layer):
    canvas = QgsMapCanvas()
    canvas.resize(QSize(200, 150))
    canvas.setDestinationCrs(layer.crs())
    canvas.setLayers([layer])
    canvas.setExtent(layer.extent())
    return canvas


@pytest.fixture
def iface(canvas):
    return Iface(canvas)


@pytest.fixture
def menus(iface, provider):
    menus = Menus(iface, None, print, print, print)
    yield menus
    menus.close()


@pytest.fixture
def right_click(canvas, menus):
    """What a right-click at a point offers: our menu's title and its entries."""

    def click(point: QgsPointXY) -> tuple[str, dict[str, list[str]]]:
        menu = QMenu()
        menus.canvases[canvas](menu, SimpleNamespace(mapPoint=lambda: point))
        (ours,) = menu.actions()
        return ours.text(), shape(ours.menu())

    return click


def wait_for(condition, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came"
        QgsApplication.processEvents()
        time.sleep(0.01)


FIRST_LEVEL = {
    "Upscale this view": [],
    "Enhance this view": [],
    "Live preview": [],
    "Sharpen all bands to 10 m": [],
    "Compare with layer below": [],
    "Enhance": ["Upscale layer…", "Enhance layer…", "Sharpen with a finer layer…", "Fill gaps…"],
    "Train": [
        *("Make training tiles…", "Add training tile here", "Pick tiles on the map", "Fine-tune a model…"),
        *("Mark classes on the map", "Mark objects on the map", "Train a land cover classifier…", "Train a detector…"),
        *("Train a generator…", "Train a translator…", "Trainings"),
    ],
    "Classify and detect": [
        *("Classify land cover…", "Find objects…", "Find more like this…", "Generate synthetic tiles…"),
        "Translate…",
    ],
    "Check and evaluate": ["Check layer…", "Evaluate model…", "Difference to layer below"],
    "Open Raster GAN panel": [],
    "Set up the engine…": [],
}
TOOLBAR = [
    *(
        "Upscale this view",
        "Live preview",
        "Compare with layer below",
        "Pick tiles on the map",
        "Open Raster GAN panel",
    ),
]


def shape(menu: QMenu) -> dict[str, list[str]]:
    """The entries of a menu, and those of the menus that open from them."""
    return {
        action.text(): [one.text() for one in action.menu().actions() if one.text()] if action.menu() else []
        for action in menu.actions()
        if action.text()
    }


def shape_of(menus: Menus) -> dict[str, list[str]]:
    """The same of the menu of the active layer."""
    menus.layer_menu.aboutToShow.emit()
    return shape(menus.layer_menu)


def opened(menu: QMenu) -> list:
    """The entries of a menu of ours as it opens, in the order in which they can be seen."""
    menu.aboutToShow.emit()
    return every(menu)


def every(menu: QMenu) -> list:
    inner = [one for action in menu.actions() for one in ([action] if action.menu() is None else every(action.menu()))]
    return [action for action in inner if action.text()]


def test_every_menu_and_the_toolbar_offer_the_same_in_the_same_order(right_click, menus, iface, layer):
    iface.active = layer
    (of_raster,), (of_layer,) = iface.raster_menu.actions(), iface.layer_actions
    assert right_click(layer.extent().center()) == ("Raster GAN: scene", FIRST_LEVEL)
    for ours in (of_raster, of_layer):
        ours.menu().aboutToShow.emit()
        assert (ours.text(), list(shape(ours.menu()).items())) == ("Raster GAN", list(FIRST_LEVEL.items()))
    assert [action.text() for action in menus.toolbar.bar.actions()] == TOOLBAR


def test_a_menu_that_opens_again_keeps_nothing_of_before(menus):
    for _ in range(3):
        opened(menus.layer_menu)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(menus.layer_menu.findChildren(QMenu)) == 4


def test_what_does_not_apply_is_gray_and_its_tooltip_says_why(menus, iface, layer, tmp_path):
    reasons = lambda: {one.text(): one.toolTip().partition("\n")[2] for one in opened(menus.layer_menu)}  # noqa: E731
    iface.active = layer
    gray = {words: reason for words, reason in reasons().items() if reason}
    assert gray == {
        "Sharpen all bands to 10 m": "This needs a Sentinel-2 layer of 20 or 60 m, and its 10 m layer in the project.",
        "Add training tile here": "Right-click on the map where the tile is to lie.",
        "Pick tiles on the map": "There is no layer of training tiles yet: make one first.",
        "Fine-tune a model…": "There is no layer of training tiles yet: make one first.",
        "Find more like this…": "Select the features or tiles that show the object first.",
        "Compare with layer below": "No raster lies below “scene”: move the one to compare with below it.",
        "Difference to layer below": "No raster lies below “scene”: move the one to compare with below it.",
    }
    assert {one.text() for one in opened(menus.layer_menu) if not one.isEnabled()} == set(gray)
    assert menus.layer_menu.toolTipsVisible()
    iface.active = QgsVectorLayer("Point", "points", "memory")
    assert reasons()["Upscale layer…"] == "Click a raster layer in the layer tree first."
    iface.active = QgsRasterLayer(str(tmp_path / "gone.tif"), "gone")
    assert reasons()["Live preview"] == "“gone” can't be read: its source is missing or broken."
    iface.active = QgsRasterLayer(str(write_raster(tmp_path / "hidden.tif", scenery(1, 60, 80))), "hidden")
    assert reasons()["Upscale this view"] == "“hidden” is hidden: tick it in the layer tree first."
    assert not reasons()["Upscale layer…"]
    iface.active = QgsRasterLayer("type=xyz&url=http://127.0.0.1:9/{z}/{x}/{y}.png&zmax=3&zmin=0", "online", "wms")
    iface.canvases[0].setLayers([iface.active])
    iface.canvases[0].setExtent(QgsRectangle(-10, -10, 10, 10))
    assert reasons()["Live preview"].startswith("Online layers have no preview")


def test_the_toolbar_follows_the_map_and_the_layer_tree(menus, iface, layer, canvas, comparing):
    upscale, preview, compare, pick, panel = menus.toolbar.bar.actions()
    iface.active = layer
    iface.currentLayerChanged.emit(layer)
    wait_for(upscale.isEnabled)
    assert (preview.isEnabled(), pick.isEnabled(), panel.isEnabled()) == (True, False, True)
    assert (compare.isEnabled(), compare.isChecked()) == (True, True)  # it ends the comparison
    canvas.setLayers([])
    wait_for(lambda: not upscale.isEnabled())
    assert "“scene” is hidden" in upscale.toolTip()
    compare.trigger()
    wait_for(lambda: not compare.isChecked())
    assert menus.comparisons.swipes == {}


def test_what_somebody_marked_is_what_is_learned_from(menus, layer, iface, monkeypatch):
    opened = []
    monkeypatch.setattr(training, "open_dialog", lambda verb, parameters: opened.append((verb, parameters)))
    iface.active = marks = QgsVectorLayer("Polygon", "boxes", "memory")
    for verb, name in (("trainclassifier", "LABELS"), ("traindetector", "OBJECTS"), ("traingenerator", "TILES")):
        menus.training.train(verb, name, Target(layer, iface.mapCanvas()))
    assert [verb for verb, _ in opened] == ["trainclassifier", "traindetector", "traingenerator"]
    assert [set(given) - {"INPUT"} for _, given in opened] == [{"LABELS"}, {"OBJECTS"}, {"TILES"}]
    assert opened[1][1]["OBJECTS"].source.staticValue() == marks.id()


def test_marks_and_tiles_stand_for_their_raster(menus, layer, iface, new_project, monkeypatch, tmp_path):
    copy = str(write_raster(tmp_path / "again.tif", scenery(3, 60, 80), rgb=True))  # on the same ground, as results are
    marks, tiles = object_boxes(layer), add_tile(layer, layer.extent().center(), None)
    new_project.addMapLayers([layer, QgsRasterLayer(copy, "a"), QgsRasterLayer(copy, "z"), marks])
    dialogs = []
    monkeypatch.setattr(training, "open_dialog", lambda verb, parameters: dialogs.append((verb, parameters)))
    for iface.active in (marks, tiles):
        assert menus._active().layer is layer
        assert [each.isEnabled() for each in opened(menus.layer_menu) if each.text() == "Upscale layer…"] == [True]
    menus.training._tune(menus._active())
    menus.training.tune(tiles)  # from the panel
    for iface.active in (marks, layer):  # with the raster active the one layer of boxes is meant
        menus.training.train("traindetector", "OBJECTS", menus._active())
    menus.training.train("trainclassifier", "LABELS", menus._active())
    assert [given["INPUT"] for _, given in dialogs] == [layer.id()] * 5
    assert [given["OBJECTS"].source.staticValue() for _, given in dialogs[2:4]] == [marks.id()] * 2
    assert "LABELS" not in dialogs[-1][1]


def test_beside_every_raster_only_what_needs_none_is_offered(menus, layer, canvas):
    place = QgsPointXY(0, 0)
    whole = QMenu()
    menus.canvases[canvas](whole, SimpleNamespace(mapPoint=lambda: place))
    ours = whole.actions()[0].menu()
    assert shape(ours) == FIRST_LEVEL
    entries = {action.text(): action for action in every(ours)}
    alive = {words for words, action in entries.items() if action.isEnabled()}
    assert alive == {"Trainings", "Open Raster GAN panel", "Set up the engine…"}
    assert "No raster layer lies at this point of the map." in entries["Upscale layer…"].toolTip()


def test_the_active_layer_comes_before_the_topmost(right_click, layer, canvas, iface, tmp_path):
    above = QgsRasterLayer(str(write_raster(tmp_path / "above.tif", scenery(1, 60, 80))), "above")
    canvas.setLayers([above, layer])
    assert right_click(layer.extent().center())[0] == "Raster GAN: above"
    iface.active = layer
    assert right_click(layer.extent().center())[0] == "Raster GAN: scene"


def test_another_crs_is_seen_through(right_click, layer, canvas):
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    assert right_click(QgsPointXY(15.0005, 37.046))[0] == "Raster GAN: scene"
    canvas.setExtent(QgsRectangle(14.9, 37.0, 15.1, 37.1))
    assert shown(layer, canvas) == layer.extent()


def test_a_new_canvas_is_found_and_a_gone_one_forgotten(menus, iface):
    other = QgsMapCanvas()
    iface.canvases.append(other)
    QgsApplication.instance().focusChanged.emit(None, None)
    assert other in menus.canvases
    iface.canvases.remove(other)
    QgsApplication.instance().focusChanged.emit(None, None)
    assert other not in menus.canvases


def test_loaded_and_unloaded_three_times_nothing_stays(iface, provider, canvas):
    before = canvas.receivers(canvas.contextMenuAboutToShow)
    for _ in range(3):
        menus = Menus(iface, None, print, print, print)
        assert canvas.receivers(canvas.contextMenuAboutToShow) == before + 1
        (ours,) = iface.raster_menu.actions()
        assert shape(ours.menu()) == FIRST_LEVEL
        assert (len(iface.layer_actions), len(iface.window.findChildren(QToolBar))) == (1, 2)
        menus.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert iface.window.findChildren(QToolBar) == [iface.help]
        assert canvas.receivers(canvas.contextMenuAboutToShow) == before
        assert iface.layer_actions == iface.raster_menu.actions() == []


def test_upscale_this_view(menus, layer, canvas, iface, new_project, tmp_path):
    canvas.setExtent(QgsRectangle(500020, 4099900, 500100, 4099960))
    menus.jobs.start("upscale", layer, canvas)
    wait_for(lambda: len(new_project.mapLayers()) == 2)
    made = next(one for one in new_project.mapLayers().values() if one != layer)
    assert made.name() == "scene, upscaled x2"
    assert made.rasterUnitsPerPixelX() == 1
    assert made.extent().contains(shown(layer, canvas))
    assert made.width() < 2 * layer.width()
    assert type(made.renderer()) is type(layer.renderer())
    values = gdal.Open(made.source()).ReadAsArray()
    assert np.isfinite(values).all()
    assert not menus.jobs.running
    wait_for(lambda: iface.bar.findChildren(QPushButton))
    canvas.setLayers([made, layer])
    button = next(one for one in iface.bar.findChildren(QPushButton))
    button.click()
    assert canvas in menus.comparisons.swipes
    button.click()  # it stays, and ends what it began
    assert canvas not in menus.comparisons.swipes
    canvas.setLayers([layer])
    button.click()
    assert iface.bar.said[-1] == "“scene, upscaled x2” is hidden: tick it in the layer tree first."
    another = QgsRasterLayer(str(write_raster(tmp_path / "another.tif", scenery(3, 60, 80), rgb=True)), "another")
    again = QgsRasterLayer(made.source(), "again")  # by hand: its file's tags tell
    new_project.addMapLayers([another, again])
    for result in (made, again):
        canvas.setLayers([result, another, layer])  # what it was made from comes before what lies next below
        iface.active = result
        assert [words for words in shape_of(menus) if "scene" in words] == ["Compare with “scene”"]
        menus.comparisons.toggle(Target(result, canvas))
        assert menus.comparisons.swipes[canvas].curtain.names == ("scene", result.name())
        assert list(shape_of(menus))[4] == "End the comparison"
        menus.comparisons.end(canvas)
    canvas.setLayers([again, another])  # hidden, it is still what the result was made from
    assert raster_before(again, canvas) == layer
    new_project.removeMapLayer(layer)
    assert raster_before(again, canvas) == another


def test_a_result_stays_out_of_another_project(menus, layer, canvas, iface, new_project):
    canvas.setExtent(QgsRectangle(500020, 4099900, 500100, 4099960))
    menus.jobs.start("upscale", layer, canvas)
    new_project.clear()
    wait_for(lambda: not menus.jobs.running)
    assert new_project.mapLayers() == {}
    assert iface.bar.said[-1].startswith("“scene, upscaled x2” was made for a project that is closed now.")


def test_a_long_name_is_shortened_in_its_middle(menus, layer, canvas, iface, right_click):
    layer.setName("S2A_MSIL2A_" + "very_long_" * 20 + "10m")
    title = right_click(layer.extent().center())[0]
    assert title == "Raster GAN: S2A_MSIL2A_very_lon…y_long_very_long_10m"
    canvas.setLayers([])
    assert len(say(menus, iface, layer)) < 100


def test_a_view_beside_the_layer_says_so(menus, layer, canvas, iface):
    canvas.setExtent(QgsRectangle(0, 0, 100, 100))
    menus.jobs.start("upscale", layer, canvas)
    assert iface.bar.said == ["The view shows nothing of “scene”."]


def test_an_engine_that_is_missing_is_said(menus, layer, canvas, provider, monkeypatch):
    monkeypatch.setenv("RASTER_GAN_PYTHON", "/no/such/python")
    missing = []
    provider.engine_missing.connect(missing.append)
    menus.jobs.start("upscale", layer, canvas)
    assert [error.code for error in missing] == ["python-missing"]
    assert not menus.jobs.running


def test_a_failure_is_one_sentence(menus, layer, canvas, iface, tmp_path):
    (tmp_path / "scene.tif").write_bytes((tmp_path / "scene.tif").read_bytes()[:3000])
    menus.jobs.start("upscale", layer, canvas)
    wait_for(lambda: len(iface.bar.said) == 2)
    assert iface.bar.said[1].startswith("“Input layer”: ")


def test_a_view_that_is_large_opens_the_dialog(menus, layer, canvas, monkeypatch):
    asked = []
    monkeypatch.setattr("raster_gan.plugin.canvas.view.open_dialog", lambda verb, values: asked.append((verb, values)))
    monkeypatch.setattr("raster_gan.plugin.canvas.view.LARGEST", 100)
    menus.jobs.start("enhance", layer, canvas)
    assert asked[0][0] == "enhance"
    assert asked[0][1]["INPUT"] == layer.id()


@pytest.fixture
def comparing(menus, layer, canvas, tmp_path):
    """A white layer over the scene, being compared with it."""
    white = QgsRasterLayer(
        str(write_raster(tmp_path / "white.tif", np.full((3, 60, 80), 255, "uint8"), rgb=True)), "white"
    )
    canvas.setLayers([white, layer])
    menus.comparisons.toggle(Target(white, canvas))
    tool = menus.comparisons.swipes[canvas]
    wait_for(lambda: not tool.curtain.below.isNull())
    return tool


def test_the_curtain_shows_what_lies_below(comparing, canvas):
    image = QImage(canvas.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    comparing.curtain.paint(painter)
    painter.end()
    middle = image.height() // 2
    left = {image.pixelColor(column, middle).lightness() for column in range(20, 80)}
    right = {image.pixelColor(column, middle).lightness() for column in range(120, 190)}
    assert min(left) < 200
    assert right == {255}


def test_only_the_two_layers_that_are_named_are_compared(menus, layer, canvas, tmp_path):
    """Whatever lies above them."""
    fill = {"white": 255, "black": 0}
    white, black = (
        QgsRasterLayer(
            str(write_raster(tmp_path / f"{name}.tif", np.full((3, 60, 80), value, "uint8"), rgb=True)), name
        )
        for name, value in fill.items()
    )
    canvas.setLayers([layer, white, black])
    menus.comparisons.toggle(Target(white, canvas))
    curtain = menus.comparisons.swipes[canvas].curtain
    wait_for(lambda: not curtain.below.isNull() and not curtain.above.isNull())
    image = QImage(canvas.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    painter = QPainter(image)
    curtain.paint(painter)
    painter.end()
    middle = image.height() // 2
    assert {image.pixelColor(column, middle).name() for column in range(20, 80)} == {"#000000"}
    assert {image.pixelColor(column, middle).name() for column in range(120, 190)} == {"#ffffff"}
    assert curtain.names == ("black", "white")


def test_the_edge_follows_mouse_and_keys(comparing, canvas):
    curtain = comparing.curtain
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(50, 70))
    assert curtain.edge == pytest.approx(0.25)
    QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(50, 70))
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert curtain.edge == pytest.approx(0.3)
    QTest.keyClick(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert curtain.edge == pytest.approx(0.295)
    QTest.keyPress(canvas, Qt.Key.Key_B)
    assert curtain.covered().width() == canvas.width()
    QTest.keyRelease(canvas, Qt.Key.Key_B)
    assert curtain.covered().width() == pytest.approx(0.295 * canvas.width())
    QTest.keyClick(canvas, Qt.Key.Key_Tab)
    assert curtain.covered().width() == canvas.width()
    assert curtain.covered().height() == pytest.approx(0.295 * canvas.height())


def test_a_comparison_ends_with_its_layer(menus, comparing, new_project):
    new_project.addMapLayer(comparing.layer)
    new_project.removeMapLayer(comparing.layer.id())
    assert menus.comparisons.swipes == {}


def test_both_sides_say_what_they_show(comparing, canvas, monkeypatch):
    signs = []
    monkeypatch.setattr(swipe, "draw_sign", lambda painter, area, text, right=False: signs.append((text, area, right)))
    image = QImage(canvas.size(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    comparing.curtain.paint(painter)
    painter.end()
    (below, left, _), (above, right, to_the_right) = signs
    assert (below, above, to_the_right) == ("scene", "white", True)
    assert left.united(right) == comparing.curtain.boundingRect()
    assert left.right() == right.left() == canvas.width() / 2


def test_a_comparison_ends_with_escape_or_another_tool_and_leaves_nothing(menus, comparing, canvas, layer, iface):
    items, white = len(canvas.scene().items()), comparing.layer
    canvas.show()
    canvas.activateWindow()
    elsewhere = QPushButton(canvas)
    elsewhere.show()
    elsewhere.setFocus()
    wait_for(canvas.isActiveWindow)
    QTest.keyClick(elsewhere, Qt.Key.Key_Escape)
    assert menus.comparisons.swipes == {}
    assert comparing.curtain is None
    assert len(canvas.scene().items()) == items - 1
    menus.comparisons.toggle(Target(white, canvas))
    pan = QgsMapToolPan(canvas)
    canvas.setMapTool(pan)
    assert menus.comparisons.swipes == {}
    canvas.unsetMapTool(pan)


def say(menus, iface, layer, icon: str = "upscale") -> str:
    """What is said when the first entry with an icon is chosen with this layer active."""
    iface.active, before = layer, len(iface.bar.said)
    inner = [entry for line in menus.lines if isinstance(line, Group) for entry in line.entries if entry]
    entries = [*(line for line in menus.lines if isinstance(line, Entry)), *inner]
    menus.do(next(entry for entry in entries if entry.icon == icon), menus._active())
    return " ".join(iface.bar.said[before:])


def test_a_map_without_a_size_and_one_far_away_say_so(menus, iface, layer, canvas):
    canvas.resize(QSize(0, 0))
    assert say(menus, iface, layer) == "The view shows nothing of “scene”."
    canvas.resize(QSize(200, 150))
    canvas.setExtent(QgsRectangle(-1e9, -1e9, -9e8, -9e8))
    assert say(menus, iface, layer) == "The view shows nothing of “scene”."


def test_a_turned_map_is_upscaled(menus, iface, layer, canvas, new_project):
    canvas.setExtent(QgsRectangle(500020, 4099900, 500100, 4099960))
    canvas.setRotation(30)
    say(menus, iface, layer)
    wait_for(lambda: len(new_project.mapLayers()) == 2)
    made = next(one for one in new_project.mapLayers().values() if one != layer)
    assert made.extent().buffered(1).contains(shown(layer, canvas))


def test_an_online_layer_that_can_not_be_reached_is_one_sentence(menus, iface, canvas):
    source = "type=xyz&url=http://127.0.0.1:9/{z}/{x}/{y}.png&zmax=3&zmin=0"
    layer = QgsRasterLayer(source, "online", "wms")
    canvas.setDestinationCrs(layer.crs())
    canvas.setLayers([layer])
    canvas.setExtent(QgsRectangle(0, 0, 1e6, 1e6))
    QgsProject.instance().clear()
    QgsProject.instance().addMapLayer(layer)
    say(menus, iface, layer)
    wait_for(lambda: len(iface.bar.said) > 1 or len(QgsProject.instance().mapLayers()) > 1)
    assert len(QgsProject.instance().mapLayers()) == 1, "an empty picture was upscaled"
    assert "gave nothing but empty pixels" in iface.bar.said[-1]


def pair(tmp_path, below: np.ndarray, above: np.ndarray):
    """Two layers of one ground; the one above with pixels half as wide."""
    low = QgsRasterLayer(str(write_raster(tmp_path / "low.tif", below)), "low")
    path = write_raster(tmp_path / "high.tif", above)
    dataset = gdal.Open(str(path), gdal.GA_Update)
    dataset.SetGeoTransform((500000, 1, 0, 4100000, 0, -1))
    dataset = None
    return low, QgsRasterLayer(str(path), "high")


def test_the_difference_is_on_the_finer_grid_in_the_layers_units(menus, iface, canvas, new_project, tmp_path):
    below = np.random.default_rng(1).integers(100, 200, (3, 30, 40)).astype("uint8")
    change = np.random.default_rng(2).integers(-20, 20, (3, 60, 80))
    above = (below.repeat(2, 1).repeat(2, 2) + change).astype("uint8")
    low, high = pair(tmp_path, below, above)
    new_project.clear()
    new_project.addMapLayers([low, high])
    canvas.setLayers([high, low])
    canvas.setExtent(low.extent())
    assert say(menus, iface, high, "difference") == ""
    wait_for(lambda: len(new_project.mapLayers()) == 3)
    made = next(one for one in new_project.mapLayers().values() if one not in (low, high))
    assert made.name() == "high minus low (mean of 3 bands)"
    values = gdal.Open(made.source()).ReadAsArray()
    assert values.shape == (60, 80)
    assert np.allclose(values, change.mean(0), atol=1e-4)
    renderer = made.renderer()
    assert renderer.classificationMin() == -renderer.classificationMax() < 0
    colours = renderer.shader().rasterShaderFunction().colorRampItemList()
    assert colours[0].color.blue() > colours[0].color.red()
    assert colours[-1].color.red() > colours[-1].color.blue()
    assert not menus.comparisons.differences


def test_a_difference_over_two_crs_keeps_the_finer_grid(menus, iface, canvas, new_project, tmp_path):
    low, high = pair(tmp_path, np.full((1, 30, 40), 50, "uint8"), np.full((1, 60, 80), 53, "uint8"))
    other = tmp_path / "other.tif"
    gdal.Warp(str(other), low.source(), dstSRS="EPSG:4326", dstNodata=0)
    below = QgsRasterLayer(str(other), "low in degrees")
    new_project.clear()
    new_project.addMapLayers([below, high])
    canvas.setLayers([high, below])
    canvas.setExtent(high.extent())
    say(menus, iface, high, "difference")
    wait_for(lambda: len(new_project.mapLayers()) == 3)
    made = next(one for one in new_project.mapLayers().values() if one not in (below, high))
    assert made.crs() == high.crs()
    assert made.rasterUnitsPerPixelX() == pytest.approx(1)
    values = gdal.Open(made.source()).ReadAsArray()
    assert set(np.unique(values[5:-5, 5:-5])) == {3.0}


def test_a_difference_to_nothing_is_one_sentence(menus, iface, layer):
    assert say(menus, iface, layer, "difference").startswith("No raster lies below “scene”")


def test_what_is_empty_is_told_from_what_is_not(tmp_path, qgis_app):
    from raster_gan.plugin.layers.transfer import is_empty

    flat = np.full((1, 30, 40), 7, "float32")
    assert is_empty(str(write_raster(tmp_path / "nothing.tif", flat, nodata=7)))
    assert not is_empty(str(write_raster(tmp_path / "flat.tif", flat)))
    flat[0, 3, 3] = 9
    assert not is_empty(str(write_raster(tmp_path / "point.tif", flat, nodata=7)))
