"""Which tiles of a run are safely on the disk, so that the same run, broken off, goes on behind them."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch

from gan_core.api import resume
from gan_core.api.errors import Cancelled, Interrupted, RasterGanError
from gan_core.api.protocol import Report
from gan_core.api.resume import KEPT
from gan_core.api.staging import remove_traces, replacement, staged_path
from gan_core.pipeline.provenance import UNRECORDED, Provenance
from gan_core.pipeline.work import AnyStep, PreparedJob, Summary
from gan_core.raster.rollback import Savepoint, roll_back
from gan_core.raster.sink import RasterSink

EVERY = 10.0
"""Seconds of work that are lost at most; a shorter run keeps no journal."""
DEAREST = 20
"""Keeping it takes at most one part in so many of a run's time."""


class Journal:
    """Of one run, beside its main output."""

    def __init__(self, work: PreparedJob[AnyStep], made: Provenance, rasters: Sequence[str]) -> None:
        """rasters: the paths of those that are written tile by tile."""
        self.work, self.made = work, made
        self.main = Path(made.job.writes()[0]).absolute()
        self.rasters = [Path(path).absolute() for path in rasters]
        self.path = resume.journal_path(self.main)
        self.facts = _facts(work, made)
        self.tiles, self.before = 0, 0.0
        """Finished by earlier runs: tiles, and the seconds that they took."""
        self.summary: Any = work.step.nothing
        """What they found out."""
        self.sinks: Sequence[RasterSink] = []
        left = any(staged_path(path, KEPT).exists() for path in self.rasters)
        self.resumed = made.job.resume and self._take_up()
        self.begins_anew = made.job.resume and left and not self.resumed
        """Whether an earlier run left files, and nothing in them to go on from."""
        self.kept = self.resumed
        self.next = time.monotonic() + EVERY
        if not self.resumed:
            self.forget()

    def record(self, tiles: int, summary: Summary) -> None:
        """So many tiles are written.  Raises RasterGanError `input-changed` or `output-failed`."""
        now = time.monotonic()
        last = tiles == len(self.work.plan) and self.kept
        if (now < self.next and not last) or not all(sink.layout.resumable for sink in self.sinks):
            return
        self.made.check_input()
        marks = {str(sink.output): sink.savepoint() for sink in self.sinks}
        if None in marks.values():
            return
        content = {
            "facts": self.facts,
            "tiles": tiles,
            "of": len(self.work.plan),
            "figures": summary.to_json(),
            "seconds": self.before + self.made.seconds,
            "marks": marks,
        }
        try:
            with replacement(self.path, ".new") as fresh:
                fresh.write_text(json.dumps(content), "utf-8")
        except OSError as error:
            raise RasterGanError("output-failed", path=str(self.main), reason=str(error)) from error
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
            kept = resume.find_resumable(self.main) if self.kept and _goes_on(error) else None
            if kept is None:
                self.forget()
                raise
            values = {"share": kept.share, "path": str(kept.path)}
            if isinstance(error, Interrupted):
                raise RasterGanError("interrupted", **values) from error
            report.note("part-kept", **values)
            raise
        self.forget()

    def _take_up(self) -> bool:
        """Whether an earlier run of the same left something; if so the rasters are as they were when it was written down."""
        try:
            content = json.loads(self.path.read_text("utf-8"))
            if content["facts"] != self.facts or set(content["marks"]) != set(map(str, self.rasters)):
                return False
            for output in self.rasters:
                size, links = content["marks"][str(output)]
                roll_back(staged_path(output, KEPT), Savepoint(size, links))
            self.tiles, self.before = content["tiles"], content["seconds"]
            self.summary = type(self.summary).from_json(content["figures"])
        except (OSError, ValueError, KeyError, TypeError):
            return False
        return True


def _facts(work: PreparedJob[AnyStep], made: Provenance) -> str:
    """One word for everything that decides the pixels, the files and their order."""
    parameters = {name: value for name, value in asdict(made.job).items() if name not in UNRECORDED}
    options = getattr(made.job, "creation_options", ())
    facts: Sequence[Any] = [
        made.tags(work.step.cards, work.source, work.step.sensors),
        parameters,
        options,
        made.stamp,
        repr(work.plan),
        list(work.step.devices),
        torch.__version__,
    ]
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def _goes_on(error: BaseException) -> bool:
    """Whether what is finished is of use after it."""
    if isinstance(error, Cancelled):
        return isinstance(error, Interrupted)
    return not isinstance(error, KeyboardInterrupt) and getattr(error, "code", "") != "input-changed"
