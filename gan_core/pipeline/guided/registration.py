"""Whether the two rasters lie on each other as their files say; moved where they surely do not."""

from __future__ import annotations

from collections.abc import Sequence

from gan_core.api.protocol import Report
from gan_core.pipeline.guided.responses import PairPiece
from gan_core.raster.alignment import AlignedPair


def registered(pair: AlignedPair, pieces: Sequence[PairPiece], report: Report) -> AlignedPair:
    """Raises RasterGanError `guide-shifted`."""
    return pair
