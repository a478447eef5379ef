"""A run that was broken off: what it leaves beside its output for the same run to go on from, and who may touch it."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import NamedTuple, Optional

from .errors import RasterGanError
from .jobs import Job
from .jobs.parts import remove_part_traces
from .lock import output_lock
from .staging import remove_traces, staged_path

KEPT = "unfinished"
"""Stands in a staged file's name in the place of a process, so that the next process finds it."""
CLEANED = "cleaned"
"""The same of a raster that is cleaned before it is upscaled."""


class ResumableRun(NamedTuple):
    """What a broken-off run left."""

    share: float
    """0 to 1, of the work."""
    path: Path
    """The raster, not yet whole."""


def journal_path(output: Path) -> Path:
    """The file that says which part of `output` is finished."""
    return staged_path(output, KEPT).with_suffix(".json")


def find_resumable(output: Path) -> Optional[ResumableRun]:
    """What is there to go on from; None for nothing."""
    try:
        journal = json.loads(journal_path(output).read_text("utf-8"))
        share = journal["tiles"] / journal["of"]
        rasters = [staged_path(Path(path), KEPT) for path in journal["marks"]]
    except (OSError, ValueError, KeyError, TypeError, ZeroDivisionError):
        return None
    return ResumableRun(share, staged_path(output, KEPT)) if all(path.is_file() for path in rasters) else None


def find_resumable_of(job: Job) -> Optional[ResumableRun]:
    """The same for whatever a job writes."""
    return next(filter(None, (find_resumable(Path(output).absolute()) for output in job.writes())), None)


def discard(job: Job) -> None:
    """Remove what runs of `job` left; what another process is writing stays."""
    for output in job.writes():
        with contextlib.suppress(RasterGanError), output_lock([output]):
            remove_traces(Path(output).absolute(), KEPT)
            remove_traces(Path(output).absolute(), CLEANED)


def remove_staged(job: Job, process: int) -> None:
    """Every trace of a process that was ended in the middle of `job`."""
    for output in job.writes():
        remove_traces(Path(output).absolute(), process)
    if getattr(job, "dask", ""):
        remove_part_traces(job.writes())
