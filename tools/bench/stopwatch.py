"""How long named stages take, each in the thread that it runs in; put around functions from outside."""

from __future__ import annotations

import functools
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any


class Stopwatch:
    """Seconds by stage.  A stage inside another of the same thread counts for itself, not for the outer one."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.inner = threading.local()

    def clear(self) -> None:
        self.seconds.clear()

    def around(self, function: Callable[..., Any], stage: str) -> Callable[..., Any]:
        """The function, its time counted."""

        @functools.wraps(function)
        def counted(*arguments: Any, **named: Any) -> Any:
            before, self.inner.seconds = getattr(self.inner, "seconds", 0.0), 0.0
            began = time.perf_counter()
            try:
                return function(*arguments, **named)
            finally:
                took = time.perf_counter() - began
                self.seconds[stage] += took - self.inner.seconds
                self.inner.seconds = before + took

        return counted


def timed(owner: object, name: str, watch: Stopwatch, stage: str) -> None:
    """From now on, whoever calls the `owner`'s function is timed."""
    setattr(owner, name, watch.around(getattr(owner, name), stage))
