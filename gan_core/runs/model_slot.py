"""The place in the library that a new model takes, held until the model is there."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from gan_core.api import library
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.base import name_from
from gan_core.api.lock import output_lock
from gan_core.api.model_card import SUFFIX


class NewModel(Protocol):
    """What a job that makes a model says about it."""

    @property
    def input(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def folder(self) -> str: ...
    @property
    def models(self) -> tuple[str, ...]: ...


@contextmanager
def model_slot(job: NewModel, ending: str = "tuned") -> Iterator[Path]:
    """The file that the model would become, which no other process takes meanwhile; without a name it is called after the
    raster, with `ending`.

    Raises RasterGanError `model-exists`, `output-busy` or `output-folder`.
    """
    folder = (Path(job.folder) if job.folder else library.own_folder()).absolute()
    if job.name in library.entries([str(folder), *job.models]):
        raise RasterGanError("model-exists", got=job.name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RasterGanError("output-folder", folder=str(folder), reason=error.strerror or str(error)) from error
    for name in _names(job, ending):
        path = folder / f"{name}{SUFFIX}"
        with contextlib.ExitStack() as lock:
            try:
                lock.enter_context(output_lock([str(path)]))
                if path.exists() or name in library.entries([str(folder), *job.models]):
                    raise RasterGanError("model-exists", got=name)
            except RasterGanError:
                if job.name:
                    raise
                continue
            yield path
            return


def _names(job: NewModel, ending: str) -> Iterator[str]:
    """Those that the model may have, the best first."""
    name = job.name or name_from(f"{Path(job.input).stem}-{ending}")
    yield name
    if not job.name:
        yield from (f"{name}-{number}" for number in itertools.count(2))
