"""What detect costs beside the forward passes of its network alone."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import torch
from osgeo import gdal

from gan_core import tasks
from gan_core.api.jobs.detection import DetectJob
from gan_core.commandline import TerminalReport
from gan_core.inference import model
from gan_core.inference.detector import Detector
from gan_core.pipeline.tiled_detection import TiledDetector
from gan_core.raster.source import RasterSource
from tools.bench.marked_scene import Scene

ROUNDS = 3
FINER = 4
"""The pace is taken on a scene with as many times more rows and columns, so that starting counts little."""


def pace(scene: Scene, home: Path, path: Path) -> None:
    """Seconds of detect with the model at `path`, engine loaded, beside the forward passes over the same tiles."""
    loaded = model.load(path)
    large = home / "large.tif"
    width, height = (FINER * side for side in scene.image().shape[:0:-1])
    gdal.Translate(str(large), str(scene.raster), width=width, height=height, creationOptions=["TILED=YES"])
    source = RasterSource(str(large))
    detector = Detector.of(loaded, torch.device("cpu"))
    plan = TiledDetector(source, [1, 2, 3], loaded.card.normalization, detector, loaded.card.halo).plan(
        source.grid.window, 0
    )
    tile = torch.rand(1, 3, plan.core_height + 2 * plan.halo, plan.core_width + 2 * plan.halo)
    tile = tile.contiguous(memory_format=torch.channels_last)
    ratios = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        tasks.run(DetectJob(str(large), str(home / "found.gpkg"), model=str(path)), TerminalReport(quiet=True))
        middle = time.perf_counter()
        with torch.inference_mode():
            for _ in range(len(plan) * len(detector.mirrors)):
                loaded.network(tile)
        ratios.append((middle - began) / (time.perf_counter() - middle))
    print(
        f"detect on {width} x {height} pixels, {len(plan)} tiles: {np.median(ratios):.2f} times its network (target 1.25)"
    )
