"""The plugin's one engine: a worker that stays warm between jobs, and a second one while the first is busy."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ...gan_core.api.errors import Cancelled, RasterGanError
from ...gan_core.api.jobs import Job
from . import python
from .client import Event, OnEvent, Worker
from .running import Running, State

GRACE_SECONDS = 60.0
"""A worker leaves by itself so long after it is no longer handed a job."""

Listener = Callable[[Running], None]


class Engine:
    """Safe to use from several threads: two jobs at once get two workers; only one of them stays."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.warm: Worker | None = None
        self.since = 0.0
        self.busy: set[Worker] = set()
        self.threads = 0
        """Of the processor, for workers that start from now on; 0 for all."""
        self.keep = 540.0
        """Seconds that an idle worker stays warm."""
        self.listeners: list[Listener] = []
        """Called in the job's thread whenever a listed job begins, moves or ends: they must not take long, nor raise."""

    def run(
        self,
        interpreter: Path,
        job: Job,
        on_event: OnEvent,
        cancelled: Callable[[], bool],
        listed: bool = True,
    ) -> dict[str, Any]:
        """The job's results.  Raises RasterGanError.  listed: whether listeners hear of it."""
        running = Running(job)
        tell = self._tell if listed else lambda running: None

        def hear(event: Event) -> None:
            running.hear(event)
            tell(running)
            on_event(event)

        tell(running)
        try:
            running.worker = self._take(interpreter)
            try:
                running.results = running.worker.run(job, hear, lambda: cancelled() or running.stopped.is_set())
            finally:
                self._give_back(running.worker)
            running.state = State.DONE
            return running.results
        except Cancelled as error:
            wanted = running.stopped.is_set() or cancelled()  # else the process had to leave
            running.error, running.state = running.cancellation(error) if wanted else error, State.CANCELLED
            raise running.error from None
        except RasterGanError as error:
            running.error, running.state = error, State.FAILED
            raise
        finally:
            running.worker, running.end = None, time.monotonic()
            tell(running)

    def close(self) -> None:
        """End every process."""
        with self.lock:
            workers = [*self.busy, *([self.warm] if self.warm else [])]
            self.warm = None
        for worker in workers:
            worker.close()

    def _tell(self, running: Running) -> None:
        for listener in list(self.listeners):
            listener(running)

    def _take(self, interpreter: Path) -> Worker:
        command = python.command(interpreter, self.threads, self.keep + GRACE_SECONDS)
        with self.lock:
            worker, self.warm = self.warm, None
        fresh = time.monotonic() - self.since < self.keep
        if worker is not None and not (fresh and worker.alive and worker.command == command):
            worker.close()
            worker = None
        worker = worker or Worker(command, python.environment(interpreter))
        with self.lock:
            self.busy.add(worker)
        return worker

    def _give_back(self, worker: Worker) -> None:
        with self.lock:
            self.busy.discard(worker)
            if worker.alive and self.warm is None and self.keep > 0:
                self.warm, self.since = worker, time.monotonic()
                return
        worker.close()
