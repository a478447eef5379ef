"""The live preview on a real canvas with the real engine."""

from __future__ import annotations

import contextlib
import threading
import time

import pytest
from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsRasterLayer,
    QgsRectangle,
    QgsSingleBandGrayRenderer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QImage, QPainter
from qgis.PyQt.QtWidgets import QApplication
from scenes import scenery, write_raster

from raster_gan.gan_core.api.errors import Cancelled
from raster_gan.gan_core.api.jobs.raster import UpscaleJob
from raster_gan.plugin.canvas.loupe import Stage
from raster_gan.plugin.panels.preview import PreviewPanel

AWAKE = 0.05
"""Seconds that QGIS's window may be busy at most."""


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
    loupe = panel.preview.loupe
    wait(lambda: loupe.panes and all(pane.images for pane in loupe.panes))
    return list(loupe.panes[0].images.values())[-1]


def test_the_middle_of_the_map_is_shown_finer_and_follows_the_map(panel, canvas):
    first = shown(panel).copy()
    assert panel.state.text().startswith("upscale-x2, ")
    look_at(canvas, 500450, 4099550)
    assert not panel.preview.loupe.panes[0].images
    assert shown(panel) != first
    assert len(canvas.layers()) == 1


def painted(panel: PreviewPanel) -> QImage:
    """The loupe alone, over green."""
    image = QImage(panel.preview.canvas.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.green)
    painter = QPainter(image)
    panel.preview.loupe.paint(painter)
    painter.end()
    return image


def test_while_a_new_one_is_computed_the_old_one_is_gray_on_its_own_ground_and_says_so(panel, canvas):
    shown(panel)
    loupe, pane = panel.preview.loupe, panel.preview.loupe.panes[0]
    assert (pane.stage, pane.words()) == (Stage.READY, "upscale-x2")
    middle, before = loupe.box().center().toPoint(), painted(panel)
    look_at(canvas, 500420, 4099600)  # 20 m to the east: the ground moves 40 pixels to the left
    assert pane.words() == "upscale-x2: waiting…"
    after = painted(panel)
    for column in range(middle.x() - 100, middle.x() + 100, 20):
        old, gray = before.pixelColor(column, middle.y()), after.pixelColor(column - 40, middle.y())
        for channel in ("red", "green", "blue"):
            assert getattr(gray, channel)() == pytest.approx((105 * getattr(old, channel)() + 150 * 128) / 255, abs=3)
    wait(lambda: pane.stage is Stage.COMPUTING)
    assert pane.words() == "upscale-x2: computing…"
    shown(panel)
    assert pane.former is None


def test_the_layers_style_is_followed_without_computing_anything(panel, layer):
    before, seconds = shown(panel).copy(), dict(panel.preview.seconds)
    panel.preview.provider.engine.warm.kill()
    layer.setRenderer(QgsSingleBandGrayRenderer(layer.dataProvider(), 1))
    wait(lambda: shown(panel) != before)
    color = shown(panel).pixelColor(300, 250)
    assert color.red() == color.green() == color.blue()
    assert panel.preview.seconds == seconds


def test_an_engine_that_starts_says_so_at_once(panel, canvas, provider):
    shown(panel)
    provider.engine.warm.close()
    provider.engine.warm = None
    panel.start(canvas, panel.preview.layer)
    began = time.monotonic()
    wait(lambda: panel.state.text().startswith("The engine is starting"))
    assert time.monotonic() - began < 0.3


def test_nothing_that_is_said_changes_a_size(panel, layer, canvas):
    shown(panel)
    sizes = lambda: (panel.minimumSizeHint(), panel.sizeHint(), panel.widget().widget().minimumSizeHint())  # noqa: E731
    before = sizes()
    layer.setName("a layer of a very long name " * 8)
    panel.start(canvas, layer)
    for model in ("", "upscale-x4", "enhance"):
        panel.tick(model)
    assert panel.whole.menu() is not None
    panel.sensor.setText("response 0.12345, noise 0.12345 " * 5)
    panel.state.setPlainText("A sentence that says what was expected, what came and what to do. " * 20)
    QApplication.processEvents()
    assert sizes() == before
    assert before[0].height() < 200


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
    """No step of the event loop takes long while previews are computed, nor does the end of one that runs."""
    shown(panel)
    look_at(canvas, 500430, 4099570)
    longest, loupe = 0.0, panel.preview.loupe
    while not loupe.panes[0].images:
        longest = max(longest, step())
    look_at(canvas, 500420, 4099570)
    wait(lambda: panel.preview.thread_ is not None)
    began = time.process_time()
    panel.end()
    assert time.process_time() - began < AWAKE
    assert longest < AWAKE


