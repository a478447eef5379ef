"""Values that stand for nothing without being declared so: borders of 0, 255, -9999 ..."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Optional

import numpy as np


def undeclared(windows: Iterable[tuple[np.ndarray, np.ndarray]]) -> tuple[Optional[float], float]:
    """The value that most looks like a fill, and the share of the valid pixels that have it; (None, 0) if there is none.

    windows: pairs of the bands' values (C, H, W) and validity, the same shape.  A fill is one of the layer's extreme values,
    it stands in all bands at once, and its right and lower neighbours have it too.
    """
    pieces = list(windows)
    known = [values[valid] for values, valid in pieces if valid.any()]
    if not known:
        return None, 0.0
    ends = {float(min(piece.min() for piece in known)), float(max(piece.max() for piece in known))}
    total = sum(int(valid.all(0).sum()) for _, valid in pieces) or 1
    shares = {end: sum(_flat((values == end) & valid) for values, valid in pieces) / total for end in ends}
    value, share = max(shares.items(), key=lambda item: item[1])
    return (value, share) if share > 0 and len(ends) > 1 else (None, 0.0)


def _flat(same: np.ndarray) -> int:
    """How many pixels of (C, H, W) bool are true in all bands, with their right and lower neighbours."""
    every = same.all(0)
    return int((every[:-1, :-1] & every[1:, :-1] & every[:-1, 1:]).sum())
