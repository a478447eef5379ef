"""Files of one job that appear together, when all are complete, or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, Union

from gan_core.api.errors import RasterGanError
from gan_core.api.staging import remove_traces, staged_path


class Output(Protocol):
    """A file on its way to its place, as `all_or_none` takes it there."""

    def finish(self) -> None:
        """All that can fail, but for the last renaming."""

    def put_in_place(self) -> None: ...

    def take_back(self) -> None:
        """As if `put_in_place` had not been called: what stood there before is there again."""

    def remove_traces(self) -> None: ...


@contextmanager
def all_or_none(outputs: Sequence[Output]) -> Iterator[None]:
    """Leaving it in peace puts all outputs in their places, or none of them; leaving it by an error removes every trace."""
    try:
        yield
        for output in outputs:
            output.finish()
        with contextlib.ExitStack() as placed:
            for output in outputs:
                placed.callback(output.take_back)
                output.put_in_place()
            placed.pop_all()
    finally:
        for output in outputs:
            output.remove_traces()


class Destination:
    """Where a file goes, with what may stand there already kept until all is well."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.before: list[tuple[Path, Path]] = []
        self.moved: list[Path] = []

    def put(self, staged: Path, place: Path) -> None:
        """`staged` becomes `place`, at once and whole."""
        if place.exists():
            self._keep(place)
        staged.replace(place)
        self.moved.append(place)

    def remove(self, place: Path) -> None:
        """What stands at `place` is gone, unless it is taken back."""
        self._keep(place)
        place.unlink()

    def _keep(self, place: Path) -> None:
        suffix = f"{self.output.suffix}.{len(self.before)}.before"
        kept = staged_path(self.output, os.getpid(), suffix)
        try:
            os.link(place, kept)
        except OSError:  # a disk without hard links
            shutil.copy2(place, kept)
        self.before.append((kept, place))

    def take_back(self) -> None:
        for place in self.moved:
            place.unlink(missing_ok=True)
        for kept, place in self.before:
            if place.exists() and place not in self.moved:  # it could not be replaced: somebody holds it open
                kept.unlink()
            else:
                kept.replace(place)


class TextFile:
    """A small text beside an output."""

    def __init__(self, path: Path, process: Union[int, str] = 0) -> None:
        """process: in the staged file's name, this one when left out."""
        self.path = path.absolute()
        self.place = Destination(self.path)
        self.staged = staged_path(self.path, process or os.getpid(), self.path.suffix)
        self.text = ""
        """May be set until the end."""

    def finish(self) -> None:
        """Raises RasterGanError `output-failed`."""
        with self._failing():
            self.staged.write_text(self.text, "utf-8")

    def put_in_place(self) -> None:
        """Raises RasterGanError `output-failed`."""
        with self._failing():
            self.place.put(self.staged, self.path)

    def take_back(self) -> None:
        """What `put_in_place` did is undone."""
        self.place.take_back()

    def remove_traces(self) -> None:
        """Whatever was written on the way is gone."""
        remove_traces(self.path, os.getpid())

    @contextmanager
    def _failing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise RasterGanError("output-failed", path=str(self.path), reason=error.strerror or str(error)) from error
