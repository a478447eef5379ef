"""Values that stand for nothing without being declared so: borders of 0, 255, -9999 ..."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Optional

import numpy as np

APART = 4
"""How far, in steps of a byte, a fill of one band of several is from its other values: what is saturated shades off."""

Windows = Sequence[tuple[np.ndarray, np.ndarray]]


class Fill(NamedTuple):
    """What most looks like nothing."""

    value: Optional[float] = None
    share: float = 0.0
    """Of the valid pixels."""
    band: Optional[int] = None
    """Its index where it stands in one band only; None for all at once."""


def undeclared(windows: Iterable[tuple[np.ndarray, np.ndarray]], least: float) -> Fill:
    """The value that most looks like a fill of all bands; where less than a share of `least` has it, of any one.

    windows: pairs of the bands' values (C, H, W) and validity, the same shape.  A fill is one of the extreme values, and its
    right and lower neighbours have it too.
    """
    pieces = list(windows)
    together, bands = _fill(pieces), len(pieces[0][0]) if pieces else 0
    if together.share >= least or bands < 2:
        return together
    alone = [
        _fill([(values[index, None], valid[index, None]) for values, valid in pieces])._replace(band=index)
        for index in range(bands)
    ]
    return max([together, *filter(lambda fill: _stands_apart(fill, pieces), alone)], key=lambda fill: fill.share)


def _fill(pieces: Windows) -> Fill:
    """Of all bands at once."""
    known = [values[valid] for values, valid in pieces if valid.any()]
    if not known:
        return Fill()
    ends = {float(min(piece.min() for piece in known)), float(max(piece.max() for piece in known))}
    total = sum(int(valid.all(0).sum()) for _, valid in pieces) or 1
    shares = {end: sum(_flat((values == end) & valid) for values, valid in pieces) / total for end in ends}
    value, share = max(shares.items(), key=lambda item: item[1])
    return Fill(value, share) if share > 0 and len(ends) > 1 else Fill()


def _stands_apart(fill: Fill, pieces: Windows) -> bool:
    if fill.value is None or fill.band is None or pieces[0][0].dtype != np.uint8:
        return fill.value is not None
    near = (
        valid[fill.band] & (values[fill.band] != fill.value) & (abs(values[fill.band].astype(int) - fill.value) < APART)
        for values, valid in pieces
    )
    return not any(one.any() for one in near)


def _flat(same: np.ndarray) -> int:
    """How many pixels of (C, H, W) bool are true in all bands, with their right and lower neighbours."""
    every = same.all(0)
    return int((every[:-1, :-1] & every[1:, :-1] & every[:-1, 1:]).sum())
