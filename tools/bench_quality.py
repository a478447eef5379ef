"""`make bench-quality CORPUS=FOLDER`: every built-in upscaler beside bicubic and its peers, by all measures, in one run.

Writes build/quality/quality.md, quality.json and a sheet of crops for each scale and place.  All methods of a table see the
same: the photographs of the corpus whole, the middles of NEON's, the liveliest squares of the satellite scene.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import torch

from gan_core.inference import memory, model
from gan_core.library import entries
from tools import bench_bands, bench_enhance, peers
from tools.corpus import photographs
from tools.efficientnet import Features
from tools.protocol import CITY, Upscale, bicubic, by_network, projected
from tools.quality import SIDE, by_place, judged
from tools.quality_report import Method, Sheet, table
from tools.scenes import Scene, scenes

BUILD = Path("build")
FOLDER = BUILD / "quality"
WEIGHTS = BUILD / "peers"
SLACK = 0.01
"""dB."""
QUICK = 2
"""Scenes of each place with --quick: too few for figures to quote."""
ABOUT = """\
Truth: {scenes} scenes ({places}): the corpus' photographs whole, as in the models' cards, of others {side} pixels along a
side. Input: the mean of each block. Result: clipped and rounded as a file would hold it. Borders of 8 pixels left out. "all":
mean over the corpus' four places. Perceptual distance and KID: EfficientNet-lite0, patches of 128 pixels. Input grid: mean
difference to the input. Reflectance to improvement: OpenSR's measures, of 8-bit photographs with value / 255 for reflectance.
PSNR, SSIM and improvement: larger is better; all others: smaller. torch {torch}, {threads} threads; compare speeds within this
run only.
"""


class Row(NamedTuple):
    name: str
    upscale: Upscale
    parameters: int


def rows(scale: int) -> Iterator[Row]:
    """Every method for red, green and blue; models of one band take each by itself."""
    yield Row("bicubic", bicubic(scale), 0)
    yield Row("bicubic + back-projection", projected(scale), 0)
    for entry in entries().values():
        card = entry.card
        if card.task == "upscale" and card.scale == scale:
            mixed = "gan" in card.weights
            for strength in (0.0, 0.5, 1.0) if mixed else (0.0,):
                network = model.load(entry.path, strength).network
                name = f"`{card.id}` at {strength:g}" if mixed else f"`{card.id}`"
                yield Row(name, by_network(network), sum(one.numel() for one in network.parameters()))
    for peer in (peer for peer in peers.PEERS if peer.scale == scale):
        upscale, size = peers.upscaling(peer, WEIGHTS), peers.parameters(peer, WEIGHTS)
        yield Row(peer.name, upscale, size)
        yield Row(f"{peer.name} + our projection", peers.with_projection(upscale, scale), size)


def upscaling(truth: Sequence[Scene], scale: int, features: Features) -> tuple[list[Method], list[str]]:
    """The methods of a scale with their figures, and Markdown for each place: table and picture."""
    first = {scene.group: scene for scene in reversed(truth)}
    sheets = {place: Sheet(scene, scale) for place, scene in first.items()}
    methods = []
    for row in rows(scale):
        row.upscale(torch.rand(1, 3, 32, 32))  # a network's first call also sets it up
        found = [judged(scene, scale, row.upscale, features) for scene in truth]
        for scene, one in zip(truth, found):
            if first[scene.group] is scene:
                sheets[scene.group].add(row.name, one)
        speed = sum(one.result[0].numel() for one in found) / 1e6 / sum(one.seconds for one in found)
        methods.append(Method(row.name, row.parameters, speed, by_place(found)))
        print(f"x{scale} {row.name}: {methods[-1].places['all']['PSNR']:.2f} dB, {speed:.2f} Mpx/s", flush=True)
    text = []
    for place in methods[0].places:
        text.append(f"### x{scale}, {'city' if place == CITY else place}\n\n{table(methods, place)}")
        if place in sheets:
            text.append(sheets[place].write(FOLDER / f"x{scale}_{place}.png"))
    return methods, text


def against_cards(methods: Sequence[Method]) -> list[str]:
    """What a card says otherwise than this run.  Figures of 8-bit results wander by some thousandths between machines."""
    found = {method.name: method.places for method in methods}
    wrong = []
    for entry in entries().values():
        for key, strength in (("model", 0), ("gan", 1)):
            name = f"`{entry.card.id}` at {strength}" if "gan" in entry.card.weights else f"`{entry.card.id}`"
            if key not in entry.card.metrics or name not in found:
                continue
            for place, said in entry.card.metrics[key].items():
                measured = found[name][CITY if place == "city" else place]["PSNR"]
                if abs(measured - said) > SLACK:
                    wrong.append(f"{name}, {place}: {measured:.3f} dB measured, {said:.3f} in the card")
    return wrong


def main() -> None:
    with memory.kept():  # as in a job
        measure()


def measure() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--scales", type=int, nargs="+", choices=(2, 4), default=[4, 2])
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} scenes of each place")
    options = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    peers.fetched(WEIGHTS)
    features = Features(WEIGHTS)
    truth = scenes(options.corpus, BUILD / "samples", SIDE, QUICK if options.quick else None)
    counts = Counter(scene.group for scene in truth)
    facts = {
        "scenes": len(truth),
        "side": SIDE,
        "places": ", ".join(f"{place} {count}" for place, count in counts.items()),
        "torch": torch.__version__,
        "threads": torch.get_num_threads(),
    }
    results, text = {}, ["# Quality", ABOUT.format(**facts)]
    for scale in options.scales:
        methods, found = upscaling(truth, scale, features)
        results[f"x{scale}"] = [method._asdict() for method in methods]
        text += found
        if not options.quick:
            told = against_cards(methods) or [f"x{scale}: every card's PSNR is that of this run."]
            text.append("\n".join(told))
            print(*told, sep="\n", flush=True)
    bands = bench_bands.methods(BUILD / "classify")
    results["bands"] = bands
    text.append(
        f"### One band at a time, Sentinel-2: gain in dB over bicubic + back-projection\n\n{bench_bands.table(bands)}"
    )
    enhanced = bench_enhance.methods(photographs(options.corpus, "validation"), options.quick)
    results["x1"] = enhanced
    text.append(f"### x1: gain in dB by fault\n\n{bench_enhance.table(enhanced)}")
    (FOLDER / "quality.json").write_text(json.dumps({"facts": facts, **results}, indent=1))
    (FOLDER / "quality.md").write_text("\n\n".join(text) + "\n")
    print(FOLDER / "quality.md")


if __name__ == "__main__":
    main()
