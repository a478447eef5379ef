"""How a figure is taken, everywhere: the corpus' protocol."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from statistics import mean

import numpy as np
import torch

from gan_core.metrics.fidelity import psnr
from gan_core.radiometry.block_means import with_means_kept
from gan_core.radiometry.consistency import consistent, filtered, kernel
from gan_core.radiometry.settle import Storage
from gan_core.radiometry.told import with_estimated
from tools.faults import FAULTS, Fault

BORDER = 8
CITY = "bogota"
CROP = 512
"""Side of the middle of each photograph on which enhancing is measured."""
STORAGE = Storage(np.dtype(np.uint8), None)
Upscale = Callable[[torch.Tensor], torch.Tensor]
"""(1, C, H, W) in 0..1 -> sub-pixel stack."""
Enhance = Callable[[np.ndarray], np.ndarray]
"""(C, H, W) uint8 -> (C, H, W) uint8."""


@torch.inference_mode()
def each(truth: Mapping[str, np.ndarray], scale: int, upscale: Upscale) -> dict[str, float]:
    """PSNR in dB of every image.  truth: file name -> (C, H, W) uint8."""
    found = {}
    for name, image in truth.items():
        height, width = (side - side % 8 for side in image.shape[1:])
        target = torch.from_numpy(image[:, :height, :width].astype(np.float32) / 255)[None]
        result = seen_and_made(target, scale, upscale)[1].clamp(0, 1).mul(255).round() / 255
        found[name] = psnr(result[INNER], target[INNER])
    return found


def seen_and_made(target: torch.Tensor, scale: int, upscale: Upscale) -> tuple[torch.Tensor, torch.Tensor]:
    """The means of the blocks of (1, C, H, W), and what is made of them, (1, C, H, W), not yet clipped or rounded."""
    seen = torch.nn.functional.avg_pool2d(target, scale)
    return seen, torch.nn.functional.pixel_shuffle(upscale(seen), scale)


INNER = (..., slice(BORDER, -BORDER), slice(BORDER, -BORDER))


def summary(found: Mapping[str, float]) -> dict[str, float]:
    """Of the city, and the mean over the sources."""
    sources: dict[str, list[float]] = {}
    for name, value in found.items():
        sources.setdefault(name.split("_")[0], []).append(value)
    return {"city": round(mean(sources[CITY]), 3), "all": round(mean(mean(one) for one in sources.values()), 3)}


def by_network(network: torch.nn.Module) -> Upscale:
    """A generator's upscaling; one of a single band takes each band by itself."""
    bands = next(network.parameters()).shape[1]

    def upscale(image: torch.Tensor) -> torch.Tensor:
        folded = image.reshape(-1, bands, *image.shape[2:])
        stack = consistent(folded, network(folded.contiguous(memory_format=torch.channels_last)))
        return stack.reshape(1, -1, *stack.shape[2:])

    return upscale


def projected(scale: int) -> Upscale:
    """Bicubic made consistent with its input: what any model must beat."""
    return lambda image: consistent(image, image.new_zeros(1, image.shape[1] * scale**2, *image.shape[2:]))


def bicubic(scale: int) -> Upscale:
    return lambda image: filtered(image, kernel(scale, "bicubic", image.dtype, image.device))


def baselines(truth: Mapping[str, np.ndarray], scale: int) -> dict[str, dict[str, float]]:
    """The figures that need no model."""
    return {
        "bicubic": summary(each(truth, scale, bicubic(scale))),
        "bicubic+back-projection": summary(each(truth, scale, projected(scale))),
    }


def enhancing(network: torch.nn.Module, arguments: Mapping[str, int]) -> Enhance:
    """A generator's enhancing, told the noise and the sharpness as they are estimated.  arguments: its own."""
    bands, told = arguments["bands"], arguments["noise"]

    @torch.inference_mode()
    def enhance(image: np.ndarray) -> np.ndarray:
        seen = torch.from_numpy(image.astype(np.float32) / 255).reshape(-1, bands, *image.shape[1:])
        made = seen + network(with_estimated(seen, told).contiguous(memory_format=torch.channels_last))
        everywhere = torch.ones(image.shape[1:], dtype=torch.bool)
        settled = [
            with_means_kept(band * 255, torch.from_numpy(given).float(), everywhere, STORAGE)[0]
            for band, given in zip(made.reshape(image.shape), image)
        ]
        return torch.stack(settled).byte().numpy()

    return enhance


def enhanced(
    truth: Mapping[str, np.ndarray], enhance: Enhance, faults: Mapping[str, Fault] = FAULTS
) -> dict[str, dict[str, float]]:
    """By fault: mean PSNR in dB before and after over the middles of all images, and the mean change in units of 255."""
    found = {}
    for name, fault in faults.items():
        before, after, change = [], [], []
        for image in truth.values():
            top, left = ((side - CROP) // 2 for side in image.shape[1:])
            middle = image[:, top : top + CROP, left : left + CROP]
            seen = fault(middle)
            made = enhance(seen)
            target, given, result = (torch.from_numpy(one.astype(np.float32) / 255) for one in (middle, seen, made))
            before.append(psnr(given[INNER], target[INNER]))
            after.append(psnr(result[INNER], target[INNER]))
            change.append(float((result - given).abs().mean() * 255))
        found[name] = {"before": mean(before), "after": mean(after), "change": mean(change)}
    return {name: {key: round(min(value, 99.0), 3) for key, value in row.items()} for name, row in found.items()}
