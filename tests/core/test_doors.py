"""The two doors: the command line and the worker's lines of JSON."""

from __future__ import annotations

import json
import queue
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from makers import read, smooth, values, write
from osgeo import gdal

from gan_core.api import resume
from gan_core.api.jobs import to_dict
from gan_core.api.jobs.raster import UpscaleJob
from gan_core.api.resume import remove_staged
from gan_core.commandline import main, option_names

ROOT = Path(__file__).resolve().parents[2]


def test_the_command_line(tmp_path, models, capsys):
    source, output = write(tmp_path / "in.tif", smooth("uint16", 4)), tmp_path / "out.tif"
    arguments = ["--model", "rough-x2", "--bands", "4,2,1", "--models", models, "--tile-size", "96"]
    extent = ["--extent", "440800", "3750000", "442000", "3751000"]
    assert main(["upscale", str(source), str(output), *arguments, *extent]) == 0
    said = capsys.readouterr()
    assert "INPUT_GRID_ERROR: 0." in said.out
    assert "Band 4, 2, 1: rough-x2" in said.err
    assert gdal.Open(str(output)).RasterCount == 4


def test_options_before_the_paths_and_the_list_of_models(tmp_path, models, capsys):
    source, output = write(tmp_path / "in.tif", smooth("uint8")), tmp_path / "out.tif"
    options = ["--creation-options", "COMPRESS=LZW,TILED=NO", "--bands", "1,2,3", "--models", models]
    assert main(["upscale", *options, "--model", "rough-x2", str(source), str(output)]) == 0
    assert gdal.Open(str(output)).GetMetadataItem("COMPRESSION", "IMAGE_STRUCTURE") == "LZW"
    with pytest.raises(SystemExit):
        main(["upscale", "--help"])
    assert "upscale-x4-band" in capsys.readouterr().out


def test_results_as_json(tmp_path, models, capsys):
    source = write(tmp_path / "in.tif", smooth("uint8"))
    command = ["upscale", str(source), str(tmp_path / "out.tif"), "--model", "same-x2", "--models", models, "--json"]
    assert main(command) == 0
    results = json.loads(capsys.readouterr().out)
    assert (results["WIDTH"], results["HEIGHT"], results["INPUT_GRID_ERROR"]) == (150, 120, 0)


def test_an_error_names_what_was_typed(capsys):
    assert main(["upscale", "in.tif", "out.tif", "--tile-size", "7", "--json"]) == 1
    said = capsys.readouterr()
    assert said.err.strip() == "--tile-size: expected 0 (automatic) or 64 to 4096 pixels, got 7."
    assert json.loads(said.out)["message"] == said.err.strip()
    assert main(["detect", "in.tif", "out.gpkg", "--score", "7"]) == 1
    assert capsys.readouterr().err.strip().startswith("--score: ")
    with pytest.raises(SystemExit):
        main(["upscale", "--help"])
    assert "do not: Resume a run" in " ".join(capsys.readouterr().out.split())


def test_an_error_is_one_sentence_and_exit_code_1(tmp_path, capsys):
    assert main(["upscale", "none.tif", str(tmp_path / "out.tif"), "--json"]) == 1
    said = capsys.readouterr()
    assert json.loads(said.out)["error"] == "input-not-raster"
    assert said.err.strip().startswith("INPUT: expected a raster")


def test_algorithms_are_called_by_their_verbs(tmp_path, capsys):
    """As are the options of `upscale` where a check of a layer, which has none of them, advises these."""
    assert main(["checklayer", str(tmp_path)]) == 1
    assert "run openscene on it" in capsys.readouterr().err
    assert option_names("checklayer")["ENHANCE"] == "--enhance"
    noise = np.random.default_rng(0).normal(128, 60, (1, 256, 256)).clip(0, 255).astype("uint8")
    assert main(["checklayer", str(write(tmp_path / "in.tif", noise))]) == 0
    assert "Use --enhance" in capsys.readouterr().err


def test_without_consistency_by_its_option(tmp_path, models):
    source = write(tmp_path / "in.tif", smooth("float32"))
    kept, free = tmp_path / "kept.tif", tmp_path / "free.tif"
    for output, option in ((kept, []), (free, ["--not-consistent"])):
        assert main(["upscale", str(source), str(output), "--models", models, *option]) == 0
    assert (read(gdal.Open(str(kept))) != read(gdal.Open(str(free)))).any()


