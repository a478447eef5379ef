"""One file per verb: `run(job, report)` is the verb's whole story."""

from __future__ import annotations

import importlib
import sys
from typing import Any

from gan_core.api.devices import PROCESSOR
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.base import BaseJob
from gan_core.api.lock import output_lock
from gan_core.api.protocol import Report
from gan_core.inference import memory

SPARE = 256 << 20
"""Bytes without which memory is full."""


def run(job: BaseJob, report: Report) -> dict[str, Any]:
    """Do what the job asks, while nobody else writes its outputs; gives its results as plain JSON.

    Raises RasterGanError, `out-of-memory` too, wherever that was.
    """
    name = "cluster" if getattr(job, "dask", "") else job.verb
    task = importlib.import_module(f"{__name__}.{name}")
    try:
        with output_lock(job.locks()), memory.kept():
            results: dict[str, Any] = task.run(job, report)
        return results
    except (RuntimeError, MemoryError, SystemError) as error:
        if _memory_is_full(error):
            raise RasterGanError("out-of-memory", reason=str(error) or type(error).__name__) from error
        if _device_failed(job, error):
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise RasterGanError("device-failed", reason=reason) from error
        raise


def _memory_is_full(error: BaseException) -> bool:
    """Python says so of a thread in words alone; some verbs run without PyTorch, which has its own way to say so."""
    if isinstance(error, MemoryError) or "can't start new thread" in str(error):
        return True
    if isinstance(
        error, SystemError
    ):  # C code that failed without a word; a library's imports do so for want of memory
        return not _has_memory()
    if "torch" not in sys.modules:
        return False
    from gan_core.inference.devices import is_out_of_memory

    return is_out_of_memory(error)


def _device_failed(job: BaseJob, error: BaseException) -> bool:
    """Whether the error is that of a device other than the processor."""
    if "torch" not in sys.modules or getattr(job, "device", PROCESSOR) == PROCESSOR:
        return False
    from gan_core.inference import devices

    return devices.is_device_fault(error) and bool(devices.accelerators())


def _has_memory() -> bool:
    try:
        bytearray(SPARE)
    except MemoryError:
        return False
    return True
