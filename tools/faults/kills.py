"""The engine is killed again and again in the middle of its work: what stood there stays, what was done is not lost, and in
the end everything is there and nothing else.  Part of `make test-faults`.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from osgeo import gdal

from gan_core import tasks
from gan_core.api.jobs import Job
from gan_core.api.jobs.finetuning import FinetuneJob, MakeTilesJob
from gan_core.api.jobs.raster import UpscaleJob
from gan_core.api.protocol import Report
from tools.common.samples import samples
from tools.faults.engine_process import Worker

UPSCALE, FINETUNE = 0.8, 0.2
"""Shares of the kills."""
LONGEST = {"upscale": 6.0, "finetune": 14.0}
"""Seconds that a job is given before it is killed, at most: about as long as it takes, with the engine's start."""
MINUTES = 0.5


class Quiet(Report):
    def progress(self, share: float) -> None: ...

    def note(self, code: str, **values: object) -> None: ...

    def check(self) -> None: ...


def kill_repeatedly(count: int) -> list[str]:
    """What is wrong after `count` kills."""
    raster = next(path for path in samples(Path("build/samples")) if path.name == "aerial.tif").absolute()
    chance = random.Random(1)
    return [
        *upscaling(str(raster), round(count * UPSCALE), chance),
        *tuning(str(raster), round(count * FINETUNE), chance),
    ]


def upscaling(raster: str, count: int, chance: random.Random) -> list[str]:
    """An older raster stands at the output's place: it is there, whole, until the new one is."""
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "out.tif"
        tasks.run(UpscaleJob(raster, str(output), model="upscale-x4", tile_size=64, strength=0.0), Quiet())
        job = UpscaleJob(raster, str(output), model="upscale-x4", tile_size=64, strength=1.0)
        before = checksum(output)
        tasks.run(UpscaleJob(raster, f"{folder}/wanted.tif", model="upscale-x4", tile_size=64, strength=1.0), Quiet())
        wanted = checksum(Path(folder) / "wanted.tif")
        for path in Path(folder).glob("wanted.tif*"):
            path.unlink()
        finished = 0
        for number in range(count):
            finished += kill_within(job, folder, chance.uniform(0.2, LONGEST["upscale"]))
            now = checksum(output)
            if now not in (before, wanted):
                faults.append(f"upscale, kill {number}: the output is neither the old nor the new raster")
        faults += run_to_end(job, folder)
        if checksum(output) != wanted:
            faults.append("upscale: the last run made something else")
        faults += left_over(folder, ("out.tif", "out.tif.json", "models"))
        print(f"kills: {count} of upscale, {finished} runs were done before; faults: {len(faults)}", flush=True)
    return faults


def tuning(raster: str, count: int, chance: random.Random) -> list[str]:
    """One training, killed all the way through: it goes on, and its model is published in the end."""
    with tempfile.TemporaryDirectory() as folder:
        tiles = f"{folder}/tiles.gpkg"
        tasks.run(MakeTilesJob(raster, tiles, size=64, count=12), Quiet())
        job = FinetuneJob(raster, tiles, name="killed", parent="upscale-x2", minutes=MINUTES, gan="off")
        finished = 0
        for _ in range(count):
            finished += kill_within(job, folder, chance.uniform(1, LONGEST["finetune"]))
        faults = run_to_end(job, folder, allowed=("model-exists",))
        trainings = Path(folder) / "trainings"
        faults += [f"finetune: left behind {path}" for path in trainings.rglob("*.part")]
        faults += left_over(folder, ("tiles.gpkg", "models", "trainings"))
        print(f"kills: {count} of finetune, {finished} runs were done before; faults: {len(faults)}", flush=True)
    return faults


def kill_within(job: Job, folder: str, seconds: float) -> bool:
    """Start a job and kill the engine after so long; whether the job was done before."""
    with Worker(f"{folder}/models") as worker:
        worker.send("1", job)
        output = worker.process.stdout
        assert output is not None
        os.set_blocking(output.fileno(), False)
        end, output_bytes = time.monotonic() + seconds, b""
        while time.monotonic() < end and b'"done"' not in output_bytes:
            time.sleep(0.05)
            output_bytes += output.buffer.read() or b""
        return b'"done"' in output_bytes


def run_to_end(job: Job, folder: str, allowed: Iterable[str] = ()) -> list[str]:
    """What is wrong with a run that is left alone."""
    with Worker(f"{folder}/models") as worker:
        worker.send("1", job)
        event = worker.answer("1")
    if event is None or (event["event"] != "done" and event.get("code") not in allowed):
        return [f"{job.verb}: the run after the last kill ended as {event}"]
    return []


def left_over(folder: str, expected: Iterable[str]) -> list[str]:
    names = {path.name for path in Path(folder).iterdir()} - set(expected)
    return [f"left behind: {name}" for name in sorted(names)]


def checksum(path: Path) -> list[int]:
    """Of every band, read in full."""
    dataset = gdal.Open(str(path))
    return [dataset.GetRasterBand(number).Checksum() for number in range(1, dataset.RasterCount + 1)]
