"""What a job frees stays at hand until it ends."""

import os
import platform
from pathlib import Path

import numpy as np
import pytest

from gan_core.inference import memory

LARGE = 256 << 20


def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another allocator")
def test_freed_blocks_stay_until_the_job_ends():
    before = resident()
    with memory.kept():
        block = np.ones(LARGE, np.uint8)
        del block
        during = resident()
    assert during - before > LARGE / 2
    assert resident() - before < LARGE / 4
    block = np.ones(LARGE, np.uint8)
    del block
    assert resident() - before < LARGE / 4, "after the job, large blocks go back at once"
