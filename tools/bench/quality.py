"""`make bench-quality CORPUS=FOLDER IMAGERY=FOLDER`: every way to make three bands finer, behind every sensor of the grid.

Writes build/quality/quality.md and quality.json, a sheet of crops for each scale and set, and pictures of real Sentinel-2
scenes.  All methods of a table see the same pieces behind the same noise.

python -m tools.bench.quality --corpus FOLDER --imagery FOLDER [--before FOLDER] [--quick]
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Optional

import torch

from gan_core.api import library
from gan_core.api.library import LibraryEntry
from gan_core.inference import memory, model
from gan_core.radiometry.sensor import Sensor
from tools.bench import enhance, joint, ncnn, sentinel_pictures
from tools.bench.efficientnet import Features
from tools.bench.measures import Figures, Truth, by_set, judged
from tools.bench.protocol import Upscale, bicubic, by_network, finer, projected
from tools.bench.quality_report import Method, Sheet, over_sensors, over_sets
from tools.bench.quality_targets import BICUBIC, PROJECTED, REAL_ESRGAN, before, ours, targets
from tools.common.sensor_grid import GRID, SOFTER, USUAL_POINTS, Point, degraded, estimated
from tools.common.validation import Pieces, responses, spread, target, validation

BUILD = Path("build")
FOLDER = BUILD / "quality"
WEIGHTS = BUILD / "peers"
PIECES = 3
"""Of a set at most: Real-ESRGAN takes some seconds for each."""
STRENGTHS = (0.0, 0.5, 1.0)
ABOUT = """\
Truth: {pieces} pieces of at most 512 pixels, {counts}; none was trained on. What is seen of one: a Gaussian blur that leaves M
of the finest pattern of the coarse pixels, the mean of each block, noise (of 255), 8 bits; once JPEG. Results are clipped and
rounded to 8 bits; borders of 8 pixels left out; means over the sets. Distance: EfficientNet-lite0's features. Hallucination
and improvement: OpenSR. Larger is better for PSNR and improvement, smaller for the others. Told: of the true sensor;
estimated: of the sensor as the engine measures it on all pieces of a set together. What is told of the perfect sensor is held
to the input's every pixel, all else to its low frequencies. The truths' own response at their Nyquist frequency: {responses}
(below 0.4 a truth is soft itself). torch {torch}.
"""
BySensor = Callable[[Sensor], Upscale]
"""Told of a sensor."""


class Row(NamedTuple):
    name: str
    upscale: BySensor
    from_estimate: bool = False
    shown: bool = True
    """In the pictures."""


def rows(scale: int, folder_before: Optional[Path]) -> Iterator[Row]:
    """Every method for red, green and blue."""
    yield Row(BICUBIC, lambda _: bicubic(scale))
    yield Row(PROJECTED, lambda _: projected(scale), shown=False)
    name = f"upscale-x{scale}"
    if folder_before:
        entry = library.readable([folder_before])[name]
        for strength in strengths(entry):
            yield Row(before(strength), of_model(entry, strength), shown=strength == 0)
    entry = library.find(name)
    for strength in strengths(entry):
        upscale = of_model(entry, strength)
        yield Row(ours(scale, strength), upscale)
        yield Row(ours(scale, strength, "estimated"), upscale, from_estimate=True, shown=False)
    if scale == 4:
        real_esrgan = ncnn.upscaling(next(peer for peer in ncnn.PEERS if peer.name == REAL_ESRGAN), WEIGHTS)
        yield Row(REAL_ESRGAN, lambda _: real_esrgan)


def strengths(entry: LibraryEntry) -> Sequence[float]:
    return STRENGTHS if "gan" in entry.card.weights else STRENGTHS[:1]


def of_model(entry: LibraryEntry, strength: float) -> BySensor:
    network = model.load(entry.path, strength).network
    return lambda sensor: by_network(network, entry.card.arguments, sensor)


class Upscaled(NamedTuple):
    figures: Mapping[str, object]
    text: Sequence[str]


class Ground(NamedTuple):
    """What a scale is measured on."""

    scale: int
    pieces: Pieces
    layers: Pieces
    """All pieces of each set: what the sensor is estimated on."""


class Behind(NamedTuple):
    """One sensor's results on one set."""

    estimate: Sensor
    rows: Mapping[str, Sequence[Figures]]
    """By method, piece by piece."""
    sheet: Sheet


def behind(ground: Ground, name: str, point: Point, methods: Sequence[Row], features: Features) -> Behind:
    layer = [degraded(target(piece), ground.scale, point, seed) for seed, piece in enumerate(ground.layers[name])]
    estimate, results, sheet = estimated(layer), {row.name: list[Figures]() for row in methods}, None
    for seed, piece in enumerate(ground.pieces[name]):
        truth = Truth.of(target(piece), features)
        low_res = degraded(truth.image, ground.scale, point, seed)
        sheet = sheet or Sheet(truth.image, low_res, point)
        for row in methods:
            image = finer(low_res, ground.scale, row.upscale(estimate if row.from_estimate else point.sensor))
            results[row.name].append(judged(low_res, image, truth, features, point in USUAL_POINTS))
            if row.shown and seed == 0:
                sheet.add(row.name, image)
    return Behind(estimate, results, sheet)


