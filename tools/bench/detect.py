"""What a detector learns from few boxes, beside template matching: `python -m tools.bench.detect --imagery FOLDER`.

crowns: NEON photographs of Yellowstone at 10 cm, cut in an upper and a lower half: boxes are drawn from one half, and every
crown of the other is to be found.  planes, cars: photographs at 30 cm, some of them side by side to draw boxes from, every
object on the others to be found; nothing was tuned on these.  Four draws a kind.  Then how far a score can be taken for the
chance to be right, and for crowns what detect costs beside its network alone.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch

from gan_core import tasks
from gan_core.api import library
from gan_core.api.jobs.detection import TrainDetectorJob
from gan_core.api.model_card import SUFFIX
from gan_core.commandline import TerminalReport
from gan_core.evaluation.detector import LEAST
from gan_core.inference import model
from gan_core.inference.boxes import box_iou
from gan_core.inference.detector import Detections, Detector
from gan_core.metrics.detection import average_precision, curve, matched
from gan_core.pipeline.tiled_detection import TiledDetector
from gan_core.raster.png import png
from gan_core.raster.source import RasterSource
from gan_core.reports.detector import FALSE, MISSED, RIGHT, draw_box
from tools.bench.calibration import table
from tools.bench.crowns import crowns, halves
from tools.bench.detection_pace import pace
from tools.bench.marked_scene import Scene, layer
from tools.bench.objects import mosaics
from tools.bench.template_matching import matches

KINDS: dict[str, Mapping[int, float]] = {
    "crowns": {5: 2.0, 50: 6.0},
    "planes": {10: 2.0},
    "cars": {10: 2.0},
}
"""Of each kind: boxes, and minutes of training."""
TARGET = 2.0
"""Times template matching's AP50, from 10 boxes."""
Draws = Iterable["tuple[Scene, Scene]"]
"""(to learn from, to judge on)"""


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


