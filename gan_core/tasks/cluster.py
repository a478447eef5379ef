"""A raster made by the workers of a Dask cluster, part by part: a worker that is lost costs only its part.

Client, workers and the joining see the same files under the same paths.  Every thread of a worker is one core, or one GPU.
"""

from __future__ import annotations

import importlib
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import torch  # before osgeo, see worker.py

from gan_core import tasks
from gan_core.api import jobs
from gan_core.api.errors import Cancelled, RasterGanError
from gan_core.api.jobs.parts import parts_beside, remove_part_traces
from gan_core.api.jobs.raster import RasterJob
from gan_core.api.notes import note_text
from gan_core.api.protocol import Report, Stage
from gan_core.pipeline.parts import OutputPart, pieces_of
from gan_core.pipeline.prepare_job import prepare_job
from gan_core.pipeline.provenance import Provenance, absolute
from gan_core.tasks import join

PARTS_A_WORKER = 16
"""At most: a slow or lost worker then holds up little, and all end at about the same time."""
MAKING = 0.95
"""Share of the time, about; the rest is joining."""
LOCAL = "local"
MEMORY = 1.5e9
"""Bytes that a worker takes at most, about."""
SETTINGS: dict[str, Any] = {
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.nanny.pre-spawn-environ": {"OMP_NUM_THREADS": 1, "MKL_NUM_THREADS": 1, "OPENBLAS_NUM_THREADS": 1},
}
"""Of Dask on this computer: no pages in a browser for all who use it; and memory is kept from tensor to tensor, which Dask's
own MALLOC_TRIM_THRESHOLD_ would give back each time."""
ANSWER_SECONDS = 10.0
LONELY_SECONDS = 120.0
GRACE_SECONDS = 1.5
POLL_SECONDS = 0.2


def run(job: RasterJob, report: Report) -> dict[str, Any]:
    """What the job gives on one computer.  Raises RasterGanError `dask-...`, and what the job itself raises."""
    began, dask = time.monotonic(), _dask()
    whole = replace(absolute(job), dask="")
    prepared = prepare_job(whole, report)
    provenance = Provenance.of(whole, prepared.source, *prepared.samples)
    tags = provenance.tags(prepared.step.cards, prepared.source, prepared.step.sensors)
    with _connected(dask, job.dask) as client:
        workers = _workers(client, report)
        count = _begun(whole, tags) or min(prepared.plan.rows, PARTS_A_WORKER * workers)
        done = {piece.number for piece in _made(whole, count, tags)}
        report.note("parts", count=count, workers=workers)
        if done:
            report.note("parts-kept", done=len(done))
        run = ClusterRun(dask, client, whole, count, report, shares=dict.fromkeys(done, 1.0))
        run.make([number for number in range(1, count + 1) if number not in done])
    report.note("parts-joining")
    results = join.joined(whole, pieces_of(Path(whole.output), count), Stage(report, MAKING, 1.0))
    seconds = time.monotonic() - began
    speed = results["WIDTH"] * results["HEIGHT"] / 1e6 / seconds
    return {**results, "SECONDS": seconds, "MEGAPIXELS_PER_SECOND": speed}


@dataclass
class ClusterRun:
    """The parts of one raster on their way through a cluster."""

    dask: Any
    """The module `distributed`."""
    client: Any
    whole: RasterJob
    count: int
    report: Report
    shares: dict[int, float] = field(default_factory=dict)
    """How much of each part is done."""
    failures: list[RasterGanError] = field(default_factory=list)

    def make(self, numbers: list[int]) -> None:
        """All parts that can be made are, then the first failure is raised."""
        topic = f"raster-gan-{uuid.uuid4().hex}"
        stop = self.dask.Event(topic, client=self.client)
        self.client.subscribe_topic(topic, self._progress)
        make = _task()
        waiting = {
            self.client.submit(make, self._job(number), topic, key=f"{topic}-{number}"): number for number in numbers
        }
        try:
            self._wait(waiting)
        except BaseException:
            with suppress(Exception):  # the cluster may be what is lost
                stop.set()
                self._let_go(topic)
            raise
        finally:
            remove_part_traces(self.whole.writes())
        if self.failures:
            raise self.failures[0]

    def _job(self, number: int) -> dict[str, Any]:
        return jobs.to_dict(replace(self.whole, part=f"{number}/{self.count}", checks=False))

    def _progress(self, event: tuple[float, Any]) -> None:
        number, share = event[1]
        self.shares[number] = max(share, self.shares.get(number, 0.0))

    def _wait(self, waiting: dict[Any, int]) -> None:
        known, since = self._here(), time.monotonic()
        while waiting:
            self.report.check()
            self.report.progress(MAKING * sum(list(self.shares.values())) / self.count)
            time.sleep(POLL_SECONDS)
            # "lost" is no end: the scheduler computes again what lay on a worker that is gone
            if any(future.status == "cancelled" for future in waiting) or self.client.status != "running":
                raise RasterGanError("dask-lost", done=self._done)
            for future in [future for future in waiting if future.done()]:
                self._end(waiting.pop(future), future)
            here = self._here()
            for _ in known - here:
                self.report.note("parts-again")
            known = here
            since = time.monotonic() if here else since
            if time.monotonic() - since > LONELY_SECONDS:
                raise RasterGanError("dask-workers", seconds=LONELY_SECONDS, done=self._done)

    def _here(self) -> set[str]:
        """The workers that are there."""
        return set(self.client.scheduler_info(n_workers=-1)["workers"])

    @property
    def _done(self) -> int:
        return sum(1 for share in self.shares.values() if share == 1.0)

    def _end(self, number: int, future: Any) -> None:
        """A part is made, or was not."""
        error = future.exception()
        outcome = {} if error else future.result()
        if "error" in outcome:
            self.failures.append(RasterGanError(outcome["error"], **outcome["values"]))
        elif isinstance(error, ImportError):
            self.failures.append(RasterGanError("dask-worker", reason=str(error)))
        elif error is not None:
            reason = f"{type(error).__name__}: {error}"
            self.failures.append(RasterGanError("dask-part", part=number, reason=reason, done=self._done))
        else:
            self.shares[number] = 1.0

    def _let_go(self, topic: str) -> None:
        """Workers look up between two tiles: give them a moment to remove what they have begun."""
        end = time.monotonic() + GRACE_SECONDS
        while time.monotonic() < end:
            if not any(key.startswith(topic) for keys in self.client.processing().values() for key in keys):
                return
            time.sleep(POLL_SECONDS)


