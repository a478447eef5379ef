"""The architectures.  The folder is the registry: a module here with an `ARCHITECTURE` can be built by its id."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

import torch

from gan_core.api.errors import RasterGanError
from gan_core.networks.architecture import Architecture


def architectures() -> dict[str, Architecture]:
    """Every architecture in this folder, by id."""
    modules = (importlib.import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__))
    known = [module.ARCHITECTURE for module in modules if hasattr(module, "ARCHITECTURE")]
    return {architecture.id: architecture for architecture in known}


def build(identifier: str, arguments: dict[str, Any]) -> torch.nn.Module:
    """An untrained network.  Raises RasterGanError `network-arguments` for an unknown id or an argument out of bounds."""
    known = architectures()
    if identifier not in known:
        names = ", ".join(sorted(known))
        raise RasterGanError("network-arguments", reason=f"architecture {identifier!r} is none of {names}")
    return known[identifier].build(arguments)
