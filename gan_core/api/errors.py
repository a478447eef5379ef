"""What can go wrong, as a code with values.  A code crosses the process border; its sentence is made where it is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .messages import SENTENCES


def sentence(code: str, values: dict[str, Any], translate: Callable[[str], str] = lambda text: text) -> str:
    """One sentence or two for a reader: what was expected, what came, what to do."""
    return translate(SENTENCES[code]).format_map(values)


class RasterGanError(Exception):
    """Every error that is somebody's to read.  `code` is a key of SENTENCES, `values` fill it; both are plain JSON."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        return sentence(self.code, self.values)


class Cancelled(RasterGanError):
    """Somebody asked for the end; raised where a task looks up from its work."""

    CODES = ("cancelled", "training-cancelled")

    def __init__(self, code: str = "cancelled", **values: Any) -> None:
        super().__init__(code, **values)


class Interrupted(Cancelled):
    """The process has to leave, or a held job is ended: whoever can go on from the middle keeps what is finished."""
