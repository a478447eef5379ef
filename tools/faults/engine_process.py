"""One engine process, talked to as the plugin does: a line of JSON for each job and each event."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from gan_core.api.jobs import to_dict
from gan_core.api.jobs.base import BaseJob


class Worker:
    """As a context: killed at the end if it still lives."""

    def __init__(self, models: str) -> None:
        """models: the folder for the user's own models, and with it for trainings."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gan_core", "worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "RASTER_GAN_MODELS": models},
        )

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()

    def send(self, identifier: str, job: Any, rubbish: str = "") -> None:
        """job: one of ours, or any JSON.  rubbish: text before its line."""
        fields = to_dict(job) if isinstance(job, BaseJob) else job
        assert self.process.stdin is not None
        self.process.stdin.write(rubbish + json.dumps({"id": identifier, "job": fields}) + "\n")
        self.process.stdin.flush()

    def answer(self, identifier: str) -> dict[str, Any] | None:
        """The event that ends a job; None where the worker ended before."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            event: dict[str, Any] = json.loads(line)
            if event.get("id") == identifier and event["event"] in ("done", "failed"):
                return event
        return None

    def leave(self) -> int:
        """Its exit code, when nothing more is asked of it."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        return self.process.wait(30)
