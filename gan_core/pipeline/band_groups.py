"""Some bands of a tile on their way through a model, from the file's values to the file's values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Optional, cast

import numpy as np
import torch

from gan_core.inference.predictor import Predictor
from gan_core.inference.trust import MARGIN, NODATA, DihedralTransform, measures, trust_of
from gan_core.pipeline.summary import RasterSummary
from gan_core.pipeline.tiles import Tile, repeated
from gan_core.radiometry.block_means import largest_shift, with_means_kept
from gan_core.radiometry.conditions import Conditions, append_conditions
from gan_core.radiometry.consistency import Base, input_error, seen_bilinear
from gan_core.radiometry.lock import HELD, Held, held_to
from gan_core.radiometry.normalize import Normalizer
from gan_core.radiometry.quantize import Storage, quantize
from gan_core.radiometry.sensor import RADIUS, Sensor, seen_again

LEVEL = 1e4
"""What a network adds to constant ground is less, in its own range."""
LEAST_UNIT = 1 / 510
"""Half a step of 255, share of the range: what counts as the noise of a layer with less."""

EXTREME = 1e30
"""A range beyond which differences and sums may be more than single precision holds."""


class TrustEstimator(NamedTuple):
    """How the trust in a group's pixels is estimated."""

    predictor: Predictor
    """Of the passes after the first."""
    turns: Sequence[DihedralTransform]
    """How the image lies in each of them."""
    distance: float
    """Between the weights of the first pass and the others'."""
    weights: Sequence[float]
    soften: int
    """Trust below which pixels are softened towards plain interpolation; 0 for none."""


class GroupResult(NamedTuple):
    """Of some bands of a tile's core."""

    pixels: np.ndarray
    """(C, H * scale, W * scale) in the file's data type."""
    summary: RasterSummary
    trust: Optional[np.ndarray]
    """(H * scale, W * scale) uint8: the least of any band's, NODATA where no band is valid; None where nobody asked."""


