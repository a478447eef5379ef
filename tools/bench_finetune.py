"""What fine-tuning gives in five minutes, on real imagery: `make bench-finetune`.

Sentinel-2 at 10 m, x2, 20 tiles of 128 pixels; NEON aerial photograph at 0.1 m, x4, 12 tiles of 96 pixels.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
from pathlib import Path

import torch  # noqa: F401 - before osgeo

from gan_core import library, tasks
from gan_core.commandline import TerminalReport
from gan_core.train_jobs import FinetuneJob, MakeTilesJob
from tools.samples import samples

CASES = (("sentinel2.tif", "upscale-x2", 128, 20), ("aerial.tif", "upscale-x4", 96, 12))


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
    print("raster, parent, gain over bicubic+back-projection, over the parent, on the worst tile, steps, s, kept")
    for name, parent, found in rows:
        figures = [f"{found[key]:+.2f}" for key in ("GAIN_OVER_BASELINE", "GAIN_OVER_PARENT", "SMALLEST_GAIN")]
        print(name, parent, *figures, found["STEPS"], f"{found['SECONDS']:.0f}", found["PUBLISHED"], sep=", ")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


if __name__ == "__main__":
    main()
