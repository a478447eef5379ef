"""The machine that a figure was taken on, and how much of its memory a process and its children take (Linux)."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
from pathlib import Path

PACKAGES = ("torch", "numpy", "onnxruntime", "ncnn")
BF16 = {"avx512_bf16", "amx_bf16", "bf16"}
"""Flags of processors that compute with bfloat16; the last is ARM's."""


def described() -> dict[str, object]:
    """What a reader needs to know to compare figures: processor, memory, load, versions."""
    from osgeo import gdal

    facts = Path("/proc/cpuinfo").read_text()
    model = re.search(r"^model name\s*: (.*)$", facts, re.MULTILINE)
    return {
        "processor": model[1] if model else platform.machine(),
        "cores": len(os.sched_getaffinity(0)),
        "bf16": has_bf16(facts),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1),
        "load": os.getloadavg()[0],
        "system": platform.platform(),
        "python": platform.python_version(),
        "gdal": gdal.__version__,
        **{name: version(name) for name in PACKAGES},
    }


def version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "missing"


def has_bf16(cpuinfo: str) -> bool:
    """Whether a processor says that it computes with bfloat16.  cpuinfo: the text of /proc/cpuinfo."""
    flags = re.search(r"^(?:flags|Features)\s*: (.*)$", cpuinfo, re.MULTILINE)
    return bool(flags and BF16 & set(flags[1].split()))


def tree(process: int) -> list[int]:
    """A process and all below it."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return []
    return [process, *(member for child in children for member in tree(int(child)))]


def peak_bytes(process: int) -> int:
    """The sum of the peaks that a process and those below it, alive now, have reached so far."""
    total = 0
    for member in tree(process):
        try:
            match = re.search(r"^VmHWM:\s*(\d+) kB", Path(f"/proc/{member}/status").read_text(), re.MULTILINE)
        except OSError:
            continue  # it ended meanwhile
        total += 1024 * int(match[1]) if match else 0
    return total
