"""An address space that is just large enough for the engine, and less: a sentence, or a smaller tile and the same result.

Part of `make test-faults`.  Each job runs as a person runs it, by the command line, in a process of its own whose address
space may grow by so many MB once its libraries are loaded.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from gan_core.api.jobs import JOBS
from gan_core.api.jobs.base import BaseJob
from gan_core.commandline import in_order, is_positional
from tools.faults.memory import ENGINE, contents, every_job, new, restore

ROOM = (4096, 1024, 512, 256, 128, 64, 32, 16)
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


def arguments_of(job: BaseJob) -> list[str]:
    """The command line of a job."""
    arguments = [job.verb]
    for field in in_order(type(job)):  # type: ignore[arg-type]
        value, name = getattr(job, field.name), field.name.replace("_", "-")
        if is_positional(field):
            arguments.append(str(value))
        elif value == field.default or value == field.default_factory:
            continue
        elif isinstance(value, bool):
            arguments.append(f"--{name}" if value else f"--not-{name}")
        else:
            arguments += [f"--{name}", ",".join(map(str, value)) if isinstance(value, tuple) else str(value)]
    return arguments


def try_rooms(job: BaseJob, folder: Path) -> list[str]:
    """The faults of a job whose files lie in `folder`; a line says what came of each size."""
    faults, results, outcomes = list[str](), list[dict[str, str]](), list[str]()
    with tempfile.TemporaryDirectory() as home:
        kept = Path(home) / "kept"
        shutil.copytree(folder, kept)
        before = contents(folder)
        for room in ROOM:
            restore(folder, kept)
            outcome, fault = _limited(job, room)
            if outcome == "done":
                results.append(contents(folder))
            elif not fault and not hasattr(job, "resume") and new(contents(folder), before):
                fault = f"left {', '.join(sorted(new(contents(folder), before)))}"
            outcomes.append("FAULT" if fault else outcome)
            faults += [f"{job.verb} with {room} MB: {fault}"] if fault else []
        restore(folder, kept)
    if not results or any(result != results[0] for result in results):
        faults.append(f"{job.verb}: {len(results)} results, not one and the same")
    print(
        f"address space: {job.verb:15}", *(f"{room}: {outcome};" for room, outcome in zip(ROOM, outcomes)), flush=True
    )
    return faults


def _limited(job: BaseJob, room: int) -> tuple[str, str]:
    """What came of it, and what is wrong with that."""
    environment = {**os.environ, "PYTHONPATH": str(Path(ENGINE).parent), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-c", LIMITED, str(room), *arguments_of(job)]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=HANGS, check=False)
    except subprocess.TimeoutExpired:
        return "", "hangs"
    last = (done.stderr.strip().splitlines() or [""])[-1]
    if done.returncode == 0:
        return "done", ""
    is_told = done.returncode == 1 and "memory" in last.lower() and "Traceback" not in done.stderr
    return "told", "" if is_told else f"{done.returncode}: {last[:300]}"


def short_of_address_space(raster: Path, verbs: Sequence[str] = tuple(JOBS)) -> list[str]:
    """The faults of verbs in address spaces that shrink."""
    with every_job(raster) as (jobs, folder):
        return [fault for verb in verbs for fault in try_rooms(jobs[verb], folder)]
