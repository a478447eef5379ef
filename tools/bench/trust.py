"""`make bench-trust CORPUS=folder`: is trust worth its name, on imagery that no model was trained on; and what it costs.

Prints every figure beside what is asked of it.  Times are one run's on one machine: quote the ratios.

python -m tools.bench.trust --corpus FOLDER [--before FOLDER] [--quick]
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np

from gan_core import tasks
from gan_core.api import library
from gan_core.api.jobs.raster import EnhanceJob, UpscaleJob
from gan_core.api.library import LibraryEntry
from gan_core.evaluation.trust_calibration import coverage, error_ratio
from gan_core.inference.trust import AT, SHARE
from tools.bench.opensr import invention, learned, operators
from tools.bench.ours import Quiet
from tools.bench.rasters import scene
from tools.bench.squares import ELSEWHERE, Squares, squares
from tools.bench.table import asked
from tools.common.sensor_grid import GRID, USUAL_POINTS
from tools.pretrain.calibrate import SIDES, behind, left_out, measured, sample

SIDE = 256
"""Pixels of the truth along a tile's side, for the measures of whole images."""
FOLDER = Path("build/bench")
LEAST_COVERAGE = 0.88
SLACK = 0.05
"""By how much the claim may be missed behind a sensor of the grid."""
TIMED = 768


def trust(entry: LibraryEntry, strength: float, cut: Squares, quick: bool) -> None:
    """Whether low trust means a large error, and whether the claim holds where nothing was calibrated.

    quick: too few tiles to calibrate anew.
    """
    rng = np.random.default_rng(4)
    sources = {source: [sample(entry.card, square, rng) for square in several] for source, several in cut.items()}
    evidence, weights = measured(entry, sources, strength), weights_at(entry, strength)
    print(f"\n{entry.card.id} at strength {strength}: error of the lowest-trust tenth over the highest-trust half")
    ratio = error_ratio([tile for tiles in evidence.values() for tile in tiles], weights)
    asked("all sources together", ratio, "at least 4", ratio >= 4)
    for source, tiles in evidence.items():
        print(f"     {source}: {error_ratio(tiles, weights):.2f}")
    least = f"at least {LEAST_COVERAGE}"
    print(f"     coverage of the claim (asked: {least}), and share of pixels with trust {AT} or more")
    for source, tiles in evidence.items():
        share, trusted = coverage(tiles, weights)
        if source in ELSEWHERE:
            asked(f"{source}, not calibrated on ({trusted:.0%} of its pixels)", share, least, share >= LEAST_COVERAGE)
        else:
            print(f"     {source}: {share:.3f} of {trusted:.0%}")
    again = {} if quick else left_out({name: evidence[name] for name in evidence if name not in ELSEWHERE})
    for source, share in again.items():
        asked(f"{source}, where the other three are calibrated on", share, least, share >= LEAST_COVERAGE)


def sensors(entry: LibraryEntry, strength: float, cut: Squares, quick: bool) -> None:
    """Whether the claim holds behind every sensor of the grid, over all sources."""
    least, weights = SHARE - SLACK, weights_at(entry, strength)
    print(f"\n{entry.card.id} at strength {strength}: coverage of the claim by sensor")
    for point in USUAL_POINTS if quick else GRID:
        rng = np.random.default_rng(4)
        behind_it = {
            name: [behind(point, entry.card, square, rng) for square in several] for name, several in cut.items()
        }
        tiles = [tile for several in measured(entry, behind_it, strength).values() for tile in several]
        share, trusted = coverage(tiles, weights)
        asked(f"{point.name} ({trusted:.0%} of the pixels)", share, f"at least {least}", not share < least)


def weights_at(entry: LibraryEntry, strength: float) -> list[float]:
    levels: dict[float, list[float]] = {level["strength"]: level["weights"] for level in entry.card.trust["levels"]}
    return levels.get(strength, levels[0.0])


def times(rounds: int, side: int) -> None:
    """How much longer a run with a trust map takes; both in turn, so that what else runs meets both."""
    source = scene(FOLDER, "aerial", side)
    with tempfile.TemporaryDirectory() as folder:
        print(f"\nTime of a run with trust over one without, {side} x {side} RGB, median of {rounds}")
        runs: list[tuple[str, float, type, float]] = [
            ("upscale-x4", 0.0, UpscaleJob, 2.3),
            ("upscale-x4", 0.5, UpscaleJob, 3.3),
            ("upscale-x4", 1.0, UpscaleJob, 2.3),
            ("upscale-x2", 0.0, UpscaleJob, 2.3),
            ("enhance", 0.0, EnhanceJob, 2.3),
        ]
        for name, strength, job_type, most in runs:
            ratios = []
            for number in range(rounds + 1):
                seconds = []
                for wanted in ("", f"{folder}/trust.tif"):
                    job = job_type(str(source), f"{folder}/out.tif", model=name, strength=strength, trust=wanted)
                    began = time.perf_counter()
                    tasks.run(job, Quiet())
                    seconds.append(time.perf_counter() - began)
                if number:  # the first loads and warms
                    ratios.append(seconds[1] / seconds[0])
            ratio = statistics.median(ratios)
            asked(f"{name} at strength {strength}", ratio, f"at most {most}", ratio <= most)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--before", type=Path, help="folder of the model files as they were, to compare with")
    parser.add_argument("--quick", action="store_true", help="fewer tiles and rounds: to try it, not to quote")
    options = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    began = time.perf_counter()
    count = 2 if options.quick else 6
    tiles, images = (
        squares(options.corpus, FOLDER / "samples", side, several)
        for side, several in ((SIDES["upscale"], count), (SIDE, max(1, count // 3)))
    )
    for name, strength in (
        ("upscale-x4", 0.5),
        ("upscale-x2", 0.0),
        ("upscale-x4-band", 0.0),
        ("upscale-x2-band", 0.0),
    ):
        trust(library.find(name), strength, tiles, options.quick)
    sensors(library.find("upscale-x4"), 0.5, tiles, options.quick)
    invention(images, options.before)
    learned(FOLDER / "peers", images, options.before)
    operators(images)
    times(1 if options.quick else 3, 384 if options.quick else TIMED)
    print(f"\n({time.perf_counter() - began:.0f} s)")


if __name__ == "__main__":
    main()
