"""Whether half the bits are faster here, and true enough: tried on real pixels, not assumed."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple, Optional

import torch

CANDIDATES = {"cuda": (torch.float16, torch.bfloat16), "mps": (torch.float16,), "cpu": (torch.bfloat16,)}
"""By device, in the order in which they are tried.  On a CPU float16 is never faster."""
REPEATS = 5
LEAST_GAIN = 1.2
QUANTILE = 0.999

Run = Callable[[Optional[torch.dtype]], torch.Tensor]


class Lower(NamedTuple):
    """A precision that pays."""

    kind: torch.dtype
    gain: float
    """How many times faster."""
    difference: float
    """The 99.9th percentile of the absolute difference to the exact result, in the network's range."""


def lower(run: Run, device: torch.device, tolerance: float) -> Lower | None:
    """The first precision that is LEAST_GAIN times faster and differs by at most `tolerance` on 99.9 % of the values.

    run: gives its result in the precision that it is handed, None for float32.
    """
    seconds, wanted = _timed(run, None, device)
    for kind in CANDIDATES.get(device.type, ()):
        less, made = _timed(run, kind, device)
        difference = _quantile((made - wanted).abs())
        if seconds >= LEAST_GAIN * less and difference <= tolerance:  # a difference that is not a number fails too
            return Lower(kind, seconds / less, difference)
    return None


def _timed(run: Run, kind: torch.dtype | None, device: torch.device) -> tuple[float, torch.Tensor]:
    """The best of a few tries, since others use the machine too, and what came of it."""
    times = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        made = run(kind)
        if device.type == "cuda":
            torch.cuda.synchronize(device)
        times.append(time.perf_counter() - began)
    return min(times[1:]), made


def _quantile(values: torch.Tensor) -> float:
    """torch.quantile takes no more than 16 million values."""
    flat = values.flatten()
    return float(flat.kthvalue(max(1, int(QUANTILE * flat.numel()))).values)
