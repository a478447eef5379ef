"""A training seen from outside, by the files in its folder: how far it is, and how to hold or end it.  Needs no torch."""

from __future__ import annotations

import contextlib
import json
import shutil
import time
from enum import Enum
from pathlib import Path
from typing import Any, Optional

from . import library
from .errors import RasterGanError
from .lock import output_lock

FACTS, LOG, STRIP, REPORT = "training.json", "log.jsonl", "strip.png", "report.html"
PAUSE, STOP = "pause", "stop"
"""Files that somebody puts into the folder: as long as the first is there the training waits, at the second it ends with
the best that it has."""
CANCELLED = "cancelled"
"""Kind of the log's last line where somebody ended the training."""
ALIVE = "alive"
"""Touched at every step: an old one means that the process is gone."""
SILENT_SECONDS = 120.0


class TrainingState(Enum):
    RUNNING = "running"
    PAUSED = "paused"
    BROKEN_OFF = "broken off"
    """Cancelled, or lost with its process: run again, it goes on."""
    ENDED = "ended"


class Training:
    """One folder.  Nothing is kept here: every question reads the files anew."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def lines(self) -> list[dict[str, Any]]:
        """Everything logged so far; a line that a kill cut short is left out."""
        try:
            text = (self.path / LOG).read_text("utf-8")
        except OSError:
            return []
        entries = []
        for line in text.splitlines():
            try:
                entries.append(json.loads(line))
            except ValueError:
                continue
        return entries

    def state(self, lines: list[dict[str, Any]]) -> TrainingState:
        """lines: as `lines` gives them."""
        if lines and lines[-1]["kind"] == "end":
            return TrainingState.ENDED
        try:
            silent = abs(time.time() - (self.path / ALIVE).stat().st_mtime)  # the clock may have been set back
        except OSError:
            return TrainingState.BROKEN_OFF
        if silent > SILENT_SECONDS:
            return TrainingState.BROKEN_OFF
        return TrainingState.PAUSED if (self.path / PAUSE).exists() else TrainingState.RUNNING

    def interrupted(self, lines: list[dict[str, Any]]) -> bool:
        """Whether nobody works at it any more, and it can go on: sooner than its silence tells."""
        if not lines or lines[-1]["kind"] == "end":
            return False
        try:
            with output_lock([str(self.path)]):
                return True
        except RasterGanError:
            return False

    def cancelled(self, step: int) -> None:
        """Its process had to be killed, and could not log that somebody ended it."""
        line = json.dumps({"kind": CANCELLED, "time": time.time(), "step": step})
        with contextlib.suppress(OSError), (self.path / LOG).open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    def pause(self, paused: bool) -> None:
        """Hold it, or let it go on.  Raises OSError."""
        if paused:
            (self.path / PAUSE).touch()
        else:
            (self.path / PAUSE).unlink(missing_ok=True)

    def stop(self) -> None:
        """End it with the best that it has.  Raises OSError."""
        (self.path / STOP).touch()

    def remove(self) -> None:
        """Take the folder away: nothing is left to go on from, nor its report.  Raises OSError."""
        shutil.rmtree(self.path)


def trainings(folder: Optional[Path] = None) -> list[Training]:
    """Every training whose folder is still there, the latest first."""
    facts = (folder or library.runs_folder()).glob(f"*/{FACTS}")
    return [Training(path.parent) for path in sorted(facts, key=_changed, reverse=True)]


def _changed(facts: Path) -> float:
    try:
        return facts.stat().st_mtime
    except OSError:  # removed meanwhile
        return 0.0
