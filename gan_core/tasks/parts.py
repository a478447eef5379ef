"""Some bands of a tile on their way through a model, from the file's values to the file's values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Optional, cast

import numpy as np
import torch

from gan_core.inference.predictor import Predictor
from gan_core.inference.trust import MARGIN, NODATA, Turn, measures, trust_of
from gan_core.radiometry.block_means import with_means_kept
from gan_core.radiometry.consistency import Base, consistent, input_error, seen_bilinear
from gan_core.radiometry.normalise import Normalizer
from gan_core.radiometry.settle import Storage, settle
from gan_core.radiometry.told import Facts, with_told
from gan_core.tasks.tiles import Tile, repeated


class Doubt(NamedTuple):
    """How the trust in a part's pixels is found."""

    predictor: Predictor
    """Of the passes after the first."""
    turns: Sequence[Turn]
    """How the image lies in each of them."""
    distance: float
    """Between the weights of the first pass and the others'."""
    weights: Sequence[float]
    soften: int
    """Trust below which pixels are softened towards plain interpolation; 0 for none."""


class Made(NamedTuple):
    """Of some bands of a tile's core."""

    pixels: np.ndarray
    """(C, H * scale, W * scale) in the file's data type."""
    worst: float
    """Of what the job measures."""
    trust: Optional[np.ndarray]
    """(H * scale, W * scale) uint8: the least of any band's, NODATA where no band is valid; None where nobody asked."""


