"""The clock jumps a day to and fro while the engine works, as after a flat battery or a wrong time zone.  Part of
`make test-faults`.

The computer's own clock stays as it is: what is asked for the time lies instead, and files are dated by it.
"""

from __future__ import annotations

import itertools
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from osgeo import gdal

from gan_core import tasks
from gan_core.api import library, training_runs
from gan_core.api.errors import Interrupted, RasterGanError
from gan_core.api.jobs import Job
from gan_core.api.jobs.finetuning import FinetuneJob
from gan_core.api.jobs.raster import UpscaleJob
from tools.faults.disk import Moment

DAY = 86400.0
SHARE, STEPS = 0.6, 2
"""Of the tiles, or of a training, after which the job is broken off."""
SLACK = 1.0
"""Seconds that two measurements of one run may differ by."""


class Leaving(Moment):
    """A report that ends the job in its middle, as a process does that has to leave."""

    steps = -1

    def note(self, code: str, **values: object) -> None:
        super().note(code, **values)
        self.steps = 0 if code == "training-folder" else self.steps

    def check(self) -> None:
        self.steps += self.steps >= 0
        if self.at > 1 or self.steps > STEPS:
            raise Interrupted


@contextmanager
def jumping() -> Iterator[None]:
    """Every look at the clock finds another day: ahead, behind, right."""
    honest, days = time.time, itertools.cycle((DAY, -DAY, 0.0))
    time.time = lambda: honest() + next(days)
    try:
        yield
    finally:
        time.time = honest


def run_with_jumping_clock(raster: str, tiles: str) -> list[str]:
    """What is wrong after a jumping clock; prints a line for each job."""
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as home:
        os.environ[library.VARIABLE] = f"{home}/models"
        upscale = UpscaleJob(raster, f"{home}/out.tif", model="upscale-x2", tile_size=64)
        tune = FinetuneJob(raster, tiles, name="tuned", parent="upscale-x2", minutes=0.5, gan="off")
        checks: dict[Job, Callable[[dict[str, Any], float], list[str]]] = {upscale: of_raster, tune: of_training}
        for job, check in checks.items():
            with jumping():
                own_faults = twice(job, check)
            print(f"clock: {job.verb}, broken off and gone on with:", "FAULT" if own_faults else "pass", flush=True)
            faults += [f"clock, {job.verb}: {fault}" for fault in own_faults]
        own_faults = watched(Path(home))
        print("clock: a training seen from outside:", "FAULT" if own_faults else "pass", flush=True)
    return faults + own_faults


def twice(job: Job, check: Callable[[dict[str, Any], float], list[str]]) -> list[str]:
    """Broken off in the middle, then run to its end."""
    began, again = time.monotonic(), Moment()
    try:
        tasks.run(job, Leaving(SHARE))
        return ["it could not be broken off"]
    except RasterGanError as error:
        if error.code not in ("interrupted", "cancelled"):
            return [f"broken off, it ends as {error.code}"]
    results = tasks.run(job, again)
    went_on = {"going-on", "resumed"} & set(again.notes)
    return check(results, time.monotonic() - began) + ([] if went_on else ["it began anew"])


def of_raster(results: dict[str, Any], seconds: float) -> list[str]:
    path = results["OUTPUT"]
    recorded = float(gdal.Open(path).GetMetadataItem("RASTERGAN_SECONDS"))
    record = json.loads(Path(f"{path}.json").read_text("utf-8"))
    faults = [] if 0 <= recorded <= seconds + SLACK else [f"it says that it took {recorded} s, it took {seconds:.1f} s"]
    return faults + ([] if record else ["its job file is empty"])


def of_training(results: dict[str, Any], seconds: float) -> list[str]:
    faults = [] if 0 <= results["SECONDS"] <= seconds + SLACK else [f"{results['SECONDS']} s, it took {seconds:.1f} s"]
    lines = training_runs.Training(Path(results["REPORT"]).parent).lines()
    spent = [line["seconds"] for line in lines if "seconds" in line]
    if any(second < 0 for second in spent) or spent != sorted(spent):
        faults.append(f"its log tells of {spent} s")
    return faults


def watched(folder: Path) -> list[str]:
    """A training whose process is gone, its last sign of life dated by a clock that was wrong."""
    training = training_runs.Training(folder)
    (folder / training_runs.ALIVE).touch()
    faults = [] if training.state([]) is training_runs.TrainingState.RUNNING else ["one that lives is taken for dead"]
    for days in (DAY, -DAY):
        os.utime(folder / training_runs.ALIVE, (time.time() + days,) * 2)
        if training.state([]) is not training_runs.TrainingState.BROKEN_OFF:
            faults.append(f"one that gave its last sign {days:+} s from now is taken for alive")
    return faults
