"""Where an output is written before it is whole, and how what is left of it is removed."""

from __future__ import annotations

import contextlib
import glob
import shutil
from pathlib import Path
from typing import Union

from .jobs import Job
from .jobs.parts import remove_part_traces

SIDE_FILES = (".aux.xml", ".ovr", ".msk")
"""What GDAL may keep beside a raster."""


def staged(output: Path, process: Union[int, str]) -> Path:
    """Where a process writes what will become `output`; whoever kills the process removes it.

    A word instead of a process is for what outlives it; see resume.py.
    """
    return output.with_name(f"{_stem(output, process)}.tif")


def converted(output: Path, process: Union[int, str]) -> Path:
    """The same for an output that is no GeoTIFF, with its own ending."""
    return output.with_name(f"{_stem(output, process)}{output.suffix}")


def _stem(output: Path, process: Union[int, str]) -> str:
    return f".{output.name.lstrip('.')}.{process}.part"  # of a staged file too: one pattern finds all


def remove_staged(job: Job, process: int) -> None:
    """Every trace of a process that was ended in the middle of `job`."""
    for output in job.writes():
        remove_traces(Path(output).absolute(), process)
    if getattr(job, "dask", ""):
        remove_part_traces(job.writes())


def remove_traces(output: Path, process: Union[int, str]) -> None:
    """What a process staged for `output`, with whatever GDAL keeps beside it.

    What can't be removed stays: the error that led here says more than another one would.
    """
    for path in output.parent.glob(glob.escape(_stem(output, process)) + "*"):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
