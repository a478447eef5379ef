"""How well the estimator tells a layer's sensor, on places that it never saw: beside what the spectrum's law tells.

python -m tools.bench.sensor --corpus FOLDER --imagery FOLDER [--weights FILE]

Every place is seen through each sensor of the grid: blur, averaging by 1 to 8, noise, 8 bits.  Averaged too little, a
photograph is no perfect scene: its own softness is part of what is measured, and no fault of the estimator.  So the figures
that count ("sharp") are of places averaged until they keep 0.9 of the finest contrast, as the spectrum's law has it.
Sentinel-2's bands of 10 m and 20 m are measured as they are, beside ESA's figures.
"""

from __future__ import annotations

import argparse
import itertools
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch

from gan_core.inference import sensor_estimate
from gan_core.inference.sensor_estimate import WEIGHTS, SensorEstimate, estimate_sensor
from gan_core.networks.sensor_estimator import LEVEL
from gan_core.radiometry.noise_level import noise_level
from gan_core.radiometry.sharpness import SIDE, blur
from gan_core.training.jpeg import compressed
from tools.common.corpus import HELD_OUT, aerial, photographs
from tools.pretrain.sensor import BOX, photograph, sentinel2_files, sentinel2_ground, through

RESPONSES, NOISES, SCALES = (1.0, 0.6, 0.4, 0.25, 0.15), (0, 1, 3), (1, 2, 4, 8)
PACKED, QUALITY = 0.4, 75.0
"""The response at which JPEG is tried too, and its quality."""
MOST = 64
"""Windows of a place: as many as are read of a band."""
Images = Sequence[np.ndarray]
"""(C, H, W) uint8."""


class Sensor(NamedTuple):
    response: float
    noise: int
    """Levels."""
    packed: bool = False


class Measured(NamedTuple):
    source: str
    scale: int
    sharp: bool
    """Averaged enough."""
    sensor: Sensor
    estimate: SensorEstimate | None
    law: float
    """The response by the law of the spectrum, a perfect pixel's share taken out."""
    law_noise: float
    """Levels."""
    seconds: float


GRID = [Sensor(response, noise) for response, noise in itertools.product(RESPONSES, NOISES)]
GRID += [Sensor(PACKED, noise, True) for noise in NOISES]


def places(corpus: Path, imagery: Path) -> dict[str, Images]:
    """Held out: the corpus' by project, the aerial and satellite images by source, NAIP's by city."""
    result: dict[str, list[np.ndarray]] = defaultdict(list)
    for name, image in photographs(corpus, "validation").items():
        result[name.split("_")[0]].append(image)
    for name, image in aerial(imagery, "validation").items():
        folder, file = name.split("/")
        result[f"naip {file.split('_')[0]}" if folder == "naip_rgbn" else folder].append(image)
    return dict(result)


def measured(name: str, images: Images) -> Iterator[Measured]:
    least = np.median([photograph(image).least for image in images])
    for scale, response in itertools.product(SCALES, RESPONSES):
        clean = windows_seen(images, response, scale)
        if len(clean) < sensor_estimate.LEAST_WINDOWS:
            continue
        for sensor in (sensor for sensor in GRID if sensor.response == response):
            windows = stored(clean, sensor)
            began = time.perf_counter()
            estimate = estimate_sensor(windows)
            seconds = time.perf_counter() - began
            levels = [window / LEVEL for window in windows]
            law_noise = noise_level((window, np.ones(window.shape, bool)) for window in levels)
            law = min(1.0, (blur(levels) or 0) / BOX)
            yield Measured(name, scale, scale >= least, sensor, estimate, law, law_noise, seconds)


def windows_seen(images: Images, response: float, scale: int) -> list[np.ndarray]:
    """At most MOST windows (SIDE, SIDE) in 0..1, evenly drawn, of the images as a sensor of that response sees them."""
    cut = []
    for image in images:
        height, width = (side - side % scale for side in image.shape[1:])
        truth = torch.from_numpy(image[:, :height, :width].astype(np.float32) / 255)[:, None]
        result = through(truth, np.full(len(truth), response), scale)[:, 0].numpy()
        cut += windows_of(result, SIDE)
    return [cut[round(index)] for index in np.linspace(0, len(cut) - 1, min(len(cut), MOST))]


def windows_of(image: np.ndarray, step: int) -> list[np.ndarray]:
    """(C, H, W) -> its windows (SIDE, SIDE)."""
    return [
        band[top : top + SIDE, left : left + SIDE]
        for top in range(0, image.shape[1] - SIDE + 1, step)
        for left in range(0, image.shape[2] - SIDE + 1, step)
        for band in image
    ]


