"""Which PyTorch goes with this computer, how much room it takes, and which is installed."""

from __future__ import annotations

import platform
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from ...gan_core.api import library

NEWEST = "2.13.0", "0.8.0"
"""PyTorch and safetensors; tools/release/pins.py has the same, with the hashes of their files."""
BY_PYTHON = {(3, 9): ("2.8.0", "0.7.0")}
"""The last of both for a Python that the newest no longer support."""
INTEL_MAC = "2.2.2"
INDEX = "https://download.pytorch.org/whl/"


@dataclass(frozen=True)
class Build:
    """One kind of PyTorch."""

    processor: str
    """cpu or cuda; part of the folder's name."""
    index: str
    """Where pip finds it; "" for PyPI."""
    download: float
    """GB to fetch."""
    disk: float
    """GB that it takes when it is installed."""

    @property
    def torch(self) -> str:
        """As pip wants it named."""
        return f"torch=={INTEL_MAC if _intel_mac() else _versions()[0]}"

    @property
    def alone(self) -> bool:
        """Whether torch's file needs nothing but what it needs everywhere; CUDA's libraries are files of their own on Linux."""
        return self.processor == "cpu" or sys.platform != "linux"

    @property
    def name(self) -> str:
        """Of its folder: another version, kind or Python is another engine."""
        return f"{self.torch.replace('==', '-')}-{self.processor}-py{sys.version_info[0]}{sys.version_info[1]}"


CPU = Build("cpu", f"{INDEX}cpu" if sys.platform == "linux" else "", 0.2, 0.9)
CUDA = Build("cuda", f"{INDEX}cu128", 3.0, 7.0)


def builds() -> list[Build]:
    """What can be offered on this computer, the recommended one first."""
    if sys.platform == "darwin":
        return [CPU]  # Apple's GPUs are served by it too
    return [CUDA, CPU] if has_nvidia() else [CPU, CUDA]


def engines_folder() -> Path:
    """Where engines are installed: beside the user's own models."""
    return library.own_folder().parent / "engine"


def installed() -> Path | None:
    """The engine that is there for this Python, the recommended build first."""
    return next((path for path in (engines_folder() / build.name for build in builds()) if path.is_dir()), None)


def safetensors() -> str:
    """As pip wants it named."""
    return f"safetensors=={_versions()[1]}"


def _versions() -> tuple[str, str]:
    return BY_PYTHON.get(sys.version_info[:2], NEWEST)


def has_nvidia() -> bool:
    """Whether an NVIDIA driver is there."""
    return shutil.which("nvidia-smi") is not None


def _intel_mac() -> bool:
    return sys.platform == "darwin" and platform.machine() == "x86_64"
