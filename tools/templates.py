"""Template matching, the honest baseline of a detector: wherever the image correlates with one of the labelled objects.

Normalised cross-correlation (Lewis, "Fast Template Matching", 1995) of every template at eight orientations and three sizes,
over all bands; the best of all at each place; greedy suppression of what overlaps.
"""

from __future__ import annotations

import numpy as np
import torch

from gan_core.inference.boxes import distinct
from gan_core.inference.detector import Finds
from gan_core.training.scenes import resampled, turned

SIZES = (0.8, 1.0, 1.25)
MOST = 12
"""Templates, drawn from the labelled objects: more cost time and, in a trial with 50, gave no more."""
PER_MEGAPIXEL = 3000
"""Places with the highest correlation that are looked at."""


def matches(image: np.ndarray, boxes: np.ndarray, where: np.ndarray, ways: int = 8, seed: int = 0) -> Finds:
    """Finds in `where` (C, H, W) of what looks like the `boxes` of `image` (C, H, W), both float32."""
    rng = np.random.default_rng(seed)
    best = torch.full(where.shape[1:], -1.0)
    sides = torch.zeros((2, *where.shape[1:]))
    whole = torch.from_numpy(where)[None]
    for box in boxes[rng.permutation(len(boxes))[:MOST]]:
        left, top, right, bottom = np.round(box).astype(int)
        patch = image[:, max(top, 0) : bottom, max(left, 0) : right]
        for size in SIZES:
            height, width = (max(3, round(side * size)) for side in patch.shape[1:])
            scaled = resampled(patch, height, width)
            kinds = [one for way in range(ways) if (one := _turned(scaled, way)) is not None]
            for shape in {kind.shape for kind in kinds}:
                score = _correlation(whole, [kind for kind in kinds if kind.shape == shape])
                better = score > best
                best = torch.where(better, score, best)
                sides[0][better], sides[1][better] = shape[2], shape[1]
    return _finds(best, sides)


def _turned(patch: np.ndarray, way: int) -> np.ndarray:
    known = np.zeros(patch.shape[1:], np.uint8)
    return turned(patch, known, np.zeros((0, 4)), way)[0]


def _correlation(image: torch.Tensor, patches: list[np.ndarray]) -> torch.Tensor:
    """(H, W): the largest correlation of the patches, all of one shape, centred on each pixel."""
    bands, height, width = patches[0].shape
    kernels = torch.from_numpy(np.stack(patches))
    kernels = kernels - kernels.mean((1, 2, 3), keepdim=True)
    kernels = kernels / kernels.square().sum((1, 2, 3), keepdim=True).sqrt().clamp(min=1e-6)
    pad = ((width - 1) // 2, width // 2, (height - 1) // 2, height // 2)
    wide = torch.nn.functional.pad(image, pad, "replicate")
    count = bands * height * width
    sums = [_box_sum(one.sum(1, keepdim=True), height, width) for one in (wide.double(), wide.double().square())]
    spread = (sums[1] - sums[0] ** 2 / count).clamp(min=1e-6).sqrt().float()
    found = _convolved(wide, kernels)
    return (found.amax(1) / spread[:, 0])[0]


def _box_sum(image: torch.Tensor, height: int, width: int) -> torch.Tensor:
    total = torch.nn.functional.pad(image.cumsum(2).cumsum(3), (1, 0, 1, 0))
    return (
        total[:, :, height:, width:]
        - total[:, :, :-height, width:]
        - total[:, :, height:, :-width]
        + total[:, :, :-height, :-width]
    )


def _convolved(image: torch.Tensor, kernels: torch.Tensor) -> torch.Tensor:
    """Correlation through the Fourier transform: (1, C, H, W), (N, C, h, w) -> (1, N, H - h + 1, W - w + 1)."""
    size = image.shape[2:]
    spectrum = torch.fft.rfft2(image)
    found = [torch.fft.irfft2((spectrum * torch.fft.rfft2(one[None], size).conj()).sum(1), size) for one in kernels]
    return torch.stack(found, 1)[:, :, : size[0] - kernels.shape[2] + 1, : size[1] - kernels.shape[3] + 1]


def _finds(best: torch.Tensor, sides: torch.Tensor) -> Finds:
    top = torch.nn.functional.max_pool2d(best[None, None], 9, 1, 4)[0, 0]
    rows, columns = (best == top).nonzero(as_tuple=True)
    scores = best[rows, columns]
    most = max(1, int(PER_MEGAPIXEL * best.numel() / 1e6))
    order = scores.argsort(descending=True)[:most]
    rows, columns, scores = rows[order], columns[order], scores[order]
    wide, high = (sides[axis][rows, columns].double() / 2 for axis in (0, 1))
    x, y = columns + 0.5, rows + 0.5
    boxes = torch.stack((x - wide, y - high, x + wide, y + high), 1).numpy()
    found = Finds(boxes, np.zeros(len(boxes), int), scores.double().numpy())
    return found.only(distinct(found.boxes, found.classes, found.scores))
