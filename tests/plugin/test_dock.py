"""The panel's pages, on a real engine and a real project."""

from __future__ import annotations

import contextlib
import shutil
import threading
import time
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsProcessingContext, QgsRasterLayer, QgsSettings, QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QApplication, QMessageBox
from scenes import scenery, write_raster

from raster_gan.gan_core.api import library
from raster_gan.gan_core.api.errors import RasterGanError
from raster_gan.gan_core.api.jobs.assessment import CheckLayerJob
from raster_gan.gan_core.api.jobs.finetuning import MakeTilesJob
from raster_gan.gan_core.api.jobs.raster import UpscaleJob
from raster_gan.gan_core.runs.folder import RunFolder
from raster_gan.plugin.canvas.entries import Target
from raster_gan.plugin.engine.running import State
from raster_gan.plugin.panels import history, reports
from raster_gan.plugin.panels.board import Board
from raster_gan.plugin.panels.dock import Dock
from raster_gan.plugin.panels.jobs import describe_progress, span
from raster_gan.plugin.panels.modelcard import card_html


@pytest.fixture
def dock(provider, new_project, tmp_path, monkeypatch):
    monkeypatch.setenv(library.VARIABLE, str(tmp_path / "models"))
    QgsSettings().remove(history.KEY)
    asked = []
    board = Board(provider.engine)
    dock = Dock(None, provider, board, lambda verb, values: asked.append((verb, values)))
    dock.asked, dock.board = asked, board
    yield dock
    for running in dock.jobs.rows:
        running.cancel()
    wait(lambda: all(running.ended for running in dock.jobs.rows))
    dock.end()
    board.close()
    dock.deleteLater()
    QgsSettings().remove(history.KEY)


@pytest.fixture
def raster(tmp_path) -> Path:
    return write_raster(tmp_path / "scene.tif", scenery(3, 120, 120), rgb=True)


