"""Kinds of devices that can compute, as PyTorch calls them."""

from __future__ import annotations

from .language import translatable

AUTOMATIC, PROCESSOR = "auto", "cpu"
KINDS = {
    "cuda": translatable("NVIDIA or AMD graphics card"),
    "mps": translatable("Apple GPU"),
    "xpu": translatable("Intel graphics card"),
    "npu": translatable("Huawei Ascend"),
    "mlu": translatable("Cambricon"),
    "musa": translatable("Moore Threads graphics card"),
}
"""What people call each where its own name is not known, the best first.  AMD's ROCm calls itself cuda; the last three come
with packages of their makers (torch_npu, torch_mlu, torch_musa)."""
DEVICES = (AUTOMATIC, PROCESSOR, *KINDS)
