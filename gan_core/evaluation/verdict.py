"""What a report says first: one sentence, and what to do with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

Mark = Literal["good", "look", "bad"]


class Sentence(NamedTuple):
    """A key of NOTES, with what fills it."""

    code: str
    values: dict[str, Any] = {}


class Verdict(NamedTuple):
    mark: Mark
    """Use it, use it with care, do not use it."""
    sentence: Sentence
    advice: Sequence[Sentence] = ()
    """How far to trust it, what to use it for, what not, what it rests on."""


def one_tile(tiles: int) -> list[Sentence]:
    """What a verdict rests on, where that is little."""
    return [Sentence("advice-one-tile")] if tiles == 1 else []


def less_error(gain: float) -> float:
    """Percent by which a root mean square error is smaller, from the gain in dB; below 0 where it is larger."""
    return 100 * (1 - 10 ** (-gain / 20))
