"""An object cut out of one image and blended into another (Ghiasi et al. 2021)."""

from __future__ import annotations

import numpy as np
import torch


def is_covered(box: np.ndarray, middle: np.ndarray, size: np.ndarray) -> bool:
    """Whether a box's centre is covered by what is pasted."""
    return bool((np.abs((box[:2] + box[2:]) / 2 - middle) < size / 2).all())


def cut_patch(image: np.ndarray, middle: np.ndarray, size: np.ndarray) -> np.ndarray:
    """What lies around `middle`, (C, H, W); the piece's edge is repeated."""
    height, width = image.shape[1:]
    (left, top), (right, bottom) = (np.round(middle + half).astype(int) for half in (-size / 2, size / 2))
    columns = np.clip(np.arange(left, max(right, left + 1)), 0, width - 1)
    rows = np.clip(np.arange(top, max(bottom, top + 1)), 0, height - 1)
    return image[:, rows[:, None], columns[None]]


def paste(
    image: np.ndarray, patch: np.ndarray, middle: np.ndarray, size: np.ndarray, rng: np.random.Generator
) -> tuple[slice, slice] | None:
    """Blend a patch into `image`, its edge soft; gives the rows and columns that it covers."""
    wide, high = (max(2, round(side)) for side in size)
    left, top = (round(at - side / 2) for at, side in zip(middle, (wide, high)))
    patch = resampled(patch, high, wide)
    patch = patch[:, :, ::-1] if rng.random() < 0.5 else patch
    patch = patch[:, ::-1] if rng.random() < 0.5 else patch
    patch = patch * np.float32(rng.uniform(0.85, 1.15))
    across, down = (np.abs((np.arange(side) + 0.5) / side * 2 - 1) for side in (wide, high))
    corner = rng.choice([2.0, 3.0, 8.0])
    far = (across[None] ** corner + down[:, None] ** corner) ** (1 / corner)
    soft = ((1 - far) / 0.2).clip(0, 1).astype(np.float32)
    inside = slice(max(0, top), min(image.shape[1], top + high)), slice(max(0, left), min(image.shape[2], left + wide))
    if inside[0].start >= inside[0].stop or inside[1].start >= inside[1].stop:
        return None
    own = (slice(inside[0].start - top, inside[0].stop - top), slice(inside[1].start - left, inside[1].stop - left))
    below = image[:, inside[0], inside[1]]
    image[:, inside[0], inside[1]] = below + soft[own] * (patch[:, own[0], own[1]] - below)
    return inside


def resampled(image: np.ndarray, height: int, width: int) -> np.ndarray:
    """(C, H, W) on another number of pixels, linearly; what is made smaller is averaged."""
    if image.shape[1:] == (height, width):
        return image.astype(np.float32, copy=False)
    tensor = torch.from_numpy(np.ascontiguousarray(image, np.float32))[None]
    return torch.nn.functional.interpolate(
        tensor, (height, width), mode="bilinear", antialias=min(height / image.shape[1], width / image.shape[2]) < 0.7
    )[0].numpy()
