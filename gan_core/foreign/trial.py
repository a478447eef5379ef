"""An imported network tried out before it goes into the library: plain grey has to stay grey, nothing may be infinite."""

from __future__ import annotations

from pathlib import Path

import torch

from gan_core.api.errors import RasterGanError
from gan_core.foreign.layout import Converted
from gan_core.foreign.refusal import refused
from gan_core.inference.halo import measured_halo
from gan_core.networks import architectures, build
from gan_core.radiometry.consistency import consistent

GRAYS = (0.1, 0.5, 0.9)
SIDE = 32
NARROWED = ("features", "growth")
"""Arguments that change what a network computes, but not how far it looks."""


def load_weights(path: Path, converted: Converted, weights: dict[str, torch.Tensor]) -> torch.nn.Module:
    """The network with these weights.  Raises RasterGanError `import-refused` unless names and shapes agree."""
    try:
        with torch.device("meta"):
            network = build(converted.architecture, converted.arguments)
    except RasterGanError as error:
        raise refused(path, f"{converted.family}: {error.values['reason']}") from error
    state = network.state_dict()
    if set(state) != set(weights):
        names = ", ".join(sorted(set(state) ^ set(weights))[:3])
        raise refused(path, f"{converted.family} with missing or unknown layers: {names}")
    for name, tensor in weights.items():
        if tensor.shape != state[name].shape:
            shapes = f"{tuple(tensor.shape)}, expected {tuple(state[name].shape)}"
            raise refused(path, f"a layer of its {converted.family} ({name}) is {shapes}")
    network.load_state_dict(weights, assign=True)
    return network.eval().requires_grad_(False)


@torch.inference_mode()
def gray_error(path: Path, network: torch.nn.Module, bands: int) -> float:
    """Largest difference on plain grey images, 1 being the range from black to white, in the middle of the image.

    Raises RasterGanError `import-refused` where a grey or a random image gives values that are not finite.
    """
    gray = torch.tensor(GRAYS).view(-1, 1, 1, 1).expand(-1, bands, SIDE, SIDE)
    noise = torch.rand(1, bands, SIDE, SIDE, generator=torch.Generator().manual_seed(0))
    images = torch.cat((gray, noise))
    outputs = torch.cat([consistent(image[None], network(image[None]), "nearest", project=False) for image in images])
    if not torch.isfinite(outputs).all():
        raise refused(path, "tried on a plain image it gives values that are not finite")
    middle = slice(SIDE // 2 - 4, SIDE // 2 + 4)
    return float((outputs[: len(GRAYS), :, middle, middle] - gray[:, :1, middle, middle]).abs().max())


def best_reading(path: Path, converted: Converted) -> tuple[str, torch.nn.Module, float]:
    """The reading whose greys come out best: its word, its network and the difference."""
    trials = []
    for label, weights in converted.readings:
        network = load_weights(path, converted, weights)
        trials.append((label, network, gray_error(path, network, converted.arguments["bands"])))
    return min(trials, key=lambda trial: trial[2])


def halo(converted: Converted) -> tuple[int, bool]:
    """(input pixels seen on each side, whether that is all), measured on a narrow network of the same kind."""
    bounds = architectures()[converted.architecture].bounds
    narrow = {name: bounds[name][0] for name in NARROWED if name in bounds}
    reach, exact = measured_halo(
        build(converted.architecture, {**converted.arguments, **narrow}), converted.arguments["bands"], "nearest"
    )
    return reach + converted.arguments.get("unshuffle", 1) - 1, exact
