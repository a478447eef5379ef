"""`make bench-trust CORPUS=folder`: is trust worth its name, on imagery that no model was trained on; and what it costs.

Prints every figure beside what is asked of it.  Times are one run's on one machine: quote the ratios.

python -m tools.bench_trust --corpus FOLDER [--quick]
"""

from __future__ import annotations

import argparse
import dataclasses
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import numpy as np
import torch
from osgeo import gdal

from gan_core import library, tasks
from gan_core.inference import model
from gan_core.jobs import EnhanceJob, UpscaleJob
from gan_core.library import Entry
from gan_core.metrics.opensr import opensr
from gan_core.radiometry.consistency import Base, Operator, input_error
from gan_core.training.calibration import coverage, informative
from gan_core.training.heldout import HeldOut, Tile
from tools.bench_ours import Quiet
from tools.bench_rasters import scene
from tools.calibrate import ground_side, left_out, measured, tile
from tools.corpus import photographs
from tools.packages import SOURCES, unpacked
from tools.samples import PINS, samples
from tools.scenes import NEON, of_sentinel

SIDE = 256
"""Pixels of the truth along a tile's side, for the measures of whole images."""
FOLDER = Path("build/bench")
ELSEWHERE = ("NEON", "Sentinel-2")
"""Sources that took part in no calibration, of other sensors and another continent."""
TIMED = 768


def squares(corpus: Path, side: int, count: int) -> dict[str, list[torch.Tensor]]:
    """(3, side, side) in the model's range, by source: `count` of each photograph, and the liveliest of Sentinel-2."""
    rng, found = np.random.default_rng(8), {}
    sentinel, aerial = samples(FOLDER / "samples")
    unpacked(PINS, SOURCES, NEON, FOLDER / "samples")
    images = [(name.split("_")[0], image) for name, image in photographs(corpus, "validation").items()]
    paths = [aerial, *(FOLDER / "samples" / Path(name).name for name in NEON)]
    images += [("NEON", gdal.Open(str(path)).ReadAsArray()[:3]) for path in paths]
    for source, image in images:
        for _ in range(count * (2 if source == "NEON" else 1)):
            top, left = (int(rng.integers(length - side + 1)) for length in image.shape[1:])
            square = image[:, top : top + side, left : left + side].astype(np.float32) / 255
            found.setdefault(source, []).append(torch.from_numpy(square))
    found["Sentinel-2"] = [one.target()[0] for one in of_sentinel(sentinel, side)]
    return found


def told(what: str, figure: float, asked: str, good: bool) -> None:
    print(f"{'ok  ' if good else 'MISS'} {what}: {figure:.4g} (asked: {asked})", flush=True)


def trust(corpus: Path, name: str, strength: float, count: int, quick: bool) -> None:
    """Whether low trust means a large error, and whether the claim holds where nothing was calibrated.

    quick: too few tiles to calibrate anew.
    """
    entry = library.find(name)
    rng = np.random.default_rng(4)
    cut = squares(corpus, ground_side(entry.card), count)
    sources = {place: [tile(entry.card, one, rng) for one in found] for place, found in cut.items()}
    found = measured(entry, sources, strength)
    levels = {level["strength"]: level["weights"] for level in entry.card.trust["levels"]}
    weights = levels.get(strength, levels[0.0])
    print(f"\n{name} at strength {strength}: error of the lowest-trust tenth over the highest-trust half")
    every = [one for several in found.values() for one in several]
    ratio = informative(every, weights)
    told("all sources together", ratio, "at least 4", ratio >= 4)
    for place, several in found.items():
        print(f"     {place}: {informative(several, weights):.2f}")
    print("     coverage of the claim (asked: at least 0.88), and share of pixels with trust 80 or more")
    for place, several in found.items():
        share, trusted = coverage(several, weights)
        if place in ELSEWHERE:
            told(f"{place}, not calibrated on ({trusted:.0%} of its pixels)", share, "at least 0.88", share >= 0.88)
        else:
            print(f"     {place}: {share:.3f} of {trusted:.0%}")
    again = {} if quick else left_out({place: found[place] for place in found if place not in ELSEWHERE})
    for place, share in again.items():
        told(f"{place}, where the other three are calibrated on", share, "at least 0.88", share >= 0.88)


