"""The client against a worker that misbehaves in every way we know of; no torch here."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from string import Formatter

import pytest

from raster_gan.gan_core.api.errors import Cancelled, RasterGanError
from raster_gan.gan_core.api.jobs.raster import UpscaleJob
from raster_gan.gan_core.api.messages import SENTENCES
from raster_gan.gan_core.api.staging import staged_path
from raster_gan.plugin.engine.client import CANCEL_SECONDS, Worker

FAKE = str(Path(__file__).with_name("fake_worker.py"))


@pytest.fixture
def start():
    workers = []

    def start(behaviour: str, **options) -> Worker:
        workers.append(Worker([sys.executable, FAKE, behaviour], os.environ, **options))
        return workers[-1]

    yield start
    for worker in workers:
        worker.close()
        assert not worker.alive


def test_a_worker_that_could_not_start_is_not_kept(start, job):
    worker = start("no-torch")
    with pytest.raises(RasterGanError):
        worker.run(job, print)
    assert not worker.alive


@pytest.fixture
def job(tmp_path: Path) -> UpscaleJob:
    return UpscaleJob(input="in.tif", output=str(tmp_path / "out.tif"), bands=(3, 2, 1))


def test_results_and_events_of_this_job_only(start, job):
    events = []
    results = start("good").run(job, events.append)
    assert results["OUTPUT"] == job.output
    assert results["JOB"]["bands"] == [3, 2, 1]
    assert [event["event"] for event in events] == ["started", "progress", "note"]


def test_a_warm_worker_takes_the_next_job(start, job):
    worker = start("good")
    first, second = worker.run(job, print), worker.run(job, print)
    assert first == second
    assert worker.alive


def test_garbage_on_stdout_is_passed_over(start, job):
    assert start("noisy").run(job, lambda event: None)["OUTPUT"] == job.output


@pytest.mark.parametrize(
    ("behaviour", "code", "words"),
    [
        ("wrong", "python-wrong", "this Python is too old"),
        ("no-torch", "torch-missing", "No module"),
        ("crash", "worker-crashed", "Segmentation fault"),
        ("killed", "worker-killed", "ran out of memory"),
        ("memory", "out-of-memory", "could not map"),
        ("failing", "tile-size", "got 7"),
    ],
)
def test_each_end_is_one_sentence(start, job, behaviour, code, words):
    with pytest.raises(RasterGanError) as caught:
        start(behaviour).run(job, lambda event: None)
    assert caught.value.code == code
    assert words in str(caught.value)


def test_silence_ends_the_worker(start, job):
    worker = start("silent", silence=0.5)
    with pytest.raises(RasterGanError, match="did not respond"):
        worker.run(job, lambda event: None)
    assert not worker.alive


def test_a_heartbeat_is_a_sign_of_life(start, job):
    worker, began = start("deaf", silence=0.5), time.monotonic()
    with pytest.raises(Cancelled):
        worker.run(job, lambda event: None, lambda: time.monotonic() - began > 1.5)


@pytest.mark.parametrize(("behaviour", "survives"), [("polite", True), ("deaf", False)])
def test_cancel_takes_two_seconds_at_most(start, job, behaviour, survives):
    worker = start(behaviour)
    half_written = staged_path(Path(job.output), worker.process.pid)
    half_written.touch()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        worker.run(job, lambda event: None, lambda: time.monotonic() - began > 0.3)
    assert time.monotonic() - began < 0.3 + CANCEL_SECONDS
    assert worker.alive == survives
    assert half_written.exists() == survives  # a worker that answers has cleaned up by itself


def test_a_program_that_is_not_there(job):
    with pytest.raises(RasterGanError, match="/no/such/python can't be started"):
        Worker(["/no/such/python"], os.environ)


def test_every_sentence_can_be_filled():
    for code, text in SENTENCES.items():
        places = [(name, how) for _, name, how, _ in Formatter().parse(text) if name]
        assert "{" not in str(RasterGanError(code, **{name: 1.0 if how else "x" for name, how in places}))
