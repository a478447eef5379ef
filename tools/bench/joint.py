"""The table of four bands of `make bench-quality`: red, green, blue and near infrared together, three and one, or each alone.

NAIP's validation city, x4, told of the sensor.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import mean

import numpy as np
import torch

from gan_core.api.library import entries
from gan_core.inference import model
from gan_core.metrics.fidelity import psnr, sam
from tools.bench.protocol import INNER, Upscale, bicubic, by_network, finer
from tools.bench.table import markdown
from tools.common.corpus import aerial
from tools.common.sensor_grid import SOFTER, degraded
from tools.common.validation import STEP, middle, target

SCALE, SIDE = 4, 256
JOINT, COLOR, BAND = "upscale-x4-rgbn", "upscale-x4", "upscale-x4-band"
Row = dict[str, float]
COLUMNS = {"all bands, dB": ".2f", "near infrared, dB": ".2f", "SAM °": ".2f", "seconds a megapixel": ".2f"}


def apart(parts: Sequence[tuple[slice, Upscale]]) -> Upscale:
    """Several methods, each for some of the bands."""
    return lambda image: torch.cat([upscale(image[:, bands]) for bands, upscale in parts], 1)


def ways() -> dict[str, Upscale]:
    """Those whose models are at hand."""
    at_hand = {name: entry for name, entry in entries().items() if name in (JOINT, COLOR, BAND)}
    upscales = {
        name: by_network(model.load(entry.path).network, entry.card.arguments, SOFTER.sensor)
        for name, entry in at_hand.items()
    }
    table = {"bicubic": bicubic(SCALE)}
    if JOINT in upscales:
        table[f"`{JOINT}`"] = upscales[JOINT]
    if COLOR in upscales and BAND in upscales:
        parts = [(slice(3), upscales[COLOR]), (slice(3, 4), upscales[BAND])]
        table[f"`{COLOR}` and `{BAND}`"] = apart(parts)
    if BAND in upscales:
        table[f"`{BAND}` four times"] = upscales[BAND]
    return table


@torch.inference_mode()
def methods(imagery: Path, quick: bool) -> dict[str, Row]:
    """By way: means over the pieces."""
    images = [image for name, image in aerial(imagery, "validation").items() if len(image) == 4]
    pieces = [middle(image, SIDE, STEP * SCALE) for image in images[: 1 if quick else None]]
    return {name: measured(pieces, upscale) for name, upscale in ways().items()}


def measured(pieces: Sequence[np.ndarray], upscale: Upscale) -> Row:
    rows, seconds = [], 0.0
    upscale(torch.rand(1, 4, 32, 32))  # a network's first call also sets it up
    for seed, truth in enumerate(map(target, pieces)):
        low_res = degraded(truth, SCALE, SOFTER, seed)
        began = time.perf_counter()
        image = finer(low_res, SCALE, upscale)
        seconds += time.perf_counter() - began
        near_infrared = (image[:, 3:][INNER], truth[:, 3:][INNER])
        rows.append((psnr(image[INNER], truth[INNER]), psnr(*near_infrared), sam(image[INNER], truth[INNER])))
    pixels = sum(piece.shape[1] * piece.shape[2] for piece in pieces)
    return dict(zip(COLUMNS, (*(mean(column) for column in zip(*rows)), seconds / pixels * 1e6)))


def table(rows: Mapping[str, Row]) -> str:
    cells = [(name, *(format(row[key], how) for key, how in COLUMNS.items())) for name, row in rows.items()]
    return markdown(("way", *COLUMNS), cells)
