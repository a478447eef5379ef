"""The consistency projection: a base image plus a residual, made to average back to the input grid exactly.

With U the upsampler, A the mean of each scale x scale block and N the replication of a pixel over its block,

    s = U x + r;  repeat: s += U (x - A s);  at last: s += N (x - A s),

so that A s = x to rounding (iterative back-projection, Irani and Peleg 1991; the last step is the orthogonal projection
on {s : A s = x}).  All of it is linear, so the smooth steps are taken on the input grid: with M = A U, the corrections sum
to E = sum_j (I - M)^j (x - A (U x + r)), and s = U (x + E) + r needs one pass at the output's size.

That is the operator "area".  With "bilinear_aa", A is bilinear downsampling with antialiasing, which some sensors are modelled
by and some benchmarks measure with: the same steps, more of them, and no last one, as N does not invert it.  What is left of
x - A s is small, not zero.

Everything here is a *sub-pixel stack*: (B, C * scale**2, H, W), the channel order of PixelShuffle, where a block's mean is a
mean over channels.
"""

from __future__ import annotations

import functools
from typing import Any, Literal

import torch

Base = Literal["bicubic", "nearest"]
Operator = Literal["area", "bilinear_aa"]
STEPS = 3
AA_STEPS = 8
KERNEL_RADIUS = 2
AA_RADIUS = KERNEL_RADIUS + 1
"""Of A U, where A is "bilinear_aa"."""
REACH = (STEPS + 1) * KERNEL_RADIUS
"""Input pixels on each side that the projection looks at: M once, (I - M) STEPS - 1 times, U once."""
AA_REACH = AA_STEPS * AA_RADIUS + KERNEL_RADIUS


def reach(operator: Operator) -> int:
    """Input pixels on each side that the projection looks at."""
    return REACH if operator == "area" else AA_REACH


def cubic_taps(offset: float, a: float = -0.75) -> list[float]:
    """Weights of the pixels -2..2 at `offset` (-0.5..0.5, pixels): Keys' cubic convolution (1981), PyTorch's `a`."""

    def weight(distance: float) -> float:
        d = abs(distance)
        if d <= 1:
            return (a + 2) * d**3 - (a + 3) * d**2 + 1
        return a * d**3 - 5 * a * d**2 + 8 * a * d - 4 * a if d < 2 else 0.0

    return [weight(offset - tap) for tap in range(-KERNEL_RADIUS, KERNEL_RADIUS + 1)]


def rows(scale: int, base: Base) -> list[list[float]]:
    """The upsampler along a row: the taps of each of an input pixel's `scale` output pixels, each of sum 1."""
    if base == "nearest":
        return [[float(tap == 0) for tap in range(-KERNEL_RADIUS, KERNEL_RADIUS + 1)]] * scale
    return [cubic_taps((phase + 0.5) / scale - 0.5) for phase in range(scale)]


@functools.cache
@torch.inference_mode(False)  # kept for later calls, which may be training's
def kernel(scale: int, base: Base, dtype: torch.dtype, device: torch.device) -> torch.Tensor:
    """The upsampler U as polyphase filters, (scale**2, 1, 5, 5), each of sum 1."""
    taps = torch.tensor(rows(scale, base), dtype=torch.float64)
    phases = torch.einsum("iy,jx->ijyx", taps, taps).reshape(scale**2, 1, taps.shape[1], taps.shape[1])
    return phases.to(device, dtype)