class Judged(NamedTuple):
    """A draw's figures, and every detection of its validation scene."""

    row: Row
    scores: np.ndarray
    """(N,)"""
    right: np.ndarray
    """(N,) bool"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kind", choices=tuple(KINDS), nargs="+", default=list(KINDS))
    parser.add_argument("--imagery", type=Path, help="folder of training images, for planes and cars")
    parser.add_argument("--folder", type=Path, help="for models and pictures; build/ and the kind without it")
    parser.add_argument("--minutes", type=float, default=0.0, help="of training, instead of 2, and 6 for 50 boxes")
    parser.add_argument("--draws", type=int, default=4, help="how many of the four")
    parser.add_argument(
        "--boxes", type=int, nargs="+", help="how many to learn from, instead of the kind's own numbers"
    )
    options = parser.parse_args()
    if options.imagery is None and set(options.kind) != {"crowns"}:
        parser.error("--imagery is missing: name the folder that holds ucmerced, or take --kind crowns")
    for kind in options.kind:
        folder = options.folder or Path("build") / kind
        folder.mkdir(parents=True, exist_ok=True)
        counts = {count: options.minutes or KINDS[kind].get(count, 2.0) for count in options.boxes or KINDS[kind]}
        with tempfile.TemporaryDirectory() as home:
            os.environ[library.VARIABLE] = str(Path(home) / "models")
            draws = list(draws_of(kind, options.imagery, folder, Path(home)))[: options.draws]
            measure(kind, draws, counts, folder)
            if kind == "crowns":
                pace(draws[0][1], Path(home), folder / f"crowns-0-{list(counts)[-1]}{SUFFIX}")


def draws_of(kind: str, imagery: Path, folder: Path, home: Path) -> Draws:
    draws: dict[str, Callable[[], Draws]] = {
        "crowns": lambda: halves(crowns(folder), home),
        "planes": partial(mosaics, "planes", imagery, home),
        "cars": partial(mosaics, "cars", imagery, home),
    }
    return draws[kind]()


def measure(kind: str, draws: Sequence[tuple[Scene, Scene]], counts: Mapping[int, float], folder: Path) -> None:
    """Every draw from every number of boxes, then their means and the calibration of their scores."""
    judged: dict[int, list[Judged]] = {count: [] for count in counts}
    for number, (train, validation) in enumerate(draws):
        for count, minutes in counts.items():
            draw = train_and_find(
                train, validation, count, minutes, number, folder / f"{kind}-{number}-{count}{SUFFIX}"
            )
            print(*Row._fields, sep=", ")
            print(*(f"{value:.3f}" if isinstance(value, float) else value for value in draw.row), sep=", ", flush=True)
            judged[count].append(draw)
    for rows in judged.values():
        print_means(kind, [draw.row for draw in rows])
        print(table(np.concatenate([draw.scores for draw in rows]), np.concatenate([draw.right for draw in rows])))


def train_and_find(train: Scene, validation: Scene, count: int, minutes: float, seed: int, path: Path) -> Judged:
    """Train on some boxes of one scene, find what is on the other.  path: of the model, a picture goes beside it."""
    picked = train.boxes[np.random.default_rng(seed).permutation(len(train.boxes))[:count]]
    marks = layer(train.raster, picked, train.raster.with_suffix(".gpkg"))
    name = path.name[: -len(SUFFIX)]
    path.unlink(missing_ok=True)
    job = TrainDetectorJob(
        str(train.raster), str(marks), name=name, minutes=minutes, folder=str(path.parent), resume=False
    )
    results = tasks.run(job, TerminalReport(quiet=True))
    everything = find_all(validation, results["MODEL"])
    right = meets(everything, validation.boxes) >= 0
    by_score = curve(everything.scores, right, len(validation.boxes))
    kept = everything.scores >= results["MINIMUM_SCORE"]
    hits = int(right[kept].sum())
    templates = matches(train.image(), picked, validation.image())
    baseline = curve(templates.scores, meets(templates, validation.boxes) >= 0, len(validation.boxes))
    path.with_name(f"{name}.png").write_bytes(png(picture(validation, everything.only(kept))))
    row = Row(
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
    return Judged(row, everything.scores, right)


def find_all(scene: Scene, path: str) -> Detections:
    """Everything with a score worth the name, for a whole curve."""
    loaded = model.load(Path(path))
    source = RasterSource(str(scene.raster))
    detector = Detector.of(loaded, torch.device("cpu"))
    tiled = TiledDetector(source, [1, 2, 3], loaded.card.normalization, detector, loaded.card.halo)
    return tiled.detect(source.grid.window, LEAST, TerminalReport(quiet=True))


def meets(detections: Detections, truth: np.ndarray) -> np.ndarray:
    return matched(detections.scores, box_iou(detections.boxes, truth))


def picture(scene: Scene, detections: Detections) -> np.ndarray:
    """Light blue: found; red: missed; yellow: false."""
    canvas, met = scene.image(), meets(detections, scene.boxes)
    for boxes, colour in (
        (np.delete(scene.boxes, met[met >= 0], 0), MISSED),
        (detections.boxes[met < 0], FALSE),
        (detections.boxes[met >= 0], RIGHT),
    ):
        for box in boxes:
            draw_box(canvas, box, colour)
    return canvas


def print_means(kind: str, rows: Sequence[Row]) -> None:
    ap50, template = (float(np.mean([getattr(row, name) for row in rows])) for name in ("ap50", "template"))
    times = ap50 / template if template else float("inf")
    wanted = f" (target {TARGET:g} times)" if rows[0].boxes == 10 else ""
    print(
        f"{kind}, {rows[0].boxes} boxes: AP50 {ap50:.3f}, template matching {template:.3f}, {times:.1f} times{wanted}, "
        f"mean of {len(rows)} draws",
        flush=True,
    )


if __name__ == "__main__":
    main()
