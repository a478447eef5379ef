"""The engine as a process: jobs and control lines come in on stdin, events go out on stdout, one JSON object a line.

In:   {"id": "7", "job": {...}}   {"id": "7", "control": "cancel" | "pause" | "resume" | "stop"}
Out:  ready, heartbeat, started, progress, note, done, failed; all but the first two carry the job's id.
The end of stdin means: leave.  So does nobody asking for anything during `idle` seconds.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
import traceback
from collections.abc import Callable
from typing import Any, TextIO

from gan_core import __version__
from gan_core.api import jobs
from gan_core.api.errors import Cancelled, Interrupted, RasterGanError
from gan_core.api.protocol import HEARTBEAT_SECONDS, PROTOCOL, line
from gan_core.unforeseen import internal_error

IDLE_SECONDS = 600.0
LAST_GRACE_SECONDS = 10.0
EXIT_IMPORT = 3

Emit = Callable[..., None]


class JobReport:
    """A job's way out, and the switches that control lines turn."""

    def __init__(self, identifier: str, emit: Emit) -> None:
        self.identifier, self.emit = identifier, emit
        self.cancelled = threading.Event()
        self.kept = False
        self.running = threading.Event()
        self.running.set()
        self.last = -1

    def progress(self, share: float) -> None:
        permille = int(share * 1000)
        if permille != self.last:
            self.last = permille
            self.emit("progress", id=self.identifier, share=share)

    def note(self, code: str, **values: Any) -> None:
        self.emit("note", id=self.identifier, code=code, values=values)

    def check(self) -> None:
        self.running.wait()
        if self.cancelled.is_set():
            raise Interrupted if self.kept else Cancelled

    def control(self, word: str) -> None:
        """cancel ends the job, pause and resume hold it; stop is cancel for a task that keeps nothing to show.  leave ends
        it, too, as the process has to go: like a held job that is cancelled, it may keep what it can go on from."""
        if word in ("cancel", "stop", "leave"):
            self.kept = word == "leave" or not self.running.is_set()
            self.cancelled.set()
            self.running.set()
        elif word == "pause":
            self.running.clear()
        elif word == "resume":
            self.running.set()


class Worker:
    """Reads lines until their end; runs one job after the other in the calling thread."""

    def __init__(self, incoming: TextIO, emit: Emit, idle: float) -> None:
        self.incoming, self.emit, self.idle = incoming, emit, idle
        self.waiting: queue.Queue[tuple[JobReport, dict[str, Any]] | None] = queue.Queue()
        self.reports: dict[str, JobReport] = {}

    def serve(self) -> None:
        threading.Thread(target=self._listen, daemon=True).start()
        while True:
            try:
                item = self.waiting.get(timeout=self.idle)
            except queue.Empty:
                return
            if item is None:
                return
            self._run(*item)

    def _listen(self) -> None:
        for text in self.incoming:
            try:
                message = json.loads(text)
                identifier = str(message["id"])
            except (ValueError, KeyError, TypeError):
                print(f"ignored: {text!r}", file=sys.stderr)
                continue
            if "job" in message:
                report = self.reports[identifier] = JobReport(identifier, self.emit)
                self.waiting.put((report, message["job"]))
            elif identifier in self.reports:
                self.reports[identifier].control(str(message.get("control")))
        self.waiting.put(None)
        for report in list(self.reports.values()):
            report.control("leave")
        threading.Timer(LAST_GRACE_SECONDS, os._exit, [1]).start()

    def _run(self, report: JobReport, values: dict[str, Any]) -> None:
        from gan_core import tasks

        job = None
        try:
            report.check()
            job = jobs.from_dict(values)
            self.emit("started", id=report.identifier)
            results = tasks.run(job, report)
            self.emit("done", id=report.identifier, results=results)
        except RasterGanError as error:
            self.emit("failed", id=report.identifier, code=error.code, values=error.values)
        except Exception as error:
            told = internal_error(error, job)
            self.emit("failed", id=report.identifier, code=told.code, values=told.values)
        finally:
            self.reports.pop(report.identifier, None)  # an id may have been used twice


def main(idle: float = IDLE_SECONDS, threads: int = 0) -> int:
    """Serve on this process's own stdin and stdout.  threads: of the processor; 0 leaves it to PyTorch, which takes all."""
    emit = _emitter(_claim_stdout())
    beat = threading.Event()
    threading.Thread(target=_heartbeat, args=(emit, beat), daemon=True).start()
    missing = _import_engine()
    if missing is not None:
        emit("failed", id=None, code=missing.code, values=missing.values)
        os._exit(EXIT_IMPORT)  # a half-loaded library can hang in the interpreter's own way out
    import torch
    from osgeo import gdal

    if threads:
        torch.set_num_threads(threads)
    emit(
        "ready", protocol=PROTOCOL, version=__version__, torch=torch.__version__, gdal=gdal.__version__, pid=os.getpid()
    )
    Worker(sys.stdin, emit, idle).serve()
    beat.set()
    return 0


def _claim_stdout() -> TextIO:
    """Keep the real stdout for events; whatever a library prints goes to stderr, in Python or in C."""
    events = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return events


def _emitter(events: TextIO) -> Emit:
    lock = threading.Lock()

    def emit(event: str, **values: Any) -> None:
        with lock:
            try:
                events.write(line(event, **values) + "\n")
                events.flush()
            except (BrokenPipeError, ValueError):
                os._exit(1)  # nobody listens any more

    return emit


def _heartbeat(emit: Emit, stopped: threading.Event) -> None:
    while not stopped.wait(HEARTBEAT_SECONDS):
        emit("heartbeat")


def _import_engine() -> RasterGanError | None:
    """torch before osgeo: on some systems the other order loads clashing libraries."""
    import importlib

    for module in ("torch", "safetensors", "numpy", "osgeo.gdal"):
        try:
            importlib.import_module(module)
        except Exception as error:  # an ABI clash raises more than ImportError
            traceback.print_exc(file=sys.stderr)
            return RasterGanError("torch-missing", python=sys.executable, module=module, reason=f"{error}")
    return None
