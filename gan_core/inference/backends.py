"""Devices that PyTorch does not bring along: their makers' packages register them when they are imported.

PyTorch imports them itself, from 2.5 on, but then does not start where one of them fails.  `python -m gan_core` therefore tells
it not to (AUTOLOAD), and here each is imported by itself.
"""

from __future__ import annotations

import functools
import os
import sys
from importlib.metadata import EntryPoint, entry_points

GROUP = "torch.backends"
AUTOLOAD, OURS = "TORCH_DEVICE_BACKEND_AUTOLOAD", "by raster-gan"
"""PyTorch imports them for "1" and for nothing; whoever has set another word wants none of them."""


def take_over() -> None:
    """Before PyTorch is imported."""
    os.environ.setdefault(AUTOLOAD, OURS)


@functools.cache
def load_backends() -> dict[str, str]:
    """Imports them, where that was left to us; the reasons why some failed, by name."""
    if os.environ.get(AUTOLOAD) != OURS:
        return {}
    faults = {}
    for point in _points():
        try:
            point.load()()
        except Exception as error:  # a driver that is missing or too old, in whatever words its maker has for that
            faults[point.name] = f"{type(error).__name__}: {error}".splitlines()[0]
    return faults


def _points() -> list[EntryPoint]:
    if sys.version_info >= (3, 10):
        return list(entry_points(group=GROUP))
    return list(entry_points().get(GROUP, []))
