"""What a classifier is good for, class by class: from how its samples were mapped by a learner that did not know them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from gan_core.evaluation.verdict import Sentence, Verdict
from gan_core.metrics.confusion import accuracy
from gan_core.metrics.proportion import wilson

LEAST = 0.7
"""Of a class: the share that is found, and the share of what is mapped as it that is right."""
FEWEST = 10
"""Samples of a class that say anything about it."""


def verdict(classes: Sequence[str], counts: np.ndarray) -> Verdict:
    """counts: (K, K), a row for each true class, a column for each mapped one."""
    total, right = int(counts.sum()), int(np.diag(counts).sum())
    low, high = wilson(right, total)
    values: dict[str, Any] = {"overall": 100 * right / total, "low": 100 * low, "high": 100 * high}
    weak = [name for index, name in enumerate(classes) if weaknesses(classes, counts, index)]
    strong = [name for name in classes if name not in weak]
    where = Sentence("advice-classes-ground")
    if not weak:
        return Verdict("good", Sentence("verdict-classes", values), [where])
    reasons = [reason for index in range(len(classes)) for reason in weaknesses(classes, counts, index)]
    if not strong:
        return Verdict("bad", Sentence("verdict-classes-bad", values), reasons)
    values |= {"strong": strong, "weak": weak}
    return Verdict("look", Sentence("verdict-classes-weak", values), [*reasons, Sentence("advice-classes-area"), where])


def weaknesses(classes: Sequence[str], counts: np.ndarray, index: int) -> list[Sentence]:
    """Where a class is weak; empty where it is not."""
    scores, samples = accuracy(counts), int(counts[index].sum())
    missed, taken = counts[index].copy(), counts[:, index].copy()
    missed[index] = taken[index] = 0
    name, other, mistaken = classes[index], classes[int(missed.argmax())], classes[int(taken.argmax())]
    recall, precision = float(scores.recall[index]), float(scores.precision[index])
    reasons = []
    if samples < FEWEST:
        reasons.append(Sentence("class-few", {"name": name, "count": samples, "least": FEWEST}))
    if not recall > 0:
        return [*reasons, Sentence("class-unmapped", {"name": name, "other": other})]
    if recall < LEAST:
        reasons.append(Sentence("class-missed", {"name": name, "missed": 100 * (1 - recall), "other": other}))
    if precision < LEAST:
        reasons.append(Sentence("class-overmapped", {"name": name, "wrong": 100 * (1 - precision), "other": mistaken}))
    return reasons
