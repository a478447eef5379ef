"""What sensor a layer was seen by, from a few of its windows: the response of its optics, and its noise.

A small network answers window by window, with how far off it may be; a layer's answer is the weighted median of them.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Optional

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file

from gan_core.api.model_card import broken
from gan_core.api.staging import replacement
from gan_core.networks.sensor_estimator import LEAST_NOISE, LEVEL, SensorEstimator

WEIGHTS = Path(__file__).resolve().parents[2] / "resources" / "sensor" / "estimator.safetensors"
LEAST_CONTRAST = 4 * LEVEL
"""Standard deviation of a window's values; with less, its blur can't be seen."""
LEAST_WINDOWS, MOST_WINDOWS = 4, 256
STORED = torch.float16
"""Of the weights' file: half the size, and the same answers."""
BATCH = 16
"""Windows at once: no layer's answer hangs on how much memory there is."""


class SensorEstimate(NamedTuple):
    """Rounded to what is known, so that tiles and parts of a layer agree."""

    response: float
    """What the sensor's blur, added to a perfect block mean, leaves of the finest pattern that its pixels can hold (MTF at
    Nyquist): 0 to 1, 1 for a perfect sensor; to 0.01."""
    noise: float
    """Standard deviation, in the range of the windows; three digits."""
    spread: float
    """Half of the windows' responses, by weight, lie within this of `response`: how sure it is; to 0.01."""


def estimate_sensor(windows: Sequence[np.ndarray]) -> Optional[SensorEstimate]:
    """None where fewer than 4 windows show any contrast.

    windows: (64, 64) float, whole and valid, in the network's range 0..1; at most 256 are looked at, evenly drawn.
    Raises RasterGanError `model-broken` where the weights that come with the plugin are damaged.
    """
    looked_at = [windows[round(index)] for index in np.linspace(0, len(windows) - 1, min(len(windows), MOST_WINDOWS))]
    telling = [window for window in looked_at if np.ptp(window) > 0]  # one value throughout is saturated or made
    contrast = np.array([float(window.std(dtype=np.float64)) for window in telling])
    if (contrast >= LEAST_CONTRAST).sum() < LEAST_WINDOWS:
        return None
    clear = contrast >= LEAST_CONTRAST
    features = _features(telling)
    levels = _levels(features)
    response, error = _responses(features[torch.from_numpy(clear)], levels)
    middle = weighted_median(response, 1 / error)
    spread = weighted_median(np.abs(response - middle), 1 / error)
    return SensorEstimate(round(middle, 2), float(f"{levels * LEVEL:.3g}"), round(spread, 2))


def weighted_median(values: np.ndarray, weights: np.ndarray) -> float:
    """Of (N,) values, the one that half of the weights lie on either side of."""
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(reached, reached[-1] / 2)])


def read(path: Path) -> SensorEstimator:
    """Raises RasterGanError `model-broken` unless keys, shapes and values all are as expected."""
    try:
        tensors = load_file(path)
    except (OSError, SafetensorError) as error:
        raise broken(path, str(error)) from error
    network = SensorEstimator()
    state = network.state_dict()
    if set(tensors) != set(state):
        names = ", ".join(sorted(set(tensors) ^ set(state))[:3])
        raise broken(path, f"missing or unknown tensors: {names}")
    for name, tensor in tensors.items():
        if tensor.shape != state[name].shape or tensor.dtype != STORED:
            expected = f"{tuple(state[name].shape)} {STORED}"
            came = f"{tuple(tensor.shape)} {tensor.dtype}"
            raise broken(path, f"{name} is {came}, expected {expected}")
        if not torch.isfinite(tensor).all():
            raise broken(path, f"{name} holds values that are not finite")
    network.load_state_dict(tensors)  # as float32: the network's own
    network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]  # a third faster on a CPU
    return network.eval().requires_grad_(False)


def write(path: Path, weights: Mapping[str, torch.Tensor]) -> None:
    """Raises OSError where the disk is full."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with replacement(path, ".part") as staged:
            save_file({name: tensor.contiguous().to(STORED) for name, tensor in weights.items()}, staged)
    except SafetensorError as error:  # what it makes of every failure to write
        raise OSError(str(error)) from error


@functools.cache
def _shipped() -> SensorEstimator:
    return read(WEIGHTS)


@torch.inference_mode()
def _features(windows: Sequence[np.ndarray]) -> torch.Tensor:
    """(N, F): what the network sees in each window."""
    stack = torch.from_numpy(np.stack(windows).astype(np.float32))[:, None]
    return torch.cat([_shipped().features(part) for part in stack.split(BATCH)])


@torch.inference_mode()
def _levels(features: torch.Tensor) -> float:
    """The layer's noise: a window that takes texture for noise is off by more levels than a plain one."""
    log_noise, error = (answer.double().numpy() for answer in _shipped().noise(features))
    return max(0.0, float(np.exp(weighted_median(log_noise, np.exp(-log_noise) / error))) - LEAST_NOISE)


@torch.inference_mode()
def _responses(features: torch.Tensor, levels: float) -> tuple[np.ndarray, np.ndarray]:
    """(N,) responses, and how far off each may be, given the layer's noise."""
    response, error = _shipped().response(features, torch.full((len(features),), levels))
    return response.double().numpy(), error.double().numpy()
