"""One file per verb: `run(job, report)` is the verb's whole story."""

from __future__ import annotations

import importlib
from typing import Any

from gan_core.api.jobs import Job
from gan_core.api.protocol import Report
from gan_core.inference import memory


def run(job: Job, report: Report) -> dict[str, Any]:
    """Do what the job asks; gives its results as plain JSON.  Raises RasterGanError."""
    name = "cluster" if getattr(job, "dask", "") else job.verb
    task = importlib.import_module(f"{__name__}.{name}")
    with memory.kept():
        results: dict[str, Any] = task.run(job, report)
    return results
