"""A trained network as the start of another: the same, or the same for another number of bands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch

from gan_core.api.errors import RasterGanError
from gan_core.networks import build

FIRST, LAST = "head.", "tail."


def adapted(architecture: str, arguments: Mapping[str, Any], network: torch.nn.Module, bands: int) -> torch.nn.Module:
    """A copy of `network` that learns, for `bands` bands; (architecture, arguments) are the network's own.

    For another number of bands only the first and the last layer change: a new band begins as the mean of those that were
    known, and the first layer's weights are scaled so that their sum stays the same.  Raises RasterGanError `parent-bands`
    for an architecture whose first and last layer are not called head and tail.
    """
    known = int(arguments["bands"])
    learner = build(architecture, {**arguments, "bands": bands})
    state = dict(network.state_dict())
    if bands != known:
        if not any(name.startswith(FIRST) for name in state):
            raise RasterGanError("parent-bands", expected=known, got=bands)
        state = {name: _spread(name, tensor, known, bands) for name, tensor in state.items()}
    learner.load_state_dict(state)
    return learner.requires_grad_(True)


def _spread(name: str, tensor: torch.Tensor, known: int, bands: int) -> torch.Tensor:
    if name == f"{FIRST}weight":
        of_bands, rest = tensor[:, :known], tensor[:, known:]
        return torch.cat((of_bands.mean(1, keepdim=True).expand(-1, bands, -1, -1) * (known / bands), rest), 1)
    if name.startswith(LAST):
        mean = tensor.unflatten(0, (known, -1)).mean(0, keepdim=True)
        return mean.expand(bands, *mean.shape[1:]).flatten(0, 1)
    return tensor