def filtered(x: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """(B, C, H, W) and (P, 1, 5, 5) -> (B, C * P, H, W), the border replicated."""
    batch, bands, height, width = x.shape
    padded = torch.nn.functional.pad(x.reshape(batch * bands, 1, height, width), [KERNEL_RADIUS] * 4, "replicate")
    planes = _Filtered.apply(padded, weight) if padded.requires_grad else torch.nn.functional.conv2d(padded, weight)
    return planes.reshape(batch, -1, height, width)


def smoothed(x: torch.Tensor, taps: list[float]) -> torch.Tensor:
    """M x, the mean of U x in each block: along the rows, then along the columns, the border replicated.

    taps: an odd number of weights of sum 1.  Three times as fast as a convolution of a single channel.
    """
    height, width = x.shape[2:]
    padded = torch.nn.functional.pad(x, [len(taps) // 2] * 4, "replicate")
    along = padded[..., :width] * taps[0]
    for tap in range(1, len(taps)):
        along = along.add_(padded[..., tap : tap + width], alpha=taps[tap])
    down = along[..., :height, :] * taps[0]
    for tap in range(1, len(taps)):
        down = down.add_(along[..., tap : tap + height, :], alpha=taps[tap])
    return down


class _Filtered(torch.autograd.Function):
    """conv2d by fixed filters, whose way back is one more conv2d: PyTorch's own takes ten times as long on so few channels."""

    @staticmethod
    def forward(ctx: Any, padded: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
        ctx.save_for_backward(weight)
        return torch.nn.functional.conv2d(padded, weight)

    @staticmethod
    def backward(ctx: Any, gradient: torch.Tensor) -> tuple[torch.Tensor, None]:
        (weight,) = ctx.saved_tensors
        turned = weight.flip(2, 3).transpose(0, 1)
        return torch.nn.functional.conv2d(gradient, turned, padding=2 * KERNEL_RADIUS), None


def input_error(x: torch.Tensor, stack: torch.Tensor) -> torch.Tensor:
    """x - A s, (B, C, H, W).  Differences are averaged, not values: a replicated pixel gives an exact zero."""
    phases = stack.unflatten(1, (x.shape[1], -1)).unbind(2)
    total = x - phases[0]
    for phase in phases[1:]:
        total += x - phase
    return total / len(phases)


@functools.cache
@torch.inference_mode(False)
def bilinear_aa(scale: int, dtype: torch.dtype, device: torch.device) -> torch.Tensor:
    """A as filters on a stack, (1, scale**2, 3, 3), of sum 1: a triangle of half-width `scale` output pixels."""
    places = torch.arange(3 * scale, dtype=torch.float64) - (3 * scale - 1) / 2
    row = (1 - places.abs() / scale).clamp(min=0).reshape(3, scale)
    row = row / row.sum()
    weight = torch.einsum("yi,xj->ijyx", row, row).reshape(1, scale**2, 3, 3)
    return weight.to(device, dtype)


def seen_bilinear(stack: torch.Tensor, bands: int) -> torch.Tensor:
    """A s of a stack, for "bilinear_aa": (B, bands, H, W), the border replicated."""
    batch, channels, height, width = stack.shape
    scale = round((channels / bands) ** 0.5)
    folded = stack.reshape(batch * bands, scale**2, height, width)
    padded = torch.nn.functional.pad(folded, [1] * 4, "replicate")
    averaged = torch.nn.functional.conv2d(padded, bilinear_aa(scale, stack.dtype, stack.device))
    return averaged.reshape(batch, bands, height, width)


def _iterated(x: torch.Tensor, residual: torch.Tensor, upsampler: torch.Tensor) -> torch.Tensor:
    """s with A s near x, A being "bilinear_aa"; the errors sum to a correction of x, as with "area"."""
    bands = int(x.shape[1])
    error = x - seen_bilinear(filtered(x, upsampler) + residual, bands)
    corrected = x + error
    for _ in range(AA_STEPS - 1):
        error = error - seen_bilinear(filtered(error, upsampler), bands)
        corrected = corrected + error
    return filtered(corrected, upsampler) + residual


def consistent(
    x: torch.Tensor,
    residual: torch.Tensor,
    base: Base = "bicubic",
    steps: int = STEPS,
    project: bool = True,
    operator: Operator = "area",
) -> torch.Tensor:
    """The upscaled image of `x`, as a sub-pixel stack.

    x: (B, C, H, W).  residual: (B, C * scale**2, H, W), cast to x's dtype.  Any units, the same in both.
    project: False leaves U x + r as it is, for those who want the bare network.
    """
    bands = int(x.shape[1])  # plain numbers, for a trace too
    scale = round((int(residual.shape[1]) / bands) ** 0.5)
    upsampler = kernel(scale, base, x.dtype, x.device)
    residual = residual.to(x.dtype)
    if not project:
        return filtered(x, upsampler) + residual
    if operator != "area":
        return _iterated(x, residual, upsampler)
    taps = [sum(column) / scale for column in zip(*rows(scale, base))]
    error = x - smoothed(x, taps) - residual.unflatten(1, (bands, -1)).mean(2)
    corrected = x + error
    for _ in range(steps - 1):
        error = error - smoothed(error, taps)
        corrected = corrected + error
    stack = filtered(corrected, upsampler).add_(residual)
    return stack.unflatten(1, (bands, -1)).add_(input_error(x, stack).unsqueeze(2)).flatten(1, 2)
