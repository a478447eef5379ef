"""One file here is one entry of the toolbox: a class `Algorithm`; where it trains, also `parameters`."""

from __future__ import annotations

import importlib
from typing import Any


def parameters_of(job: dict[str, Any]) -> dict[str, Any]:
    """What the dialog of an algorithm that trains is filled with to run a job again; job: its fields and its verb."""
    found: dict[str, Any] = importlib.import_module(f"{__name__}.{job.get('verb', 'finetune')}").parameters(job)
    return found