def stored(windows: Sequence[np.ndarray], sensor: Sensor) -> list[np.ndarray]:
    rng = np.random.default_rng(1)
    noisy = torch.from_numpy(np.stack([w + rng.normal(0, sensor.noise * LEVEL, w.shape) for w in windows])).float()
    if sensor.packed:
        noisy = compressed(noisy[:, None], torch.full((len(noisy),), QUALITY))[:, 0]
    return list((noisy.clamp(0, 1) / LEVEL).round().mul(LEVEL).numpy())


def quantiles(values: Sequence[float]) -> str:
    middle, high = np.quantile(np.abs(values), (0.5, 0.9))
    return f"{middle:.3f} / {high:.3f}"


def summary(title: str, groups: Mapping[str, list[Measured]]) -> str:
    """Median and 90th percentile of what each is off by, group by group; M without JPEG."""
    lines = [
        "",
        f"| {title} | layers | M off | M: median error | law: M off | noise off (levels) | law: noise off |",
        "|---" * 7 + "|",
    ]
    for key, group in groups.items():
        known = [(layer, layer.estimate) for layer in group if layer.estimate]
        off = [estimate.response - layer.sensor.response for layer, estimate in known]
        noise_off = [estimate.noise / LEVEL - layer.sensor.noise for layer, estimate in known]
        law_off = [layer.law - layer.sensor.response for layer in group]
        law_noise_off = [layer.law_noise - layer.sensor.noise for layer in group]
        lines.append(
            f"| {key} | {len(known)} of {len(group)} | {quantiles(off)} | {np.median(off):+.3f} | {quantiles(law_off)} "
            f"| {quantiles(noise_off)} | {quantiles(law_noise_off)} |"
        )
    return "\n".join(lines)


def grouped(results: Sequence[Measured], key: str) -> dict[str, list[Measured]]:
    """key: a format of a Measured's fields."""
    groups: dict[str, list[Measured]] = defaultdict(list)
    for result in results:
        groups[key.format(**result._asdict())].append(result)
    return groups


def sentinel2(imagery: Path) -> str:
    off: dict[tuple[str, bool], list[float]] = defaultdict(list)
    lines = ["", "| Sentinel-2 file | held out | table's M | estimated M | spread | noise, levels |", "|---" * 6 + "|"]
    for path in [*sentinel2_files(imagery, held_out=True), *sentinel2_files(imagery, held_out=False)]:
        ground = sentinel2_ground(path)
        for band, table in zip(ground.image, ground.response):
            side = min(band.shape)
            windows = windows_of(band[None], SIDE if side > 300 else 16)
            estimate = estimate_sensor(windows)
            figures = "- | - | -"
            if estimate:
                figures = f"{estimate.response} | {estimate.spread} | {estimate.noise / LEVEL:.2f}"
                off[path.stem[-3:], path.name.startswith(HELD_OUT)].append(estimate.response - table)
            lines.append(f"| {path.stem} | {path.name.startswith(HELD_OUT)} | {table:.2f} | {figures} |")
    lines.append("")
    for (suffix, held_out), errors in off.items():
        near = np.mean(np.abs(errors) <= 0.1)
        lines.append(f"{suffix}, held out {held_out}: M off {quantiles(errors)}, {near:.0%} of the bands within .1")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--imagery", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    sensor_estimate.WEIGHTS = options.weights
    torch.set_num_threads(1)
    results = [result for item in places(options.corpus, options.imagery).items() for result in measured(*item)]
    plain = [result for result in results if not result.sensor.packed]
    sharp = [result for result in plain if result.sharp]
    packed = [result for result in results if result.sensor.packed and result.sharp]
    print(summary("", {"sharp": sharp, **grouped(sharp, "sharp, x{scale}"), **grouped(plain, "all, x{scale}")}))
    print(summary("M, noise (sharp)", grouped(sharp, "{sensor.response} {sensor.noise}")))
    print(summary("source", grouped(plain, "{source} x{scale} {sharp}")))
    print(summary(f"JPEG {QUALITY:g}, M {PACKED} (sharp)", grouped(packed, "noise {sensor.noise}")))
    print(sentinel2(options.imagery))
    print(f"\n{np.median([result.seconds for result in results]):.2f} s a layer of at most {MOST} windows, one core")


if __name__ == "__main__":
    main()