def _task() -> Callable[[dict[str, Any], str], dict[str, Any]]:
    """What is sent.  A function inside a function travels by value: the scheduler, which unpacks it, needs no engine."""

    def make(values: dict[str, Any], topic: str) -> dict[str, Any]:
        from gan_core.tasks.cluster import made_part

        return made_part(values, topic)

    return make


def made_part(values: dict[str, Any], topic: str) -> dict[str, Any]:
    """On a worker: one part.  Gives the code and the values of an error, if there was one."""
    torch.set_num_threads(1)
    try:
        job: Any = jobs.from_dict(values)
        tasks.run(job, PartReport(int(job.part.split("/")[0]), topic))
        return {}
    except RasterGanError as error:
        return {"error": error.code, "values": error.values}


class PartReport:
    """From a worker to the client: how far its part is; and whether the client still wants it."""

    def __init__(self, number: int, topic: str) -> None:
        dask = _dask()
        self.number, self.topic = number, topic
        self.worker, self.stop = dask.get_worker(), dask.Event(topic)
        self.reported = self.looked = 0.0

    def progress(self, share: float) -> None:
        if share == 0.0 or share == 1.0 or time.monotonic() - self.reported > 1:
            self.reported = time.monotonic()
            self.worker.log_event(self.topic, (self.number, 0.99 * share))  # all of it when it is in its place

    def note(self, code: str, **values: Any) -> None:
        """Into the worker's log, if it concerns this worker alone; the client has said the rest."""
        if code == "memory":
            print(note_text(code, values), file=sys.stderr)

    def check(self) -> None:
        if time.monotonic() - self.looked > POLL_SECONDS:
            self.looked = time.monotonic()
            if self.stop.is_set():
                raise Cancelled


def _made(whole: RasterJob, count: int, tags: dict[str, str]) -> Iterator[OutputPart]:
    """The parts of this very job that are there, of an earlier run."""
    for number, record in parts_beside(Path(whole.output)).get(count, {}).items():
        with suppress(RasterGanError):  # then it is made again
            piece = OutputPart.read(number, count, record)
            if piece.is_of(whole, tags):
                yield piece


def _begun(whole: RasterJob, tags: dict[str, str]) -> int:
    """Into how many parts an earlier run of this very job cut it; 0 if there was none."""
    counts = {count: len(list(_made(whole, count, tags))) for count in parts_beside(Path(whole.output))}
    best = max(counts, key=lambda count: counts[count], default=0)
    return best if counts.get(best) else 0


def _workers(client: Any, report: Report) -> int:
    """How many parts are made at once, waiting for the first.  Raises RasterGanError `dask-workers`."""
    end = time.monotonic() + LONELY_SECONDS
    while time.monotonic() < end:
        report.check()
        threads = sum(client.nthreads().values())
        if threads:
            return int(threads)
        time.sleep(POLL_SECONDS)
    raise RasterGanError("dask-workers", seconds=LONELY_SECONDS, done=0)


@contextmanager
def _connected(dask: Any, address: str) -> Iterator[Any]:
    """A client.  Raises RasterGanError `dask-scheduler`."""
    if address == LOCAL:
        with _local(dask) as cluster, dask.Client(cluster) as client:
            yield client
        return
    try:
        client = dask.Client(address, timeout=ANSWER_SECONDS)
    except (OSError, ValueError, TypeError) as error:  # nobody there, or no address at all
        raise RasterGanError("dask-scheduler", address=address, reason=str(error)) from error
    with client:
        yield client


def _local(dask: Any) -> Any:
    """A cluster on this computer, one worker a core, that nobody else can speak to: on the loopback, with a key of its own."""
    try:
        security = dask.Security.temporary()
    except ImportError as error:
        raise RasterGanError("dask-missing", module="cryptography", python=sys.executable) from error
    system = importlib.import_module("distributed.system")
    cores = importlib.import_module("dask.system").CPU_COUNT
    importlib.import_module("dask").config.set(SETTINGS)
    return dask.LocalCluster(
        n_workers=max(1, min(cores, int(system.MEMORY_LIMIT // MEMORY))),
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        memory_limit=None,
        security=security,
        silence_logs=50,
    )


def _dask() -> Any:
    """Raises RasterGanError `dask-missing`."""
    try:
        return importlib.import_module("distributed")
    except ImportError as error:
        raise RasterGanError("dask-missing", module=error.name or "distributed", python=sys.executable) from error
