"""What a detector learns from few boxes, on real tree crowns, beside template matching: `python -m tools.bench.detect`.

NEON photographs of Yellowstone at 10 cm, cut in an upper and a lower half: boxes are drawn from one half, and every crown of
the other is to be found.  Four draws: both photographs, each half once.  Then what detect costs beside its network alone.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from osgeo import gdal

from gan_core import tasks
from gan_core.api import library
from gan_core.api.jobs.detection import DetectJob, TrainDetectorJob
from gan_core.api.model_card import SUFFIX
from gan_core.commandline import TerminalReport
from gan_core.evaluation.detector import LEAST
from gan_core.inference import model
from gan_core.inference.boxes import box_iou
from gan_core.inference.detector import MIRRORS, Detections, Detector
from gan_core.metrics.detection import average_precision, curve, matched
from gan_core.pipeline.tiled_detection import TiledDetector
from gan_core.raster.png import png
from gan_core.raster.source import RasterSource
from gan_core.reports.detector import FALSE, MISSED, RIGHT, draw_box
from tools.bench.crowns import Scene, crowns, halves, layer
from tools.bench.template_matching import matches

gdal.UseExceptions()
COUNTS = {5: 2.0, 50: 6.0}
"""Boxes, and minutes of training."""
ROUNDS = 3
FINER = 4
"""The pace is taken on a scene with as many times more rows and columns, so that starting counts little."""


class Row(NamedTuple):
    scene: str
    boxes: int
    truths: int
    template: float
    ap50: float
    precision: float
    recall: float
    steps: int
    seconds: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path("build/crowns"))
    parser.add_argument("--minutes", type=float, default=0.0, help="of training, instead of 2 and 6")
    parser.add_argument("--draws", type=int, default=4, help="how many of the four")
    parser.add_argument("--boxes", type=int, nargs="+", default=list(COUNTS))
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    rows = []
    with tempfile.TemporaryDirectory() as home:
        os.environ[library.VARIABLE] = str(Path(home) / "models")
        draws = list(halves(crowns(options.folder), Path(home)))[: options.draws]
        for number, (train, validation) in enumerate(draws):
            for count in options.boxes:
                minutes = options.minutes or COUNTS.get(count, 2.0)
                rows.append(train_and_find(train, validation, count, minutes, number, options.folder))
                print(*rows[-1]._fields, sep=", ")
                print(
                    *(f"{value:.3f}" if isinstance(value, float) else value for value in rows[-1]), sep=", ", flush=True
                )
        for count in options.boxes:
            print_means([row for row in rows if row.boxes == count])
        pace(draws[0][1], Path(home), options.folder / f"crowns-0-{options.boxes[-1]}{SUFFIX}")


def train_and_find(train: Scene, validation: Scene, count: int, minutes: float, seed: int, pictures: Path) -> Row:
    """Train on some boxes of one half, find what is on the other."""
    picked = train.boxes[np.random.default_rng(seed).permutation(len(train.boxes))[:count]]
    marks = layer(train.raster, picked, train.raster.with_suffix(".gpkg"))
    name = f"crowns-{seed}-{count}"
    report = TerminalReport(quiet=True)
    (pictures / f"{name}{SUFFIX}").unlink(missing_ok=True)
    job = TrainDetectorJob(
        str(train.raster), str(marks), name=name, minutes=minutes, folder=str(pictures), resume=False
    )
    results = tasks.run(job, report)
    everything = find_all(validation, results["MODEL"])
    right = judged(everything, validation.boxes)
    by_score = curve(everything.scores, right >= 0, len(validation.boxes))
    kept = everything.scores >= results["MINIMUM_SCORE"]
    hits = int((right[kept] >= 0).sum())
    templates = matches(image(train), picked, image(validation))
    baseline = curve(templates.scores, judged(templates, validation.boxes) >= 0, len(validation.boxes))
    picture(validation, everything.only(kept), pictures / f"{name}.png")
    return Row(
        validation.raster.stem,
        count,
        len(validation.boxes),
        average_precision(baseline),
        average_precision(by_score),
        hits / max(1, int(kept.sum())),
        hits / len(validation.boxes),
        results["STEPS"],
        results["SECONDS"],
    )


def find_all(scene: Scene, path: str) -> Detections:
    """Everything with a score worth the name, for a whole curve."""
    loaded = model.load(Path(path))
    source = RasterSource(str(scene.raster))
    detector = Detector.of(loaded, torch.device("cpu"))
    tiled = TiledDetector(source, [1, 2, 3], loaded.card.normalization, detector, loaded.card.halo)
    return tiled.detect(source.grid.window, LEAST, TerminalReport(quiet=True))


def judged(detections: Detections, truth: np.ndarray) -> np.ndarray:
    return matched(detections.scores, box_iou(detections.boxes, truth))


def image(scene: Scene) -> np.ndarray:
    return gdal.Open(str(scene.raster)).ReadAsArray()[:3].astype(np.float32) / 255


def picture(scene: Scene, detections: Detections, path: Path) -> None:
    """Light blue: found; red: missed; yellow: false."""
    canvas, meets = image(scene), judged(detections, scene.boxes)
    for boxes, colour in (
        (np.delete(scene.boxes, meets[meets >= 0], 0), MISSED),
        (detections.boxes[meets < 0], FALSE),
        (detections.boxes[meets >= 0], RIGHT),
    ):
        for box in boxes:
            draw_box(canvas, box, colour)
    path.write_bytes(png(canvas))


def print_means(rows: Sequence[Row]) -> None:
    if not rows:
        return
    ap50, template = (float(np.mean([getattr(row, name) for row in rows])) for name in ("ap50", "template"))
    print(
        f"{rows[0].boxes} boxes: AP50 {ap50:.3f}, template matching {template:.3f}, mean of {len(rows)} draws",
        flush=True,
    )


def pace(scene: Scene, home: Path, path: Path) -> None:
    """Seconds of detect with the model at `path`, engine loaded, beside the forward passes over the same tiles."""
    loaded = model.load(path)
    large = home / "large.tif"
    width, height = (FINER * side for side in image(scene).shape[:0:-1])
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
            for _ in range(len(plan) * len(MIRRORS)):
                loaded.network(tile)
        ratios.append((middle - began) / (time.perf_counter() - middle))
    print(
        f"detect on {width} x {height} pixels, {len(plan)} tiles: {np.median(ratios):.2f} times its network (target 1.25)"
    )


if __name__ == "__main__":
    main()