@dataclass(frozen=True)
class BandGroup:
    """Some bands that go through a model, together or each by itself, and the range that it sees each of them in."""

    numbers: list[int]
    together: bool
    predictor: Predictor
    held: Held
    """To what of the input the result is held."""
    normalizers: list[Normalizer]
    ranges: list[float]
    """Of each band's own values."""
    storages: list[Storage]
    sensors: list[Sensor]
    """Of each band, for models that are told; empty for those that are not."""
    trust: Optional[TrustEstimator] = None

    @torch.inference_mode()
    def __call__(self, tile: Tile) -> GroupResult:
        """These bands of the core.  Invalid pixels come out as they came in, repeated over their block."""
        indexes = [number - 1 for number in self.numbers]
        values, valid = tile.values[indexes], tile.valid[indexes]
        scale = self.predictor.card.scale
        if not valid.any():
            pixels = repeated(values, scale)
            nothing = np.full(pixels.shape[1:], NODATA, np.uint8) if self.trust else None
            return GroupResult(pixels, RasterSummary(), nothing)
        blocks, target, trust = self._predicted(tile.image[indexes])
        bands, summary = [], RasterSummary()
        for band, storage in enumerate(self.storages):
            known = torch.from_numpy(valid[band])
            settled, worst = self._settled(blocks[band], target[band], known, storage, tile)
            summary = summary.merged(self._seen_again(settled, target[band], known, band, tile))
            summary = summary.merged(self._worst(worst, band))
            pixels = _shuffled(settled, storage.dtype)
            whole = valid[band][tile.inside].all()  # what lies beyond the raster is not written
            bands.append(pixels if whole else _restored(pixels, values[band], valid[band]))
        least = None if trust is None else _least(trust, repeated(valid, scale))
        return GroupResult(np.stack(bands), summary, least)

    @torch.inference_mode()
    def measured(self, tile: Tile, pixels: np.ndarray) -> RasterSummary:
        """What the job measures, on these bands of a tile's core as a file has them, (C, H * scale, W * scale)."""
        summary, scale = RasterSummary(), self.predictor.card.scale
        for band, (number, storage) in enumerate(zip(self.numbers, self.storages)):
            known = torch.from_numpy(tile.valid[number - 1])
            image = torch.from_numpy(tile.image[number - 1])
            target = image[self._core, self._core]
            made = torch.from_numpy(pixels[band].astype(tile.image.dtype))
            blocks = torch.nn.functional.pixel_unshuffle(made[None], scale)
            summary = summary.merged(self._seen_again(blocks, target, known, band, tile))
            summary = summary.merged(RasterSummary(self._error(blocks, target, known, storage, tile)))
        return summary

    def _settled(
        self, blocks: torch.Tensor, target: torch.Tensor, known: torch.Tensor, storage: Storage, tile: Tile
    ) -> tuple[torch.Tensor, float]:
        """A band's pixels as the file can hold them, (scale**2, H, W), and what the job measures on them."""
        raise NotImplementedError

    def _error(
        self, blocks: torch.Tensor, target: torch.Tensor, known: torch.Tensor, storage: Storage, tile: Tile
    ) -> float:
        """What the job measures on a band's pixels, (scale**2, H, W)."""
        raise NotImplementedError

    @property
    def _core(self) -> slice:
        """Rows, and columns, of a tile's core in its image."""
        edge = self.predictor.halo + (MARGIN if self.trust else 0)
        return slice(edge, -edge or None)

    def _predicted(self, image: np.ndarray) -> tuple[torch.Tensor, torch.Tensor, Optional[np.ndarray]]:
        """The output pixels of each input pixel of the core, (C, scale**2, H, W), the core itself, (C, H, W), and the trust,
        (1 or C, H * scale, W * scale)."""
        inner = self._core
        if max(max(one.scale, abs(one.offset)) for one in self.normalizers) > EXTREME:
            image = image.astype(np.float64)
        scale = np.array([normalizer.scale for normalizer in self.normalizers], image.dtype)[:, None, None]
        offset = np.array([normalizer.offset for normalizer in self.normalizers], image.dtype)[:, None, None]
        exact = torch.from_numpy((image - offset) / scale).unsqueeze(0 if self.together else 1)
        conditions = self._conditions()
        given, response = self._given(exact.float(), conditions), conditions and conditions.response
        stack, trust = self.predictor(given, exact, response), None
        if self.trust:
            stack, trust = self._with_trust(stack, given, exact, response, self.trust)
        blocks = stack.reshape(len(image), -1, *stack.shape[2:])
        blocks.mul_(torch.from_numpy(scale)[:, None]).add_(torch.from_numpy(offset)[:, None])
        for plane, normalizer in zip(blocks, self.normalizers):
            if normalizer.constant:  # what the network adds to such ground is taken off
                plane[(plane - normalizer.offset).abs() < normalizer.scale * LEVEL] = normalizer.offset
        return blocks, torch.from_numpy(image[:, inner, inner]), None if trust is None else trust.numpy()

    def _with_trust(
        self,
        stack: torch.Tensor,
        given: torch.Tensor,
        exact: torch.Tensor,
        response: Optional[torch.Tensor],
        estimator: TrustEstimator,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """The core of a stack that reaches MARGIN farther, doubtful pixels softened; and its trust, (B, H, W)."""
        scale, halo = self.predictor.card.scale, self.predictor.halo
        others = [
            turn.back(estimator.predictor(turn(given), turn(exact), response), scale).float().contiguous()
            for turn in estimator.turns
        ]
        seen = exact[:, :, halo : exact.shape[2] - halo, halo : exact.shape[3] - halo]
        averages = self.held != "lock"
        trust = trust_of(measures(stack.float(), others, seen.float(), estimator.distance, averages), estimator.weights)
        core = slice(MARGIN, -MARGIN)
        stack = stack[:, :, core, core].contiguous()
        if not estimator.soften:
            return stack, trust
        edge = halo + MARGIN
        nothing = exact.new_zeros(1).expand(len(exact), stack.shape[1], *exact.shape[2:])
        held = self.held if scale > 1 else "none"
        base = held_to(exact, nothing, cast(Base, self.predictor.card.base), held, response=response)
        base = base[..., edge:-edge, edge:-edge]
        share = (trust.to(stack.dtype) / estimator.soften).clamp(max=1)
        mixed = torch.lerp(base, stack, _over_bands(share, stack, scale))
        if self.held == "exact" and self.predictor.card.operator == "area":
            error = input_error(seen[:, :, core, core], mixed).repeat_interleave(scale**2, 1)
            mixed = mixed + error
        return mixed, trust

    def _conditions(self) -> Optional[Conditions]:
        """What the model is told of the bands, as it takes them; None for one that is not."""
        if not self.sensors:
            return None
        noise = torch.tensor(
            [sensor.noise / normalizer.scale for sensor, normalizer in zip(self.sensors, self.normalizers)]
        )
        response = torch.tensor([float(sensor.response) for sensor in self.sensors])
        if self.together:
            noise, response = noise.mean(0, keepdim=True), response.mean(0, keepdim=True)
        return Conditions(noise, response)

    def _given(self, image: torch.Tensor, conditions: Optional[Conditions]) -> torch.Tensor:
        """What the network is given: (B, C, H, W), and the planes that tell it of the whole image."""
        count = self.predictor.card.arguments.get("noise", 0)
        return image if conditions is None else append_conditions(image, count, conditions)

    def _seen_again(
        self, settled: torch.Tensor, target: torch.Tensor, known: torch.Tensor, band: int, tile: Tile
    ) -> RasterSummary:
        """What the sensor would show of a band's result, beside the core.  The core's edge, and what lies beside a gap, is left
        out: the sensor sees farther there."""
        if not self.sensors:
            return RasterSummary()
        sensor, inner = self.sensors[band], slice(RADIUS, -RADIUS)
        usable = torch.zeros_like(known)
        usable[tile.inside] = known[tile.inside]
        usable = torch.nn.functional.max_pool2d((~usable)[None].float(), 2 * RADIUS + 1, 1)[0] == 0
        if not usable.any():
            return RasterSummary()
        difference = (target[inner, inner] - seen_again(settled.to(target.dtype), sensor.response)).double()
        difference = difference.where(usable, torch.zeros_like(difference))
        unit = max(sensor.noise, self.normalizers[band].scale * LEAST_UNIT)
        worst = self._worst(_worst_mean(difference, usable) if self.held == "lock" else 0.0, band)
        squares = float((difference / unit).square().sum())
        return worst.merged(RasterSummary(squares=squares, differences=int(usable.sum())))

    def _worst(self, error: float, band: int) -> RasterSummary:
        """What the job measures on a band, as it is and as a share of the band's own range."""
        return RasterSummary(error, share=error / (self.ranges[band] or self.normalizers[band].scale))


class UpscaledGroup(BandGroup):
    """Measures the worst difference between the input and the output averaged to its grid; behind a sensor that is not perfect,
    between the means over HELD x HELD pixels of the input and of what the sensor would show of the output."""

    def _settled(
        self, blocks: torch.Tensor, target: torch.Tensor, known: torch.Tensor, storage: Storage, tile: Tile
    ) -> tuple[torch.Tensor, float]:
        area = self.predictor.card.operator == "area"
        settled = quantize(blocks, target, known, storage, self.held == "exact" and area)
        return settled, self._error(settled, target, known, storage, tile)

    def _error(
        self, blocks: torch.Tensor, target: torch.Tensor, known: torch.Tensor, storage: Storage, tile: Tile
    ) -> float:
        if self.held == "lock":
            return 0.0
        return _worst_error(target, blocks, known, storage, tile.inside, self.predictor.card.operator == "area")


class EnhancedGroup(BandGroup):
    """Measures the largest shift of an 8 x 8 block's mean, in standard errors of what was removed."""

    def _settled(
        self, blocks: torch.Tensor, target: torch.Tensor, known: torch.Tensor, storage: Storage, tile: Tile
    ) -> tuple[torch.Tensor, float]:
        settled, shift = with_means_kept(blocks[0], target, _counted(known, tile), storage)
        return settled[None], shift

    def _error(
        self, blocks: torch.Tensor, target: torch.Tensor, known: torch.Tensor, storage: Storage, tile: Tile
    ) -> float:
        return largest_shift(blocks[0], target, _counted(known, tile))


def _counted(known: torch.Tensor, tile: Tile) -> torch.Tensor:
    """Of the valid pixels of a core those that are written, (H, W) bool."""
    counted = torch.zeros_like(known)
    counted[tile.inside] = known[tile.inside]
    return counted


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


def _worst_mean(difference: torch.Tensor, usable: torch.Tensor) -> float:
    """The largest mean of a difference over HELD x HELD input pixels that are all usable; 0 where there are none."""
    if min(usable.shape) < HELD:
        return 0.0
    means, shares = (
        torch.nn.functional.avg_pool2d(plane[None, None], HELD)[0, 0] for plane in (difference, usable.double())
    )
    return float(means.abs().where(shares == 1, torch.zeros_like(means)).max())


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
