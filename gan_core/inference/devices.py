"""Where to compute: the one door to what PyTorch can compute on, its names, its memory and its ways to fail.

Each kind of device has a module `torch.<kind>` with nearly the same functions.  Run by us was the processor alone: the rest is
written by reading, and tried with a device of our own making (tests/core/test_devices.py).
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from typing import Any

import torch

from gan_core.api.devices import AUTOMATIC, KINDS, PROCESSOR
from gan_core.api.errors import RasterGanError
from gan_core.inference.backends import load_backends

ROUNDING = (
    "backends.cuda.matmul.allow_tf32",
    "backends.cudnn.allow_tf32",
    "npu.matmul.allow_hf32",
    "npu.conv.allow_hf32",
    "backends.mlu.matmul.allow_tf32",
    "backends.cnnl.allow_tf32",
    "backends.mudnn.allow_tf32",
)
"""Switches that let a device round float32 to fewer bits; bit-exact tiles need them off."""
LOWER = {"cuda": (torch.float16, torch.bfloat16), "mps": (torch.float16,), PROCESSOR: (torch.bfloat16,)}
"""Precisions that may be faster, in the order in which they are tried.  On a processor float16 never is."""
ANY_LOWER = (torch.float16, torch.bfloat16)
AT_ONCE, ROOM = 8, 4 << 30
"""Tiles that a graphics card takes at once, and the free memory that asks for, bytes."""
MEMORY = re.compile(
    r"out.of.(device.|host.)?memory|out_of_resources|can(no|')t allocate memory|could not create a primitive|"
    r"alloc_failed|invalid buffer size|failed to allocate memory",
    re.IGNORECASE,
)
"""CUDA, HIP, XPU, NPU, MLU and MUSA say "... out of memory", Level Zero (UR_RESULT_ERROR_OUT_OF_...), MPS "Invalid buffer
size: 19 GB", cuBLAS and cuDNN ..._STATUS_ALLOC_FAILED; the processor's allocator, the system where a file is mapped, and oneDNN
where it makes its kernels have sentences of their own."""
LOST = re.compile(
    r"device.lost|unspecified launch failure|illegal memory access|launch timed out|device-side assert|"
    r"(cuda|hip|mps|xpu|npu|mlu|musa|acl|cnrt|level_zero)\S* (backend failed|error|runtime error|function error)|"
    r"is not (currently )?(implemented|supported) (for|on) the \w+ (device|backend)|aspect fp64 is not supported",
    re.IGNORECASE,
)


def available() -> list[str]:
    """Kinds of this computer's devices, the best first, the processor last."""
    load_backends()
    return [*(kind for kind in accelerators() if not _fault(kind)), PROCESSOR]


def accelerators() -> list[str]:
    """Kinds that say that they are there, the best first: the known ones, and what else PyTorch calls its accelerator."""
    accelerator: Any = getattr(torch, "accelerator", None)  # since 2.6
    current = accelerator.current_accelerator() if accelerator else None
    kinds = [*KINDS, *([current.type] if current is not None and current.type not in KINDS else [])]
    return [kind for kind in kinds if _is_there(kind)]


def faults() -> dict[str, str]:
    """Why devices that are there can't be used, by kind or package."""
    failed = {kind: _fault(kind) for kind in accelerators()}
    return {**load_backends(), **{kind: fault for kind, fault in failed.items() if fault}}


def choose(requested: str) -> torch.device:
    """ "auto" or a kind.  Raises RasterGanError `device-missing`, or `device-broken` where something there can't be used."""
    if requested == PROCESSOR:
        return torch.device(PROCESSOR)
    kinds = available()
    if requested != AUTOMATIC and requested not in kinds:
        reasons = "; ".join(f"{name}: {reason}" for name, reason in faults().items())
        code = "device-broken" if reasons else "device-missing"
        raise RasterGanError(code, got=requested, expected=", ".join(kinds), reason=reasons)
    for switch in ROUNDING:
        _switch_off(switch)
    return torch.device(kinds[0] if requested == AUTOMATIC else requested)


