"""Freed memory kept for the next tile while a job runs."""

from __future__ import annotations

import ctypes
import platform
from collections.abc import Iterator
from contextlib import contextmanager

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8
NEVER = 2**31 - 1
"""Bytes: more than any block."""
MMAPPED = 32 << 20
"""glibc's own limit is moved up to this by what a program frees."""


@contextmanager
def kept() -> Iterator[None]:
    """glibc asks the system for blocks of more than 32 MB and gives them back when they are freed, so every tile pays for
    its pages anew: measured, a quarter of the time of a network at 512 x 512.  Other systems' allocators keep theirs."""
    if platform.libc_ver()[0] != "glibc":
        yield
        return
    libc = ctypes.CDLL(None)
    libc.mallopt(M_ARENA_MAX, 1)  # else what the reading and the writing thread have freed is of no use to the network
    libc.mallopt(M_MMAP_THRESHOLD, NEVER)
    libc.mallopt(M_TRIM_THRESHOLD, NEVER)
    try:
        yield
    finally:
        libc.mallopt(M_MMAP_THRESHOLD, MMAPPED)
        libc.mallopt(M_TRIM_THRESHOLD, 2 * MMAPPED)
        libc.malloc_trim(0)
