"""How far a model looks: measured, since a wrong halo is a seam."""

from __future__ import annotations

import copy

import torch

from gan_core.radiometry.consistency import Base, consistent
from gan_core.radiometry.noise_level import with_noise

LARGEST = 96


def measured_halo(network: torch.nn.Module, bands: int, base: Base, noise: bool = False) -> tuple[int, bool]:
    """(halo, exact): input pixels on each side that reach an output pixel, and whether that is all of them.

    The gradient of one input pixel's block, with random positive weights in float64 so that nothing cancels, is not zero
    just where the model looks.  noise: the network is told the noise in a plane of its own.  exact is False when it
    reaches LARGEST: the model looks at everything.
    """
    probe = copy.deepcopy(network).double().requires_grad_(False)
    generator = torch.Generator().manual_seed(0)
    for parameter in probe.parameters():
        parameter.copy_(torch.rand(parameter.shape, generator=generator, dtype=torch.float64) * 0.1)
    side = 2 * LARGEST + 1
    image = torch.rand(1, bands, side, side, generator=generator, dtype=torch.float64, requires_grad=True)
    residual = probe(with_noise(image, torch.zeros(1)) if noise else image)
    stack = consistent(image, residual, base, project=residual.shape[1] > bands)
    weights = torch.rand(stack.shape[1], generator=generator, dtype=torch.float64)
    (gradient,) = torch.autograd.grad((stack[0, :, LARGEST, LARGEST] * weights).sum(), image)
    rows, columns = (gradient[0].abs().sum(0) > 0).nonzero(as_tuple=True)
    reach = int(torch.maximum((rows - LARGEST).abs().max(), (columns - LARGEST).abs().max()))
    return reach, reach < LARGEST
