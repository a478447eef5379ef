"""How far a model looks: measured, since a wrong halo is a seam."""

from __future__ import annotations

import copy

import torch

from gan_core.radiometry.conditions import Conditions, append_conditions
from gan_core.radiometry.consistency import Base, Operator
from gan_core.radiometry.lock import Held, held_to

LARGEST = 96


def measured_halo(
    network: torch.nn.Module, bands: int, base: Base, conditions: int = 0, operator: Operator = "area"
) -> tuple[int, bool]:
    """(halo, exact): input pixels on each side that reach an output pixel, and whether that is all of them.

    One input pixel is moved, and the output's derivative, taken forwards so that a deep network needs no memory for it, is
    not zero just where the pixel is seen: weights are random and positive, in float64, so that nothing cancels, and of mean
    gain 1, so that nothing overflows.  conditions: how many planes tell the network of the
    image; one that is told is held to its low frequencies, which looks farthest.  exact is False when the
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

    nothing = Conditions(torch.zeros(1), torch.ones(1))

    def stack(image: torch.Tensor) -> torch.Tensor:
        residual = probe(append_conditions(image, conditions, nothing))
        held: Held = "none" if residual.shape[1] == bands else "lock" if conditions else "exact"
        return held_to(image, residual, base, held, operator, torch.full((1,), 0.5))

    derivative = torch.func.jvp(stack, (image,), (moved,))[1]
    rows, columns = (derivative[0].abs().sum(0) > 0).nonzero(as_tuple=True)
    reach = int(torch.maximum((rows - LARGEST).abs().max(), (columns - LARGEST).abs().max()))
    return reach, reach < LARGEST
