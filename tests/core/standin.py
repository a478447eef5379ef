"""A device that is none: PyTorch takes it for an NPU, and a processor computes.  It has no float64, tells of no memory, and
fails in the ways in which such devices fail, named by `Module.fault`.

`register` is what the entry point of a maker's package would be; what it registers stays for as long as the process lives.
"""

from __future__ import annotations

import torch
from torch.utils._pytree import tree_leaves, tree_map

MEMORY = (
    "CUDA out of memory. Tried to allocate 2.00 GiB (GPU 0; 8.00 GiB total capacity)",
    "HIP out of memory. Tried to allocate 2.00 GiB",
    "CUDA error: out of memory",
    "cuDNN error: CUDNN_STATUS_ALLOC_FAILED",
    "XPU out of memory. Tried to allocate 2.00 GiB",
    "level_zero backend failed with error: 39 (UR_RESULT_ERROR_OUT_OF_DEVICE_MEMORY)",
    "level_zero backend failed with error: 40 (UR_RESULT_ERROR_OUT_OF_RESOURCES)",
    "MPS backend out of memory (MPS allocated: 8.00 GB, other allocations: 1.00 GB, max allowed: 9.07 GB)",
    "Invalid buffer size: 19.45 GB",
    "NPU out of memory. Tried to allocate 52.00 MiB (NPU 0; 60.96 GiB total capacity)",
    "MLU out of memory. Tried to allocate 2.00 GiB",
    "MUSA out of memory. Tried to allocate 2.00 GiB",
)
LOST = (
    "CUDA error: unspecified launch failure",
    "HIP error: the launch timed out and was terminated",
    "level_zero backend failed with error: 20 (UR_RESULT_ERROR_DEVICE_LOST)",
    "NPU function error: aclrtSynchronizeDevice, error code is 507035",
    "CNRT error: invalid argument.",
    "MUSA error: an illegal memory access was encountered",
)
MOST = 220 * 220
"""Pixels that a layer may take where memory is short."""


class StandIn(torch.Tensor):
    """Holds a tensor of the processor."""

    raw: torch.Tensor

    @staticmethod
    def __new__(cls, raw: torch.Tensor) -> StandIn:
        layout = {"strides": raw.stride(), "storage_offset": raw.storage_offset(), "requires_grad": raw.requires_grad}
        with torch.inference_mode(False):  # views of weights would not be allowed otherwise
            tensor = torch.Tensor._make_wrapper_subclass(cls, raw.size(), dtype=raw.dtype, device="npu:0", **layout)
        tensor.raw = raw
        return tensor

    @classmethod
    def __torch_dispatch__(cls, function, types, args=(), kwargs=None):
        return computed(function, args, kwargs or {})


def computed(function, args, kwargs):
    """On the processor, and wrapped again where the result belongs to the device."""
    Module.check(function, [leaf for leaf in tree_leaves((args, kwargs)) if isinstance(leaf, StandIn)], kwargs)

    def inside(value):
        if isinstance(value, StandIn):
            return value.raw
        return torch.device("cpu") if isinstance(value, torch.device) and value.type == "npu" else value

    result = function(*tree_map(inside, args), **tree_map(inside, kwargs))
    if function.__name__.split(".")[0].endswith("_"):
        return args[0]
    device = kwargs.get("device")
    if device is not None and torch.device(device).type != "npu":
        return result
    return tree_map(lambda value: StandIn(value) if isinstance(value, torch.Tensor) else value, result)


class Module:
    """What `torch.npu` is."""

    fault = ""
    asked = 0
    convolutions = 0

    @classmethod
    def check(cls, function, tensors, kwargs) -> None:
        if torch.float64 in [kwargs.get("dtype"), *(tensor.dtype for tensor in tensors)]:
            raise TypeError("Cannot convert a tensor of this device to float64")
        convolves = function.__name__.startswith(("conv2d", "convolution"))
        cls.convolutions += convolves
        kind, _, sentence = cls.fault.partition(": ")
        if kind == "short" and convolves and tensors[0][0, 0].numel() > MOST:
            raise torch.OutOfMemoryError(sentence)
        if kind == "full" and convolves:
            raise RuntimeError(sentence)
        if kind == "operator" and convolves:
            raise NotImplementedError(
                "The operator 'aten::convolution' is not currently implemented for the NPU device"
            )
        if kind == "lost" and cls.convolutions > 3:
            raise RuntimeError(sentence)

    def is_available(self) -> bool:
        type(self).asked += 1
        return self.fault != "gone" and not (self.fault == "vanishing" and self.asked > 2)

    def is_initialized(self) -> bool:
        return True

    def _is_in_bad_fork(self) -> bool:
        return False

    def current_device(self) -> int:
        return 0

    def device_count(self) -> int:
        return 1

    def manual_seed_all(self, seed: int) -> None:
        pass

    def get_device_name(self, device=None) -> str:
        return "Stand-in(TM) 910"

    def get_amp_supported_dtype(self) -> list[torch.dtype]:
        return [torch.float16]

    def mem_get_info(self, device=None) -> tuple[int, int]:
        return 0, 0

    def synchronize(self, device=None) -> None:
        pass

    def empty_cache(self) -> None:
        if self.fault.startswith("lost"):
            raise RuntimeError(self.fault)


def register() -> None:
    from torch.utils.backend_registration import _setup_privateuseone_for_python_backend

    _setup_privateuseone_for_python_backend("npu", Module())
    library = Module.library = torch.library.Library("aten", "IMPL", "PrivateUse1")

    def to_copy(x, *, dtype=None, layout=None, device=None, pin_memory=None, non_blocking=False, memory_format=None):
        options = {"dtype": dtype, "device": device, "memory_format": memory_format}
        return computed(torch.ops.aten._to_copy.default, (x,), options)

    def empty(size, *, dtype=None, layout=None, device=None, pin_memory=None, memory_format=None):
        return StandIn(torch.empty(size, dtype=dtype, memory_format=memory_format))

    def empty_strided(size, stride, *, dtype=None, layout=None, device=None, pin_memory=None):
        return StandIn(torch.empty_strided(size, stride, dtype=dtype))

    for name, function in (("_to_copy", to_copy), ("empty.memory_format", empty), ("empty_strided", empty_strided)):
        library.impl(name, function)


def broken() -> None:
    raise ImportError("libascendcl.so: cannot open shared object file")
