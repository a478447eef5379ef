"""What a model keeps of the tiles that it learned from, so that no image comes too near to one of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch

from gan_core.api.errors import RasterGanError
from gan_core.metrics.copies import nearest as nearest_thumbnail
from gan_core.metrics.copies import nearest_other as nearest_other_thumbnail
from gan_core.metrics.copies import thumbnails
from gan_core.metrics.diversity import nearest, nearest_other
from gan_core.training.descriptor import FARTHEST, Descriptor

COPY = 0.01
"""Share of real tiles that are nearer to their own nearest neighbor than an image may come to it."""
LEVELS = 255
NAMES = {"rows", "pixels", "middle", "scale", "limits"}


class Fingerprint:
    """Real tiles as features and as thumbnails, a byte a number, and how near is too near in each."""

    def __init__(self, describe: Descriptor, rows: torch.Tensor, pixels: torch.Tensor, limits: torch.Tensor) -> None:
        """rows: (N, d) uint8; pixels: (N, C, SIDE, SIDE) uint8; limits: (2,), of the two."""
        self.describe, self.rows, self.pixels, self.limits = describe, rows, pixels, limits

    @classmethod
    def of(cls, real: torch.Tensor) -> Fingerprint:
        """real: (N, C, size, size), tiles that share no pixel, N at least 2."""
        describe = Descriptor(real)
        rows, pixels = stored(describe(real)), stored(thumbnails(real))
        apart = (nearest_other(restored(rows)), nearest_other_thumbnail(restored(pixels)))
        return cls(describe, rows, pixels, torch.stack([own.quantile(COPY) for own in apart]).clamp(min=1e-6))

    def nearness(self, images: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """(M, C, size, size) -> (M,) the distance to the nearest tile in the nearer of both measures, in limits, and which."""
        by_features = nearest(restored(stored(self.describe(images))), restored(self.rows))
        by_pixels = nearest_thumbnail(restored(stored(thumbnails(images))), restored(self.pixels))
        both = torch.stack([by_features[0] / self.limits[0], by_pixels[0] / self.limits[1]])
        nearer = both.min(0)
        return nearer.values, torch.where(nearer.indices == 0, by_features[1], by_pixels[1])

    def tensors(self) -> dict[str, torch.Tensor]:
        """For the model file."""
        own = {"rows": self.rows, "pixels": self.pixels, "limits": self.limits}
        return {**own, "middle": self.describe.middle, "scale": self.describe.scale}

    @classmethod
    def read(cls, path: Path, tensors: Mapping[str, torch.Tensor], bands: int) -> Fingerprint | None:
        """Of a model file's tensors; None where an older model has none.  Raises RasterGanError `model-broken`."""
        if not tensors:
            return None
        if set(tensors) != NAMES or not _fits(tensors, bands):
            raise RasterGanError(
                "model-broken", path=str(path), reason="what it keeps of its training tiles can't be read"
            )
        describe = Descriptor.restored(bands, tensors["middle"], tensors["scale"])
        return cls(describe, tensors["rows"], tensors["pixels"], tensors["limits"])


def stored(values: torch.Tensor) -> torch.Tensor:
    """-FARTHEST to FARTHEST as bytes."""
    return ((values.clamp(-FARTHEST, FARTHEST) / FARTHEST + 1) / 2 * LEVELS).round().to(torch.uint8)


def restored(values: torch.Tensor) -> torch.Tensor:
    return (values.float() / LEVELS * 2 - 1) * FARTHEST


def _fits(tensors: Mapping[str, torch.Tensor], bands: int) -> bool:
    rows, pixels, floats = tensors["rows"], tensors["pixels"], [tensors[name] for name in ("middle", "scale", "limits")]
    middle, scale, limits = floats
    return (
        rows.dtype == pixels.dtype == torch.uint8
        and all(own.dtype == torch.float32 and bool(torch.isfinite(own).all()) for own in floats)
        and rows.ndim == 2
        and len(rows) == len(pixels) > 1
        and pixels.shape[1:] == thumbnails(torch.zeros(1, bands, 32, 32)).shape[1:]
        and middle.shape == scale.shape == rows.shape[1:]
        and limits.shape == (2,)
        and bool((limits > 0).all() and (scale > 0).all())
    )
