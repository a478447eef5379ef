"""Whether a score says how likely a detection is right: reliability by bins, and the expected calibration error (Naeini et al.,
"Obtaining Well Calibrated Probabilities Using Bayesian Binning", AAAI 2015)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

BINS = 10


class Bin(NamedTuple):
    """Detections with scores from `low` to below `high`; the last bin holds those with 1 too."""

    low: float
    high: float
    count: int
    score: float
    """Their mean; NaN for none, as is `right`."""
    right: float
    """The share of them that meet an object."""


def reliability(scores: np.ndarray, right: np.ndarray) -> list[Bin]:
    """scores: (N,), 0 to 1; right: (N,) bool."""
    numbers = np.minimum((scores * BINS).astype(int), BINS - 1)
    bins = []
    for number in range(BINS):
        inside = numbers == number
        means = (float(values[inside].mean()) if inside.any() else float("nan") for values in (scores, right))
        bins.append(Bin(number / BINS, (number + 1) / BINS, int(inside.sum()), *means))
    return bins


def expected_calibration_error(bins: list[Bin]) -> float:
    """Mean distance of score and share, over detections; NaN for none."""
    count = sum(row.count for row in bins)
    apart = sum(row.count * abs(row.score - row.right) for row in bins if row.count)
    return apart / count if count else float("nan")


def table(scores: np.ndarray, right: np.ndarray) -> str:
    """A line a bin, and the error: over all detections, and without the lowest bin, which holds most of them."""
    bins = reliability(scores, right)
    lines = ["score, detections, mean score, share right"]
    lines += [f"{row.low:.1f}-{row.high:.1f}, {row.count}, {row.score:.3f}, {row.right:.3f}" for row in bins]
    errors = (expected_calibration_error(part) for part in (bins, bins[1:]))
    lines.append("expected calibration error {:.3f}, without the lowest bin {:.3f}".format(*errors))
    return "\n".join(lines)
