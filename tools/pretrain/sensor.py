"""Train the estimator of a layer's sensor.  Seeded, and resumed from its checkpoint wherever it was stopped.

python -m tools.pretrain.sensor --corpus FOLDER --imagery FOLDER --checkpoints FOLDER [--steps STEPS]
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from osgeo import gdal

from gan_core.inference.sensor_estimate import LEAST_CONTRAST, WEIGHTS, write
from gan_core.networks.sensor_estimator import LEAST_NOISE, LEVEL, NoiseAnswers, ResponseAnswers, SensorEstimator
from gan_core.radiometry.sharpness import SIDE, blur, planes
from gan_core.training.degradation import area_mean, blurred, mtf_sigma, noise
from gan_core.training.jpeg import compressed
from gan_core.training.module import Schedule, TrainingModule
from gan_core.training.muon import Muon
from tools.common.corpus import HELD_OUT, SHOWN, aerial, photographs
from tools.pretrain.loop import train

SEED = 11
SCALES = {1: 0.25, 2: 0.5, 4: 0.25}
"""By how much the blurred ground is averaged, with the share of batches: a sensor's blur comes before its pixels."""
FACTORS = (1, 2, 3, 4, 6, 8)
"""By how much the ground is averaged before: coarse ground has its own look."""
LEAST_SIDE = 40
"""Of ground, in pixels of what is seen; mirrored to SIDE."""
PERFECT, MTF = 0.12, (0.08, 1.0)
"""Share of windows with no blur; all others draw their response evenly."""
QUIET, FAINT, NOISE, STRONG = 0.25, 0.85, (0.0, 6 / 255), (6 / 255, 30 / 255)
"""Share of windows with no noise; of those with some, share of faint noise; the ranges of faint and strong."""
CONTRAST = (0.15, 1.5)
"""By how much a window's contrast is multiplied: layers of 16 bits use a part of the range."""
ROUNDED, PACKED, QUALITY = 0.6, 0.15, (40.0, 95.0)
SHARES = {"corpus": 0.35, "imagery": 0.4, "sentinel2": 0.25}
UNSURE, UNSURE_LEVEL = 0.15, 0.2
"""Standard deviations of the noise that is told, as a share of it and in levels."""
NEARLY_PERFECT = 0.9
"""The response that a photograph has at least once it is averaged."""
BOX = 2 / math.pi
"""What a perfect pixel leaves at its own Nyquist frequency."""
TABLE = {
    "10m": [0.26, 0.28, 0.24, 0.26],
    "20m": [0.38, 0.34, 0.34, 0.33, 0.22, 0.23],
}
"""Total response at Nyquist of Sentinel-2, B2 B3 B4 B8 and B5 B6 B7 B8A B11 B12: ESA's data quality reports, as in Lanaras
et al., "Super-resolution of multispectral multiresolution images from a single sensor", 2017."""


