"""How a figure is taken, everywhere: a sensor of the grid sees a piece, a method makes it finer or cleaner, 8 bits keep it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import mean

import numpy as np
import torch

from gan_core.metrics.fidelity import psnr
from gan_core.radiometry.block_means import with_means_kept
from gan_core.radiometry.conditions import append_conditions
from gan_core.radiometry.consistency import consistent, filtered, kernel
from gan_core.radiometry.lock import held_to
from gan_core.radiometry.quantize import Storage
from gan_core.radiometry.sensor import Sensor
from tools.common.sensor_grid import Point, conditions, degraded, held_by, rounded
from tools.common.validation import Pieces, target

BORDER = 8
INNER = (..., slice(BORDER, -BORDER), slice(BORDER, -BORDER))
STORAGE = Storage(np.dtype(np.uint8), None)
Upscale = Callable[[torch.Tensor], torch.Tensor]
"""(1, C, H, W) in 0..1 -> sub-pixel stack."""
See = Callable[[torch.Tensor, int], torch.Tensor]
"""A truth (1, C, H, W) in 0..1 and a seed -> what is seen of it."""


def finer(low_res: torch.Tensor, scale: int, upscale: Upscale) -> torch.Tensor:
    """(1, C, H, W) -> (1, C, H * scale, W * scale), as 8 bits hold it."""
    return rounded(torch.nn.functional.pixel_shuffle(upscale(low_res), scale))


@torch.inference_mode()
def quality(pieces: Pieces, scale: int, point: Point, upscale: Upscale) -> dict[str, float]:
    """PSNR in dB by set, and their mean, "all"."""
    table = {}
    for name, own in pieces.items():
        values = []
        for seed, truth in enumerate(map(target, own)):
            image = finer(degraded(truth, scale, point, seed), scale, upscale)
            values.append(psnr(image[INNER], truth[INNER]))
        table[name] = round(mean(values), 3)
    return {"all": round(mean(table.values()), 3), **table}


def by_network(network: torch.nn.Module, arguments: Mapping[str, int], sensor: Sensor) -> Upscale:
    """A generator's, told of the sensor and held to the input as at use.  arguments: its own.

    One of a single band takes each band by itself.  One that can't be told keeps every pixel, as before there were sensors.
    """
    bands, planes = arguments["bands"], arguments.get("noise", 0)
    held = held_by(sensor) if planes else "exact"

    def upscale(image: torch.Tensor) -> torch.Tensor:
        folded = image.reshape(-1, bands, *image.shape[2:])
        network_input = append_conditions(folded, planes, conditions(sensor))
        residual = network(network_input.contiguous(memory_format=torch.channels_last))
        if arguments["scale"] == 1:
            return settled((folded + residual).reshape(image.shape), image)
        response = torch.full((len(folded),), sensor.response)
        stack = held_to(folded, residual, "bicubic", held, response=response)
        return stack.reshape(1, -1, *stack.shape[2:])

    return upscale


def settled(cleaned: torch.Tensor, original: torch.Tensor) -> torch.Tensor:
    """(1, C, H, W) in 0..1 as `enhance` writes it in 8 bits: the means of blocks kept."""
    everywhere = torch.ones(original.shape[2:], dtype=torch.bool)
    bands = [
        with_means_kept(band * 255, (source * 255).round(), everywhere, STORAGE)[0]
        for band, source in zip(cleaned[0], original[0])
    ]
    return torch.stack(bands)[None] / 255


def projected(scale: int) -> Upscale:
    """Bicubic made consistent with its input: what any model must beat."""
    return lambda image: consistent(image, image.new_zeros(1, image.shape[1] * scale**2, *image.shape[2:]))


def bicubic(scale: int) -> Upscale:
    return lambda image: filtered(image, kernel(scale, "bicubic", image.dtype, image.device))


@torch.inference_mode()
def cleaning(pieces: Pieces, see: See, enhance: Upscale) -> dict[str, float]:
    """PSNR in dB before and after, and the mean change in units of 255; the mean over the sets of their means."""
    by_set: list[Sequence[float]] = []
    for own in pieces.values():
        rows = []
        for seed, truth in enumerate(map(target, own)):
            before = see(truth, seed)
            image = finer(before, 1, enhance)
            change = float((image - before).abs().mean() * 255)
            rows.append((psnr(before[INNER], truth[INNER]), psnr(image[INNER], truth[INNER]), change))
        by_set.append([mean(column) for column in zip(*rows)])
    figures = [mean(column) for column in zip(*by_set)]
    return {name: round(min(value, 99.0), 3) for name, value in zip(("before", "after", "change"), figures)}
