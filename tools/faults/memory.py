"""No memory left, at every stage of every verb: part of `make test-faults`.

A stage is a function of ours: where it is called first, it fails as an allocation in it would.  The job must say so in a
sentence or do it with less, to the same result; it must leave nothing but what it goes on from, and the next run must make
what an undisturbed one makes.  Then (`address_space.py`) the engine gets an address space that is just large enough, and less.

`python -m tools.faults.memory --verb finetune --every 10` is one verb, at every tenth of its stages.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, NamedTuple

import gan_core
from gan_core import tasks
from gan_core.api import library, resume
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs import JOBS
from gan_core.api.jobs.base import BaseJob
from tools.common.samples import samples
from tools.faults.small_jobs import small_jobs

ENGINE = str(Path(gan_core.__file__).parent)
LEFT_OUT = {"remove_traces", "take_back", "abandon", "_let_go", "__exit__", "__del__"}
"""What puts things right after a failure, and has to fail to be seen failing."""


class Silent:
    """A report that nobody reads."""

    def progress(self, share: float) -> None: ...

    def note(self, code: str, **values: object) -> None: ...

    def check(self) -> None: ...


class Stages:
    """Which functions of ours are called, in order; one of them finds no memory when it is called first."""

    def __init__(self, starved: CodeType | None = None) -> None:
        self.starved = starved
        self.codes: dict[CodeType, None] = {}

    def __call__(self, frame: FrameType, event: str, _: Any) -> None:
        code = frame.f_code
        if event != "call" or not code.co_filename.startswith(ENGINE) or code in self.codes:
            return
        if code.co_name.startswith("<") or code.co_name in LEFT_OUT or code is tasks.run.__code__:
            return
        self.codes[code] = None
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
    return list(stages.codes)


class Starvation(NamedTuple):
    """What came of a job that was starved at one stage after the other."""

    stages: int
    """That it has."""
    explained: int
    """Stages at which it ended in a sentence."""
    unharmed: int
    """Stages at which it came to the same result all the same."""
    faults: list[str]


def starve(job: BaseJob, folder: Path, step: int = 1) -> Starvation:
    """A job whose files lie in `folder`, starved at each `step`th of its stages."""

    def run() -> None:
        tasks.run(job, Silent())  # type: ignore[arg-type]

    faults, explained, unharmed = list[str](), 0, 0
    with tempfile.TemporaryDirectory() as home:
        kept = Path(home) / "kept"
        shutil.copytree(folder, kept)
        before = contents(folder)
        stages = stages_of(run)
        expected = contents(folder)
        for stage in stages[::step]:
            restore(folder, kept)
            name = f"{job.verb}, {Path(stage.co_filename).name}:{stage.co_name}"
            try:
                with watched(Stages(stage)):
                    run()
                unharmed += 1
            except RasterGanError as error:
                explained += 1
                if "memory" not in str(error).lower():
                    faults.append(f"{name}: {error}")
                leftovers = dict(contents(folder).items() - before.items())
                is_whole = leftovers == dict(expected.items() - before.items())  # only what comes after it failed
                if leftovers and not is_whole and not resumable(job):
                    faults.append(f"{name}: left {', '.join(sorted(leftovers))}")
                with contextlib.suppress(RasterGanError):
                    run()
            except BaseException as error:
                faults.append(f"{name}: {type(error).__name__}: {error}")
                continue
            if contents(folder) != expected:
                faults.append(f"{name}: the result differs")
        restore(folder, kept)
    return Starvation(len(stages), explained, unharmed, faults)


def new(now: dict[str, str], before: dict[str, str]) -> dict[str, str]:
    """The files that were not there before, but a training's, which goes on from them."""
    return {name: text for name, text in now.items() if name not in before and not name.startswith("trainings/")}


def resumable(job: BaseJob) -> bool:
    """Whether the same job goes on from what it left."""
    return hasattr(job, "resume") and bool(resume.find_resumable_of(job))  # type: ignore[arg-type]


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


def restore(folder: Path, kept: Path) -> None:
    """The folder holds what `kept` holds."""
    shutil.rmtree(folder)
    shutil.copytree(kept, folder)


@contextmanager
def every_job(raster: Path) -> Iterator[tuple[dict[str, BaseJob], Path]]:
    """The smallest job of every verb, and the folder that they write to, where the user's own models lie too."""
    previous = os.environ.get(library.VARIABLE)
    with tempfile.TemporaryDirectory() as inputs, tempfile.TemporaryDirectory() as outputs:
        os.environ[library.VARIABLE] = f"{inputs}/models"
        try:
            jobs = small_jobs(raster, Path(inputs), Path(outputs), Silent())
            os.environ[library.VARIABLE] = f"{outputs}/models"
            yield jobs, Path(outputs)
        finally:
            os.environ.pop(library.VARIABLE, None)
            if previous is not None:
                os.environ[library.VARIABLE] = previous


def short_of_memory(raster: Path, verbs: tuple[str, ...] = tuple(JOBS), step: int = 1) -> list[str]:
    """The faults of verbs at each `step`th of their stages; a line for each is printed."""
    faults = []
    with every_job(raster) as (jobs, folder):
        for verb in verbs:
            outcome = starve(jobs[verb], folder, step)
            count = len(range(0, outcome.stages, step))
            print(
                f"without memory: {verb:15} {outcome.stages:4} stages, {count:4} tried: {outcome.explained:4} told, "
                f"{outcome.unharmed:3} the same result, {len(outcome.faults)} faults",
                flush=True,
            )
            faults += outcome.faults
    return faults


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--verb", action="append", choices=list(JOBS), help="one of them; may come again")
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    raster = next(path for path in samples(Path("build/samples")) if path.name == "aerial.tif")
    faults = short_of_memory(raster, tuple(options.verb or JOBS), options.every)
    print(*faults, sep="\n")
    sys.exit(f"{len(faults)} faults" if faults else 0)


if __name__ == "__main__":
    main()
