"""How good detections are: precision, recall and average precision.  Everingham et al., "The Pascal Visual Object Classes
(VOC) Challenge", 2010, with the area under the whole curve as from 2010 on; a find is true from an overlap of 0.5 on."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

TRUE = 0.5
"""Intersection over union (AP50)."""


class PrecisionRecallCurve(NamedTuple):
    """By falling score; (N,) each."""

    scores: np.ndarray
    precision: np.ndarray
    recall: np.ndarray


def matched(scores: np.ndarray, overlaps: np.ndarray) -> np.ndarray:
    """Which truth each find meets, (N,); -1 for none.  overlaps: (N, M) of finds with truths.

    Finds choose by falling score, each the truth that it overlaps most of those that nobody has taken.
    """
    matches = np.full(len(scores), -1)
    if not overlaps.size:
        return matches
    free = np.ones(overlaps.shape[1], bool)
    for index in np.argsort(-scores, kind="stable"):
        best = int(np.where(free, overlaps[index], -1).argmax())
        if free[best] and overlaps[index, best] >= TRUE:
            matches[index], free[best] = best, False
    return matches


def curve(scores: np.ndarray, right: np.ndarray, truths: int) -> PrecisionRecallCurve:
    """right: (N,) whether a find is true; truths: how many there are to find."""
    order = np.argsort(-scores, kind="stable")
    hits = right[order].cumsum()
    return PrecisionRecallCurve(scores[order], hits / np.arange(1, len(order) + 1), hits / max(truths, 1))


def average_precision(curve: PrecisionRecallCurve) -> float:
    """Area under the curve, precision made to fall with recall."""
    if not len(curve.scores):
        return 0.0
    falling = np.maximum.accumulate(curve.precision[::-1])[::-1]
    return float((np.diff(curve.recall, prepend=0.0) * falling).sum())


def best_score(curve: PrecisionRecallCurve) -> float:
    """The score from which on recall times F1 is largest, halfway to the next lower find's; 1 where nothing is found.

    Where some objects are unlabelled their finds count as false, and F1 alone would ask for too high a score.  Precision times
    recall does not mind (Lee and Liu, ICML 2003), but with a dozen truths its peak can be the first find alone, which
    happened to be right: recall times F1 lies between the two.
    """
    total = curve.precision + curve.recall
    worth = curve.recall * 2 * curve.precision * curve.recall / np.maximum(total, 1e-12)
    return float(curve.scores[worth.argmax() :][:2].mean()) if worth.any() else 1.0
