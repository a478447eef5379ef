"""A training run's whole state in one safetensors file, written beside its place and renamed: never half a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file

from gan_core.api.staging import replacement

Tensors = dict[str, torch.Tensor]


def save(path: Path, tensors: Tensors, facts: dict[str, Any]) -> None:
    """`facts` must be JSON.  A kill at any moment leaves the old file or the new one."""
    with replacement(path, ".part") as staged:
        save_file({name: tensor.contiguous() for name, tensor in tensors.items()}, staged, {"facts": json.dumps(facts)})


def load(path: Path) -> tuple[Tensors, dict[str, Any]]:
    """The tensors and facts of `save`."""
    with safe_open(path, framework="pt") as file:
        facts: dict[str, Any] = json.loads(file.metadata()["facts"])
    return load_file(path), facts


def prefixed(prefix: str, tensors: Tensors) -> Tensors:
    return {f"{prefix}.{name}": tensor for name, tensor in tensors.items()}


def below(prefix: str, tensors: Tensors) -> Tensors:
    """The inverse of `prefixed`."""
    return {name[len(prefix) + 1 :]: tensor for name, tensor in tensors.items() if name.startswith(prefix + ".")}


def optimizer_tensors(optimizer: torch.optim.Optimizer) -> Tensors:
    """Moments and momentum, by parameter index."""
    state = optimizer.state_dict()["state"]
    return {f"{index}.{name}": value for index, slots in state.items() for name, value in slots.items()}


def restore_optimizer(optimizer: torch.optim.Optimizer, tensors: Tensors) -> None:
    state: dict[int, Tensors] = {}
    for key, value in tensors.items():
        index, name = key.split(".", 1)
        state.setdefault(int(index), {})[name] = value
    optimizer.load_state_dict({"state": state, "param_groups": optimizer.state_dict()["param_groups"]})
