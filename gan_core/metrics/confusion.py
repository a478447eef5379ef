"""How well classes were told apart, from counts alone."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class Accuracy(NamedTuple):
    """Shares of 1; NaN where there is nothing to divide by."""

    overall: float
    kappa: float
    """Cohen's (1960): agreement beyond what chance would give, 1 is perfect."""
    precision: np.ndarray
    """(K,) of what was mapped as a class, the share that is one (user's accuracy)."""
    recall: np.ndarray
    """(K,) of what is a class, the share that was mapped as one (producer's accuracy)."""
    f1: np.ndarray
    """(K,) harmonic mean of both."""


def confusion(truth: np.ndarray, predicted: np.ndarray, classes: int) -> np.ndarray:
    """(classes, classes) counts: a row for each true class, a column for each found one."""
    return np.bincount(truth * classes + predicted, minlength=classes**2).reshape(classes, classes)


def accuracy(counts: np.ndarray) -> Accuracy:
    """counts: as `confusion` gives them."""
    total, right = float(counts.sum()), np.diag(counts).astype(float)
    true, mapped = counts.sum(1).astype(float), counts.sum(0).astype(float)
    with np.errstate(invalid="ignore", divide="ignore"):
        overall = float(right.sum() / np.float64(total))
        chance = float((true * mapped).sum() / np.float64(total) ** 2)
        kappa = float((overall - chance) / np.float64(1 - chance))
        return Accuracy(overall, kappa, right / mapped, right / true, 2 * right / (true + mapped))
