"""Loading and writing model files.  Nothing in a file is run: it names an architecture from our list and fills it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Mapping, Optional

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch.overrides import TorchFunctionMode

from gan_core.api import model_card
from gan_core.api.errors import RasterGanError
from gan_core.api.model_card import ModelCard, broken
from gan_core.api.staging import replacement
from gan_core.networks import build

Weights = Mapping[str, torch.Tensor]
FINGERPRINT = "fingerprint."
"""How the names of tensors begin that are no weights."""
STORED = (torch.float32, torch.float16)
"""Types of weights in a file; they are computed with as float32."""


@dataclass(frozen=True)
class Model:
    """A generator with its card, ready to run."""

    card: ModelCard
    network: torch.nn.Module
    fingerprint: Weights = dataclasses.field(default_factory=dict)
    """Tensors that a generator keeps of its training tiles; empty in others and in older ones."""


class _Blank(TorchFunctionMode):
    """No first weights are drawn: PyTorch loads its whole compiler, 80 MB in a second, to draw some that are not there."""

    def __torch_function__(
        self, func: Callable[..., Any], types: Any, args: tuple[Any, ...] = (), kwargs: Optional[dict[str, Any]] = None
    ) -> Any:
        return args[0] if func == torch.Tensor.normal_ else func(*args, **(kwargs or {}))


def load(path: Path, strength: float = 0.0) -> Model:
    """Raises RasterGanError `model-broken` unless card, architecture, keys, shapes, values and hash all agree.

    strength: 0 the faithful weights, 1 the GAN's, between them their mixture (network interpolation, Wang et al. 2019).
    """
    card = model_card.read(path)
    try:
        if model_card.tensors_sha256(path) != card.tensors_sha256:
            raise broken(path, "its weights are not those that its card was written for")
        with torch.device("meta"), _Blank():
            network = build(card.architecture, card.arguments)
        tensors = load_file(path)
    except RasterGanError as error:
        raise broken(path, error.values["reason"]) from error
    except (OSError, SafetensorError) as error:  # another process may just have removed it
        raise broken(path, str(error)) from error
    fingerprint = {name[len(FINGERPRINT) :]: tensors.pop(name) for name in [*tensors] if name.startswith(FINGERPRINT)}
    _check(path, card, network, tensors)
    weights = {name: _mixed(name, tensors, card, strength) for name in network.state_dict()}
    network.load_state_dict(weights, assign=True)
    return Model(card, network.eval().requires_grad_(False), fingerprint)


def save(
    path: Path, card: ModelCard, weights: Mapping[str, Weights], fingerprint: Optional[Weights] = None
) -> ModelCard:
    """Write a model file with its sets of weights ("l1", "gan"), hash and card; gives the card as written.

    Raises OSError where the disk is full.
    """
    tensors = {
        f"{prefix}.{name}": tensor.contiguous() for prefix, state in weights.items() for name, tensor in state.items()
    }
    tensors |= {FINGERPRINT + name: tensor.contiguous() for name, tensor in (fingerprint or {}).items()}
    try:
        with replacement(path, ".part") as staged:
            save_file(tensors, staged)
            card = dataclasses.replace(card, weights=list(weights), tensors_sha256=model_card.tensors_sha256(staged))
            save_file(tensors, staged, {model_card.KEY: card.to_json()})
    except SafetensorError as error:  # what it makes of every failure to write
        raise OSError(str(error)) from error
    return card


def _check(path: Path, card: ModelCard, network: torch.nn.Module, tensors: Weights) -> None:
    state = network.state_dict()
    expected = {f"{prefix}.{name}" for prefix in card.weights for name in state}
    if set(tensors) != expected:
        names = sorted(set(tensors) ^ expected)
        raise broken(path, f"missing or unknown tensors: {', '.join(names[:3])}")
    if card.arguments.get("bands", 1) != len(card.bands) or card.arguments.get("scale", 1) != card.scale:
        raise broken(path, "its card and its architecture disagree on bands or scale")
    if card.arguments.get("classes", len(card.classes)) != len(card.classes):
        raise broken(path, "its card and its architecture disagree on classes")
    for name, tensor in tensors.items():
        shape = state[name.split(".", 1)[1]].shape
        if tensor.shape != shape or tensor.dtype not in STORED:
            raise broken(path, f"{name} is {tuple(tensor.shape)} {tensor.dtype}, expected {tuple(shape)} float32")
        if not torch.isfinite(tensor).all():
            raise broken(path, f"{name} holds values that are not finite")


def _mixed(name: str, tensors: Weights, card: ModelCard, strength: float) -> torch.Tensor:
    faithful = tensors[f"l1.{name}"].float()
    if "gan" not in card.weights or strength == 0:
        return faithful
    return torch.lerp(faithful, tensors[f"gan.{name}"].float(), strength)