class Process:
    """A real worker and what it says."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gan_core", "worker"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        self.lines: queue.Queue[dict] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self.process.stdout:
            self.lines.put(json.loads(line))  # anything but JSON would end this thread, and the test

    def say(self, text: str) -> None:
        self.process.stdin.write(text + "\n")

    def ask(self, identifier: str, job: UpscaleJob) -> None:
        self.say(json.dumps({"id": identifier, "job": to_dict(job)}))

    def control(self, identifier: str, word: str) -> None:
        self.say(json.dumps({"id": identifier, "control": word}))

    def until(self, *kinds: str, seconds: float = 30) -> dict:
        """The first event of one of these kinds."""
        end = time.monotonic() + seconds
        while True:
            event = self.lines.get(timeout=max(0.01, end - time.monotonic()))
            if event["event"] in kinds:
                return event


@pytest.fixture(scope="module")
def worker():
    found = Process()
    yield found
    found.process.stdin.close()
    assert found.process.wait(15) == 0  # the end of stdin means: leave


def test_a_job_through_the_worker(worker, tmp_path, models):
    source = write(tmp_path / "in.tif", smooth("uint8"))
    worker.ask("a", UpscaleJob(str(source), str(tmp_path / "out.tif"), model="same-x2", models=(models,)))
    assert worker.until("ready")["protocol"] == 1
    assert worker.until("started")["id"] == "a"
    assert worker.until("progress")["id"] == "a"
    done = worker.until("done", "failed")
    assert done["results"]["WIDTH"] == 150
    assert worker.until("heartbeat")


def test_garbage_and_a_bad_job_do_not_end_the_worker(worker, tmp_path):
    worker.say("{no json")
    worker.say('{"control": "cancel"}')
    worker.say('{"id": "b", "job": {"verb": "dance"}}')
    assert worker.until("failed")["code"] == "job-unreadable"
    worker.ask("c", UpscaleJob("none.tif", str(tmp_path / "out.tif")))
    assert worker.until("failed")["code"] == "input-not-raster"


def test_pause_resume_and_cancel(worker, tmp_path, models):
    source = write(tmp_path / "in.tif", values("uint8", 1, 1500, 1500))
    worker.ask("d", UpscaleJob(str(source), str(tmp_path / "out.tif"), tile_size=96, models=(models,)))
    worker.until("progress")
    worker.control("d", "pause")
    time.sleep(0.6)
    while not worker.lines.empty():
        worker.lines.get()
    assert worker.until("heartbeat", "progress", "done")["event"] == "heartbeat"
    worker.control("d", "resume")
    worker.until("progress")
    worker.control("d", "cancel")
    assert worker.until("failed", "done", seconds=2)["code"] == "cancelled"
    assert [path.name for path in tmp_path.iterdir()] == ["in.tif"]


def test_an_id_used_twice_and_jobs_that_are_no_jobs(worker, tmp_path):
    job = json.dumps({"id": "e", "job": to_dict(UpscaleJob("none.tif", str(tmp_path / "out.tif")))})
    worker.say(job)
    worker.say(job)
    assert [worker.until("failed")["code"] for _ in range(2)] == ["input-not-raster"] * 2
    worker.say('{"id": "f", "job": 5}')
    assert worker.until("failed")["id"] == "f"
    worker.say("5")
    worker.say('{"id": "f", "control": "cancel"}')
    assert worker.until("heartbeat", "failed")["event"] == "heartbeat"


@pytest.fixture
def busy(tmp_path, models):
    """A worker in the middle of a job, and the job."""
    job = UpscaleJob(
        str(write(tmp_path / "in.tif", values("uint8", 1, 1500, 1500))),
        str(tmp_path / "out.tif"),
        tile_size=128,
        models=(models,),
    )
    found = Process()
    found.ask("a", job)
    while found.until("progress")["share"] == 0:
        pass
    yield found, job
    found.process.kill()
    found.process.wait()


def test_the_end_of_stdin_ends_a_running_job_and_leaves_nothing(busy, tmp_path):
    worker, _ = busy
    worker.process.stdin.close()
    worker.process.wait(5)
    assert [path.name for path in tmp_path.iterdir()] == ["in.tif"]


def test_a_killed_worker_leaves_no_output_and_its_traces_can_be_removed(busy, tmp_path):
    worker, job = busy
    worker.process.kill()
    worker.process.wait()
    assert not (tmp_path / "out.tif").exists()
    remove_staged(job, worker.process.pid)
    resume.discard(job)
    assert [path.name for path in tmp_path.iterdir()] == ["in.tif"]


def test_an_idle_worker_leaves(tmp_path):
    code = "import sys; from gan_core import worker; sys.exit(worker.main(idle=0.2))"
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    ) as process:
        assert process.wait(30) == 0


def test_interrupted_from_the_keyboard(tmp_path, models):
    source = write(tmp_path / "in.tif", values("uint8", 1, 1500, 1500))
    command = [sys.executable, "-m", "gan_core", "upscale", source, tmp_path / "out.tif"]
    command += ["--models", models, "--tile-size", "128"]
    hear = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # a background job inherits deafness to it
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, preexec_fn=hear) as process:
        for line in process.stderr:
            if "tiles:" in line:
                break
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()
    assert process.returncode == 130
    assert "Cancelled. No output was written." in said
    assert "Traceback" not in said
    assert [path.name for path in tmp_path.iterdir()] == ["in.tif"]


def test_a_library_that_prints_does_not_break_the_lines(tmp_path):
    code = (
        "import os, sys, threading; from gan_core import worker; "
        "real = worker._import_engine\n"
        "def noisy():\n    print('hello'); os.write(1, b'from C\\n'); return real()\n"
        "worker._import_engine = noisy; sys.exit(worker.main())"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, input="", capture_output=True, text=True, check=True)
    assert {json.loads(line)["event"] for line in done.stdout.splitlines()} <= {"ready", "heartbeat"}
    assert "hello" in done.stderr
    assert "from C" in done.stderr