class Ground(NamedTuple):
    """An image to cut windows from."""

    image: np.ndarray
    """(C, H, W), uint8 or float32 in 0..1."""
    response: Sequence[float]
    """Of each band, at the image's own Nyquist frequency; 1 where nothing is known."""
    least: int
    """By how much it is averaged at least, until it counts as perfect or as what `response` makes it."""
    share: float
    """Of the windows, relative to the others."""

    def factors(self, scale: int) -> list[int]:
        """The FACTORS that it is large enough for, and sharp enough with."""
        side = min(self.image.shape[1:]) // scale
        return [factor for factor in FACTORS if factor * scale >= self.least and side // factor >= LEAST_SIDE]


class Examples(NamedTuple):
    """Windows as a sensor saw them, (B, 1, SIDE, SIDE) in 0..1, with its response and noise in levels, (B,)."""

    windows: torch.Tensor
    response: torch.Tensor
    noise: torch.Tensor
    noise_given: torch.Tensor
    """The noise as the rest of the layer would tell it: nearly right."""


def training_ground(corpus: Path, imagery: Path) -> list[Ground]:
    photos = [photograph(image) for image in photographs(corpus, "train").values()]
    aerials = [photograph(image) for image in aerial(imagery, "train").values()]
    scenes = [sentinel2_ground(path) for path in sentinel2_files(imagery, held_out=False)]
    return [
        ground._replace(share=SHARES[name] * ground.share / sum(other.share for other in grounds))
        for name, grounds in (("corpus", photos), ("imagery", aerials), ("sentinel2", scenes))
        for ground in grounds
    ]


def photograph(image: np.ndarray) -> Ground:
    """Its own response is what the spectrum's law says of it, and averaging takes care that little hangs on that."""
    response = float(np.clip(blur(planes([image.astype(np.float32)])) or 1.0, 0.1, 1.0))
    least = max(2, math.ceil(math.sqrt(math.log(response) / math.log(NEARLY_PERFECT))))
    return Ground(image, [response] * len(image), least, image.shape[1] * image.shape[2])


def sentinel2_files(imagery: Path, held_out: bool) -> list[Path]:
    paths = sorted((imagery / "sentinel2").glob("*_[12]0m.tif"))
    return [path for path in paths if path.name.startswith(HELD_OUT) == held_out]


def sentinel2_ground(path: Path) -> Ground:
    """The bands of a file, each stretched to 0..1 as the engine does; their own response is in the table."""
    image = gdal.Open(str(path)).ReadAsArray().astype(np.float32)
    table = TABLE[path.stem[-3:]]
    if "_MSIL1C_" in path.name and path.stem.endswith("10m"):
        table = [table[band] for band in (2, 1, 0, 3)]
    low, high = np.quantile(image, SHOWN, axis=(1, 2), keepdims=True).astype(np.float32)
    return Ground((image - low) / (high - low), [value / BOX for value in table], 1, image.shape[1] * image.shape[2])


@dataclass(frozen=True)
class ExampleSampler:
    """Random examples, the same for the same step whatever came before."""

    grounds: Sequence[Ground]

    def batch(self, step: int, count: int) -> Examples:
        rng = np.random.default_rng([SEED, step])
        scale = int(rng.choice(list(SCALES), p=list(SCALES.values())))
        usable = [ground for ground in self.grounds if ground.factors(scale)]
        shares = np.array([ground.share for ground in usable])
        chosen = rng.choice(len(usable), count, p=shares / shares.sum())
        cuts, own = zip(*(cut(usable[index], scale, rng) for index in chosen))
        mtf = np.where(rng.random(count) < PERFECT, 1.0, rng.uniform(*MTF, count))
        windows = through(torch.from_numpy(np.stack(cuts))[:, None], mtf, scale)
        windows = with_contrast(windows, np.exp(rng.uniform(*np.log(CONTRAST), count)))
        sigma = torch.from_numpy(drawn_noise(count, rng)).float()
        stored = as_stored(windows + noise(windows, sigma, rng), rng)
        noise_given = sigma / LEVEL * rng.normal(1, UNSURE, count) + rng.normal(0, UNSURE_LEVEL, count)
        response = torch.from_numpy(mtf * np.array(own)).float()
        return Examples(stored, response, sigma / LEVEL, noise_given.clamp(min=0).float())


def cut(ground: Ground, scale: int, rng: np.random.Generator) -> tuple[np.ndarray, float]:
    """(SIDE * scale, SIDE * scale) of one band in 0..1, averaged by one of the factors, and the response of its own sensor
    at the Nyquist frequency of what will be seen."""
    factor, band = int(rng.choice(ground.factors(scale))), int(rng.integers(len(ground.image)))
    side = SIDE * scale * factor
    top, left = (int(rng.integers(max(0, length - side) + 1)) for length in ground.image.shape[1:])
    patch = ground.image[band, top : top + side, left : left + side]
    patch = patch.astype(np.float32) / 255 if patch.dtype == np.uint8 else patch
    patch = area_mean(torch.from_numpy(patch)[None], factor)[0].numpy()
    lacking = [SIDE * scale - length for length in patch.shape]
    patch = np.pad(patch, [(more // 2, more - more // 2) for more in lacking], "symmetric")
    patch = np.rot90(patch, rng.integers(4))
    patch = patch[:, ::-1] if rng.random() < 0.5 else patch
    return np.ascontiguousarray(patch), ground.response[band] ** (1 / (scale * factor) ** 2)


def through(truth: torch.Tensor, mtf: np.ndarray, scale: int) -> torch.Tensor:
    """(B, 1, H, W) -> (B, 1, H / scale, W / scale): what a sensor of response `mtf` (B,) sees of it."""
    sigma = torch.from_numpy(mtf_sigma(mtf, scale)).float()[:, None]
    return area_mean(blurred(truth, sigma, torch.zeros(2, len(truth), 1)), scale)


def with_contrast(image: torch.Tensor, gain: np.ndarray) -> torch.Tensor:
    middle = image.mean((1, 2, 3), keepdim=True)
    return (image - middle) * torch.from_numpy(gain).float()[:, None, None, None] + middle


def drawn_noise(count: int, rng: np.random.Generator) -> np.ndarray:
    """(count,) standard deviations in 0..1."""
    level = np.where(rng.random(count) < FAINT, rng.uniform(*NOISE, count), rng.uniform(*STRONG, count))
    return np.where(rng.random(count) < QUIET, 0, level)


def as_stored(image: torch.Tensor, rng: np.random.Generator) -> torch.Tensor:
    """Rounded to 8 bits, or compressed and rounded, or as it is."""
    count = len(image)
    packed, rounded = (torch.from_numpy(rng.random(count) < share) for share in (PACKED, ROUNDED))
    quality = torch.from_numpy(rng.uniform(*QUALITY, count)).float()
    result = image.clone()
    if packed.any():
        result[packed] = compressed(image[packed], quality[packed])
    bytes_of_it = torch.round(result.clamp(0, 1) / LEVEL) * LEVEL
    return torch.where((packed | rounded)[:, None, None, None], bytes_of_it, result)


class Output(NamedTuple):
    examples: Examples
    noise: NoiseAnswers
    response: ResponseAnswers


class EstimatorModule(TrainingModule[Output]):
    def __init__(self, sampler: ExampleSampler, schedule: Schedule) -> None:
        torch.manual_seed(SEED)
        self.sampler = sampler
        super().__init__(SensorEstimator(low_precision=True), schedule)

    def forward(self) -> Output:
        examples = self.sampler.batch(self.done, self.schedule.batch)
        return Output(examples, *self.network(examples.windows, examples.noise_given))

    def loss(self, output: Output) -> torch.Tensor:
        """L1 on the answers, and on how far off they are; little is asked of the blur where there is nothing to see."""
        examples, noise, response = output
        response_off = (response.response - examples.response).abs()
        noise_off = (noise.log_noise - torch.log(examples.noise + LEAST_NOISE)).abs()
        weight = (examples.windows.std((1, 2, 3)) >= LEAST_CONTRAST).float().clamp(min=0.1)
        response_loss = response_off + 0.3 * (response.error - response_off.detach()).abs()
        noise_loss = noise_off + 0.3 * (noise.error - noise_off.detach()).abs()
        return (weight * response_loss).sum() / weight.sum() + 0.2 * noise_loss.mean()

    def make_optimizers(self) -> list[torch.optim.Optimizer]:
        inner = [conv.weight for conv in list(self.network.convs)[1:]]
        known = {id(weight) for weight in inner}
        others = [weight for weight in self.network.parameters() if id(weight) not in known]
        return [Muon(inner, self.schedule.muon_lr), torch.optim.Adam(others, self.schedule.adam_lr, foreach=False)]


SCHEDULE = Schedule(steps=5000, batch=24, muon_lr=0.02, adam_lr=2e-3, warmup_steps=100)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--imagery", type=Path, required=True)
    parser.add_argument("--checkpoints", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=SCHEDULE.steps)
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="where the finished weights are written")
    options = parser.parse_args()
    sampler = ExampleSampler(training_ground(options.corpus, options.imagery))
    module = EstimatorModule(sampler, replace(SCHEDULE, steps=options.steps))
    train(module, options.checkpoints / "sensor.safetensors", "sensor")
    write(options.weights, module.ema.state_dict())


if __name__ == "__main__":
    main()
