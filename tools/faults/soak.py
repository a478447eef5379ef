"""Many jobs, one after the other, on one warm worker: its memory stays flat, no file stays open.  Part of `make test-faults`.

A preview is what the map canvas asks for (a piece of the view, another model now and then); an upscale writes a file.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from gan_core.api.jobs.raster import UpscaleJob
from tools.common.samples import samples
from tools.faults.engine_process import Worker

WARM_UP = 40
"""Jobs until every model and every buffer has been used."""
MODELS = ("upscale-x2", "upscale-x4", "upscale-x2-band")
SIDE = 12.8
"""Of a preview, in the sample's units: 128 of its pixels."""
GROWTH = 0.05
TILE = 128


def soak(count: int) -> list[str]:
    """What is wrong after `count` jobs; prints memory and open files on the way."""
    raster = next(path for path in samples(Path("build/samples")) if path.name == "aerial.tif").absolute()
    faults: list[str] = []
    usage: list[tuple[float, int]] = []
    with tempfile.TemporaryDirectory() as folder, Worker(f"{folder}/models") as worker:
        for number in range(WARM_UP + count):
            worker.send(str(number), job(number, str(raster), folder))
            event = worker.answer(str(number))
            if event is None or event["event"] != "done":
                return [*faults, f"soak: job {number} ended as {event}"]
            usage.append((resident(worker.process.pid), handles(worker.process.pid)))
            if (number + 1) % 40 == 0:
                print(f"soak: {number + 1} jobs, {usage[-1][0]:.0f} MB, {usage[-1][1]} open files", flush=True)
        early, late = (max(memory for memory, _ in part) for part in (usage[WARM_UP : WARM_UP + 40], usage[-40:]))
        if late > early * (1 + GROWTH):
            faults.append(f"soak: memory grew from {early:.0f} to {late:.0f} MB")
        if usage[-1][1] > usage[WARM_UP][1]:
            faults.append(f"soak: {usage[-1][1]} open files, {usage[WARM_UP][1]} before")
        leftovers = [
            path.name for path in Path(folder).iterdir() if path.name not in ("out.tif", "out.tif.json", "models")
        ]
        if leftovers:
            faults.append(f"soak: left behind {leftovers}")
        print(
            f"soak: {count} jobs, memory {early:.0f} -> {late:.0f} MB, open files {usage[WARM_UP][1]} -> {usage[-1][1]}"
        )
    return faults


def job(number: int, raster: str, folder: str) -> UpscaleJob:
    """In turn a small piece as a preview asks for it, and a larger one."""
    model = MODELS[number // 2 % len(MODELS)]
    side = SIDE if number % 2 == 0 else 2 * SIDE
    left, bottom = 404211.9 + number % 7, 3285102.9 + number % 5
    extent = (left, bottom, left + side, bottom + side)
    return UpscaleJob(raster, f"{folder}/out.tif", model=model, extent=extent, tile_size=TILE)


def resident(process: int) -> float:
    """MB of a process that are in memory."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) / 1000


def handles(process: int) -> int:
    return len(list(Path(f"/proc/{process}/fd").iterdir()))
