"""The latest results, kept over QGIS's end in the user's settings."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import QgsSettings

from ...gan_core.api.jobs import Job, to_dict
from ..engine.running import Running

KEY = "raster_gan/results"
KEPT = 30


@dataclass(frozen=True)
class HistoryEntry:
    """A file that a job made."""

    path: str
    verb: str
    job: dict[str, Any]
    """The job's fields.  A source that is no file on this computer is left out: it may hold a password."""
    time: float
    """When it began, seconds since 1970; 0 where nobody knows."""
    seconds: float
    name: str = ""
    """What its layer was called last; "" for a file that was never on the map."""

    @property
    def there(self) -> bool:
        return Path(self.path).exists()


def stored(job: Job) -> dict[str, Any]:
    """A job's fields and its verb.  A source that is no file on this computer is left out: it may hold a password."""
    fields = to_dict(job)
    if not Path(str(fields.get("input", ""))).exists():
        fields["input"] = ""
    return fields


def of(running: Running) -> HistoryEntry | None:
    """What came of a job; None where it made no file."""
    job = stored(running.job)
    verb = job.pop("verb")
    paths = [path for path in running.job.writes() if Path(path).exists()]
    if not paths:
        return None
    return HistoryEntry(str(Path(paths[0]).absolute()), verb, job, running.time, running.seconds())


def read() -> list[HistoryEntry]:
    """The latest first."""
    try:
        return [HistoryEntry(**line) for line in json.loads(QgsSettings().value(KEY, "[]"))]
    except (ValueError, TypeError):
        return []


def add(result: HistoryEntry) -> None:
    """It takes the place of an older one of the same file."""
    others = [other for other in read() if other.path != result.path]
    write([result, *others][:KEPT])


def write(results: list[HistoryEntry]) -> None:
    QgsSettings().setValue(KEY, json.dumps([dataclasses.asdict(result) for result in results]))
