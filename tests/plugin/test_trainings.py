"""The panel of trainings, on folders as the engine keeps them."""

from __future__ import annotations

import os
import time

import pytest
from qgis.PyQt.QtWidgets import QMessageBox

from raster_gan.gan_core.api import library
from raster_gan.gan_core.api.errors import Cancelled
from raster_gan.gan_core.api.jobs.finetuning import FinetuneJob
from raster_gan.gan_core.api.training_runs import ALIVE, CANCELLED, FACTS, PAUSE, REPORT, SILENT_SECONDS, STOP
from raster_gan.gan_core.runs.folder import RunFolder
from raster_gan.plugin.engine.running import Running, State
from raster_gan.plugin.panels.interrupted import Unfinished, interruptions
from raster_gan.plugin.panels.provenance import parameters
from raster_gan.plugin.panels.trainings import TrainingsPanel
from raster_gan.plugin.text import error_text

JOB = {
    "input": "/data/scene.tif",
    "tiles": "/data/tiles.gpkg",
    "truth": "",
    "parent": "",
    "name": "mine",
    "minutes": 5.0,
    "gan": "auto",
    "device": "auto",
    "bands": (3, 2, 1),
}


def look(step: int, **values: float) -> dict:
    figures = {
        "psnr": 30.0,
        "gain": 0.01 * step,
        "seconds": 60.0,
        "loss": 1 / step,
        "margin": 0.0,
        "rate": 1.0,
        "distance": 0.2,
        "left": 60.0,
    }
    return {"step": step, "steps": 100, **figures, **values}


@pytest.fixture
def folder(tmp_path, monkeypatch) -> RunFolder:
    monkeypatch.setenv(library.VARIABLE, str(tmp_path / "models"))
    folder = RunFolder({"number": 1}, anew=False)
    folder.log("begin", name="mine", parent="upscale-x2", job=JOB)
    for step in (25, 50):
        folder.log("look", phase="faithful", **look(step))
    return folder


@pytest.fixture
def panel(qgis_iface, folder):
    asked = []
    panel = TrainingsPanel(None, asked.append)
    panel.asked = asked
    panel.show()
    yield panel
    panel.close()
    panel.deleteLater()


def seen(panel: TrainingsPanel) -> set[str]:
    panel.refresh()
    buttons = (panel.hold, panel.end, panel.resume, panel.report, panel.remove)
    return {button.text() for button in buttons if not button.isHidden()}


def test_a_running_training_is_told_drawn_held_and_ended(panel, folder):
    with folder:
        assert seen(panel) == {"Pause", "Stop, keep the best"}
        assert panel.choice.currentText() == "mine"
        assert "Step 50 of 100" in panel.words.text()
        assert set(panel.curves.drawings) == {"gain", "distance", "loss", "rate"}
        panel.hold.click()
        assert (folder.path / PAUSE).exists()
        assert seen(panel) == {"Go on", "Stop, keep the best"}
        assert panel.words.text().startswith("Paused")
        panel.hold.click()
        assert not (folder.path / PAUSE).exists()
        panel.end.click()
        assert (folder.path / STOP).exists()


def test_curves_follow_the_log(panel, folder):
    panel.refresh()
    before = panel.curves.drawings["gain"].grab().toImage()
    folder.log("look", phase="faithful", **look(75, gain=-3.0))
    panel.refresh()
    assert panel.curves.drawings["gain"].grab().toImage() != before


@pytest.mark.parametrize("lost", ["cancelled", "killed"])
def test_a_training_that_was_broken_off_can_be_gone_on_with(provider, panel, folder, lost):
    if lost == "killed":
        folder.alive()
        old = time.time() - 2 * SILENT_SECONDS
        os.utime(folder.path / ALIVE, (old, old))
    assert seen(panel) == {"Go on…", "Remove"}
    panel.resume.click()
    filled = parameters("finetune", panel.asked[0])
    assert {name: filled[name] for name in filled if name != "RESUME"} == {
        "INPUT": "/data/scene.tif",
        "TILES": "/data/tiles.gpkg",
        "NAME": "mine",
        "MINUTES": 5.0,
        "GAN": "auto",
        "DEVICE": "auto",
        "BANDS": [3, 2, 1],
    }


def test_one_that_qgis_left_is_told_once_and_one_that_somebody_cancelled_is_not(provider, folder):
    """Whoever still works at it holds its lock."""
    assert interruptions() == []
    folder.lock.close()
    (interruption,) = interruptions()
    assert interruption.what.startswith("Fine-tune a model: scene")
    assert interruption.share == 0.5
    assert interruptions() == []
    folder.log("look", phase="faithful", **look(75))
    assert len(interruptions()) == 1
    running = Running(FinetuneJob("scene.tif", "tiles.gpkg"))
    running.folder, running.state = str(folder.path), State.CANCELLED
    folder.log(CANCELLED, step=75)
    Unfinished().hear(running)
    assert interruptions() == []
    interruption.discard()
    assert not folder.path.exists()


def test_a_cancelled_one_says_the_same_everywhere(panel, folder):
    """In the list of jobs, also where its process had to be killed, and in the panel."""
    running = Running(FinetuneJob("scene.tif", "tiles.gpkg"))
    running.folder = str(folder.path)
    sentence = "Cancelled at step 50. Run the same training again to resume."
    assert error_text(running.cancellation(Cancelled())) == sentence
    panel.refresh()
    assert panel.words.text() == sentence


def test_alarms_stand_there_in_words(panel, folder):
    folder.log("alarm", phase="gan", step=60, code="discriminator-won", value=3.0, action="hold-back")
    panel.refresh()
    assert "the discriminator has won" in panel.alarms.text()


def test_what_came_of_it(panel, folder):
    (folder.path / REPORT).write_text("x")
    folder.finished(gain=0.02, against=[{"code": "not-better", "values": {"gain": 0.02, "least": 0.05}}])
    assert seen(panel) == {"Report", "Remove"}
    assert panel.words.text().startswith("Not kept: +0.02 dB")


def test_a_training_is_removed_after_a_question(panel, folder, monkeypatch):
    answers = iter((QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes))
    monkeypatch.setattr(QMessageBox, "question", lambda *_: next(answers))
    panel.refresh()
    panel.remove.click()
    assert (folder.path / FACTS).exists()
    panel.remove.click()
    assert not folder.path.exists()
    assert panel.choice.count() == 0
    assert "No training yet" in panel.words.text()


def test_what_was_chosen_stays_chosen_when_another_begins(panel, folder):
    panel.refresh()
    other = RunFolder({"number": 2}, anew=False)
    other.log("begin", name="other", parent="upscale-x2", job=JOB)
    panel.refresh()
    assert panel.choice.currentText() == "mine"
    panel.follow()
    assert panel.choice.currentText() == "other"
