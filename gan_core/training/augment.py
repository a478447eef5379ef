"""The same random change to what is real and what is fake, so that a discriminator can't learn few tiles by heart."""

from __future__ import annotations

import numpy as np
import torch

LARGEST_SHIFT = 1 / 8
HOLE = 1 / 4
"""Shares of an image's side."""


def diff_augment(images: torch.Tensor, share: float, rng: np.random.Generator) -> torch.Tensor:
    """(B, C, H, W), `share` of the images moved, turned brighter or darker, and with a square cut out.

    Differentiable; the same rng state gives the same change (DiffAugment, Zhao et al. 2020).
    """
    if share <= 0:
        return images
    count, _, height, width = images.shape
    change = torch.from_numpy(rng.random(count) < share)
    shifts = rng.integers(-int(height * LARGEST_SHIFT), int(height * LARGEST_SHIFT) + 1, (count, 2))
    light = torch.from_numpy(rng.uniform(-0.25, 0.25, count)).float().to(images.device)
    size = max(1, int(height * HOLE))
    corners = rng.integers(0, (height - size + 1, width - size + 1), (count, 2))
    done = []
    for image, apply, (down, right), brighter, (top, left) in zip(images, change, shifts, light, corners):
        if apply:
            image = torch.roll(image, (int(down), int(right)), (1, 2)) + brighter
            hole = torch.ones_like(image[:1])
            hole[:, top : top + size, left : left + size] = 0
            image = image * hole
        done.append(image)
    return torch.stack(done)
