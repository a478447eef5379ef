"""How a figure is taken, everywhere: the corpus' protocol."""

from __future__ import annotations

from collections.abc import Callable
from statistics import mean

import numpy as np
import torch

from gan_core.metrics.fidelity import psnr
from gan_core.radiometry.consistency import consistent, filtered, kernel

BORDER = 8
CITY = "bogota"
Upscale = Callable[[torch.Tensor], torch.Tensor]
"""(1, C, H, W) in 0..1 -> sub-pixel stack."""


@torch.inference_mode()
def figures(truth: dict[str, np.ndarray], scale: int, upscale: Upscale) -> dict[str, float]:
    """PSNR in dB: of the city, and the mean over the sources.  truth: file name -> (C, H, W) uint8."""
    found: dict[str, list[float]] = {}
    for name, image in truth.items():
        height, width = (side - side % 8 for side in image.shape[1:])
        target = torch.from_numpy(image[:, :height, :width].astype(np.float32) / 255)[None]
        seen = torch.nn.functional.avg_pool2d(target, scale)
        result = torch.nn.functional.pixel_shuffle(upscale(seen), scale).clamp(0, 1).mul(255).round() / 255
        inner = (..., slice(BORDER, -BORDER), slice(BORDER, -BORDER))
        found.setdefault(name.split("_")[0], []).append(psnr(result[inner], target[inner]))
    return {"city": round(mean(found[CITY]), 3), "all": round(mean(mean(values) for values in found.values()), 3)}


def measured(truth: dict[str, np.ndarray], scale: int, network: torch.nn.Module) -> dict[str, float]:
    """The figures of a generator; one of a single band upscales each band by itself."""
    bands = network.head.in_channels

    def upscale(image: torch.Tensor) -> torch.Tensor:
        folded = image.reshape(-1, bands, *image.shape[2:])
        stack = consistent(folded, network(folded.contiguous(memory_format=torch.channels_last)))
        return stack.reshape(1, -1, *stack.shape[2:])

    return figures(truth, scale, upscale)


def baselines(truth: dict[str, np.ndarray], scale: int) -> dict[str, dict[str, float]]:
    """What any model must beat: bicubic, and bicubic made consistent with its input."""

    def bicubic(image: torch.Tensor) -> torch.Tensor:
        return filtered(image, kernel(scale, "bicubic", image.dtype, image.device))

    def projected(image: torch.Tensor) -> torch.Tensor:
        return consistent(image, image.new_zeros(1, image.shape[1] * scale**2, *image.shape[2:]))

    return {
        "bicubic": figures(truth, scale, bicubic),
        "bicubic+back-projection": figures(truth, scale, projected),
    }