def step() -> float:
    """Seconds of the processor that one turn of this thread's event loop takes: others compute on this machine too."""
    began = time.thread_time()
    QApplication.processEvents()
    taken = time.thread_time() - began
    time.sleep(0.005)
    return taken


def test_model_and_strength_go_on_to_the_whole_layer(panel, layer):
    panel.tick("enhance")
    panel.tick("upscale-x2", False)
    before = shown(panel).copy()
    assert not panel.strength.isEnabled()  # it has one set of weights
    panel.tick("upscale-x4")
    panel.tick("enhance", False)
    assert panel.strength.isEnabled()
    assert shown(panel) != before
    panel.strength.setValue(100)
    panel.whole.click()
    assert panel.asked == [("upscale", {"INPUT": layer.id(), "MODEL": "upscale-x4", "STRENGTH": 1.0})]


def test_a_strength_is_seen_at_once_and_then_computed(panel):
    panel.tick("upscale-x4")
    panel.tick("upscale-x2", False)
    shown(panel)
    pane = panel.preview.loupe.panes[0]
    assert set(pane.images) == {0.5}
    panel.strength.setValue(100)
    wait(lambda: {0.0, 1.0} <= set(pane.images))
    panel.strength.setValue(25)
    (low, whole), (high, share) = pane.around(panel.preview.loupe.strength)  # without a turn of the event loop
    assert (low, high) == (pane.images[0.0], pane.images[1.0])
    assert (whole, share) == (1.0, 0.25)
    wait(lambda: 0.25 in pane.images)
    assert pane.around(0.25)[-1][0] == pane.images[0.25]
    assert pane.images[0.25] != pane.images[0.0]


