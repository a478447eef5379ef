"""Contenders, each in a process of its own that waits for its turn: no library meets another, and each one's memory shows.

    python -m tools.bench.lanes MODULE:FUNCTION OPTIONS

The function gets the options (JSON) and gives back what its turn runs and facts to tell, its settings say.  It warms up first.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tools.bench.machine import peak_bytes

SAMPLING_SECONDS = 0.05
Facts = dict[str, Any]


class Turn(NamedTuple):
    """What one turn of a contender took."""

    seconds: float
    megapixels: float
    """Of output."""
    parts: dict[str, float] = {}
    """Seconds of its stages, where it has any to tell."""


Prepared = tuple[Callable[[], Turn], Facts]


@dataclass
class Lane:
    """A contender's process, seen from outside."""

    name: str
    prepare: str
    options: Mapping[str, Any]
    turns: list[Turn] = field(default_factory=list)
    facts: Facts = field(default_factory=dict)
    peak: int = 0
    """Bytes, of its process and those below it."""

    def __enter__(self) -> Lane:
        command = [sys.executable, "-m", "tools.bench.lanes", self.prepare, json.dumps(self.options)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        threading.Thread(target=self._sample, daemon=True).start()
        self.facts = self._answer()
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate()

    def turn(self) -> Turn:
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        self.turns.append(Turn(**self._answer()))
        return self.turns[-1]

    def _answer(self) -> dict[str, Any]:
        line = self.process.stdout.readline()
        self.peak = max(self.peak, peak_bytes(self.process.pid))
        if not line:
            raise RuntimeError(f"{self.name} ended with code {self.process.wait()}: see above")
        return json.loads(line)

    def _sample(self) -> None:
        """What is below the process may be gone at the end of a turn."""
        while self.process.poll() is None:
            self.peak = max(self.peak, peak_bytes(self.process.pid))
            time.sleep(SAMPLING_SECONDS)


def in_turn(lanes: Sequence[Lane], rounds: int) -> None:
    """Every lane once, then again: what else the machine does falls on all of them."""
    for count in range(rounds):
        for lane in lanes:
            turn = lane.turn()
            print(f"  round {count + 1}, {lane.name}: {turn.seconds:.2f} s", flush=True)


def main() -> None:
    """The lane itself: prepare, tell the facts, then one turn for every line that comes in."""
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # whatever a library prints
    module, _, function = sys.argv[1].partition(":")
    run, facts = getattr(importlib.import_module(module), function)(json.loads(sys.argv[2]))
    answers.write(json.dumps(facts) + "\n")
    for _ in sys.stdin:
        answers.write(json.dumps(run()._asdict()) + "\n")


if __name__ == "__main__":
    main()
