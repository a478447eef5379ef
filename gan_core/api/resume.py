"""A run that was broken off: what it leaves beside its output for the same run to go on from, and who may touch it."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import NamedTuple, Optional

from .errors import RasterGanError
from .jobs import Job
from .lock import output_lock
from .staging import remove_traces, staged

KEPT = "unfinished"
"""Stands in a staged file's name in the place of a process, so that the next process finds it."""
CLEANED = "cleaned"
"""The same of a raster that is cleaned before it is upscaled."""


class Left(NamedTuple):
    """What a broken-off run left."""

    share: float
    """0 to 1, of the work."""
    path: Path
    """The raster, not yet whole."""


def journal(output: Path) -> Path:
    """The file that says which part of `output` is finished."""
    return staged(output, KEPT).with_suffix(".json")


def left(output: Path) -> Optional[Left]:
    """What is there to go on from; None for nothing."""
    try:
        found = json.loads(journal(output).read_text("utf-8"))
        share, every = found["tiles"] / found["of"], [staged(Path(path), KEPT) for path in found["marks"]]
    except (OSError, ValueError, KeyError, TypeError, ZeroDivisionError):
        return None
    return Left(share, staged(output, KEPT)) if all(path.is_file() for path in every) else None


def left_by(job: Job) -> Optional[Left]:
    """The same for whatever a job writes."""
    return next(filter(None, (left(Path(output).absolute()) for output in job.writes())), None)


def forget(job: Job) -> None:
    """Remove what runs of `job` left; what another process is writing stays."""
    for output in job.writes():
        with contextlib.suppress(RasterGanError), output_lock([output]):
            remove_traces(Path(output).absolute(), KEPT)
            remove_traces(Path(output).absolute(), CLEANED)