def test_models_stand_side_by_side_with_the_layer_as_it_is(panel, canvas):
    panel.tick("")
    panel.tick("upscale-x4")
    shown(panel)
    loupe = panel.preview.loupe
    assert [pane.label for pane in loupe.panes] == ["as it is", "upscale-x2", "upscale-x4"]
    places = [loupe.pane_area(number) for number in range(3)]
    assert not any(one.intersects(other) for one in places for other in places if one is not other)
    assert all(canvas.rect().contains(place.toAlignedRect()) for place in places)
    image = QImage(canvas.size(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    loupe.paint(painter)
    painter.end()
    cuts = [image.copy(place.adjusted(2, 2, -2, -26).toRect()) for place in places]  # above the labels
    assert cuts[0] != cuts[1] != cuts[2]
    assert sorted(action.text() for action in panel.whole.menu().actions()) == ["upscale-x2", "upscale-x4"]
    panel.tick("upscale-x2", False)
    panel.tick("upscale-x4", False)
    panel.tick("", False)
    assert panel.ticked() == [""]  # one at least stays


def test_nodata_in_a_pane_shows_no_other_ground(panel, canvas):
    panel.tick("")
    shown(panel)
    loupe = panel.preview.loupe
    nothing, ground = (QImage(canvas.size(), QImage.Format.Format_ARGB32_Premultiplied) for _ in range(2))
    nothing.fill(Qt.GlobalColor.transparent)
    ground.fill(Qt.GlobalColor.red)
    loupe.panes[1].images = {0.0: nothing}
    painter = QPainter(ground)
    loupe.paint(painter)
    painter.end()
    assert ground.pixelColor(loupe.pane_area(1).center().toPoint()) == canvas.canvasColor()


def test_a_layer_is_sharpened_by_the_projects_finer_one(provider, canvas, tmp_path, new_project):
    image = scenery(4, 240, 320)
    made = {}
    for size, pixels in (("10m", image), ("20m", image[:2].reshape(2, 120, 2, 160, 2).mean((2, 4)).astype("uint8"))):
        path = write_raster(tmp_path / f"T33TUN_20240703T100601_B_{size}.tif", pixels)
        dataset, width = gdal.Open(str(path), gdal.GA_Update), float(size[:-1])
        dataset.SetGeoTransform((500000.0, width, 0.0, 4100000.0, 0.0, -width))
        dataset = None
        made[size] = QgsRasterLayer(str(path), size)
    new_project.addMapLayers(list(made.values()))
    asked = []
    panel = PreviewPanel(None, provider, lambda verb, values: asked.append((verb, values)))
    look_at(canvas, 501600, 4098800, 2000)
    panel.start(canvas, made["20m"])
    panel.tick("sharpen-pan")
    panel.tick(panel.ticked()[0], False)
    shown(panel)
    assert [pane.label for pane in panel.preview.loupe.panes] == ["sharpen-pan"]
    assert gdal.Open(panel.preview.made.popitem()[1]).GetGeoTransform()[1] == 10
    panel.whole.click()
    panel.end()
    panel.start(canvas, made["10m"])
    offered = [panel.models.item(row).data(Qt.ItemDataRole.UserRole) for row in range(panel.models.count())]
    panel.end()
    panel.close()
    assert asked == [("sharpen", {"INPUT": made["20m"].id(), "GUIDE": made["10m"].id(), "MODEL": "sharpen-pan"})]
    assert not any(model.startswith("sharpen") for model in offered)


def test_gaps_are_filled_where_the_layer_has_some(panel, provider, canvas, tmp_path, new_project):
    def offered() -> list[str]:
        return [panel.models.item(row).data(Qt.ItemDataRole.UserRole) for row in range(panel.models.count())]

    assert "fill-gaps" not in offered()
    image = scenery(3, 400, 400)
    image[:, 190:210, 195:215] = 0
    path = write_raster(tmp_path / "holes.tif", image, rgb=True)
    dataset = gdal.Open(str(path), gdal.GA_Update)
    for band in (1, 2, 3):
        dataset.GetRasterBand(band).SetNoDataValue(0)
    dataset = None
    holes = QgsRasterLayer(str(path), "holes")
    new_project.addMapLayer(holes)
    canvas.setLayers([holes])
    panel.start(canvas, holes)
    assert "fill-gaps" in offered()
    panel.tick("fill-gaps")
    panel.tick("upscale-x2", False)
    look_at(canvas, 500410, 4099600)
    picture = shown(panel)
    middle = picture.pixelColor(picture.width() // 2, picture.height() // 2)
    assert middle.alpha() == 255


def test_no_more_than_four(panel):
    for model in ("", "upscale-x4", "enhance", "upscale-x2-band"):
        panel.tick(model)
    assert len(panel.ticked()) == 4


def test_a_running_job_holds_no_preview_up(panel, canvas, provider, tmp_path):
    shown(panel)
    raster = write_raster(tmp_path / "large.tif", scenery(1, 1500, 1500))
    job = UpscaleJob(str(raster), str(tmp_path / "out.tif"), "upscale-x4", tile_size=64)
    begun, over = threading.Event(), threading.Event()

    def long() -> None:
        with contextlib.suppress(Cancelled):
            provider.run(job, lambda event: event["event"] == "progress" and begun.set(), over.is_set)

    thread = threading.Thread(target=long)
    thread.start()
    wait(begun.is_set)
    look_at(canvas, 500450, 4099550)
    shown(panel)
    assert thread.is_alive()
    over.set()
    thread.join(10)


def test_a_worker_killed_in_a_preview_is_one_sentence_and_the_next_move_works(panel, canvas, provider):
    shown(panel)
    look_at(canvas, 500440, 4099590)
    wait(lambda: provider.engine.busy)
    next(iter(provider.engine.busy)).kill()
    wait(lambda: "ran out of memory" in panel.state.text())
    look_at(canvas, 500450, 4099590)
    shown(panel)


def test_a_turned_map_and_another_crs_are_seen_through(panel, canvas, new_project):
    shown(panel)
    canvas.setRotation(30)
    shown(panel)
    canvas.setRotation(0)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    into = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:32633"), canvas.mapSettings().destinationCrs(), new_project
    )
    middle = into.transform(500400, 4099600)
    look_at(canvas, middle.x(), middle.y())
    shown(panel)


def test_zoomed_out_it_says_so(panel, canvas):
    shown(panel)
    look_at(canvas, 500400, 4099600, 2000)
    wait(lambda: panel.state.text().startswith("Zoom in: "))
    assert not panel.preview.loupe.panes[0].images
    assert panel.preview.loupe.panes[0].words() == "upscale-x2: no preview"


def test_beside_the_layer_it_says_so(panel, canvas):
    look_at(canvas, 600000, 4099600)
    wait(lambda: "shows nothing of" in panel.state.text())


def test_a_killed_worker_is_one_sentence_and_the_next_move_works(panel, canvas, provider):
    shown(panel)
    provider.engine.warm.kill()
    look_at(canvas, 500440, 4099590)
    shown(panel)


def test_a_removed_layer_ends_it(panel, canvas, layer, tmp_path, new_project):
    shown(panel)
    other = QgsRasterLayer(str(write_raster(tmp_path / "other.tif", scenery(1, 400, 400))), "other")
    new_project.addMapLayer(other)
    panel.start(canvas, other)
    new_project.removeMapLayer(layer.id())  # which was previewed before
    assert panel.preview.layer is other
    new_project.removeMapLayer(other.id())
    assert panel.preview is None
    assert not panel.isVisible()
