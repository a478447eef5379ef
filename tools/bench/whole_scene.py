"""`make bench OPTIONS=--scene`: a whole Sentinel-2 scene, three bands of 16 bits, at x4: 43,920 pixels squared."""

from __future__ import annotations

import time
from pathlib import Path

from osgeo import gdal

from tools.bench.lanes import Lane, in_turn
from tools.bench.rasters import scene

SIDE = 10980
SCREEN = 1000
"""Pixels along a side, as a map window asks for."""


def measured(folder: Path, side: int) -> tuple[list[Lane], dict[str, float]]:
    """Both precisions once; the first output read as a window would that shows the whole."""
    source, small = (str(scene(folder, "sentinel2", length)) for length in (side, 256))
    lanes, figures = [], {}
    for precision in ("exact", "fastest"):
        output = folder / f"scene_{precision}.tif"
        options = {"source": source, "small": small, "output": str(output), "precision": precision}
        with Lane(f"scene {precision}", "tools.bench.ours:whole", options) as lane:
            in_turn([lane], 1)
        figures[f"scene {precision}"] = lane.turns[0].seconds / 60
        figures["scene overview"] = max(figures.get("scene overview", 0.0), seconds_to_see(output))
        output.unlink()
        lanes.append(lane)
    figures["scene memory"] = max(lane.peak for lane in lanes) / 1e9
    return lanes, figures


def seconds_to_see(path: Path) -> float:
    """Opening a raster and reading all of it, as large as a window; raises RuntimeError where it has no overviews."""
    began = time.perf_counter()
    dataset = gdal.Open(str(path))
    if max(dataset.RasterXSize, dataset.RasterYSize) > 2 * SCREEN and not dataset.GetRasterBand(1).GetOverviewCount():
        raise RuntimeError(f"{path} has no overviews")
    dataset.ReadAsArray(buf_xsize=SCREEN, buf_ysize=SCREEN)
    return time.perf_counter() - began
