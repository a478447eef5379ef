"""How far a share that was counted on a few can be believed."""

from __future__ import annotations

from typing import NamedTuple

Z = 1.96
"""Of the normal distribution, two-sided 95 %."""


class Interval(NamedTuple):
    low: float
    high: float


def wilson(successes: float, count: float) -> Interval:
    """The 95 % interval of a share (Wilson 1927), 0 to 1; all of it where nothing was counted."""
    if not count:
        return Interval(0.0, 1.0)
    share, doubt = successes / count, Z**2 / count
    middle = share + doubt / 2
    reach = Z * ((share * (1 - share) + doubt / 4) / count) ** 0.5
    return Interval(max(0.0, (middle - reach) / (1 + doubt)), min(1.0, (middle + reach) / (1 + doubt)))
