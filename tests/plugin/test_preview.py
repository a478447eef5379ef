"""The live preview on a real canvas with the real engine."""

from __future__ import annotations

import time

import pytest
from qgis.core import QgsRasterLayer, QgsRectangle
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtWidgets import QApplication
from scenes import scenery, write_raster

from raster_gan.plugin.panels.preview import PreviewPanel


@pytest.fixture
def layer(tmp_path, new_project) -> QgsRasterLayer:
    layer = QgsRasterLayer(str(write_raster(tmp_path / "scene.tif", scenery(3, 400, 400), rgb=True)), "scene")
    new_project.addMapLayer(layer)
    return layer


@pytest.fixture
def canvas(layer) -> QgsMapCanvas:
    canvas = QgsMapCanvas()
    canvas.resize(QSize(600, 500))
    canvas.setDestinationCrs(layer.crs())
    canvas.setLayers([layer])
    canvas.show()
    look_at(canvas, 500400, 4099600)
    return canvas


@pytest.fixture
def panel(provider, canvas, layer):
    asked = []
    panel = PreviewPanel(None, provider, lambda verb, values: asked.append((verb, values)))
    panel.asked = asked
    panel.start(canvas, layer)
    yield panel
    panel.end()
    panel.close()
    panel.deleteLater()


def look_at(canvas: QgsMapCanvas, x: float, y: float, width: float = 300.0) -> None:
    """Pixels of 2 m: at 300 m across 600 pixels a pixel of the layer is four of the screen's."""
    canvas.setExtent(QgsRectangle(x - width / 2, y - width * 5 / 12, x + width / 2, y + width * 5 / 12))


def wait(condition, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        QApplication.processEvents()
        time.sleep(0.01)


def shown(panel: PreviewPanel):
    wait(lambda: not panel.preview.loupe.image.isNull())
    return panel.preview.loupe.image


def test_the_middle_of_the_map_is_shown_finer_and_follows_the_map(panel, canvas):
    first = shown(panel).copy()
    assert panel.state.text().startswith("upscale-x2, ")
    look_at(canvas, 500450, 4099550)
    assert panel.preview.loupe.image.isNull()
    assert shown(panel) != first
    assert len(canvas.layers()) == 1


def test_many_moves_keep_the_worker_and_show_the_last_place(panel, canvas, provider):
    shown(panel)
    worker = provider.engine.warm
    for step in range(12):
        look_at(canvas, 500400 + step, 4099600)
        end = time.monotonic() + 0.2
        wait(lambda end=end: time.monotonic() > end)
    shown(panel)
    assert provider.engine.warm is worker
    assert worker.alive


def test_the_surface_stays_awake(panel, canvas):
    """No step of the event loop takes long while previews are computed."""
    shown(panel)
    look_at(canvas, 500430, 4099570)
    longest = 0.0
    while panel.preview.loupe.image.isNull():
        began = time.monotonic()
        QApplication.processEvents()
        longest = max(longest, time.monotonic() - began)
        time.sleep(0.005)
    assert longest < 0.3


def test_model_and_strength_go_on_to_the_whole_layer(panel, layer):
    before = shown(panel).copy()
    assert not panel.strength.isEnabled()  # upscale-x2 has one set of weights
    panel.model.setCurrentIndex(panel.model.findData("upscale-x4"))
    panel.model.activated.emit(panel.model.currentIndex())
    assert panel.strength.isEnabled()
    panel.strength.setValue(100)
    assert shown(panel) != before
    panel.whole.click()
    assert panel.asked == [("upscale", {"INPUT": layer.id(), "MODEL": "upscale-x4", "STRENGTH": 1.0})]


def test_zoomed_out_it_says_so(panel, canvas):
    shown(panel)
    look_at(canvas, 500400, 4099600, 2000)
    wait(lambda: panel.state.text().startswith("Zoom in: "))
    assert panel.preview.loupe.image.isNull()


def test_beside_the_layer_it_says_so(panel, canvas):
    look_at(canvas, 600000, 4099600)
    wait(lambda: "shows nothing of" in panel.state.text())


def test_a_killed_worker_is_one_sentence_and_the_next_move_works(panel, canvas, provider):
    shown(panel)
    provider.engine.warm.kill()
    look_at(canvas, 500440, 4099590)
    shown(panel)


def test_a_removed_layer_ends_it(panel, layer, new_project):
    shown(panel)
    new_project.removeMapLayer(layer.id())
    assert panel.preview is None
