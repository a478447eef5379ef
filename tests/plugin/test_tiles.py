"""Tiles picked with the mouse, and their roles read from the file."""

from __future__ import annotations

import pytest
from osgeo import ogr
from qgis.core import QgsApplication, QgsPointXY, QgsRasterLayer, QgsVectorLayer
from qgis.gui import QgsMapCanvas, QgsMapTool
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtTest import QTest
from scenes import scenery, write_raster

from raster_gan.plugin.canvas.tiles import TileTool, add_tile, tile_layer
from raster_gan.plugin.layers.tile_style import is_tiles

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def raster(tmp_path, new_project) -> QgsRasterLayer:
    layer = QgsRasterLayer(str(write_raster(tmp_path / "scene.tif", scenery(3, 192, 256), rgb=True)), "scene")
    new_project.addMapLayer(layer)
    return layer


@pytest.fixture
def tiles(processing, provider, raster, new_project, tmp_path) -> QgsVectorLayer:
    path = str(tmp_path / "tiles.gpkg")
    processing.run("rastergan:maketiles", {"INPUT": raster, "SIZE": 64, "COUNT": 8, "OUTPUT": path})
    layer = QgsVectorLayer(path, "tiles")
    new_project.addMapLayer(layer)
    return layer


@pytest.fixture
def canvas(raster, tiles) -> QgsMapCanvas:
    canvas = QgsMapCanvas()
    canvas.resize(QSize(512, 384))
    canvas.setDestinationCrs(raster.crs())
    canvas.setLayers([tiles, raster])
    canvas.setExtent(raster.extent())
    return canvas


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def tool(canvas, tiles, said) -> TileTool:
    tool = TileTool(canvas, tiles, said.append)
    canvas.setMapTool(tool)
    yield tool
    canvas.unsetMapTool(tool)


def roles(tiles: QgsVectorLayer) -> list[str]:
    """As another program reads them from the file, row by row of the grid."""
    dataset = ogr.Open(tiles.source().split("|")[0])
    return [feature.GetField("role") for feature in dataset.GetLayer(0)]


def on_tile(canvas: QgsMapCanvas, column: int, row: int) -> QPoint:
    """The middle of a tile of the 4 x 3 grid, in the view."""
    place = QgsPointXY(500000 + 2 * (64 * column + 32), 4100000 - 2 * (64 * row + 32))
    return canvas.getCoordinateTransform().transform(place).toQPointF().toPoint()


def test_a_click_gives_the_next_role_and_writes_it(tool, canvas, tiles, said):
    before = roles(tiles)
    following = {"train": "validation", "validation": "ignore", "ignore": "train"}
    QTest.mouseClick(canvas.viewport(), LEFT, NONE, on_tile(canvas, 1, 0))
    assert roles(tiles) == [before[0], following[before[1]], *before[2:]]
    assert "training: " in said[-1]


def test_a_drag_paints_every_tile_it_passes_and_undo_takes_all_of_it_back(tool, canvas, tiles):
    before = roles(tiles)
    QTest.mousePress(canvas.viewport(), LEFT, NONE, on_tile(canvas, 0, 1))
    moved = QMouseEvent(QEvent.Type.MouseMove, QPointF(on_tile(canvas, 3, 1)), Qt.MouseButton.NoButton, LEFT, NONE)
    QgsApplication.sendEvent(canvas.viewport(), moved)
    QTest.mouseRelease(canvas.viewport(), LEFT, NONE, on_tile(canvas, 3, 1))
    painted = roles(tiles)[4:8]
    assert len(set(painted)) == 1
    assert painted[0] != before[4]
    QTest.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert roles(tiles) == before


def test_a_click_beside_the_tiles_changes_nothing(tool, canvas, tiles):
    before = roles(tiles)
    canvas.zoomByFactor(4)
    QTest.mouseClick(canvas.viewport(), LEFT, NONE, QPoint(3, 3))
    assert roles(tiles) == before


def test_the_right_click_stays_the_menus(tool):
    assert tool.flags() & QgsMapTool.Flag.ShowContextMenu


def test_a_tile_is_added_where_there_is_none_and_taken_where_there_is_one(raster, new_project):
    middle = raster.extent().center()
    layer = add_tile(raster, middle, None)
    assert is_tiles(layer)
    assert tile_layer(None) is layer
    (tile,) = layer.getFeatures()
    assert tile["role"] == "train"
    box = tile.geometry().boundingBox()
    assert (box.width(), box.height()) == (256, 256)
    assert box.contains(middle)
    assert (box.xMinimum() - 500000) % 2 == 0
    layer.dataProvider().changeAttributeValues({tile.id(): {0: "ignore"}})
    assert add_tile(raster, middle, layer) is layer
    assert [one["role"] for one in layer.getFeatures()] == ["train"]


def test_a_tile_at_the_edge_stays_inside(raster, new_project):
    layer = add_tile(raster, QgsPointXY(500001, 4099999), None)
    (tile,) = layer.getFeatures()
    assert raster.extent().contains(tile.geometry().boundingBox())
