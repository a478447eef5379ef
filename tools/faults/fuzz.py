"""`make test-faults`: thousands of damaged rasters, models and jobs.  Each must end in a result or in an error that is said.
Then disks fill up, folders go away, the clock jumps and two profiles share their models (about six minutes), the engine is
killed a hundred times, and used two hundred times in a row.

Nothing may be written but the output, nothing may hang, and no process may need more than LARGEST_MEMORY.  Every batch runs in
a process of its own, so that one which crashes is found out and named.  Seeded: a number gives the same file again.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from tools.faults import fuzz_files
from tools.faults.address_space import short_of_address_space
from tools.faults.clock import run_with_jumping_clock
from tools.faults.disk import small_scene, try_mishaps
from tools.faults.engine_process import Worker
from tools.faults.fuzz_files import Case
from tools.faults.kills import kill_repeatedly
from tools.faults.memory import short_of_memory
from tools.faults.sharing import share_models
from tools.faults.soak import soak

BATCH = 50
SECONDS = 60.0
"""A case that takes longer hangs."""
ENOUGH = 3.0
"""Seconds after which a raster that can be read is taken to go well, and cancelled."""
LARGEST_MEMORY = 2.0
"""GB."""
EVERY = 20
"""Of so many stages of a verb one finds no memory; `python -m tools.faults.memory` tries them all."""


class Impatient:
    """A report that ends what goes well for too long."""

    def __init__(self) -> None:
        self.end = time.monotonic() + ENOUGH

    def progress(self, share: float) -> None: ...

    def note(self, code: str, **values: object) -> None:
        from gan_core.api.notes import note_text

        note_text(code, values)  # every note can be said

    def check(self) -> None:
        from gan_core.api.errors import Cancelled

        if time.monotonic() > self.end:
            raise Cancelled


def raster(case: Case, folder: Path) -> str:
    """Upscale and check one damaged raster."""
    from gan_core import tasks
    from gan_core.api.jobs import CheckLayerJob
    from gan_core.api.jobs.raster import UpscaleJob

    path, output = case.write(folder / "in"), folder / "out"
    output.mkdir(exist_ok=True)
    outcomes = [
        outcome_of(
            lambda: tasks.run(UpscaleJob(str(path), str(output / "finer.tif"), model="upscale-x2-band"), Impatient())
        ),
        outcome_of(lambda: tasks.run(CheckLayerJob(str(path), str(output / "page.html")), Impatient())),
    ]
    leftovers = {item.name for item in output.iterdir()} - {
        "finer.tif",
        "finer.tif.aux.xml",
        "finer.tif.json",
        "page.html",
    }
    if leftovers or ("finer.tif" in {item.name for item in output.iterdir()}) != (outcomes[0] == "done"):
        raise AssertionError(f"left behind: {leftovers or 'half an output'}")
    shutil.rmtree(output)
    return " / ".join(outcomes)


def model(case: Case, folder: Path) -> str:
    """Load one damaged model file."""
    from gan_core.api import library
    from gan_core.inference.model import load

    path = case.write(folder / "in")
    return outcome_of(lambda: load(library.find(str(path)).path, 0.5))


def outcome_of(run: Callable[[], object]) -> str:
    """ "done" or the code of the error, whose sentence must be sayable.  Anything else is a fault and goes up."""
    from gan_core.api.errors import RasterGanError

    try:
        run()
    except RasterGanError as error:
        if "{" in str(error) and "{" not in str(error.values):
            raise AssertionError(str(error)) from error
        return error.code
    return "done"


def batch(case_type: str, numbers: list[int], pipe: Connection) -> None:
    """In a process of its own: tells each case before it runs it, and what came of it."""
    import torch  # noqa: F401 - before osgeo, as in the worker
    from osgeo import gdal

    gdal.UseExceptions()
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as elsewhere:
        os.chdir(elsewhere)
        for number in numbers:
            pipe.send(("begin", number, ""))
            folder = Path(home) / str(number)
            case = (fuzz_files.raster if case_type == "raster" else fuzz_files.model)(random.Random(number))
            try:
                outcome = (raster if case_type == "raster" else model)(case, folder)
                if os.listdir(elsewhere):
                    raise AssertionError(f"written outside: {os.listdir(elsewhere)}")
            except Exception as error:
                outcome = f"FAULT {case.name}: {type(error).__name__}: {error}"
            shutil.rmtree(folder, ignore_errors=True)
            pipe.send(("end", number, outcome))
    pipe.send(("memory", 0, str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6)))


def fuzz(case_type: str, count: int) -> tuple[Counter[str], list[str]]:
    """What came of `count` cases, and the faults."""
    outcomes: Counter[str] = Counter()
    faults: list[str] = []
    numbers = list(range(count))
    context = multiprocessing.get_context("spawn")
    while numbers:
        part, numbers = numbers[:BATCH], numbers[BATCH:]
        reader, writer = context.Pipe(False)
        process = context.Process(target=batch, args=(case_type, part, writer))
        process.start()
        writer.close()
        now = part[0]
        try:
            while True:
                if not reader.poll(SECONDS + (30 if now == part[0] else 0)):  # the first waits for torch too
                    raise TimeoutError
                event, now, text = reader.recv()
                if event == "end":
                    outcomes[text.split(":")[0] if text.startswith("FAULT") else text] += 1
                    faults += [f"{case_type} {now}: {text}"] if text.startswith("FAULT") else []
                if event == "memory":
                    faults += [f"{case_type} {part}: {text} GB"] if float(text) > LARGEST_MEMORY else []
                    break
        except (EOFError, TimeoutError) as error:
            faults.append(f"{case_type} {now}: {'hangs' if isinstance(error, TimeoutError) else 'crashes'}")
            numbers = [*range(now + 1, part[-1] + 1), *numbers]
        process.kill()
        process.join()
        print(f"{case_type}: {count - len(numbers)} of {count}, faults: {len(faults)}", flush=True)
    return outcomes, faults


def jobs(count: int) -> tuple[Counter[str], list[str]]:
    """`count` random jobs and lines of rubbish to one worker, which must answer each job and live."""
    outcomes: Counter[str] = Counter()
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder, Worker(f"{folder}/models") as worker:
        for number in range(count):
            rubbish, job = fuzz_files.job(random.Random(number), folder)
            worker.send(str(number), job, rubbish)
            event = worker.answer(str(number))
            if event is None:
                faults.append(f"job {number}: the worker ended at {job}")
                return outcomes, faults
            code = event.get("code", "done")
            outcomes[code] += 1
            faults += [f"job {number}: {job}: {event}"] if code == "internal" else []
        code = worker.leave()
        if code:
            faults.append(f"worker: exit code {code}")
    return outcomes, faults


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rasters", type=int, default=2000)
    parser.add_argument("--models", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=500)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--soak", type=int, default=200)
    parser.add_argument("--not-mishaps", dest="mishaps", action="store_false")
    options = parser.parse_args()
    faults = []
    for name, (outcomes, own_faults) in {
        "rasters": fuzz("raster", options.rasters),
        "models": fuzz("model", options.models),
        "jobs": jobs(options.jobs),
    }.items():
        print(f"{name}:", *(f"  {count:5} {text}" for text, count in outcomes.most_common(25)), sep="\n")
        faults += own_faults
    if options.mishaps:
        with small_scene() as (raster, tiles):
            faults += [
                *try_mishaps(raster, tiles),
                *run_with_jumping_clock(raster, tiles),
                *share_models(raster, tiles),
                *short_of_memory(Path(raster), step=EVERY),
                *short_of_address_space(Path(raster)),
            ]
    faults += kill_repeatedly(options.kills)
    faults += soak(options.soak) if options.soak else []
    print(*faults, sep="\n")
    sys.exit(f"{len(faults)} faults" if faults else 0)


if __name__ == "__main__":
    main()
