"""A job under way as anyone may see it: how far it is, how long it will take, and how to hold or end it."""

from __future__ import annotations

import threading
import time
from enum import Enum
from pathlib import Path
from typing import Any

from ...gan_core.api.errors import Cancelled, RasterGanError
from ...gan_core.api.jobs import Job
from ...gan_core.api.training_runs import Training
from .client import Event, Worker

LEAST_SHARE = 0.02
"""Of the work, before a guess at the time left means anything."""


class State(Enum):
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Running:
    """Changed by the job's thread alone, but for `hold` and `cancel`, which any thread may call."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.began = time.monotonic()
        self.time = time.time()
        """Of its beginning, seconds since 1970."""
        self.end: float | None = None
        self.state = State.RUNNING
        self.share = 0.0
        self.first: tuple[float, float] | None = None
        """How much was done, and after how many seconds, when that was first told: a job may go on from its middle."""
        self.folder = ""
        """Where a training keeps its state; "" for any other job."""
        self.results: dict[str, Any] = {}
        self.error: RasterGanError | None = None
        self.worker: Worker | None = None
        self.stopped = threading.Event()
        self.idle, self.held_since = 0.0, 0.0

    @property
    def ended(self) -> bool:
        return self.state not in (State.RUNNING, State.PAUSED)

    def cancel(self) -> None:
        """End it; what it had staged is removed."""
        self.stopped.set()

    def hold(self, paused: bool) -> None:
        """Let it wait between two tiles, or go on."""
        worker = self.worker
        if self.ended or paused == (self.state is State.PAUSED) or worker is None:
            return
        worker.hold(paused)
        self.waits(paused)

    def waits(self, paused: bool) -> None:
        """It has been held, or goes on, whoever brought that about."""
        now = time.monotonic()
        if paused:
            self.held_since = now
        else:
            self.idle += now - self.held_since
        self.state = State.PAUSED if paused else State.RUNNING

    def seconds(self) -> float:
        """At work so far, waiting left out."""
        until = self.held_since if self.state is State.PAUSED else self.end or time.monotonic()
        return until - self.began - self.idle

    def left(self) -> float | None:
        """Seconds until its end if it goes on as it did; None while nobody can say."""
        share, seconds = self.first or (0.0, 0.0)
        if self.share - share < LEAST_SHARE:
            return None
        return (self.seconds() - seconds) * (1 - self.share) / (self.share - share)

    def cancellation(self, error: Cancelled) -> Cancelled:
        """The same, but of a training that had to be killed: it says what is kept, as it would have done itself."""
        training = Training(Path(self.folder))
        steps = [line["step"] for line in training.lines() if line["kind"] == "look"] if self.folder else []
        if not steps or error.code != "cancelled":
            return error
        training.cancelled(steps[-1])
        return Cancelled("training-cancelled", step=steps[-1])

    def hear(self, event: Event) -> None:
        """What the worker says of it."""
        if event["event"] == "started":
            self.began = time.monotonic()  # the engine's own start tells nothing of how long the job takes
        elif event["event"] == "progress":
            self.share = event["share"]
            self.first = self.first or (self.share, self.seconds())
        elif event["event"] == "note" and event["code"] == "training-folder":
            self.folder = event["values"]["folder"]
