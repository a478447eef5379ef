"""The numbers of a foreign file, without ever running what else is in it."""

from __future__ import annotations

import os
import re
import subprocess  # nosec B404 - our own module in our own interpreter
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file

from gan_core.api import model_card
from gan_core.api.errors import RasterGanError
from gan_core.foreign.archive import check_archive
from gan_core.foreign.refusal import refused

State = dict[str, torch.Tensor]
SAFE = (model_card.SUFFIX, ".safetensor")
"""SEN2SR writes the second."""
PICKLED = (".pth", ".pt", ".ckpt")
SAFE_TORCH = (2, 10)
"""Before it, a crafted file could get past the restricted unpickler (CVE-2025-32434, CVE-2026-24747)."""
SECONDS = 120.0
ROOT = Path(__file__).resolve().parents[2]
PREFIXES = ("_orig_mod.", "module.", "netG.", "generator.", "params_ema.", "params.")
"""What training programs, and torch.compile, put before every name; in any order."""
FLOAT_TYPES = (torch.float32, torch.float16, torch.bfloat16, torch.float64)


def tensors(path: Path, check: Callable[[], None]) -> State:
    """Every tensor as float32, by name.

    check: called several times a second; may raise.  Raises RasterGanError `import-refused` or `import-torch`.
    """
    suffix = path.suffix.lower()
    if suffix in SAFE:
        tensors = _load_safetensors(path)
    elif suffix in PICKLED:
        check_archive(path)
        _check_torch(path)
        tensors = _unpickle(path, check)
    else:
        raise refused(path, f"its name ends in {suffix or 'nothing'}")
    tensors = without_prefixes(tensors)
    return {name: _to_float32(path, name, tensor) for name, tensor in tensors.items()}


def without_prefixes(tensors: State) -> State:
    """Under the names that the network itself gives them."""
    while prefix := next(
        (candidate for candidate in PREFIXES if tensors and all(name.startswith(candidate) for name in tensors)), ""
    ):
        tensors = {name[len(prefix) :]: tensor for name, tensor in tensors.items()}
    return tensors


def _load_safetensors(path: Path) -> State:
    try:
        model_card.header(path)
    except RasterGanError as error:
        raise refused(path, error.values["reason"]) from error
    try:
        return load_file(path)
    except (SafetensorError, OSError) as error:
        raise refused(path, str(error)) from error


def _check_torch(path: Path) -> None:
    version = tuple(int(part) for part in re.findall(r"\d+", torch.__version__)[:2])
    if version < SAFE_TORCH:
        raise RasterGanError("import-torch", path=str(path), version=torch.__version__)


def _unpickle(path: Path, check: Callable[[], None]) -> State:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"weights{model_card.SUFFIX}"
        log = Path(folder) / "words"
        command = [sys.executable, "-m", "gan_core.foreign.unpickle", str(path.absolute()), str(target)]
        with log.open("wb") as stderr:
            process = subprocess.Popen(  # nosec B603 - our own module, no shell
                command, cwd=folder, env=_environment(), stdin=subprocess.DEVNULL, stdout=stderr, stderr=stderr
            )
            try:
                _wait(process, path, check)
            finally:
                process.kill()
                process.wait()
        if process.returncode or not target.exists():
            lines = log.read_text("utf-8", "replace").strip().splitlines()
            raise refused(path, lines[-1] if lines else f"reading it ended with code {process.returncode}")
        return load_file(target)


def _wait(process: subprocess.Popen[bytes], path: Path, check: Callable[[], None]) -> None:
    end = time.monotonic() + SECONDS
    while process.poll() is None:
        check()
        if time.monotonic() > end:
            raise refused(path, f"reading it took more than {SECONDS:.0f} s")
        time.sleep(0.05)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"}


def _to_float32(path: Path, name: str, tensor: torch.Tensor) -> torch.Tensor:
    if tensor.dtype not in FLOAT_TYPES:
        raise refused(path, f"{name:.60} holds {tensor.dtype}, not weights")
    tensor = tensor.float()
    if not torch.isfinite(tensor).all():
        raise refused(path, f"{name:.60} holds values that are not finite")
    return tensor
