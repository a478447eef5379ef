"""A sharpened band, seen again through the coarse band's response, is the coarse band: what is missing is added back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

import torch

from gan_core.radiometry.consistency import KERNEL_RADIUS, filtered, kernel
from gan_core.sharpening.response import REACH, Response, degraded

ONE_PASS = (1.0,)
CHEBYSHEV = (1.04, 1.43, 2.27)
"""Three passes that do as much as five plain ones: Chebyshev's for responses of 0.4 to 1 to what is added back."""
PASS_REACH = REACH + KERNEL_RADIUS
"""Coarse pixels on each side that one pass looks at."""


def enlarged(image: torch.Tensor, ratio: int) -> torch.Tensor:
    """(B, C, H, W) -> (B, C, H * ratio, W * ratio), bicubically, the border replicated; a band at a time, to hold little."""
    upsampler = kernel(ratio, "bicubic", image.dtype, image.device)
    result = image.new_empty(*image.shape[:2], image.shape[2] * ratio, image.shape[3] * ratio)
    for band in range(image.shape[1]):
        own = slice(band, band + 1)
        result[:, own] = torch.nn.functional.pixel_shuffle(filtered(image[:, own], upsampler), ratio)
    return result


def consistent(
    fine: torch.Tensor,
    coarse: torch.Tensor,
    responses: Sequence[Optional[Response]],
    ratio: int,
    passes: Sequence[float],
    valid: Optional[torch.Tensor] = None,
) -> torch.Tensor:
    """fine (B, C, H * ratio, W * ratio), after passes of adding back what `coarse` (B, C, H, W) shows and it does not.

    passes: by what each multiplies what is missing.  Bands of unknown response (None) stay as they are: held to a wrong one
    they come out worse than without.  valid: of the coarse pixels, same shape; nothing is added where it is false.
    """
    known = [band for band, response in enumerate(responses) if response is not None]
    if not known or not passes:
        return fine
    everything = len(known) == len(responses)
    image, target = (fine, coarse) if everything else (fine[:, known], coarse[:, known])
    seen_by = [response for response in responses if response is not None]
    for gain in passes:
        error = target - degraded(image, seen_by, ratio)
        if valid is not None:
            error = torch.where(valid if everything else valid[:, known], error, 0.0)
        image = enlarged(error, ratio).mul_(gain).add_(image)
    if everything:
        return image
    result = fine.clone()
    result[:, known] = image
    return result
