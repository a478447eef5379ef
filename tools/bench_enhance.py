"""The x1 table of `make bench-quality`: every built-in enhancer beside well-tuned non-local means, by the protocol."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from skimage.restoration import denoise_nl_means

from gan_core.inference import model
from gan_core.library import entries
from tools.faults import FAULTS
from tools.protocol import Enhance, enhanced, enhancing

NOISE = {"noise 25": 25.0, "noise 10": 10.0}
STRENGTHS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
"""Of non-local means, times the noise: the best on the first image of every place is taken."""
Row = dict[str, dict[str, float]]


def non_local_means(sigma: float, strength: float) -> Enhance:
    """Told the true noise; patches of 5 pixels searched 11 pixels around (Buades et al. 2005, as in scikit-image)."""

    def enhance(image: np.ndarray) -> np.ndarray:
        values = image.astype(np.float32)
        options = {"patch_size": 5, "patch_distance": 11, "fast_mode": True, "channel_axis": 0}
        return (
            denoise_nl_means(values, h=strength * sigma, sigma=sigma, **options).round().clip(0, 255).astype(np.uint8)
        )

    return enhance


def first_of_each(truth: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """One image a place."""
    names = {name.split("_")[0]: name for name in sorted(truth, reverse=True)}
    return {name: truth[name] for name in names.values()}


def tuned(truth: Mapping[str, np.ndarray]) -> Row:
    """Non-local means at its best strength for each noise."""
    few = first_of_each(truth)
    found: Row = {}
    for fault, sigma in NOISE.items():
        only = {fault: FAULTS[fault]}
        best = max(STRENGTHS, key=lambda h: enhanced(few, non_local_means(sigma, h), only)[fault]["after"])  # noqa: B023
        print(f"non-local means, {fault}: best at {best} of the noise", flush=True)
        found |= enhanced(truth, non_local_means(sigma, best), only)
    return found


def methods(truth: Mapping[str, np.ndarray], quick: bool) -> dict[str, Row]:
    """By method and fault: PSNR in dB before and after, and the mean change.  quick: one image a place."""
    truth = first_of_each(truth) if quick else truth
    found = {"non-local means, tuned, told the noise": tuned(truth)}
    for entry in entries().values():
        if entry.card.task == "enhance":
            found[f"`{entry.card.id}`"] = enhanced(
                truth, enhancing(model.load(entry.path).network, entry.card.arguments)
            )
            print(entry.card.id, found[f"`{entry.card.id}`"], flush=True)
    return found


def table(found: Mapping[str, Row]) -> str:
    """A line for each method, a column for each fault: the gain in dB over the faulty image; for none the mean change."""
    before = next(row for row in found.values() if len(row) == len(FAULTS))
    lines = [f"| method | {' | '.join(FAULTS)} |", "|---" * (len(FAULTS) + 1) + "|"]
    lines.append("| the faulty image, dB | " + " | ".join(f"{before[fault]['before']:.2f}" for fault in FAULTS) + " |")
    for name, row in found.items():
        lines.append(f"| {name} | " + " | ".join(_cell(fault, row) for fault in FAULTS) + " |")
    return "\n".join(lines)


def _cell(fault: str, row: Row) -> str:
    if fault not in row:
        return ""
    figures = row[fault]
    return f"{figures['change']:.2f} of 255" if fault == "none" else f"{figures['after'] - figures['before']:+.2f}"