@torch.inference_mode()
def upscaling(ground: Ground, methods: Sequence[Row], points: Sequence[Point], features: Features) -> Upscaled:
    """A scale's figures, and Markdown of them."""
    tables: dict[str, dict[str, Mapping[str, Figures]]] = {row.name: {} for row in methods}
    estimates, pictures = {}, []
    for point in points:
        sets = {name: behind(ground, name, point, methods, features) for name in ground.pieces}
        for row in methods:
            table = by_set({name: of_set.rows[row.name] for name, of_set in sets.items()})
            tables[row.name][point.name] = table
            print(f"x{ground.scale} {point.name}, {row.name}: {table['all']['PSNR']:.2f} dB", flush=True)
        estimates[point.name] = {
            name: (of_set.estimate.response, 255 * of_set.estimate.noise) for name, of_set in sets.items()
        }
        print(f"x{ground.scale} {point.name}: estimated {estimates[point.name]}", flush=True)
        if point == SOFTER:
            pictures = [of_set.sheet.write(FOLDER / f"x{ground.scale}_{name}.png") for name, of_set in sets.items()]
    known = [Method(name, table) for name, table in tables.items()]
    return Upscaled({"methods": tables, "estimates": estimates}, [*markdown(ground.scale, known), *pictures])


def markdown(scale: int, methods: Sequence[Method]) -> list[str]:
    sensors, quoted = list(methods[0].tables), [point.name for point in USUAL_POINTS]
    shares = ("SAM", "hallucination", "improvement")
    return [
        f"## x{scale}: PSNR in dB / feature distance\n\n{over_sensors(methods, sensors, ('PSNR', 'distance'))}",
        *(f"### x{scale} by set: {sensor}\n\n{over_sets(methods, sensor)}" for sensor in quoted),
        f"### x{scale}: SAM in degrees / hallucination / improvement\n\n{over_sensors(methods, quoted, shares)}",
        f"### x{scale}: asked\n\n{targets(scale, methods)}",
    ]


def main() -> None:
    with memory.kept():  # as in a job
        measure()


def measure() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--imagery", type=Path, required=True)
    parser.add_argument("--before", type=Path, help="folder of the model files as they were, to compare with")
    parser.add_argument("--scales", type=int, nargs="+", choices=(2, 4), default=[4, 2])
    parser.add_argument("--pieces", type=int, default=PIECES, help="of a set at most")
    parser.add_argument("--quick", action="store_true", help="a piece of each set, three sensors: to try it")
    options = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    ncnn.fetched(WEIGHTS)
    features = Features(WEIGHTS)
    most = 1 if options.quick else options.pieces
    pieces = validation(options.corpus, options.imagery, 4, most)
    facts = {
        "pieces": sum(map(len, pieces.values())),
        "counts": ", ".join(f"{name} {len(own)}" for name, own in pieces.items()),
        "responses": ", ".join(f"{name} {value:.2f}" for name, value in responses(pieces).items() if value is not None),
        "torch": torch.__version__,
    }
    results, text = {}, ["# Quality", ABOUT.format(**facts)]
    for scale in options.scales:
        layers = validation(options.corpus, options.imagery, scale)
        ground = Ground(scale, {name: spread(own, most) for name, own in layers.items()}, layers)
        points = USUAL_POINTS if options.quick else GRID
        upscaled = upscaling(ground, list(rows(scale, options.before)), points, features)
        results[f"x{scale}"] = upscaled.figures
        text += upscaled.text
        save(facts, results, text)
    results["four bands"] = joint.methods(options.imagery, options.quick)
    text.append(f"## Four bands, NAIP, {SOFTER.name}\n\n{joint.table(results['four bands'])}")
    results["x1"] = enhance.methods(validation(options.corpus, options.imagery, 1, most))
    text.append(f"## x1: gain in dB by fault\n\n{enhance.table(results['x1'])}")
    text += ["## Sentinel-2", *sentinel_pictures.write(options.imagery, FOLDER, WEIGHTS)]
    save(facts, results, text)
    print(FOLDER / "quality.md")


def save(facts: Mapping[str, object], results: Mapping[str, object], text: Sequence[str]) -> None:
    (FOLDER / "quality.json").write_text(json.dumps({"facts": facts, **results}, indent=1))
    (FOLDER / "quality.md").write_text("\n\n".join(text) + "\n")


if __name__ == "__main__":
    main()
