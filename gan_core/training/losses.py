"""Losses by name.  Each takes a GeneratorOutput and gives one number to make small; a recipe maps names to weights."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import torch

from gan_core.metrics.checkerboard import harmonic_power
from gan_core.radiometry.consistency import consistent, input_error


class GeneratorOutput(NamedTuple):
    """What a generator made of a batch, beside what it should have made."""

    image: torch.Tensor
    """(B, C, H, W), consistent with its input."""
    residual: torch.Tensor
    """(B, C * scale**2, H / scale, W / scale): what the network said, before the projection."""
    truth: torch.Tensor
    low_res: torch.Tensor
    """(B, C, H / scale, W / scale)."""


LEAST_FAULT = 4 / 255
"""A root mean square; weaker faults count by their size, or the patches that need nothing would forbid every change."""
LEAST_POWER = 1e-9
"""About that of dots of 0.1 of 255, which nobody sees."""
Loss = Callable[[GeneratorOutput], torch.Tensor]


def charbonnier(result: GeneratorOutput, epsilon: float = 1e-3) -> torch.Tensor:
    """Mean of sqrt(difference**2 + epsilon**2): L1 with a round corner (Charbonnier et al. 1994)."""
    return torch.sqrt((result.image - result.truth) ** 2 + epsilon**2).mean()


def left_over(result: GeneratorOutput) -> torch.Tensor:
    """The share of each patch's fault that is left, in squared values: its gain in dB, as a loss.  For results at x1.

    Strong noise would otherwise drown blur and compression, whose gradients are a tenth of its own.  And squares, not L1: the
    corner of L1 at zero change, held by the patches that need none, was never left by a network that started there.
    """
    left = ((result.image - result.truth) ** 2).mean((1, 2, 3))
    return (left / (((result.low_res - result.truth) ** 2).mean((1, 2, 3)) + LEAST_FAULT**2)).mean()


def input_grid(result: GeneratorOutput) -> torch.Tensor:
    """How far the bare image is from averaging back to its input, before the projection mends it."""
    return input_error(result.low_res, consistent(result.low_res, result.residual, project=False)).abs().mean()


def sam(result: GeneratorOutput) -> torch.Tensor:
    """Mean of 1 - cos of the spectral angle between a pixel's bands and the truth's; zero for one band."""
    return 1 - torch.nn.functional.cosine_similarity(result.image, result.truth, 1, 1e-3).mean()


def gradient(result: GeneratorOutput) -> torch.Tensor:
    """L1 between the differences of neighbouring pixels, at full and at half resolution."""
    difference, total = result.image - result.truth, result.image.new_zeros(())
    for _ in range(2):
        total = total + difference.diff(dim=2).abs().mean() + difference.diff(dim=3).abs().mean()
        difference = torch.nn.functional.avg_pool2d(difference, 2)
    return total


def pattern(result: GeneratorOutput) -> torch.Tensor:
    """By how much the power at the PixelShuffle's period exceeds the truth's, as a logarithm; zero where it does not.

    A perceptual loss takes any fine texture for detail, and dots that repeat with every block are the easiest to make.
    """
    period = result.image.shape[-1] // result.low_res.shape[-1]
    power, expected = (harmonic_power(image, period) + LEAST_POWER for image in (result.image, result.truth))
    return torch.relu(torch.log(power / expected)).mean()


WINDOW = 7
"""Pixels along the side of the neighbourhood that an artefact is told by."""


def artefacts(result: GeneratorOutput) -> torch.Tensor:
    """L1 weighted by how restless the error is around a pixel: what a GAN invents errs this way and that, where an edge that
    is merely soft errs smoothly (LDL, Liang et al. 2022; without its second network).
    """
    error = (result.image - result.truth).abs().sum(1, keepdim=True)
    fixed = error.detach()
    mean = torch.nn.functional.avg_pool2d(fixed, WINDOW, 1, WINDOW // 2, count_include_pad=False)
    local = torch.nn.functional.avg_pool2d(fixed**2, WINDOW, 1, WINDOW // 2, count_include_pad=False) - mean**2
    whole = fixed.var((1, 2, 3), keepdim=True) ** 0.2
    return (whole * local.clamp(min=0) * error).mean()


LOSSES: dict[str, Loss] = {
    "charbonnier": charbonnier,
    "left_over": left_over,
    "input_grid": input_grid,
    "sam": sam,
    "gradient": gradient,
    "pattern": pattern,
    "artefacts": artefacts,
}


def weighted(
    result: GeneratorOutput, weights: Mapping[str, float], losses: Mapping[str, Loss] = LOSSES
) -> torch.Tensor:
    """The sum of the named losses, each times its weight.  Raises KeyError for a name that is not among them."""
    return torch.stack([weight * losses[name](result) for name, weight in weights.items()]).sum()