@dataclass(frozen=True)
class Part:
    """Some bands, the model for them and the range that it sees each of them in."""

    numbers: list[int]
    together: bool
    predictor: Predictor
    normalizers: list[Normalizer]
    storages: list[Storage]
    noise: list[float]
    """The standard deviation of each band's noise in the raster's units, for models that are told."""
    sharpness: list[Optional[float]]
    """Of all bands as the model takes them, together or each by itself, for models that are told; None for unknown."""
    doubt: Optional[Doubt] = None

    @torch.inference_mode()
    def __call__(self, tile: Tile) -> Made:
        """These bands of the core.  Invalid pixels come out as they came in, repeated over their block."""
        places = [number - 1 for number in self.numbers]
        values, valid = tile.values[places], tile.valid[places]
        scale = self.predictor.card.scale
        if not valid.any():
            pixels = repeated(values, scale)
            return Made(pixels, 0.0, np.full(pixels.shape[1:], NODATA, np.uint8) if self.doubt else None)
        blocks, target, trust = self._predicted(tile.image[places])
        bands, worst = [], 0.0
        for band, storage in enumerate(self.storages):
            known = torch.from_numpy(valid[band])
            settled, figure = self._settled(blocks[band], target[band], known, storage, tile)
            worst = max(worst, figure)
            made = _shuffled(settled, storage.dtype)
            whole = valid[band][tile.inside].all()  # what lies beyond the raster is not written
            bands.append(made if whole else _restored(made, values[band], valid[band]))
        return Made(np.stack(bands), worst, None if trust is None else _least(trust, repeated(valid, scale)))

    def _settled(
        self, blocks: torch.Tensor, target: torch.Tensor, known: torch.Tensor, storage: Storage, tile: Tile
    ) -> tuple[torch.Tensor, float]:
        """A band's pixels as the file can hold them, (scale**2, H, W), and what the job measures on them."""
        raise NotImplementedError

    def _predicted(self, image: np.ndarray) -> tuple[torch.Tensor, torch.Tensor, Optional[np.ndarray]]:
        """The output pixels of each input pixel of the core, (C, scale**2, H, W), the core itself, (C, H, W), and the trust,
        (1 or C, H * scale, W * scale)."""
        edge = self.predictor.halo + (MARGIN if self.doubt else 0)
        inner = slice(edge, -edge or None)
        scale = np.array([one.scale for one in self.normalizers], image.dtype)[:, None, None]
        offset = np.array([one.offset for one in self.normalizers], image.dtype)[:, None, None]
        exact = torch.from_numpy((image - offset) / scale).unsqueeze(0 if self.together else 1)
        given = self._given(exact.float())
        stack, trust = self.predictor(given, exact), None
        if self.doubt:
            stack, trust = self._doubted(stack, given, exact, self.doubt)
        blocks = stack.reshape(len(image), -1, *stack.shape[2:])
        blocks.mul_(torch.from_numpy(scale)[:, None]).add_(torch.from_numpy(offset)[:, None])
        return blocks, torch.from_numpy(image[:, inner, inner]), None if trust is None else trust.numpy()

    def _doubted(
        self, stack: torch.Tensor, given: torch.Tensor, exact: torch.Tensor, doubt: Doubt
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """The core of a stack that reaches MARGIN farther, doubtful pixels softened; and its trust, (B, H, W)."""
        scale, halo = self.predictor.card.scale, self.predictor.halo
        others = [
            turn.back(doubt.predictor(turn(given), turn(exact)), scale).float().contiguous() for turn in doubt.turns
        ]
        seen = exact[:, :, halo : exact.shape[2] - halo, halo : exact.shape[3] - halo]
        trust = trust_of(measures(stack.float(), others, seen.float(), doubt.distance), doubt.weights)
        core = slice(MARGIN, -MARGIN)
        stack = stack[:, :, core, core].contiguous()
        if not doubt.soften:
            return stack, trust
        edge = halo + MARGIN
        nothing = exact.new_zeros(1).expand(len(exact), stack.shape[1], *exact.shape[2:])
        base = consistent(exact, nothing, cast(Base, self.predictor.card.base), project=scale > 1)[
            ..., edge:-edge, edge:-edge
        ]
        share = (trust.to(stack.dtype) / doubt.soften).clamp(max=1)
        mixed = torch.lerp(base, stack, _over_bands(share, stack, scale))
        if self.predictor.project and self.predictor.card.operator == "area":
            error = input_error(seen[:, :, core, core], mixed).repeat_interleave(scale**2, 1)
            mixed = mixed + error
        return mixed, trust

    def _given(self, image: torch.Tensor) -> torch.Tensor:
        """What the network is given: (B, C, H, W), and the planes that tell it of the whole image."""
        count = self.predictor.card.arguments.get("noise", 0)
        if not count:
            return image
        sigma = [noise / one.scale for noise, one in zip(self.noise, self.normalizers)]
        facts = Facts.given([sum(sigma) / len(sigma)] if self.together else sigma, self.sharpness)
        return with_told(image, count, facts)


class Upscaler(Part):
    """Measures the worst difference between the input and the output averaged to its grid."""

    def _settled(
        self, blocks: torch.Tensor, target: torch.Tensor, known: torch.Tensor, storage: Storage, tile: Tile
    ) -> tuple[torch.Tensor, float]:
        area = self.predictor.card.operator == "area"
        settled = settle(blocks, target, known, storage, self.predictor.project and area)
        return settled, _worst_error(target, settled, known, storage, tile.inside, area)


class Enhancer(Part):
    """Measures the largest shift of an 8 x 8 block's mean, in standard errors of what was removed."""

    def _settled(
        self, blocks: torch.Tensor, target: torch.Tensor, known: torch.Tensor, storage: Storage, tile: Tile
    ) -> tuple[torch.Tensor, float]:
        counted = torch.zeros_like(known)
        counted[tile.inside] = known[tile.inside]
        settled, shift = with_means_kept(blocks[0], target, counted, storage)
        return settled[None], shift


def _over_bands(share: torch.Tensor, stack: torch.Tensor, scale: int) -> torch.Tensor:
    """(B, H * scale, W * scale) as a stack with the same for every band."""
    phases = torch.nn.functional.pixel_unshuffle(share[:, None], scale)
    return phases.repeat(1, stack.shape[1] // phases.shape[1], 1, 1)


def _least(trust: np.ndarray, valid: np.ndarray) -> np.ndarray:
    """(1 or C, H, W) and (C, H, W) -> (H, W)."""
    least: np.ndarray = np.where(valid, trust, np.uint8(NODATA)).min(0)
    return least


def _worst_error(
    target: torch.Tensor,
    blocks: torch.Tensor,
    known: torch.Tensor,
    storage: Storage,
    inside: tuple[slice, slice],
    area: bool,
) -> float:
    if not storage.integer:  # whole numbers are summed exactly as they are
        target, blocks = target.double(), blocks.double()
    if area:
        count = len(blocks)
        if storage.integer:
            error = (count * target - blocks.sum(0)).abs() / count
        else:
            error = input_error(target[None, None], blocks[None])[0, 0].abs()
        return float(torch.where(known, error, 0.0)[inside].max())
    # here the core's outermost pixels, and those beside a gap, would need pixels beyond it
    error = (target - seen_bilinear(blocks[None], 1)[0, 0]).abs()
    unknown = torch.nn.functional.max_pool2d((~known)[None].float(), 3, 1, 1)[0] > 0
    return float(torch.where(unknown, 0.0, error)[inside][1:-1, 1:-1].max())


def _shuffled(blocks: torch.Tensor, dtype: np.dtype) -> np.ndarray:
    """(scale**2, H, W) -> (H * scale, W * scale) in the file's data type."""
    scale, (height, width) = round(len(blocks) ** 0.5), blocks.shape[1:]
    stored, made = blocks.numpy().astype(dtype), np.empty((height, scale, width, scale), dtype)
    for phase, plane in enumerate(stored):  # seven times as fast as one transposition
        made[:, phase // scale, :, phase % scale] = plane
    return made.reshape(height * scale, width * scale)


def _restored(band: np.ndarray, values: np.ndarray, valid: np.ndarray) -> np.ndarray:
    """The band, changed in place: invalid pixels are repeated over their blocks."""
    (height, width), scale = values.shape, len(band) // len(values)
    rows, columns = np.nonzero(~valid)
    band.reshape(height, scale, width, scale)[rows, :, columns] = values[rows, columns][:, None, None]
    return band
