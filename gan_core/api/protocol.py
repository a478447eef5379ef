"""What a running task says, and to whom.  One JSON object a line when it crosses the process border."""

from __future__ import annotations

import json
from typing import Any, Protocol

PROTOCOL = 1
HEARTBEAT_SECONDS = 1.0


class Report(Protocol):
    """A task's way to the outside.  `check` is called between tiles or steps; it waits while paused."""

    def progress(self, share: float) -> None:
        """How much is done, 0 to 1."""

    def note(self, code: str, **values: Any) -> None:
        """Something worth a line in the log; a key of NOTES with what fills it."""

    def check(self) -> None:
        """Raises Cancelled when the task should end."""


class Stage:
    """A report on one stage of a longer job, from `begin` to `end` of the whole."""

    def __init__(self, whole: Report, begin: float, end: float) -> None:
        self.whole, self.begin, self.end = whole, begin, end

    def progress(self, share: float) -> None:
        self.whole.progress(self.begin + share * (self.end - self.begin))

    def note(self, code: str, **values: Any) -> None:
        self.whole.note(code, **values)

    def check(self) -> None:
        self.whole.check()


def line(event: str, **values: Any) -> str:
    """An event as one line of JSON; what JSON has no word for (NaN, infinity) becomes null."""
    return json.dumps(finite({"event": event, **values}), ensure_ascii=True, allow_nan=False)


def finite(value: Any) -> Any:
    """`value` with every non-finite number replaced by None, for JSON."""
    if isinstance(value, dict):
        return {key: finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [finite(item) for item in value]
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return None
    return value
