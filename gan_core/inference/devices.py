"""Where to compute, and how to tell that its memory is full."""

from __future__ import annotations

import torch

from gan_core.api.errors import RasterGanError


def available() -> list[str]:
    """Devices of this computer, the best first."""
    names = []
    if torch.cuda.is_available():
        names.append("cuda")
    if torch.backends.mps.is_available():
        names.append("mps")
    return [*names, "cpu"]


def choose(wanted: str) -> torch.device:
    """ "auto" or a name.  Raises RasterGanError `device-missing`."""
    names = available()
    if wanted != "auto" and wanted not in names:
        raise RasterGanError("device-missing", got=wanted, expected=", ".join(names))
    if "cuda" in names:  # bit-exact tiles need full precision
        torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = False
    return torch.device(names[0] if wanted == "auto" else wanted)


def is_out_of_memory(error: BaseException) -> bool:
    """On a GPU PyTorch has a class for it; its CPU allocator, the system where a file is mapped, and oneDNN where it makes its
    kernels have only a sentence."""
    if isinstance(error, (MemoryError, torch.OutOfMemoryError)):
        return True
    sentences = ("DefaultCPUAllocator: can't allocate memory", "Cannot allocate memory", "could not create a primitive")
    return isinstance(error, RuntimeError) and any(sentence in str(error) for sentence in sentences)
