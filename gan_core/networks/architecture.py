"""What a network's file declares about itself, so that a model file can ask for it and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import torch

from gan_core.api.errors import RasterGanError


@dataclass(frozen=True)
class Architecture:
    """A network by id.  A model file names the id and the arguments; only bounded whole numbers are let through."""

    id: str
    network: Callable[..., torch.nn.Module]
    bounds: Mapping[str, tuple[int, int]]
    """Every argument of `network` with its smallest and largest allowed value."""
    defaults: Mapping[str, int] = field(default_factory=dict)
    """Of arguments that cards of earlier releases do not name."""

    def build(self, arguments: Mapping[str, Any]) -> torch.nn.Module:
        """Raises RasterGanError `network-arguments` unless `arguments` holds just the declared names, within bounds."""
        arguments = {**self.defaults, **arguments}
        if set(arguments) != set(self.bounds):
            raise RasterGanError(
                "network-arguments", reason=f"{self.id} takes {sorted(self.bounds)}, the file gives {sorted(arguments)}"
            )
        for name, (low, high) in self.bounds.items():
            value = arguments[name]
            if type(value) is not int or not low <= value <= high:
                raise RasterGanError(
                    "network-arguments", reason=f"{name} must be {low} to {high}, the file gives {value!r}"
                )
        return self.network(**arguments)