def invention(corpus: Path, count: int) -> None:
    """OpenSR's shares at the default strength, in the sum over places; and the operators' cross figures."""
    cut = squares(corpus, SIDE, count)
    for name, strength in (("upscale-x4", 0.5), ("upscale-x4", 0.0), ("upscale-x4", 1.0), ("upscale-x2", 0.5)):
        entry = library.find(name)
        rng = np.random.default_rng(4)
        network = model.load(entry.path, strength).network
        rows = {}
        for place, found in cut.items():
            judged = [_judged(entry, network, tile(entry.card, one, rng), "area") for one in found]
            rows[place] = np.nanmean([each[3:] for each, _ in judged], 0)
        mean = np.mean(list(rows.values()), 0)
        print(f"\n{name} at strength {strength}: hallucination, omission, improvement (OpenSR, normalised difference)")
        for place, row in rows.items():
            print(f"     {place}: {row[0]:.3f} {row[1]:.3f} {row[2]:.3f}")
        default = (name, strength) == ("upscale-x4", 0.5)
        for what, value, limit, good in (
            ("hallucination, mean over the places", mean[0], "at most 0.34", mean[0] <= 0.34),
            ("improvement, mean over the places", mean[2], "at least 0.20", mean[2] >= 0.20),
        ):
            told(what, value, limit if default else "nothing here", good or not default)


def operators(corpus: Path, count: int) -> None:
    """Each operator's own figure and the other's, on the validation split."""
    cut = {place: found for place, found in squares(corpus, SIDE, count).items() if place not in ELSEWHERE}
    for name in ("upscale-x4", "upscale-x2"):
        entry = library.find(name)
        network = model.load(entry.path, 0.5).network
        for operator in ("area", "bilinear_aa"):
            rng = np.random.default_rng(4)
            card = dataclasses.replace(entry.card, operator=operator)
            judged = [
                _judged(Entry(entry.path, card), network, tile(card, one, rng), cast(Operator, operator))
                for found in cut.values()
                for one in found
            ]
            reflectance, spectral = np.mean([each[:2] for each, _ in judged], 0)
            grid = max(error for _, error in judged)
            print(f"\n{name}, operator {operator}")
            is_aa = operator == "bilinear_aa"
            told(
                "reflectance by bilinear_aa",
                reflectance,
                "at most 0.002" if is_aa else "-",
                not is_aa or reflectance <= 0.002,
            )
            told(
                "spectral angle by bilinear_aa", spectral, "at most 1.2" if is_aa else "-", not is_aa or spectral <= 1.2
            )
            told(
                "largest error on the input's grid by area",
                grid,
                "-" if is_aa else "at most 1e-5",
                is_aa or grid <= 1e-5,
            )


def _judged(entry: Entry, network: torch.nn.Module, one: Tile, operator: Operator) -> tuple[Sequence[float], float]:
    """OpenSR's six figures, and the largest error on the input's grid by area."""
    image = HeldOut([one], cast(Base, entry.card.base), operator).image(network, one)
    stack = torch.nn.functional.pixel_unshuffle(image[None], entry.card.scale)
    return opensr(one.seen.flatten(0, 1), image, one.truth), float(input_error(one.seen, stack).abs().max())


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
        for name, strength, kind, most in runs:
            ratios = []
            for number in range(rounds + 1):
                seconds = []
                for wanted in ("", f"{folder}/trust.tif"):
                    job = kind(str(source), f"{folder}/out.tif", model=name, strength=strength, trust=wanted)
                    began = time.perf_counter()
                    tasks.run(job, Quiet())
                    seconds.append(time.perf_counter() - began)
                if number:  # the first loads and warms
                    ratios.append(seconds[1] / seconds[0])
            ratio = statistics.median(ratios)
            told(f"{name} at strength {strength}", ratio, f"at most {most}", ratio <= most)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--quick", action="store_true", help="fewer tiles and rounds: to try it, not to quote")
    options = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    began = time.perf_counter()
    count = 2 if options.quick else 6
    for name, strength in (
        ("upscale-x4", 0.5),
        ("upscale-x2", 0.0),
        ("upscale-x4-band", 0.0),
        ("upscale-x2-band", 0.0),
    ):
        trust(options.corpus, name, strength, count, options.quick)
    invention(options.corpus, max(1, count // 3))
    operators(options.corpus, max(1, count // 3))
    times(1 if options.quick else 3, 384 if options.quick else TIMED)
    print(f"\n({time.perf_counter() - began:.0f} s)")


if __name__ == "__main__":
    main()
