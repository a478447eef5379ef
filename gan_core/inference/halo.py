"""How far a model looks: measured, since a wrong halo is a seam."""

from __future__ import annotations

import copy

import torch

from gan_core.radiometry.consistency import Base, Operator, consistent
from gan_core.radiometry.told import Facts, with_told

LARGEST = 96


def measured_halo(
    network: torch.nn.Module, bands: int, base: Base, told: int = 0, operator: Operator = "area"
) -> tuple[int, bool]:
    """(halo, exact): input pixels on each side that reach an output pixel, and whether that is all of them.

    One input pixel is moved, and the output's derivative, taken forwards so that a deep network needs no memory for it, is
    not zero just where the pixel is seen: weights are random and positive, in float64, so that nothing cancels, and of mean
    gain 1, so that nothing overflows.  told: how many planes tell the network of the image.  exact is False when the
    reach is LARGEST: the model looks at everything.
    """
    probe = copy.deepcopy(network).double().requires_grad_(False)
    generator = torch.Generator().manual_seed(0)
    for parameter in probe.parameters():
        gain = 2 / parameter[0].numel() if parameter.dim() > 1 else 0.1
        parameter.copy_(torch.rand(parameter.shape, generator=generator, dtype=torch.float64) * gain)
    side = 2 * LARGEST + 1
    image = torch.rand(1, bands, side, side, generator=generator, dtype=torch.float64)
    moved = torch.zeros_like(image)
    moved[:, :, LARGEST, LARGEST] = 1

    nothing = Facts(torch.zeros(1), torch.ones(1))

    def stack(image: torch.Tensor) -> torch.Tensor:
        residual = probe(with_told(image, told, nothing))
        return consistent(image, residual, base, project=residual.shape[1] > bands, operator=operator)

    derivative = torch.func.jvp(stack, (image,), (moved,))[1]
    rows, columns = (derivative[0].abs().sum(0) > 0).nonzero(as_tuple=True)
    reach = int(torch.maximum((rows - LARGEST).abs().max(), (columns - LARGEST).abs().max()))
    return reach, reach < LARGEST
