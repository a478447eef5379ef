"""A worker process seen from QGIS: start it, hand it a job, relay what it says, end it.  Knows no Qt."""

from __future__ import annotations

import itertools
import json
import queue
import subprocess  # nosec B404 - the engine is a process of its own
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ...gan_core.api import jobs, resume
from ...gan_core.api.errors import Cancelled, RasterGanError
from .python import NO_WINDOW

CANCEL_SECONDS = 2.0
SILENCE_SECONDS = 60.0
LOOK_SECONDS = 0.1
KILLED_BY_SYSTEM = {-9, 137, 0xC0000017, -1073741801}
"""SIGKILL, which on Linux is how the out-of-memory killer ends a process, and Windows' STATUS_NO_MEMORY."""

Event = dict[str, Any]
OnEvent = Callable[[Event], None]


class Worker:
    """One process.  `run` is called from one thread at a time; `close` from any."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], silence: float = SILENCE_SECONDS
    ) -> None:
        """Raises RasterGanError `python-missing` when the program can't be started."""
        self.command, self.python, self.silence = list(command), command[0], silence
        self.writing = threading.Lock()
        self.events: queue.Queue[Event | None] = queue.Queue()
        self.errors: deque[str] = deque(maxlen=40)
        self.numbers = itertools.count(1)
        self.current = ""
        """The id of the latest job."""
        self.ready = False
        self.paused = False
        self.answered = False
        """Whether the worker itself told of its job's error, and so is well."""
        try:
            self.process = subprocess.Popen(  # nosec B603 - the user's own interpreter, no shell
                self.command,
                env=dict(environment),
                cwd=tempfile.gettempdir(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                errors="replace",
                bufsize=1,
                creationflags=NO_WINDOW,
            )
        except OSError as error:
            raise RasterGanError("python-missing", python=self.python, reason=error.strerror or str(error)) from error
        self.threads = [threading.Thread(target=target, daemon=True) for target in (self._listen, self._overhear)]
        for thread in self.threads:
            thread.start()

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def run(self, job: jobs.Job, on_event: OnEvent, cancelled: Callable[[], bool] = lambda: False) -> dict[str, Any]:
        """The job's results.  Raises RasterGanError; Cancelled within CANCEL_SECONDS of `cancelled` turning true.

        on_event gets the job's progress and notes, in this thread.
        """
        identifier = self.current = str(next(self.numbers))
        self._send({"id": identifier, "job": jobs.to_dict(job)})
        heard, deadline, self.answered, self.paused = time.monotonic(), None, False, False
        try:
            while True:
                event = self._next()
                now = time.monotonic()
                if event is not None:
                    heard = now
                    finished = self._take(event, identifier, on_event)
                    if finished is not None:
                        return finished
                if deadline is None and cancelled():
                    deadline = now + CANCEL_SECONDS - 4 * LOOK_SECONDS
                    self._send({"id": identifier, "control": "cancel"})
                if deadline is not None and now > deadline:
                    raise Cancelled
                if now - heard > self.silence:
                    raise RasterGanError("worker-silent", seconds=round(self.silence))
        except BaseException as error:
            if not self.answered:
                self.kill()
                resume.remove_staged(job, self.process.pid)
                self._sort_out(job, error, on_event)
            raise

    def hold(self, paused: bool) -> None:
        """Pause the present job between two of its tiles, or let it go on.  From any thread."""
        self.paused = paused
        self._send({"id": self.current, "control": "pause" if paused else "resume"})

    def close(self, patience: float = CANCEL_SECONDS) -> None:
        """Ask the worker to leave, and see that it does."""
        try:
            if self.process.stdin:
                self.process.stdin.close()
            self.process.wait(patience)
        except (OSError, ValueError, subprocess.TimeoutExpired):
            self.kill()
        for thread, stream in zip(self.threads, (self.process.stdout, self.process.stderr)):
            thread.join(1)
            if stream is not None and not thread.is_alive():
                stream.close()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def _sort_out(self, job: jobs.Job, error: BaseException, on_event: OnEvent) -> None:
        """What a process that was ended in the middle leaves to go on from: kept, unless somebody cancelled a running job."""
        resumable = None if isinstance(error, Cancelled) and not self.paused else resume.find_resumable_of(job)
        if resumable is None:
            resume.discard(job)
            return
        values = {"share": resumable.share, "path": str(resumable.path)}
        on_event({"event": "note", "id": self.current, "code": "part-kept", "values": values})

    def _take(self, event: Event, identifier: str, on_event: OnEvent) -> dict[str, Any] | None:
        """The results, if this event is the end; raises if it is a bad one."""
        name = event.get("event")
        if name == "ready":
            self.ready = True
        if name == "failed" and event.get("id") in (identifier, None):
            self.answered = event["id"] is not None  # a worker that failed to start is of no use
            error_type = Cancelled if event["code"] in Cancelled.CODES else RasterGanError
            raise error_type(event["code"], **event["values"])
        if event.get("id") != identifier:
            return None
        if name == "done":
            results: dict[str, Any] = event["results"]
            return results
        on_event(event)
        return None

    def _next(self) -> Event | None:
        """The next event, or None after a short wait.  Raises RasterGanError when the process has ended."""
        try:
            event = self.events.get(timeout=LOOK_SECONDS)
        except queue.Empty:
            return None
        if event is None:
            raise self._end()
        return event

    def _end(self) -> RasterGanError:
        """Why the process ended, from its exit code and its last words."""
        code = self.process.wait()
        self.threads[1].join(1)
        last = next((line for line in reversed(self.errors) if line.strip()), f"exit code {code}").strip()
        if code in KILLED_BY_SYSTEM:
            return RasterGanError("worker-killed")
        if any("MemoryError" in line or "cannot allocate memory" in line.lower() for line in self.errors):
            return RasterGanError("out-of-memory", reason=last)
        if not self.ready:
            return RasterGanError("python-wrong", python=self.python, reason=last)
        return RasterGanError("worker-crashed", reason=f"exit code {code}: {last}")

    def _send(self, message: dict[str, Any]) -> None:
        try:
            with self.writing:
                assert self.process.stdin is not None  # noqa: S101  # nosec B101 - opened as a pipe above
                self.process.stdin.write(json.dumps(message) + "\n")
                self.process.stdin.flush()
        except (OSError, ValueError):
            pass  # the process has ended; the queue of events tells why

    def _listen(self) -> None:
        """stdout: events; anything else that some library wrote there is kept for the log."""
        for line in self.process.stdout or ():
            try:
                event = json.loads(line)
                event["event"]
            except (ValueError, KeyError, TypeError):
                self.errors.append(line.rstrip())
                continue
            self.events.put(event)
        self.events.put(None)

    def _overhear(self) -> None:
        for line in self.process.stderr or ():
            self.errors.append(line.rstrip())
