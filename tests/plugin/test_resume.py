"""What QGIS does with the finished part of a run whose process is gone, and how it counts the time of one that goes on."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import pytest

from raster_gan.gan_core.api import resume
from raster_gan.gan_core.api.errors import Cancelled, RasterGanError
from raster_gan.gan_core.api.jobs.raster import UpscaleJob
from raster_gan.gan_core.api.staging import staged_path
from raster_gan.plugin.engine.client import Worker
from raster_gan.plugin.engine.running import Running

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
