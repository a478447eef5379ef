"""`make bench`: how fast, beside what the network alone would take; and how much memory.

Every figure of one table is taken in one run on one machine: quote the ratios.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import torch
from osgeo import gdal

from gan_core import library, tasks
from gan_core.events import Report
from gan_core.inference import model
from gan_core.jobs import UpscaleJob
from gan_core.radiometry.consistency import consistent
from gan_core.tiling.plan import Plan, automatic_size
from tools.qgis import Profile

gdal.UseExceptions()
FOLDER = Path("build/bench")
MODEL = "upscale-x4"
ROUNDS = 3


class Quiet(Report):
    def progress(self, share: float) -> None: ...

    def note(self, code: str, **values: object) -> None: ...

    def check(self) -> None: ...


def scene(side: int, bands: int = 3) -> Path:
    """A synthetic scene with detail at every scale, Byte."""
    path = FOLDER / f"scene_{side}_{bands}.tif"
    if not path.exists():
        random = np.random.default_rng(1)
        options = ["TILED=YES", "PHOTOMETRIC=RGB"] if bands == 3 else ["TILED=YES"]
        dataset = gdal.GetDriverByName("GTiff").Create(str(path), side, side, bands, gdal.GDT_Byte, options)
        coarse = torch.from_numpy(random.uniform(40, 200, (1, bands, side // 16, side // 16)))
        image = torch.nn.functional.interpolate(coarse, (side, side), mode="bicubic")[0].numpy()
        dataset.WriteArray((image + random.normal(0, 8, image.shape)).clip(0, 255).astype(np.uint8))
    return path


def end_to_end(source: Path) -> float:
    """Seconds from GeoTIFF to GeoTIFF, engine already loaded."""
    began = time.perf_counter()
    tasks.run(UpscaleJob(input=str(source), output=str(FOLDER / "out.tif"), model=MODEL), Quiet())
    return time.perf_counter() - began


def bare_network(side: int) -> float:
    """Seconds of the model's forward passes and projections over the same tiles, already in memory."""
    entry = library.find(MODEL)
    network = model.load(entry.path).network.to(memory_format=torch.channels_last)
    size = automatic_size(entry.card.scale, 3, 1)
    plan = Plan.of(library_window(side), entry.card.halo, size)
    tile = torch.rand(1, 3, plan.core_height + 2 * plan.halo, plan.core_width + 2 * plan.halo)
    tile = tile.contiguous(memory_format=torch.channels_last)
    with torch.inference_mode():
        consistent(tile, network(tile))
        began = time.perf_counter()
        for _ in range(len(plan)):
            consistent(tile, network(tile))
        return time.perf_counter() - began


def library_window(side: int):
    from gan_core.tiling.window import Window

    return Window(0, 0, side, side)


def overhead(side: int = 2048) -> None:
    source = scene(side)
    end_to_end(scene(256))
    pairs = [(end_to_end(source), bare_network(side)) for _ in range(ROUNDS)]
    ratios = [whole / bare for whole, bare in pairs]
    megapixels = (side * 4) ** 2 / 1e6
    whole, bare = (statistics.median(column) for column in zip(*pairs))
    print(
        f"x4 of {side} x {side} RGB: {whole:.1f} s end to end, {bare:.1f} s bare network, {megapixels / whole:.1f} Mpx/s"
    )
    print(
        f"ratio (target <= 1.25): {statistics.median(ratios):.3f}   each round: {[round(r, 3) for r in ratios]}",
        flush=True,
    )


def memory(sides: tuple[int, ...] = (512, 2048, 4096)) -> None:
    """Peak memory of a process that upscales one scene (target < 1.5 GB at any size)."""
    for side in sides:
        scene(side)  # made here, so that making it does not count
        code = (
            "import sys, json, resource; from tools.bench import *; "
            f"end_to_end(scene({side})); print(json.dumps(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))"
        )
        printed = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
        print(f"peak memory at {side} x {side}: {json.loads(printed) / 1e6:.2f} GB", flush=True)


def in_qgis(side: int = 512) -> None:
    """Seconds of `rastergan:upscale` in qgis_process, start of QGIS and worker included (target < 8 s)."""
    profile = Profile(FOLDER / "profile")
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        profile.run(
            "rastergan:upscale", INPUT=scene(side).absolute(), MODEL=MODEL, OUTPUT=(FOLDER / "qgis.tif").absolute()
        )
        times.append(time.perf_counter() - began)
    print(f"rastergan:upscale of {side} x {side} in qgis_process: {statistics.median(times):.1f} s", flush=True)


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    print(f"torch {torch.__version__}, {torch.get_num_threads()} threads, GDAL {gdal.__version__}", flush=True)
    overhead()
    in_qgis()
    memory()
    print(f"(this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB)")


if __name__ == "__main__":
    main()
