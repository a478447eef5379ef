"""OpenSR's figures of `make bench-trust`: how much detail is the truth's and how much invented; and the two operators'."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Optional, cast

import numpy as np
import torch

from gan_core.api import library
from gan_core.api.library import LibraryEntry
from gan_core.inference import model
from gan_core.metrics.opensr import Difference, opensr
from gan_core.radiometry.consistency import Base, Operator, input_error
from gan_core.training.heldout import ValidationSet
from tools.bench.efficientnet import Features
from tools.bench.squares import ELSEWHERE, Squares
from tools.bench.table import asked
from tools.common.sensor_grid import PERFECT, SOFTER
from tools.pretrain.calibrate import Sample, behind

GAIN = 1.5
"""Asked of the improvement, over the models as they were before."""


def invention(cut: Squares, before: Optional[Path]) -> None:
    """OpenSR's shares behind a real sensor.  before: the folder of the models as they were."""
    earlier = dict(shares(library.readable([before])["upscale-x4"], cut)) if before else {}
    for name in ("upscale-x4", "upscale-x2"):
        for strength, mean in shares(library.find(name), cut):
            if name == "upscale-x4" and strength in earlier:
                was = earlier[strength]
                asked("hallucination", mean[0], f"at most {was[0]:.3f}, as before", mean[0] <= was[0])
                least = GAIN * was[2]
                asked("improvement", mean[2], f"at least {least:.3f}, {GAIN} times before", mean[2] >= least)


def shares(
    entry: LibraryEntry, cut: Squares, difference: Optional[Difference] = None
) -> Iterator[tuple[float, np.ndarray]]:
    """By strength: hallucination, omission and improvement, mean over the sources; every source's are printed."""
    for strength in (0.0, 0.5, 1.0) if "gan" in entry.card.weights else (0.0,):
        network = model.load(entry.path, strength).network
        rng = np.random.default_rng(4)
        rows = {}
        for source, squares in cut.items():
            judged = [
                figures(entry, network, behind(SOFTER, entry.card, square, rng), "area", difference)[0]
                for square in squares
            ]
            rows[source] = np.nanmean([each[3:] for each in judged], 0)
        print(f"\n{entry.path} at strength {strength}, {SOFTER.name}: hallucination, omission, improvement (OpenSR)")
        for source, row in rows.items():
            print(f"     {source}: {row[0]:.3f} {row[1]:.3f} {row[2]:.3f}")
        yield strength, np.mean(list(rows.values()), 0)


def learned(folder: Path, cut: Squares, before: Optional[Path]) -> None:
    """The shares with distances between learned features in the place of pixels'.  folder: where their weights are kept."""
    difference = feature_difference(Features(folder))
    entries = [library.readable([before])["upscale-x4"]] if before else []
    for entry in [*entries, library.find("upscale-x4"), library.find("upscale-x2")]:
        for strength, mean in shares(entry, cut, difference):
            if entry.path.is_relative_to(library.BUILT_IN):
                asked(f"hallucination at {strength}, learned features", mean[0], "at most 0.15", mean[0] <= 0.15)
                asked(f"improvement at {strength}, learned features", mean[2], "at least 0.6", mean[2] >= 0.6)


def feature_difference(features: Features) -> Difference:
    """As LPIPS compares images (Zhang et al. 2018), without its learned weights: squared distance of unit features, mean over
    depths, on the grid of the finest."""

    def difference(image: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
        depths = zip(*(features(_whole(each[None, :3].float()))[0] for each in (image, other)))
        maps = [(unit(own) - unit(its)).square().sum(1, keepdim=True) for own, its in depths]
        side = maps[0].shape[-2:]
        same = [torch.nn.functional.interpolate(each, side, mode="bilinear", align_corners=False) for each in maps]
        return torch.stack(same).mean(0)[0, 0].double()

    return difference


def unit(features: torch.Tensor) -> torch.Tensor:
    """(B, C, H, W), of length 1 along C."""
    return torch.nn.functional.normalize(features, dim=1)


def _whole(image: torch.Tensor) -> torch.Tensor:
    """The upper left part whose sides are multiples of 32, as the network wants them."""
    height, width = (side // 32 * 32 for side in image.shape[2:])
    return image[:, :, :height, :width]


def operators(cut: Squares) -> None:
    """Each operator's own figure and the other's, on the validation split of a perfect sensor."""
    squares = [square for source, several in cut.items() if source not in ELSEWHERE for square in several]
    for name in ("upscale-x4", "upscale-x2"):
        entry = library.find(name)
        network = model.load(entry.path, 0.5).network
        for operator in ("area", "bilinear_aa"):
            rng = np.random.default_rng(4)
            card = dataclasses.replace(entry.card, operator=operator)
            judged = [
                figures(
                    LibraryEntry(entry.path, card),
                    network,
                    behind(PERFECT, card, square, rng),
                    cast(Operator, operator),
                )
                for square in squares
            ]
            reflectance, spectral = np.mean([each[:2] for each, _ in judged], 0)
            grid = max(error for _, error in judged)
            print(f"\n{name}, operator {operator}")
            if operator == "bilinear_aa":
                asked("reflectance by bilinear_aa", reflectance, "at most 0.002", reflectance <= 0.002)
                asked("spectral angle by bilinear_aa", spectral, "at most 1.2", spectral <= 1.2)
            else:
                asked("largest error on the input's grid", grid, "at most 1e-5", grid <= 1e-5)


def figures(
    entry: LibraryEntry,
    network: torch.nn.Module,
    sample: Sample,
    operator: Operator,
    difference: Optional[Difference] = None,
) -> tuple[Sequence[float], float]:
    """OpenSR's six figures, and the largest error on the input's grid by area."""
    tile = sample.tile
    image = ValidationSet([tile], cast(Base, entry.card.base), operator, sample.held).image(network, tile)
    stack = torch.nn.functional.pixel_unshuffle(image[None], entry.card.scale)
    low_res = tile.low_res.reshape(1, -1, *tile.low_res.shape[2:])
    return opensr(low_res[0], image, tile.truth, difference), float(input_error(low_res, stack).abs().max())
