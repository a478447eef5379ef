"""A file that appears when it is complete, or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import RasterGanError
from .staging import converted, remove_traces


@contextmanager
def atomic_write(output: Path) -> Iterator[Path]:
    """Gives a path beside `output` to write to; at the end it becomes `output`, after an error it is gone.

    Raises RasterGanError `output-folder` when the file can't be put there.
    """
    output = output.absolute()
    part = converted(output, os.getpid())
    try:
        if output.is_dir():
            raise IsADirectoryError(0, f"{output.name} is a folder")
        part.touch()
        yield part
        part.replace(output)
    except OSError as error:
        reason = error.strerror or str(error)
        raise RasterGanError("output-folder", folder=str(output.parent), reason=reason) from error
    finally:
        remove_traces(output, os.getpid())
