"""A run that was broken off: what it leaves beside its output for the same run to go on from, and who may touch it."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple, Optional

from .errors import RasterGanError
from .jobs import Job, remove_traces, staged

KEPT = "unfinished"
"""Stands in a staged file's name in the place of a process, so that the next process finds it."""
CLEANED, RUNNING = "cleaned", "running"
"""The same of a raster that is cleaned before it is upscaled; and of who is at work."""


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
        with contextlib.suppress(RasterGanError), claimed([output]):
            remove_traces(Path(output).absolute(), KEPT)
            remove_traces(Path(output).absolute(), CLEANED)


@contextmanager
def claimed(outputs: Sequence[str]) -> Iterator[None]:
    """Nobody else writes these files meanwhile.  Raises RasterGanError `output-busy`.

    The operating system holds the lock and lets go of it when the process ends, however it ends.
    """
    with contextlib.ExitStack() as held:
        for output in map(Path, filter(None, outputs)):
            path = staged(output.absolute(), RUNNING).with_suffix(".lock")
            try:
                file = _locked(path)
            except BlockingIOError as error:
                raise RasterGanError("output-busy", path=str(output)) from error
            except OSError:  # no such folder, or read only: said where it is written
                continue
            held.callback(_let_go, path, file)
        yield


def _locked(path: Path) -> BinaryIO:
    """Raises BlockingIOError when somebody else holds it."""
    while True:
        file = path.open("ab")
        try:
            _lock(file)
            if path.exists() and os.path.samestat(os.fstat(file.fileno()), path.stat()):
                return file
        except BlockingIOError:
            file.close()
            raise
        file.close()  # who held it before has just removed it


def _let_go(path: Path, file: BinaryIO) -> None:
    """Always; the file itself stays where the folder has become read only."""
    with contextlib.suppress(OSError):
        if os.name != "nt":
            path.unlink(missing_ok=True)
    file.close()
    if os.name == "nt":  # where an open file can't be removed
        with contextlib.suppress(OSError):
            path.unlink()


def _lock(file: BinaryIO) -> None:
    """Raises BlockingIOError.  A file system without locks is taken as free."""
    try:
        import fcntl
    except ImportError:
        import msvcrt

        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError as error:
            raise BlockingIOError from error
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise
    except OSError:
        pass  # a file system without locks
