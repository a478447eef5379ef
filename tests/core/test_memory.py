"""What a job keeps in memory, and what it leaves alone: each seen in a process of its own."""

import json
import platform
import subprocess
import sys
from pathlib import Path

import pytest
from makers import smooth, write

ROOT = Path(__file__).resolve().parents[2]
LARGE = 256 << 20
HELD = f"""
import json, os, numpy
from pathlib import Path
from gan_core.inference import memory
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
def used():
    block = numpy.ones({LARGE}, numpy.uint8)
    del block
    return resident()
before = resident()
with memory.kept():
    during = used()
print(json.dumps([during - before, resident() - before, used() - before]))
"""


def said(code: str, *arguments: object) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()[-1]


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another allocator")
def test_freed_blocks_stay_until_the_job_ends():
    during, after, later = json.loads(said(HELD))
    assert during > 0.9 * LARGE
    assert after < LARGE / 8
    assert later < LARGE / 8, "after the job large blocks go back at once"


def test_a_run_does_not_load_the_compiler(tmp_path):
    """PyTorch's own is 80 MB and a second, for nothing that is needed here."""
    source = write(tmp_path / "in.tif", smooth("uint8", 3, 40, 40))
    code = (
        "import sys; from gan_core.commandline import main; "
        "done = main(sys.argv[1:]); print(sorted({'torch._dynamo', 'sympy'} & set(sys.modules))); sys.exit(done)"
    )
    assert said(code, "upscale", source, tmp_path / "out.tif", "--model", "upscale-x2") == "[]"
