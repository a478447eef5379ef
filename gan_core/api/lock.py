"""One process at a time writes an output: a lock that the operating system holds."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from .errors import RasterGanError
from .staging import staged_path

RUNNING = "running"
"""Stands in a lock file's name: somebody is at work."""


@contextmanager
def output_lock(outputs: Sequence[str]) -> Iterator[None]:
    """Nobody else writes these files meanwhile.  Raises RasterGanError `output-busy`.

    The operating system holds the lock and lets go of it when the process ends, however it ends.
    """
    with contextlib.ExitStack() as locks:
        for output in map(Path, filter(None, outputs)):
            path = staged_path(output.absolute(), RUNNING).with_suffix(".lock")
            try:
                file = _locked(path)
            except BlockingIOError as error:
                raise RasterGanError("output-busy", path=str(output)) from error
            except OSError:  # no such folder, or read only: said where it is written
                continue
            locks.callback(_let_go, path, file)
        yield


def _locked(path: Path) -> BinaryIO:
    """Raises BlockingIOError when somebody else holds it."""
    while True:
        file = path.open("ab")
        try:
            _lock(file)
            if path.exists() and os.path.samestat(os.fstat(file.fileno()), path.stat()):
                return file
        except BaseException as error:
            with contextlib.suppress(OSError):
                if not isinstance(error, BlockingIOError):  # no memory for it: the file goes, unless somebody holds it
                    _lock(file)
                    path.unlink(missing_ok=True)
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
