"""Reading ahead and writing behind, so that neither disk nor network waits for the other."""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from gan_core.api.protocol import Report

Item = TypeVar("Item")
DEPTH = 1
"""Of the tiles that were read, besides the one that is being read; of what is written, one waits."""
LOOK, STALLED = 0.5, 30.0
"""Seconds between two looks up, and after which a drive is said not to answer."""
ENDED = "no memory for a thread that reads or writes"
"""What else ends in one is told by it."""
Idle = Callable[[float], None]


def patient(report: Report, name: str) -> Idle:
    """Looks up while waiting for a drive, and says once when it does not answer."""
    said = False

    def look(seconds: float) -> None:
        nonlocal said
        report.check()
        if seconds > STALLED and not said:
            report.note("drive-waits", name=name, seconds=round(seconds))
        said = seconds > STALLED

    return look


def _waited(attempt: Callable[[float], Item], idle: Idle) -> Item:
    """What `attempt` gives in the end; it gets the seconds that it may take."""
    began = time.monotonic()
    while True:
        try:
            return attempt(LOOK)
        except (queue.Empty, queue.Full):
            idle(time.monotonic() - began)


def prefetch(items: Iterable[Item], idle: Idle = lambda seconds: None) -> Iterator[Item]:
    """The same items, made in a thread of their own, at most DEPTH of them waiting.  Errors come out where they are met.

    idle: called now and then while an item is waited for, with the seconds so far; may raise.
    """
    waiting: queue.Queue[tuple[bool, Any]] = queue.Queue(DEPTH)
    stopped = threading.Event()

    def offer(is_item: bool, item: Any) -> None:
        while not stopped.is_set():
            try:
                waiting.put((is_item, item), timeout=0.1)
                return
            except queue.Full:
                continue

    def make() -> None:
        try:
            for item in items:
                if stopped.is_set():
                    return
                offer(True, item)
            offer(False, None)
        except BaseException as error:
            offer(False, error)

    def take(seconds: float) -> tuple[bool, Any]:
        alive = thread.is_alive()
        try:
            return waiting.get(timeout=seconds)
        except queue.Empty:
            if alive:
                raise
            return False, MemoryError(ENDED)

    thread = threading.Thread(target=make, daemon=True)
    thread.start()
    try:
        while True:
            is_item, item = _waited(take, idle)
            if is_item:
                yield item
            elif item is None:
                return
            else:
                raise item
    finally:
        stopped.set()
        thread.join()


class BackgroundWriter:
    """Calls `write` in a thread of its own.  As a context: leaving it waits for the last write and raises its error.

    idle: as for `prefetch`, while the last writes are waited for.
    """

    def __init__(self, write: Callable[..., None], idle: Idle = lambda seconds: None) -> None:
        self.write, self.idle = write, idle
        self.waiting: queue.Queue[tuple[Any, ...] | None] = queue.Queue(1)
        self.error: BaseException | None = None
        self.thread = threading.Thread(target=self._work, daemon=True)

    def __enter__(self) -> BackgroundWriter:
        self.thread.start()
        return self

    def __call__(self, *arguments: Any) -> None:
        _waited(lambda seconds: self._put(arguments, seconds), self.idle)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        while self.thread.is_alive():
            with contextlib.suppress(queue.Full):
                self.waiting.put(None, timeout=LOOK)
                break
        self.thread.join()
        if not self.waiting.empty():
            self.error = self.error or MemoryError(ENDED)
        if kind is None and self.error is not None:
            raise self.error

    def _put(self, arguments: tuple[Any, ...], seconds: float) -> None:
        if not self.thread.is_alive():
            self.error = self.error or MemoryError(ENDED)
        if self.error is not None:
            raise self.error
        self.waiting.put(arguments, timeout=seconds)

    def _work(self) -> None:
        for arguments in iter(self.waiting.get, None):
            if self.error is None:
                try:
                    self.write(*arguments)
                except BaseException as error:
                    self.error = error
