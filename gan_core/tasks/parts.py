"""Some bands of a tile on their way through a model, from the file's values to the file's values."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from gan_core.inference.predictor import Predictor
from gan_core.radiometry.block_means import with_means_kept
from gan_core.radiometry.consistency import input_error
from gan_core.radiometry.noise_plane import with_noise
from gan_core.radiometry.normalise import Normalizer
from gan_core.radiometry.settle import Storage, settle
from gan_core.tasks.tiles import Tile, repeated


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

    @torch.inference_mode()
    def __call__(self, tile: Tile) -> tuple[np.ndarray, float]:
        """These bands of the core, (C, H * scale, W * scale) in the file's type, and the worst of what the job measures.

        Invalid pixels come out as they came in, repeated over their block.
        """
        places = [number - 1 for number in self.numbers]
        values, valid = tile.values[places], tile.valid[places]
        if not valid.any():
            return repeated(values, self.predictor.card.scale), 0.0
        blocks, target = self._predicted(tile.image[places])
        bands, worst = [], 0.0
        for band, storage in enumerate(self.storages):
            known = torch.from_numpy(valid[band])
            settled, figure = self._settled(blocks[band], target[band], known, storage, tile)
            worst = max(worst, figure)
            bands.append(_restored(_shuffled(settled, storage.dtype), values[band], valid[band]))
        return np.stack(bands), worst

    def _settled(
        self, blocks: torch.Tensor, target: torch.Tensor, known: torch.Tensor, storage: Storage, tile: Tile
    ) -> tuple[torch.Tensor, float]:
        """A band's pixels as the file can hold them, (scale**2, H, W), and what the job measures on them."""
        raise NotImplementedError

    def _predicted(self, image: np.ndarray) -> tuple[torch.Tensor, torch.Tensor]:
        """The output pixels of each input pixel of the core, (C, scale**2, H, W), and the core itself, (C, H, W)."""
        halo = self.predictor.halo
        inner = slice(halo, -halo or None)
        scale = np.array([one.scale for one in self.normalizers], image.dtype)[:, None, None]
        offset = np.array([one.offset for one in self.normalizers], image.dtype)[:, None, None]
        exact = torch.from_numpy((image - offset) / scale).unsqueeze(0 if self.together else 1)
        stack = self.predictor(self._given(exact.float()), exact)
        blocks = stack.reshape(len(image), -1, *stack.shape[2:])
        blocks.mul_(torch.from_numpy(scale)[:, None]).add_(torch.from_numpy(offset)[:, None])
        return blocks, torch.from_numpy(image[:, inner, inner])

    def _given(self, image: torch.Tensor) -> torch.Tensor:
        """What the network is given: (B, C, H, W), or one plane more, with the noise's standard deviation."""
        if not self.predictor.card.arguments.get("noise"):
            return image
        sigma = torch.tensor([noise / one.scale for noise, one in zip(self.noise, self.normalizers)])
        return with_noise(image, sigma.mean().view(1) if self.together else sigma)


class Upscaler(Part):
    """Measures the worst difference between the input and the output averaged to its grid."""

    def _settled(
        self, blocks: torch.Tensor, target: torch.Tensor, known: torch.Tensor, storage: Storage, tile: Tile
    ) -> tuple[torch.Tensor, float]:
        settled = settle(blocks, target, known, storage, self.predictor.project)
        return settled, _worst_error(target, settled, known, storage, tile.inside)


class Enhancer(Part):
    """Measures the largest shift of an 8 x 8 block's mean, in standard errors of what was removed."""

    def _settled(
        self, blocks: torch.Tensor, target: torch.Tensor, known: torch.Tensor, storage: Storage, tile: Tile
    ) -> tuple[torch.Tensor, float]:
        counted = torch.zeros_like(known)
        counted[tile.inside] = known[tile.inside]
        settled, shift = with_means_kept(blocks[0], target, counted, storage)
        return settled[None], shift


def _worst_error(
    target: torch.Tensor, blocks: torch.Tensor, known: torch.Tensor, storage: Storage, inside: tuple[slice, slice]
) -> float:
    if not storage.integer:  # whole numbers are summed exactly as they are
        target, blocks = target.double(), blocks.double()
    error = input_error(target[None, None], blocks[None])[0, 0].abs()
    return float(torch.where(known, error, 0.0)[inside].max())


def _shuffled(blocks: torch.Tensor, dtype: np.dtype) -> np.ndarray:
    """(scale**2, H, W) -> (H * scale, W * scale) in the file's data type."""
    scale = round(len(blocks) ** 0.5)
    stored = blocks.numpy().astype(dtype).reshape(scale, scale, *blocks.shape[1:])
    return stored.transpose(2, 0, 3, 1).reshape(scale * blocks.shape[1], scale * blocks.shape[2])


def _restored(band: np.ndarray, values: np.ndarray, valid: np.ndarray) -> np.ndarray:
    if valid.all():
        return band
    scale = len(band) // len(values)
    return np.where(repeated(valid[None], scale)[0], band, repeated(values[None], scale)[0])
