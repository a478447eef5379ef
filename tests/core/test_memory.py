"""What a job keeps in memory, and what it leaves alone."""

import os
import platform
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from makers import smooth, write

from gan_core.inference import memory

ROOT = Path(__file__).resolve().parents[2]
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


def test_a_run_does_not_load_the_compiler(tmp_path):
    """PyTorch's own is 80 MB and a second, for nothing that is needed here."""
    source = write(tmp_path / "in.tif", smooth("uint8", 3, 40, 40))
    code = (
        "import sys; from gan_core.commandline import main; "
        "done = main(sys.argv[1:]); print(sorted({'torch._dynamo', 'sympy'} & set(sys.modules))); sys.exit(done)"
    )
    command = [sys.executable, "-c", code, "upscale", source, tmp_path / "out.tif", "--model", "upscale-x2"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
