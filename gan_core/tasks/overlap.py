"""Reading ahead and writing behind, so that neither disk nor network waits for the other."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

Item = TypeVar("Item")
DEPTH = 2


def ahead(items: Iterable[Item]) -> Iterator[Item]:
    """The same items, made in a thread of their own, at most DEPTH of them waiting.  Errors come out where they are met."""
    waiting: queue.Queue[tuple[bool, Any]] = queue.Queue(DEPTH)
    stopped = threading.Event()

    def offer(found: bool, item: Any) -> None:
        while not stopped.is_set():
            try:
                waiting.put((found, item), timeout=0.1)
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

    thread = threading.Thread(target=make, daemon=True)
    thread.start()
    try:
        while True:
            found, item = waiting.get()
            if found:
                yield item
            elif item is None:
                return
            else:
                raise item
    finally:
        stopped.set()
        thread.join()


class Behind:
    """Calls `write` in a thread of its own.  As a context: leaving it waits for the last write and raises its error."""

    def __init__(self, write: Callable[..., None]) -> None:
        self.write = write
        self.waiting: queue.Queue[tuple[Any, ...] | None] = queue.Queue(DEPTH)
        self.error: BaseException | None = None
        self.thread = threading.Thread(target=self._work, daemon=True)

    def __enter__(self) -> Behind:
        self.thread.start()
        return self

    def __call__(self, *arguments: Any) -> None:
        if self.error is not None:
            raise self.error
        self.waiting.put(arguments)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.waiting.put(None)
        self.thread.join()
        if kind is None and self.error is not None:
            raise self.error

    def _work(self) -> None:
        for arguments in iter(self.waiting.get, None):
            if self.error is None:
                try:
                    self.write(*arguments)
                except BaseException as error:
                    self.error = error
