"""`python -m tools.bench.cluster`: what a cluster's workers make of the cores, and what 1,000 square kilometres cost.

One process on one thread, one process on two, and two Dask workers of one thread each, as processes of their own from start to
end: importing PyTorch, starting the cluster and joining the parts count.  Run it where nothing else runs.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

from osgeo import gdal

from tools.bench.rasters import scene
from tools.bench.speed import FOLDER

CODE = """
import sys, torch
torch.set_num_threads({threads})
from gan_core.commandline import main
if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
"""
WAYS = {"one thread": (1, ""), "two threads": (2, ""), "two workers": (1, "local")}
TARGET = 0.85
"""Of the ideal: half the time of one thread."""
GROUND = {"10 m": 10.0, "0.2 m": 0.2}
SQUARE_METRES = 1e9


def seconds(source: Path, model: str, way: str) -> float:
    """From the start of the process to its end."""
    threads, dask = WAYS[way]
    output = (FOLDER / f"cluster {way}.tif").absolute()
    command = [
        sys.executable,
        "-c",
        CODE.format(threads=threads),
        "upscale",
        str(source),
        str(output),
        "--model",
        model,
    ]
    began = time.perf_counter()
    subprocess.run([*command, "--dask", dask, "--json"], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def same(ways: list[str]) -> bool:
    """Whether all wrote the same pixels."""
    sums = [
        [band.Checksum() for band in map(dataset.GetRasterBand, range(1, dataset.RasterCount + 1))]
        for dataset in (gdal.Open(str(FOLDER / f"cluster {way}.tif")) for way in ways)
    ]
    return all(each == sums[0] for each in sums)


def costs(speed: float) -> list[str]:
    """A table's lines.  speed: megapixels of the x4 output a second, on one core."""
    lines = ["| pixels of the input | input | x4 output | core hours |", "|---|---|---|---|"]
    for name, side in GROUND.items():
        pixels = SQUARE_METRES / side**2 / 1e6
        lines.append(f"| {name} | {pixels:,.0f} Mpx | {16 * pixels:,.0f} Mpx | {16 * pixels / speed / 3600:,.2f} |")
    return lines


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--side", type=int, default=4608, help="pixels along the scene's side; nine rows of tiles")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--model", default="upscale-x4")
    arguments = options.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    source = scene(FOLDER, "aerial", arguments.side).absolute()
    rounds = [{way: seconds(source, arguments.model, way) for way in WAYS} for _ in range(arguments.rounds)]
    for way in WAYS:
        each = [times[way] for times in rounds]
        print(f"{way:12} {statistics.median(each):7.1f} s   each round: {[round(value, 1) for value in each]}")
    shares = [times["one thread"] / 2 / times["two workers"] for times in rounds]
    print(
        f"of the ideal (target >= {TARGET}): {statistics.median(shares):.3f}   {[round(share, 3) for share in shares]}"
    )
    print(f"the same pixels: {same(list(WAYS))}")
    megapixels = (4 * arguments.side) ** 2 / 1e6
    speed = megapixels / statistics.median([2 * times["two workers"] for times in rounds])
    print(f"{speed:.2f} Mpx of output a second on one core of two workers")
    print("\n".join(costs(speed)))


if __name__ == "__main__":
    main()