def is_processor(device: torch.device) -> bool:
    return device.type == PROCESSOR


def name(kind: str) -> str:
    """What its maker calls it, such as "NVIDIA H200"; "" where that can't be told."""
    holder, function = (torch.backends.mps, "get_name") if kind == "mps" else (_module(kind), "get_device_name")
    asked = getattr(holder, function, None)
    with contextlib.suppress(RuntimeError):
        return re.sub(r"\((R|TM)\)", "", str(asked())) if asked else ""
    return ""


def free_memory(device: torch.device) -> int:
    """Bytes; 0 where the device does not tell."""
    module = _module(device.type)
    with contextlib.suppress(AttributeError, RuntimeError):
        if device.type == "mps":
            return max(0, int(module.recommended_max_memory()) - int(module.driver_allocated_memory()))
        return int(module.mem_get_info(device)[0])
    return 0


def tiles_at_once(device: torch.device) -> int:
    """How many to begin with."""
    return AT_ONCE if not is_processor(device) and free_memory(device) >= ROOM else 1


def synchronize(device: torch.device) -> None:
    """Waits until everything that was asked of it is done."""
    _call(device, "synchronize")


def empty_cache(device: torch.device) -> None:
    """Gives back what PyTorch keeps of its memory; a device that is lost has nothing to give."""
    with contextlib.suppress(RuntimeError):
        _call(device, "empty_cache")


def fitting(dtype: torch.dtype, device: torch.device) -> torch.dtype:
    """float32 in place of float64 where the device has no such numbers, or is not known to have them."""
    has = device.type in (PROCESSOR, "cuda")
    if device.type == "xpu":
        has = bool(getattr(_module("xpu").get_device_properties(device), "has_fp64", False))
    return torch.float32 if dtype == torch.float64 and not has else dtype


def lower_precisions(device: torch.device) -> tuple[torch.dtype, ...]:
    return LOWER.get(device.type, ANY_LOWER)


def is_out_of_memory(error: BaseException) -> bool:
    """Newer PyTorch has a class for it; other allocators, and older ones, have only a sentence."""
    classes = (MemoryError, getattr(torch, "OutOfMemoryError", MemoryError), torch.cuda.OutOfMemoryError)
    return isinstance(error, classes) or (isinstance(error, RuntimeError) and bool(MEMORY.search(str(error))))


def is_device_fault(error: BaseException) -> bool:
    """A device that is lost, or lacks an operator: a processor can still do it."""
    classes = (NotImplementedError, getattr(torch, "AcceleratorError", NotImplementedError))
    return isinstance(error, classes) or (isinstance(error, RuntimeError) and bool(LOST.search(str(error))))


def _is_there(kind: str) -> bool:
    if kind == "mps":
        return torch.backends.mps.is_available()
    asked: Callable[[], bool] | None = getattr(_module(kind), "is_available", None)
    with contextlib.suppress(RuntimeError):
        return bool(asked and asked())
    return False


def _fault(kind: str) -> str:
    """Why this device, which says that it is there, can't be used; "" where it can: it has to add and know autocast, which is
    switched off for what must not be rounded (PyTorch before 2.5 knows none on an Apple GPU)."""
    try:
        with torch.autocast(kind, enabled=False):
            torch.ones(1).to(kind).add(1).cpu()
    except (RuntimeError, AssertionError, AttributeError) as error:
        return f"{type(error).__name__}: {error}".splitlines()[0]
    return ""


def _module(kind: str) -> Any:
    """Of PyTorch, with the kind's functions; None where it has none."""
    return getattr(torch, kind, None)


def _call(device: torch.device, function: str) -> None:
    called = getattr(_module(device.type), function, None)
    if called and not is_processor(device):
        called()


def _switch_off(path: str) -> None:
    *parts, last = path.split(".")
    holder: Any = torch
    for part in parts:
        holder = getattr(holder, part, None)
    if holder is not None and hasattr(holder, last):
        setattr(holder, last, False)
