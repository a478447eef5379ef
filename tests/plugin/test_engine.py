"""The real worker under real trouble."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest
from scenes import scenery, write_raster

from raster_gan.gan_core.api.errors import Cancelled, RasterGanError
from raster_gan.gan_core.api.jobs.raster import UpscaleJob
from raster_gan.plugin.engine import python
from raster_gan.plugin.engine.client import Worker
from raster_gan.plugin.engine.engine import Engine


@pytest.fixture
def long_job(tmp_path: Path) -> UpscaleJob:
    raster = write_raster(tmp_path / "large.tif", scenery(1, 1200, 1200))
    return UpscaleJob(input=str(raster), output=str(tmp_path / "out.tif"), model="upscale-x4", tile_size=64)


def real_worker(prefix: list[str] | None = None) -> Worker:
    interpreter = Path(sys.executable)
    return Worker([*(prefix or []), *python.command(interpreter)], python.environment(interpreter))


def traces(job: UpscaleJob) -> list[str]:
    return [name for name in os.listdir(Path(job.output).parent) if "out.tif" in name]


def test_cancel_leaves_nothing_and_the_worker_stays(long_job):
    worker, seen = real_worker(), threading.Event()
    try:
        with pytest.raises(Cancelled):
            worker.run(long_job, lambda event: event["event"] == "progress" and seen.set(), seen.is_set)
        assert traces(long_job) == []
    finally:
        worker.close()


def test_sigkill_in_mid_run(long_job):
    worker = real_worker()

    def kill(event):
        if event["event"] == "progress" and event["share"] > 0:
            os.kill(worker.process.pid, signal.SIGKILL)

    with pytest.raises(RasterGanError, match="ran out of memory"):
        worker.run(long_job, kill)
    assert traces(long_job) == []


def test_a_memory_limit_is_explained(long_job):
    limit = ["/bin/sh", "-c", 'ulimit -v 700000; exec "$@"', "sh"]  # kB: less than torch needs
    worker = real_worker(limit)
    with pytest.raises(RasterGanError) as caught:
        worker.run(long_job, lambda event: None)
    assert caught.value.code in ("out-of-memory", "torch-missing", "python-wrong", "worker-crashed")
    assert len(str(caught.value)) > 60
    worker.process.wait(5)
    assert traces(long_job) == []


def test_no_orphan_when_qgis_dies(long_job):
    worker = real_worker()
    started = threading.Event()
    errors = []

    def run():
        try:
            worker.run(long_job, lambda event: started.set())
        except RasterGanError as error:
            errors.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    assert started.wait(30)
    worker.process.stdin.close()  # what the worker sees when the process at the other end is gone
    worker.process.wait(12)
    thread.join(5)
    assert errors
    assert traces(long_job) == []


def test_two_jobs_at_once_get_two_workers_and_one_stays(tmp_path):
    jobs = [
        UpscaleJob(
            input=str(write_raster(tmp_path / f"{n}.tif", scenery(1, 20, 20))), output=str(tmp_path / f"{n}x.tif")
        )
        for n in range(2)
    ]
    engine = Engine()
    results = []
    threads = [
        threading.Thread(
            target=lambda job=job: results.append(
                engine.run(Path(sys.executable), job, lambda event: None, lambda: False)
            )
        )
        for job in jobs
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 2
    kept = engine.warm
    assert kept is not None
    assert kept.alive
    began = time.monotonic()
    engine.run(Path(sys.executable), jobs[0], lambda event: None, lambda: False)
    assert engine.warm is kept
    assert time.monotonic() - began < 3  # no second import of torch
    engine.close()
    assert not kept.alive


def test_interpreters_are_judged_before_the_run(tmp_path):
    assert python.problem(Path(sys.executable)) is None
    assert python.problem(tmp_path / "none").code == "python-missing"
    false = tmp_path / "python"
    false.write_text("#!/bin/sh\nexit 1\n")
    false.chmod(0o755)
    assert python.problem(false).code == "python-wrong"
    bare = tmp_path / "bare"
    bare.write_text("#!/bin/sh\necho True torch\n")
    bare.chmod(0o755)
    assert python.problem(bare).code == "torch-missing"
