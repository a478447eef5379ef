"""What QGIS does with the finished part of a run whose process is gone, and how it counts the time of one that goes on."""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsSettings
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtWidgets import QMessageBox, QPushButton

from raster_gan.gan_core.api import resume
from raster_gan.gan_core.api.errors import Cancelled, RasterGanError
from raster_gan.gan_core.api.jobs.raster import UpscaleJob
from raster_gan.gan_core.api.lock import output_lock
from raster_gan.gan_core.api.staging import staged_path
from raster_gan.plugin.engine.client import Worker
from raster_gan.plugin.engine.running import Running, State
from raster_gan.plugin.panels import interrupted
from raster_gan.plugin.panels.interrupted import Unfinished, interruptions, tell
from raster_gan.plugin.panels.provenance import parameters

FAKE = str(Path(__file__).with_name("fake_worker.py"))


@pytest.fixture
def job(tmp_path) -> UpscaleJob:
    """Of which an earlier run has finished three tiles of four."""
    output = tmp_path / "out.tif"
    staged_path(output, resume.KEPT).write_bytes(b"tiles")
    content = {"tiles": 3, "of": 4, "marks": {str(output): [5, []]}}
    resume.journal_path(output).write_text(json.dumps(content))
    return UpscaleJob("in.tif", str(output))


def run(behaviour: str, job: UpscaleJob, held: bool = False) -> tuple[list[dict], RasterGanError]:
    """Notes and the error of a worker that is cancelled after a moment, if it lives so long."""
    worker, events, began = Worker([sys.executable, FAKE, behaviour], os.environ), [], time.monotonic()

    def cancelled() -> bool:
        if held and not worker.paused:
            worker.hold(True)
        return time.monotonic() - began > 1

    with pytest.raises(RasterGanError) as caught:
        worker.run(job, events.append, cancelled)
    worker.close()
    return [event for event in events if event["event"] == "note"], caught.value


@pytest.mark.parametrize("behaviour", ["killed", "crash"])
def test_a_lost_process_leaves_the_finished_part(job, tmp_path, behaviour):
    notes, _ = run(behaviour, job)
    assert [(one["code"], one["values"]["share"]) for one in notes] == [("part-kept", 0.75)]
    assert len(list(tmp_path.iterdir())) == 2


def test_a_cancelled_one_leaves_nothing_but_while_it_is_held(job, tmp_path):
    notes, error = run("deaf", job, held=True)
    assert isinstance(error, Cancelled)
    assert notes[0]["code"] == "part-kept"
    assert len(list(tmp_path.iterdir())) == 2
    notes, error = run("deaf", job)
    assert isinstance(error, Cancelled)
    assert notes == []
    assert list(tmp_path.iterdir()) == []


def test_the_time_left_counts_from_where_a_run_goes_on(job, monkeypatch):
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    running = Running(job)
    for share, moment in ((0.6, 105.0), (0.7, 115.0)):
        assert running.left() is None
        now[0] = moment
        running.hear({"event": "progress", "share": share})
    assert running.left() == pytest.approx(30)


@pytest.fixture
def settings(qgis_app):
    yield
    for key in (interrupted.KEY, interrupted.TOLD):
        QgsSettings().remove(key)


def test_an_output_that_qgis_left_unfinished_is_told_once(provider, settings, job):
    Unfinished().hear(Running(job))
    (interruption,) = interruptions()
    assert interruption.what.startswith("Upscale")
    assert interruption.share == 0.75
    assert interruptions() == []
    filled = parameters("upscale", interruption.job, resumed=True)
    assert filled["OUTPUT"] == job.output
    assert filled["RESUME"] is True


def test_what_another_qgis_writes_is_told_when_that_has_ended(provider, settings, job):
    Unfinished().hear(Running(job))
    with output_lock(job.writes()):
        assert interruptions() == []
    assert len(interruptions()) == 1


@pytest.mark.parametrize("left", [True, False])
def test_a_job_that_came_to_an_end_is_told_only_if_something_is_left(provider, settings, job, left):
    unfinished, running = Unfinished(), Running(job)
    unfinished.hear(running)
    running.state = State.FAILED
    if not left:
        resume.discard(job)
    unfinished.hear(running)
    assert len(interruptions()) == left


def test_both_buttons(provider, settings, job, tmp_path, monkeypatch):
    bar, resumed = QgsMessageBar(), []
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    for label in ("Resume…", "Discard"):
        Unfinished().hear(Running(job))
        (interruption,) = interruptions()
        message = tell(bar, interruption, resumed.append)
        gc.collect()
        assert message is bar.currentItem()
        next(button for button in bar.currentItem().findChildren(QPushButton) if button.text() == label).click()
        assert bar.currentItem() is not None  # while the click is handled the button stays
        QgsApplication.processEvents()
        assert bar.currentItem() is None
    assert [fields["output"] for fields in resumed] == [job.output]
    assert list(tmp_path.iterdir()) == []
