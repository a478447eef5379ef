"""The plugin's one engine: a worker that stays warm between jobs, and a second one while the first is busy."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ...gan_core.jobs import Job
from . import python
from .client import OnEvent, Worker

KEEP_SECONDS = 540.0
"""A worker leaves by itself after 600 idle seconds: well before that it is no longer handed a job."""


class Engine:
    """Safe to use from several threads: two jobs at once get two workers; only one of them stays."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.warm: Worker | None = None
        self.since = 0.0
        self.busy: set[Worker] = set()

    def run(self, interpreter: Path, job: Job, on_event: OnEvent, cancelled: Callable[[], bool]) -> dict[str, Any]:
        """The job's results.  Raises RasterGanError."""
        worker = self._take(interpreter)
        try:
            return worker.run(job, on_event, cancelled)
        finally:
            self._give_back(worker)

    def close(self) -> None:
        """End every process."""
        with self.lock:
            workers = [*self.busy, *([self.warm] if self.warm else [])]
            self.warm = None
        for worker in workers:
            worker.close()

    def _take(self, interpreter: Path) -> Worker:
        with self.lock:
            worker, self.warm = self.warm, None
        fresh = time.monotonic() - self.since < KEEP_SECONDS
        if worker is not None and not (fresh and worker.alive and worker.python == str(interpreter)):
            worker.close()
            worker = None
        worker = worker or Worker(python.command(interpreter), python.environment(interpreter))
        with self.lock:
            self.busy.add(worker)
        return worker

    def _give_back(self, worker: Worker) -> None:
        with self.lock:
            self.busy.discard(worker)
            if worker.alive and self.warm is None:
                self.warm, self.since = worker, time.monotonic()
                return
        worker.close()
