"""The one-band table of `make bench-quality`: the one-band upscalers on every band of a 16-bit Sentinel-2 scene."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from osgeo import gdal

from gan_core.inference import model
from gan_core.library import entries
from gan_core.metrics.fidelity import psnr
from gan_core.radiometry.normalise import Normalizer
from tools.labelled import PINS, SEEN, SENTINEL, UNSEEN
from tools.packages import SOURCES, unpacked
from tools.protocol import INNER, Upscale, by_network, projected, seen_and_made

SIDE, SQUARES = 512, (0.1, 0.4, 0.7)
"""Pixels along a square's side, and where its upper left corners lie, as shares of the scene down and across."""
Row = dict[str, list[float]]
"""By band: the gain in dB over bicubic + back-projection on each square."""


def squares(path: Path) -> list[torch.Tensor]:
    """(1, 1, SIDE, SIDE) each, as methods see it: nothing to the brightest about 0 to 1."""
    dataset = gdal.Open(str(path))
    side = min(SIDE, *(int(0.3 * size) // 8 * 8 for size in (dataset.RasterXSize, dataset.RasterYSize)))
    found = []
    for share in SQUARES:
        corner = int(share * dataset.RasterXSize), int(share * dataset.RasterYSize)
        values = dataset.ReadAsArray(*corner, side, side)
        one = Normalizer.of({"scheme": "quantiles"}, values.dtype, [values])
        found.append(torch.from_numpy((values - np.float32(one.offset)) / np.float32(one.scale))[None, None])
    return found


@torch.inference_mode()
def quality(target: torch.Tensor, scale: int, upscale: Upscale) -> float:
    return psnr(seen_and_made(target, scale, upscale)[1][INNER], target[INNER])


def methods(folder: Path) -> dict[str, Row]:
    """By model, at strength 0 and, where it has a GAN's weights, 1."""
    unpacked(PINS, SOURCES, [SENTINEL.format(band) for band in SEEN + UNSEEN], folder)
    bands = {band: squares(folder / f"s2_{band}.jp2") for band in SEEN + UNSEEN}
    found: dict[str, Row] = {}
    for entry in entries().values():
        card = entry.card
        if card.task != "upscale" or len(card.bands) != 1:
            continue
        for strength in (0.0, 1.0) if "gan" in card.weights else (0.0,):
            own, base = by_network(model.load(entry.path, strength).network), projected(card.scale)
            found[f"`{card.id}` at {strength:g}"] = {
                band: [quality(one, card.scale, own) - quality(one, card.scale, base) for one in targets]
                for band, targets in bands.items()
            }
    return found


def table(found: dict[str, Row]) -> str:
    """A line for each model, a column for each band: the mean gain in dB over bicubic + back-projection, and the least."""
    bands = list(next(iter(found.values())))
    lines = [f"| model | {' | '.join(bands)} |", "|---" * (len(bands) + 1) + "|"]
    for name, row in found.items():
        lines.append(f"| {name} | " + " | ".join(f"{np.mean(row[b]):+.2f} ({min(row[b]):+.2f})" for b in bands) + " |")
    return "\n".join(lines)
