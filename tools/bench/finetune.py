"""What fine-tuning gives in five minutes, on real imagery: `make bench-finetune`.

Sentinel-2 at 10 m, x2, 20 tiles of 128 pixels; NEON aerial photograph at 0.1 m, x4, 12 tiles of 96 pixels.  Then the first
for one minute, whole and killed five times on the way; and what a step costs beside forward, backward and optimizer alone.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch

from gan_core import tasks
from gan_core.api import library
from gan_core.api.jobs.finetuning import FinetuneJob, MakeTilesJob
from gan_core.commandline import TerminalReport
from gan_core.inference import model
from gan_core.training.degradation import Degradation
from gan_core.training.finetuning import PATCH, faithful_phase
from gan_core.training.heldout import ValidationSet
from gan_core.training.pairs import Pairs
from gan_core.training.tile_patches import TilePatches
from tools.common.samples import samples

CASES = (("sentinel2.tif", "upscale-x2", 128, 20), ("aerial.tif", "upscale-x4", 96, 12))
KILLS, BETWEEN = 5, (7.0, 12.0)
"""How often a training is killed, and after how many seconds, drawn evenly: a minute of training outlasts them all."""
TIMED = 40
"""Steps that are timed, after as many to warm up."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path("build/samples"))
    parser.add_argument("--minutes", type=float, default=5.0)
    options = parser.parse_args()
    rasters = {path.name: path for path in samples(options.folder)}
    rows = []
    with tempfile.TemporaryDirectory() as home:
        os.environ[library.VARIABLE] = str(Path(home) / "models")
        for name, parent, size, count in CASES:
            tiles = Path(home) / f"{name}.gpkg"
            report = TerminalReport(quiet=False)
            tasks.run(MakeTilesJob(str(rasters[name]), str(tiles), size=size, count=count), report)
            job = FinetuneJob(str(rasters[name]), str(tiles), parent=parent, minutes=options.minutes)
            rows.append((name, parent, tasks.run(job, report)))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        name, parent, *_ = CASES[0]
        command = [
            "finetune",
            str(rasters[name]),
            str(Path(home) / f"{name}.gpkg"),
            "--parent",
            parent,
            "--minutes",
            "1",
        ]
        whole, killed = (gain([*command, "--name", word], kills) for word, kills in (("whole", 0), ("killed", KILLS)))
    print("raster, parent, gain over bicubic+back-projection, over the parent, on the worst tile, steps, s, kept")
    for name, parent, results in rows:
        figures = [f"{results[key]:+.2f}" for key in ("GAIN_OVER_BASELINE", "GAIN_OVER_PARENT", "SMALLEST_GAIN")]
        print(name, parent, *figures, results["STEPS"], f"{results['SECONDS']:.0f}", results["PUBLISHED"], sep=", ")
    print(f"one minute: {whole:+.3f} dB over the parent; killed {KILLS} times: {killed:+.3f} dB")
    ours, bare = step_seconds()
    print(f"a step: {ours:.3f} s, {ours / bare:.2f} times forward, backward and optimizer alone")
    print(f"peak memory {memory:.2f} GB")


def gain(command: Sequence[str], kills: int) -> float:
    """dB over the parent, of a training that is killed `kills` times, at random moments, and run again."""
    random = np.random.default_rng(1)
    for _ in range(kills):
        process = start(command)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(random.uniform(*BETWEEN))
        process.kill()
        process.communicate()
    printed, _ = start(command).communicate()
    match = re.search(r"GAIN_OVER_PARENT\W+(-?[\d.]+)", printed)
    if match is None:
        raise RuntimeError(printed)
    return float(match[1])


def start(command: Sequence[str]) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-m", "gan_core", *command], stdout=subprocess.PIPE, text=True)


def step_seconds() -> tuple[float, float]:
    """Seconds of a step of fine-tuning, and of forward, backward and optimizer on one batch that is at hand."""
    noise = np.random.default_rng(2)
    patches = TilePatches([noise.random((3, 128, 128), np.float32) for _ in range(16)], 2 * PATCH, 3, 1)
    parent = model.load(library.find("upscale-x2").path)
    pairs = Pairs(patches, Degradation(2), parent.card.arguments["noise"])
    run = faithful_phase(parent.network.requires_grad_(True), pairs, 16, ValidationSet([], "bicubic"))
    batch = run.pairs.batch(0, run.schedule.batch).network_input.contiguous(memory_format=torch.channels_last)

    def bare() -> None:
        with torch.autocast("cpu", torch.bfloat16, enabled=run.low_precision):
            loss = run.network(batch).square().mean()
        loss.backward()
        for optimizer in run.optimizers:
            optimizer.step()
            optimizer.zero_grad()

    every: dict[Callable[[], object], list[float]] = {run.step: [], bare: []}
    for _ in range(2 * TIMED):  # in turn, so that what else the machine does falls on both
        for step, seconds in every.items():
            began = time.perf_counter()
            step()
            seconds.append(time.perf_counter() - began)
    ours, alone = (float(np.median(seconds[TIMED:])) for seconds in every.values())
    return ours, alone


if __name__ == "__main__":
    main()
