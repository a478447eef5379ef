"""Where a file is written before it is whole, how it takes its place, and how what is left of it is removed.

The names are released: a run that was broken off is found, and a killed one cleaned up after, by another version.
"""

from __future__ import annotations

import contextlib
import glob
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Union

from .errors import RasterGanError

SIDE_FILES = (".aux.xml", ".ovr", ".msk")
"""What GDAL may keep beside a raster."""


def staged_path(output: Path, process: Union[int, str], suffix: str = ".tif") -> Path:
    """Where a process writes what will become `output`; whoever kills the process removes it.

    A word instead of a process is for what outlives it; see resume.py.
    """
    return output.with_name(f"{_stem(output, process)}{suffix}")


def _stem(output: Path, process: Union[int, str]) -> str:
    return f".{output.name.lstrip('.')}.{process}.part"  # of a staged file too: one pattern finds all


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


@contextmanager
def replacement(output: Path, ending: str) -> Iterator[Path]:
    """Gives a path, `output`'s with an ending, to write to; at the end it becomes `output`, after an error it is gone.

    A kill at any moment leaves the old file or the new one.  Raises OSError.
    """
    staged = output.with_name(output.name + ending)
    try:
        yield staged
        with staged.open("rb+") as file:
            os.fsync(file.fileno())
        staged.replace(output)
    except BaseException:
        with contextlib.suppress(OSError):
            staged.unlink(missing_ok=True)
        raise


@contextmanager
def atomic_write(output: Path) -> Iterator[Path]:
    """Gives a path beside `output` to write to; at the end it becomes `output`, after an error it is gone.

    Raises RasterGanError `output-folder` when the file can't be put there.
    """
    output = output.absolute()
    with _staged(output, output.parent) as part:
        if output.is_dir():
            raise IsADirectoryError(0, f"{output.name} is a folder")
        part.touch()
        yield part
        part.replace(output)


@contextmanager
def atomic_fill(folder: Path) -> Iterator[Path]:
    """Gives a folder to write to; at the end its files move into `folder`, after an error they are gone.

    Raises RasterGanError `output-folder`.
    """
    folder = folder.absolute()
    with _staged(folder, folder) as part:
        part.mkdir(parents=True)
        yield part
        folder.mkdir(exist_ok=True)
        for path in sorted(part.iterdir()):
            path.replace(folder / path.name)


@contextmanager
def _staged(output: Path, folder: Path) -> Iterator[Path]:
    """This process's path beside `output`, gone at the end.  folder: the folder that an error names."""
    try:
        yield staged_path(output, os.getpid(), output.suffix)
    except OSError as error:
        raise RasterGanError("output-folder", folder=str(folder), reason=error.strerror or str(error)) from error
    finally:
        remove_traces(output, os.getpid())
