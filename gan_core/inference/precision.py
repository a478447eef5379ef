"""Whether half the bits are faster here, and true enough: tried on real pixels, not assumed."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple, Optional

import torch

from gan_core.inference.devices import lower_precisions, synchronize

REPEATS = 5
LEAST_GAIN, PLAIN_GAIN = 1.2, 1.4
QUANTILE = 0.999

Run = Callable[[Optional[torch.dtype]], torch.Tensor]


class Lower(NamedTuple):
    """A precision that pays."""

    dtype: torch.dtype
    gain: float
    """How many times faster."""
    difference: float
    """The 99.9th percentile of the absolute difference to the exact result, in the network's range."""


def lower(run: Run, device: torch.device, tolerance: float) -> Lower | None:
    """The first precision that is LEAST_GAIN times faster and differs by at most `tolerance` on 99.9 % of the values.

    run: gives its result in the precision that it is handed, None for float32.
    """
    wanted = run(None)
    for dtype in lower_precisions(device):
        difference = _quantile((run(dtype) - wanted).abs())
        if difference <= tolerance:  # one that is not a number fails too
            gain = _gain(run, dtype, device)
            if gain >= LEAST_GAIN:
                return Lower(dtype, gain, difference)
    return None


def _gain(run: Run, dtype: torch.dtype, device: torch.device) -> float:
    """How many times faster, by the best of a few tries in turn, since others use the machine too; once it is plain, it is."""
    exact = less = float("inf")
    for _ in range(REPEATS):
        exact, less = min(exact, _seconds(run, None, device)), min(less, _seconds(run, dtype, device))
        if exact >= PLAIN_GAIN * less:
            break
    return exact / less


def _seconds(run: Run, dtype: torch.dtype | None, device: torch.device) -> float:
    began = time.perf_counter()
    run(dtype)
    synchronize(device)
    return time.perf_counter() - began


def _quantile(values: torch.Tensor) -> float:
    """torch.quantile takes no more than 16 million values."""
    flat = values.flatten()
    return float(flat.kthvalue(max(1, int(QUANTILE * flat.numel()))).values)