def wait(condition, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        QApplication.processEvents()
        time.sleep(0.01)


def run(provider, job) -> dict:
    """As Processing does, but in this thread."""
    return provider.run(job, lambda event: None, lambda: False)


def in_thread(provider, job) -> threading.Thread:
    def work() -> None:
        with contextlib.suppress(RasterGanError):
            run(provider, job)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def test_a_job_is_followed_held_and_ended(dock, provider, tmp_path):
    raster = write_raster(tmp_path / "large.tif", scenery(1, 1200, 1200))
    thread = in_thread(provider, UpscaleJob(str(raster), str(tmp_path / "out.tif"), "upscale-x4", tile_size=64))
    rows = dock.jobs.rows
    wait(lambda: rows and "left" in next(iter(rows.values())).words.text())
    running, row = next(iter(rows.items()))
    assert row.name.text() == "Upscale (super-resolution): large.tif"
    assert dock.tabs.tabText(3) == "Jobs (1)"
    row.hold.click()
    assert row.words.text().startswith("Paused")
    time.sleep(1)  # the tiles that were under way
    QApplication.processEvents()
    held, before = running.share, running.seconds()
    time.sleep(1)
    QApplication.processEvents()
    assert running.share == held
    assert running.seconds() == before
    row.hold.click()
    wait(lambda: running.share > held)
    row.cancel.click()
    assert row.words.text() == "Ending…"
    wait(lambda: row.words.text() == "Cancelled. No output was written.")
    thread.join()
    assert running.state is State.CANCELLED
    assert row.cancel.isHidden()
    assert dock.tabs.tabText(3) == "Jobs"
    assert not (tmp_path / "out.tif").exists()
    assert dock.results.results == []
    dock.jobs.clear.click()
    assert rows == {}
    assert not dock.jobs.empty.isHidden()


def test_a_failure_stays_there_in_words(dock, provider, tmp_path):
    with pytest.raises(RasterGanError):
        run(provider, UpscaleJob(str(tmp_path / "none.tif"), str(tmp_path / "out.tif")))
    QApplication.processEvents()
    (running,) = dock.jobs.rows
    assert describe_progress(running).startswith("“Input layer”: expected a raster that GDAL can open")


def test_previews_are_not_listed(dock, provider, raster, tmp_path):
    provider.run(UpscaleJob(str(raster), str(tmp_path / "x.tif")), lambda event: None, lambda: False, listed=False)
    QApplication.processEvents()
    assert dock.jobs.rows == {}


@pytest.mark.parametrize(("seconds", "words"), [(0.2, "1 s"), (89, "89 s"), (150, "2 min"), (7200, "2.0 h")])
def test_times_are_said_as_exactly_as_guesses_deserve(seconds, words):
    assert span(seconds) == words


def test_a_result_says_how_it_was_made_and_is_made_again(dock, provider, new_project, raster, tmp_path):
    layer = QgsRasterLayer(str(raster), "scene")
    new_project.addMapLayer(layer)
    extent = (500020.0, 4099900.0, 500100.0, 4099960.0)
    output = tmp_path / "finer.tif"
    run(
        provider,
        UpscaleJob(
            str(raster),
            str(output),
            "upscale-x4",
            extent,
            bands=(3, 2, 1),
            strength=1.0,
            creation_options=("COMPRESS=LZW",),
        ),
    )
    QApplication.processEvents()
    results = dock.results
    assert results.list.topLevelItem(0).text(0) == "finer.tif"
    page = results.page.toPlainText()
    assert "upscale-x4 sha256" in page
    assert "GAN detail strength (0 faithful, 1 full): 1" in page
    assert "AI-generated" in page
    results.again.click()
    verb, values = dock.asked[-1]
    assert verb == "upscale"
    assert values["INPUT"] == layer.id()
    assert (values["MODEL"], values["STRENGTH"]) == ("upscale-x4", 1.0)
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("rastergan:upscale")
    context = QgsProcessingContext()
    context.setProject(new_project)
    found = algorithm.parameterAsExtent(values, "EXTENT", context, layer.crs())
    assert (found.xMinimum(), found.yMinimum(), found.xMaximum(), found.yMaximum()) == extent
    assert algorithm.parameterAsInts(values, "BANDS", context) == [3, 2, 1]
    assert algorithm.parameterAsString(values, "CREATION_OPTIONS", context) == "COMPRESS=LZW"
    seen = []
    results.zoom.connect(seen.append)
    results.open.click()
    assert seen[0].source() == str(output)
    assert len(new_project.mapLayers()) == 2
    results.open.click()
    assert len(new_project.mapLayers()) == 2  # it is there already
    seen[0].setName("scene, sharpened")
    new_project.removeMapLayer(seen[0].id())
    assert results.list.topLevelItem(0).text(0) == "scene, sharpened"
    results.open.click()
    assert seen[-1].name() == "scene, sharpened"


def test_results_are_kept_and_those_that_are_gone_are_told(dock, provider, raster, tmp_path):
    output = tmp_path / "finer.tif"
    run(provider, UpscaleJob(str(raster), str(output)))
    QApplication.processEvents()
    output.unlink()
    again = Dock(None, provider, dock.board, print)
    assert "it is gone" in again.results.page.toPlainText()
    assert not again.results.open.isEnabled()
    assert again.results.again.isEnabled()
    again.results.clear.click()
    assert again.results.results == []
    again.end()


def test_a_source_that_is_no_file_is_not_written_down(provider, raster, tmp_path):
    """It may hold a password."""
    from raster_gan.plugin.engine.running import Running

    output = tmp_path / "x.tif"
    shutil.copy(raster, output)
    running = Running(UpscaleJob("PG:host=here password=secret", str(output)))
    assert history.of(running).job["input"] == ""


def test_what_another_computer_made_is_told_from_its_tags(dock, provider, new_project, raster, tmp_path):
    output = tmp_path / "elsewhere.tif"
    provider.run(UpscaleJob(str(raster), str(output), strength=0.25), lambda event: None, lambda: False, listed=False)
    assert dock.results.results == []
    new_project.addMapLayer(QgsRasterLayer(str(output), "elsewhere"))
    new_project.addMapLayer(QgsRasterLayer(str(raster), "not ours"))
    (result,) = dock.results.results
    assert result.verb == "upscale"
    assert result.job["strength"] == 0.25
    dock.results.again.click()
    assert dock.asked[-1][1]["STRENGTH"] == 0.25
    new_project.clear()
    assert dock.results.results == []


def test_reports_have_names_and_belong_to_layers(dock, provider, new_project, raster, tmp_path, monkeypatch):
    """On a result: those on its input, and the training of its model; on another layer there is none."""
    opened = []
    monkeypatch.setattr(reports, "open_page", opened.append)
    finer, checked = tmp_path / "finer.tif", tmp_path / "checked.html"
    run(provider, UpscaleJob(str(raster), str(finer), "upscale-x2"))
    run(provider, CheckLayerJob(str(raster), str(checked)))
    folder = RunFolder({"number": 1}, anew=False)
    folder.log("begin", name="upscale-x2", parent="", job={"input": "elsewhere.tif"})
    page = folder.write_page("x")
    QApplication.processEvents()
    layers = [
        QgsRasterLayer(str(path), path.stem) for path in (finer, write_raster(tmp_path / "b.tif", scenery(3, 8, 8)))
    ]
    new_project.addMapLayers(layers)
    named = {dock.results.list.topLevelItem(row).text(0) for row in range(dock.results.list.topLevelItemCount())}
    assert named == {"finer", "Layer check report: scene", "Training report: upscale-x2"}
    found = reports.reports_of(layers[0], reports.reports())
    assert {report.path for report in found} == {str(checked), str(page)}
    entry, canvas = reports.entry(), QgsMapCanvas()
    assert entry.reason(Target(layers[0], canvas)) == ""
    assert "b” has no report yet" in entry.reason(Target(layers[1], canvas))
    page.unlink()
    entry.act(Target(layers[0], canvas))
    dock.results.refresh(str(checked))
    dock.results.open.click()
    assert opened == [str(checked)] * 2


def test_every_model_has_a_card_and_a_picture(dock):
    page = dock.models
    assert page.list.count() == 0  # QGIS's start does not wait for it
    page.refresh()
    assert page.list.count() == len(library.entries())
    for row in range(page.list.count()):
        page.list.setCurrentRow(row)
        assert not page.picture.isHidden()
        assert page.selected().card.licence in page.words.text()
        assert not page.remove.isEnabled()  # it came with the plugin
        verb = page.selected().card.task
        runs = QgsApplication.processingRegistry().algorithmById(f"rastergan:{verb}") is not None
        assert page.use.isEnabled() == runs
        assert page.legend.isHidden() == (not runs)
        assert f"<br>{verb}</p>" not in page.words.text(), "what it does is said in words"
    page.list.setCurrentRow(2)
    page.use.click()
    assert dock.asked[-1] == (page.selected().card.task, {"MODEL": page.selected().card.id})


def test_a_card_is_text_and_never_html():
    import dataclasses

    entry = library.entries()["upscale-x2"]
    bad = entry._replace(card=dataclasses.replace(entry.card, title="<img src=x>", limits="<b>none</b>"))
    assert "<img" not in card_html(bad)
    assert "&lt;b&gt;none" in card_html(bad)


def test_an_own_model_is_found_exported_and_removed_after_a_question(dock, tmp_path, monkeypatch):
    own = library.own_folder()
    own.mkdir()
    import raster_gan.gan_core.api.model_card as cards

    built_in = library.BUILT_IN / "upscale-x2.safetensors"
    copy = own / "mine.safetensors"
    copy.write_bytes(built_in.read_bytes().replace(b'\\"id\\": \\"upscale-x2\\"', b'\\"id\\": \\"my-own-one\\"'))
    assert cards.read(copy).id == "my-own-one"
    shutil.copy(built_in.with_suffix(".png"), copy.with_suffix(".png"))
    page = dock.models
    page.refresh()
    page.list.setCurrentRow(0)
    assert page.selected().card.id == "my-own-one"
    assert "your own" in page.list.item(0).text()
    page.export.click()
    assert dock.asked[-1] == ("exportmodel", {"MODEL": "my-own-one"})
    answers = iter((QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes))
    monkeypatch.setattr(QMessageBox, "question", lambda *_: next(answers))
    page.remove.click()
    assert copy.exists()
    page.remove.click()
    assert list(own.iterdir()) == []
    assert page.selected().card.id != "my-own-one"


def test_the_page_of_all_cards_opens(dock, monkeypatch):
    opened = []
    monkeypatch.setattr("raster_gan.plugin.panels.models.QDesktopServices.openUrl", opened.append)
    dock.models.all.click()
    assert not dock.models.all.isEnabled()
    wait(lambda: opened)
    assert "upscale-x4" in Path(opened[0].toLocalFile()).read_text("utf-8")


def test_tiles_are_counted_and_followed(dock, provider, new_project, raster, tmp_path):
    page = dock.tiles
    assert "No tiles yet" in page.words.text()
    assert not page.of_layer["pick"].isEnabled()
    path = tmp_path / "tiles.gpkg"
    run(provider, MakeTilesJob(str(raster), str(path), size=32, count=6))
    scene = QgsRasterLayer(str(raster), "scene")
    tiles = QgsVectorLayer(str(path), "my tiles", "ogr")
    new_project.addMapLayers([scene, tiles])
    new_project.addMapLayer(QgsVectorLayer("Polygon", "no tiles", "memory"))
    assert page.list.topLevelItemCount() == 1
    item = page.list.topLevelItem(0)
    assert item.text(0) == "my tiles"
    counts = [int(item.text(column)) for column in (1, 2, 3)]
    assert sum(counts) == tiles.featureCount()
    assert counts[0] + counts[1] == 6
    from raster_gan.plugin.canvas.tiles import set_roles
    from raster_gan.plugin.layers.source_raster import raster_of

    tile = next(one for one in tiles.getFeatures() if one["role"] == "train")
    set_roles(tiles, {tile.id(): "ignore"})
    QApplication.processEvents()
    assert int(page.list.topLevelItem(0).text(1)) == counts[0] - 1
    assert page.selected() is tiles
    asked = []
    page.pick.connect(asked.append)
    page.tune.connect(asked.append)
    page.of_layer["pick"].click()
    page.of_layer["tune"].click()
    assert asked == [tiles, tiles]
    assert raster_of(tiles) is scene
    new_project.removeMapLayer(tiles.id())
    assert page.list.topLevelItemCount() == 0


def test_a_training_that_begins_is_shown(dock, provider):
    provider.training_began.connect(dock.trainings.follow)
    dock.show()
    provider.training_began.emit()
    assert dock.tabs.currentWidget() is dock.trainings
    provider.training_began.disconnect(dock.trainings.follow)
    assert dock.windowState() == Qt.WindowState.WindowNoState
