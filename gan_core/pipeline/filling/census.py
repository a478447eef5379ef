"""A look at a whole raster before its gaps are filled: whether there are any, where, and whether any can be filled."""

from __future__ import annotations

import numpy as np

from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.filling import WIDEST
from gan_core.api.protocol import Report
from gan_core.raster.gap_source import GapSource
from gan_core.tiling.plan import Plan


def worked_tiles(gaps: GapSource, plan: Plan, partial: bool, report: Report) -> np.ndarray:
    """(rows, columns) bool: which of a plan's tiles have gaps to fill, as far as that is told without measuring these.

    partial: the plan is of a part, which may have none.  Raises RasterGanError `gaps-nothing`, `gaps-everything` or
    `gaps-wide` where nothing would be filled.
    """
    worked, gappy, some_known, fillable = [], False, False, False
    for core in plan:
        report.check()
        inside = core.intersection(plan.area)
        known = gaps.known(inside)
        has_gaps = not known.all()
        worked.append(has_gaps and (known.any() or gaps.reference is not None))
        gappy, some_known = gappy or has_gaps, some_known or bool(known.any())
        if has_gaps and not fillable:
            fillable = bool((~known & ~gaps.left(inside)).any())
    if not (partial or fillable):
        code = "gaps-nothing" if not gappy else "gaps-wide" if some_known else "gaps-everything"
        raise RasterGanError(code, path=gaps.path, widest=gaps.widest, most=WIDEST)
    return np.array(worked).reshape(plan.rows, -1)
