"""Which tiles of a run are safely on the disk, so that the same run, broken off, goes on behind them."""

from __future__ import annotations

import hashlib
import json
import math
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch

from gan_core.api import resume
from gan_core.api.errors import Cancelled, Interrupted, RasterGanError
from gan_core.api.protocol import Report
from gan_core.api.resume import KEPT
from gan_core.api.staging import remove_traces, replacement, staged_path
from gan_core.pipeline.provenance import NOT_TOLD, Provenance
from gan_core.pipeline.work import Work
from gan_core.raster.rollback import Mark, roll_back
from gan_core.raster.sink import RasterSink

EVERY = 10.0
"""Seconds of work that are lost at most; a shorter run keeps no journal."""
DEAREST = 20
"""Keeping it takes at most one part in so many of a run's time."""


@dataclass
class Figures:
    """What a run finds out on its way."""

    worst: float = 0.0
    """Of what the parts measure."""
    squares: float = 0.0
    differences: int = 0
    """As in Measured."""
    trusted: int = 0
    """Pixels with trust AT or more."""
    judged: int = 0
    """Pixels with any trust."""

    @property
    def reseen(self) -> float:
        """Root mean square of the differences between the input and the result seen again, in units of the noise."""
        return math.sqrt(self.squares / max(self.differences, 1))

    @property
    def share(self) -> float:
        """Percent of the pixels with trust AT or more."""
        return 100 * self.trusted / max(self.judged, 1)


class Journal:
    """Of one run, beside its main output."""

    def __init__(self, work: Work, made: Provenance) -> None:
        self.work, self.made = work, made
        self.outputs = [Path(path).absolute() for path in made.job.paths[:2] if path]
        self.path = resume.journal_path(self.outputs[0])
        self.facts = _facts(work, made)
        self.tiles, self.figures, self.before = 0, Figures(), 0.0
        """Finished by earlier runs: tiles, what they found out, and the seconds that they took."""
        self.sinks: list[RasterSink] = []
        self.resumed = made.job.resume and self._take_up()
        self.kept = self.resumed
        self.next = time.monotonic() + EVERY
        if not self.resumed:
            self.forget()

    def finished(self, tiles: int, figures: Figures) -> None:
        """So many tiles are written.  Raises RasterGanError `input-changed` or `output-failed`."""
        now = time.monotonic()
        last = tiles == len(self.work.plan) and self.kept
        if (now < self.next and not last) or not all(sink.layout.resumable for sink in self.sinks):
            return
        self.made.check_input()
        marks = {str(sink.output): sink.mark() for sink in self.sinks}
        if None in marks.values():
            return
        content = {
            "facts": self.facts,
            "tiles": tiles,
            "of": len(self.work.plan),
            "figures": asdict(figures),
            "seconds": self.before + self.made.seconds,
            "marks": marks,
        }
        with self.sinks[0].failing(), replacement(self.path, ".new") as fresh:
            fresh.write_text(json.dumps(content), "utf-8")
        self.kept = True
        spent = time.monotonic() - now
        self.next = now + spent + max(EVERY, DEAREST * spent)

    def forget(self) -> None:
        """Nothing is left to go on from."""
        self.kept = False
        for output in self.made.job.writes():
            remove_traces(Path(output).absolute(), KEPT)

    @contextmanager
    def guarding(self, report: Report) -> Iterator[None]:
        """Around all writing: what is finished is kept after an error, and gone after success or when somebody cancels."""
        try:
            yield
        except BaseException as error:
            found = resume.find_resumable(self.outputs[0]) if self.kept and _goes_on(error) else None
            if found is None:
                self.forget()
                raise
            values = {"share": found.share, "path": str(found.path)}
            if isinstance(error, Interrupted):
                raise RasterGanError("interrupted", **values) from error
            report.note("part-kept", **values)
            raise
        self.forget()

    def _take_up(self) -> bool:
        """Whether an earlier run of the same left something; if so the rasters are as they were when it was written down."""
        try:
            content = json.loads(self.path.read_text("utf-8"))
            if content["facts"] != self.facts or set(content["marks"]) != set(map(str, self.outputs)):
                return False
            for output in self.outputs:
                size, links = content["marks"][str(output)]
                roll_back(staged_path(output, KEPT), Mark(size, links))
            self.tiles, self.before = content["tiles"], content["seconds"]
            self.figures = Figures(**content["figures"])
        except (OSError, ValueError, KeyError, TypeError):
            return False
        return True


def _facts(work: Work, made: Provenance) -> str:
    """One word for everything that decides the pixels, the files and their order."""
    told = {name: value for name, value in asdict(made.job).items() if name not in NOT_TOLD}
    facts: Sequence[Any] = [
        made.tags([share.entry.card for share in work.shares], work.source, work.sensors),
        told,
        made.job.creation_options,
        made.stamp,
        repr(work.plan),
        [str(part.predictor.device) for part in work.parts],
        torch.__version__,
    ]
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def _goes_on(error: BaseException) -> bool:
    """Whether what is finished is of use after it."""
    if isinstance(error, Cancelled):
        return isinstance(error, Interrupted)
    return not isinstance(error, KeyboardInterrupt) and getattr(error, "code", "") != "input-changed"
