"""The x1 table of `make bench-quality`: every built-in enhancer beside well-tuned non-local means, by fault and by sensor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import torch
from skimage.restoration import denoise_nl_means

from gan_core.api.library import entries
from gan_core.inference import model
from gan_core.radiometry.sensor import Sensor
from tools.bench.degradations import FAULTS
from tools.bench.protocol import See, Upscale, by_network, cleaning
from tools.bench.table import markdown
from tools.common.sensor_grid import USUAL_POINTS, degraded
from tools.common.validation import STEP, Pieces, middle

NOISE = {"noise 25": 25.0, "noise 10": 10.0}
STRENGTHS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
"""Of non-local means, times the noise: the best on the middle of every set's first piece is taken."""
TUNED = 128
"""Side of that middle, pixels."""
Row = dict[str, dict[str, float]]
"""By fault: PSNR in dB before and after, and the mean change."""


class Case(NamedTuple):
    """A fault, or a sensor of the grid."""

    see: See
    sensor: Sensor
    """What a network is told."""


CASES: dict[str, Case] = {name: Case(fault.see, fault.sensor) for name, fault in FAULTS.items()} | {
    point.name: Case(lambda truth, seed, at=point: degraded(truth, 1, at, seed), point.sensor)
    for point in USUAL_POINTS[1:]
}


def non_local_means(sigma: float, strength: float) -> Upscale:
    """Told the true noise, of 255; patches of 5 pixels searched 11 pixels around (Buades et al. 2005, as in scikit-image)."""

    def enhance(image: torch.Tensor) -> torch.Tensor:
        options = {"patch_size": 5, "patch_distance": 11, "fast_mode": True, "channel_axis": 0}
        values = denoise_nl_means(image[0].numpy() * 255, h=strength * sigma, sigma=sigma, **options)
        return torch.from_numpy((values / 255).astype(np.float32))[None]

    return enhance


def tuned(pieces: Pieces) -> Row:
    """Non-local means at its best strength for each noise."""
    first = {name: [middle(piece, TUNED, STEP) for piece in own[:1]] for name, own in pieces.items()}
    row: Row = {}
    for fault, sigma in NOISE.items():
        see = CASES[fault].see
        best = max(STRENGTHS, key=lambda h: cleaning(first, see, non_local_means(sigma, h))["after"])  # noqa: B023
        print(f"non-local means, {fault}: best at {best} of the noise", flush=True)
        row[fault] = cleaning(pieces, see, non_local_means(sigma, best))
    return row


@torch.inference_mode()
def methods(pieces: Pieces) -> dict[str, Row]:
    """By method; those of four bands have other pieces, and are left to their cards."""
    table = {"non-local means, tuned, told the noise": tuned(pieces)}
    for entry in entries().values():
        card = entry.card
        if card.task != "enhance" or len(card.bands) > 3:
            continue
        for strength in (0.0, 1.0) if "gan" in card.weights else (0.0,):
            network = model.load(entry.path, strength).network
            name = f"`{card.id}` at {strength:g}"
            table[name] = {
                case: cleaning(pieces, see, by_network(network, card.arguments, sensor))
                for case, (see, sensor) in CASES.items()
            }
            print(name, table[name], flush=True)
    return table


def table(rows: Mapping[str, Row]) -> str:
    """A line for each method, a column for each fault: the gain in dB over the faulty image; for none the mean change."""
    before = next(row for row in rows.values() if len(row) == len(CASES))
    faulty = ("the faulty image, dB", *(f"{before[case]['before']:.2f}" for case in CASES))
    return markdown(
        ("method", *CASES), [faulty, *((name, *(_cell(case, row) for case in CASES)) for name, row in rows.items())]
    )


def _cell(case: str, row: Row) -> str:
    if case not in row:
        return ""
    figures = row[case]
    return f"{figures['change']:.2f} of 255" if case == "none" else f"{figures['after'] - figures['before']:+.2f}"
