"""No memory left, at every stage of every verb: part of `make test-faults`.

A stage is a function of ours: where it is called first, it fails as an allocation in it would.  The job must say so in a
sentence or do it with less, to the same result; it must leave nothing but what it goes on from, and the next run must make
what an undisturbed one makes.  Then the engine gets an address space that is just large enough, and less.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import gan_core
from gan_core import tasks
from gan_core.api import resume
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs import (
    CheckLayerJob,
    EnhanceJob,
    EvaluateJob,
    ExportModelJob,
    ListModelsJob,
    MakeTilesJob,
    UpscaleJob,
)
from gan_core.api.jobs.base import BaseJob

ENGINE = str(Path(gan_core.__file__).parent)
LEFT_OUT = {"remove_traces", "take_back", "abandon", "_let_go", "__exit__", "__del__"}
"""What puts things right after a failure, and has to fail to be seen failing."""
ROOM = (4096, 1024, 512, 256, 128, 64, 32)
"""MB that the engine may take beyond what it has when its libraries are loaded."""
HANGS = 300.0
"""Seconds."""
LIMITED = """
import numpy, resource, sys, torch
from osgeo import gdal
numpy.linalg.lstsq(numpy.eye(2), numpy.eye(2), rcond=None)  # without room for its buffers OpenBLAS waits for ever
from gan_core.commandline import main
import gan_core.tasks.upscale
torch.set_num_threads(1)
now = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (now + int(sys.argv[1]) * 2**20,) * 2)
sys.exit(main(sys.argv[2:]))
"""


class Silent:
    """A report that nobody reads."""

    def progress(self, share: float) -> None: ...

    def note(self, code: str, **values: object) -> None: ...

    def check(self) -> None: ...


class Stages:
    """Which functions of ours are called, in order; one of them finds no memory when it is called first."""

    def __init__(self, starved: CodeType | None = None) -> None:
        self.starved = starved
        self.seen: dict[CodeType, None] = {}

    def __call__(self, frame: FrameType, event: str, _: Any) -> None:
        code = frame.f_code
        if event != "call" or not code.co_filename.startswith(ENGINE) or code in self.seen:
            return
        if code.co_name.startswith("<") or code.co_name in LEFT_OUT or code is tasks.run.__code__:
            return
        self.seen[code] = None
        if code is self.starved:
            raise MemoryError("no memory for this stage")


@contextmanager
def watched(stages: Stages) -> Iterator[None]:
    """In this thread and in those that begin meanwhile."""
    threading.setprofile(stages)
    sys.setprofile(stages)
    try:
        yield
    finally:
        sys.setprofile(None)
        threading.setprofile(None)  # type: ignore[arg-type]


def stages_of(run: Callable[[], object]) -> list[CodeType]:
    """Of a run that goes well."""
    stages = Stages()
    with watched(stages):
        run()
    return list(stages.seen)


def starved(job: BaseJob, folder: Path, every: int = 1) -> list[str]:
    """The faults of a job whose files lie in `folder`, starved at each `every`th of its stages."""
    before = contents(folder)

    def run() -> None:
        tasks.run(job, Silent())

    faults = []
    stages = stages_of(run)
    expected = contents(folder)
    for stage in stages[::every]:
        clear(folder, before)
        name = f"{job.verb}, {Path(stage.co_filename).name}:{stage.co_name}"
        try:
            with watched(Stages(stage)):
                run()
        except RasterGanError as error:
            if "memory" not in str(error).lower():
                faults.append(f"{name}: {error}")
            left = set(contents(folder)) - set(before)
            if left and contents(folder) != expected and not resume.find_resumable_of(job):  # type: ignore[arg-type]
                faults.append(f"{name}: left {', '.join(sorted(left))}")  # all of it, where only telling of it failed
            with contextlib.suppress(RasterGanError):
                run()
        except BaseException as error:
            faults.append(f"{name}: {type(error).__name__}: {error}")
            continue
        if contents(folder) != expected:
            faults.append(f"{name}: the result differs")
    clear(folder, before)
    return faults


def contents(folder: Path) -> dict[str, str]:
    """What the files hold; of those that tell when they were made, nothing."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): digest(path) for path in files}


def digest(path: Path) -> str:
    from osgeo import gdal

    if path.suffix == ".gpkg":
        layers = gdal.OpenEx(str(path), gdal.OF_VECTOR)
        return hashlib.sha256("".join(feature.ExportToJson() for feature in layers.GetLayer(0)).encode()).hexdigest()
    if path.suffix == ".tif":
        dataset = gdal.OpenEx(str(path), gdal.OF_RASTER)
        return hashlib.sha256(dataset.ReadAsArray().tobytes()).hexdigest()
    return path.suffix


def clear(folder: Path, kept: dict[str, str]) -> None:
    for path in folder.rglob("*"):
        if path.is_file() and str(path.relative_to(folder)) not in kept:
            path.unlink()


def cramped(command: Sequence[str], output: Path) -> list[str]:
    """The faults of a command of ours in address spaces that shrink."""
    faults, made = [], set()
    for room in ROOM:
        output.unlink(missing_ok=True)
        environment = {**os.environ, "PYTHONPATH": str(Path(ENGINE).parent), "OMP_NUM_THREADS": "1"}
        arguments = [sys.executable, "-c", LIMITED, str(room), *command]
        try:
            done = subprocess.run(
                arguments, env=environment, capture_output=True, text=True, timeout=HANGS, check=False
            )
        except subprocess.TimeoutExpired:
            faults.append(f"{command[0]} with {room} MB: hangs")
            continue
        words = done.stderr.strip().splitlines()[-1:] or [""]
        if done.returncode == 0:
            made.add(digest(output))
        elif done.returncode != 1 or "memory" not in words[0].lower() or "Traceback" in done.stderr:
            faults.append(f"{command[0]} with {room} MB: {done.returncode}: {words[0][:300]}")
        elif output.exists():
            faults.append(f"{command[0]} with {room} MB: half a file")
    return [*faults, *([f"{command[0]}: {len(made)} different results"] if len(made) != 1 else [])]


def short_of_memory(raster: Path) -> list[str]:
    """The faults of every verb that needs no training, on a small part of `raster`."""
    from osgeo import gdal

    faults = []
    with tempfile.TemporaryDirectory() as made, tempfile.TemporaryDirectory() as place:
        small, folder = f"{made}/small.tif", Path(place)
        gdal.Translate(small, str(raster), srcWin=[0, 0, 48, 40])
        output = str(folder / "out.tif")
        for job in (
            UpscaleJob(small, output, trust=str(folder / "trust.tif")),
            EnhanceJob(small, output),
            CheckLayerJob(small, str(folder / "page.html")),
            EvaluateJob(small, str(folder / "page.html"), model="upscale-x2"),
            MakeTilesJob(small, str(folder / "tiles.gpkg"), size=32),
            ListModelsJob(str(folder / "page.html")),
            ExportModelJob("upscale-x2", str(folder / "model.safetensors")),
        ):
            faults += starved(job, folder)
            print(f"{job.verb} without memory, faults: {len(faults)}", flush=True)
        for verb in ("upscale", "enhance"):
            faults += cramped([verb, str(raster), output], Path(output))
    return faults
