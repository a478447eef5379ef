"""A tile of coarse bands and of a finer guide in, the bands on the guide's grid out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Optional

import torch

from gan_core.networks.sharpener import CELL, SharpenerNetwork
from gan_core.sharpening import regression
from gan_core.sharpening.consistency import CHEBYSHEV, ONE_PASS, PASS_REACH, consistent, enlarged
from gan_core.sharpening.regression import Corner, slopes
from gan_core.sharpening.residual import residual_of, strip_rows
from gan_core.sharpening.response import REACH, Response, degraded
from gan_core.sharpening.statistics import Statistics, column

USUAL = 0.45
"""The response that a band is taken to have for the regression where none is known."""
NEAR = 0.03
FIRST_PASSES, LAST_PASSES = ONE_PASS, CHEBYSHEV
"""Of consistency: before the network, and after it."""
ORIGIN = Corner()
LEAST_SHARE = 1e-6
FILLED = 4
"""Coarse pixels by which valid values are carried into what is invalid; beyond lies the layer's median."""


class Stages(NamedTuple):
    """A tile on its way, halo included, in standard deviations of the coarse layer's bands: what trust is told by."""

    coarse: torch.Tensor
    """(1, C, H, W), filled."""
    guided: torch.Tensor
    """(1, C, H * ratio, W * ratio): with the guide's detail, before it is held to the coarse bands."""
    residual: Optional[torch.Tensor]
    """The same shape: what the network added; None where there is none."""
    fine: torch.Tensor
    """The same shape: the result."""


@dataclass(frozen=True)
class Sharpener:
    """What is the same for every tile of a job."""

    ratio: int
    """Guide pixels along a coarse pixel's side, 2 or more."""
    responses: Sequence[Optional[Response]]
    """Of each coarse band; None where it is not known: then nothing is held to the band."""
    coarse: Statistics
    guide: Statistics
    network: Optional[SharpenerNetwork] = None
    """None: regression and consistency alone."""
    slots: Optional[Sequence[Optional[int]]] = None
    """For a network of several bands, which of them each coarse band plays; None in it: none, that band goes without.
    A network of one band takes each by itself."""
    guide_slots: Optional[Sequence[int]] = None
    """For a network of several guide bands, which of them each of the guide's plays.  None: their order."""
    dtype: Optional[torch.dtype] = None
    """What the network computes in, but for its first layer; None: float32."""
    margin: int = 0
    """Coarse pixels beyond a tile whose result must be right too."""

    @property
    def halo(self) -> int:
        """Coarse pixels on each side of a tile that its result depends on."""
        network = math.ceil(self.network.reach / self.ratio) if self.network else 0
        passes = (len(FIRST_PASSES) + len(LAST_PASSES)) * PASS_REACH
        return FILLED + regression.REACH + REACH + passes + network + self.margin

    @torch.no_grad()
    def __call__(
        self,
        coarse: torch.Tensor,
        guide: torch.Tensor,
        coarse_valid: torch.Tensor,
        guide_valid: torch.Tensor,
        corner: Corner,
    ) -> torch.Tensor:
        """(C, H * ratio, W * ratio) float32, in the coarse bands' units, halo included.

        coarse: (C, H, W) float32, halo included, mirrored beyond the layer's edge.  guide: (K, H * ratio, W * ratio) float32.
        coarse_valid: (C, H, W) bool.  guide_valid: (1, H * ratio, W * ratio) bool.  corner: of the tile's first coarse
        pixel in the layer; it may be negative.  What is invalid in the guide is plainly interpolated; what the result is
        where `coarse_valid` is false means nothing.  No value is below the least known one of its
        band, but beside pixels that are.
        """
        return self.staged(coarse, guide, coarse_valid, guide_valid, corner, False)[0]

    @torch.no_grad()
    def staged(
        self,
        coarse: torch.Tensor,
        guide: torch.Tensor,
        coarse_valid: torch.Tensor,
        guide_valid: torch.Tensor,
        corner: Corner,
        keep: bool = True,
    ) -> tuple[torch.Tensor, Optional[Stages]]:
        """The same, and how it came about.  keep: whether that is kept, which takes memory."""
        ratio, masks = self.ratio, (coarse_valid[None], guide_valid[None])
        values = filled(self.coarse.normalized(coarse), coarse_valid, FILLED)[None]
        detail = filled(self.guide.normalized(guide), guide_valid, FILLED * ratio)[None]
        fine = guided(values, detail, *masks, self.responses, ratio, corner)
        before, residual = fine if keep else None, None
        fine = consistent(fine, values, self.responses, ratio, FIRST_PASSES, masks[0])
        if self.network is not None:
            residual = self._residual(self.network, fine, detail, corner)
            fine = fine + residual if keep else residual.add_(fine)
        fine = consistent(fine, values, self.responses, ratio, LAST_PASSES, masks[0])
        image = (fine[0] * column(self.coarse.spread, fine)).add_(column(self.coarse.level, fine))
        cells = image.unflatten(2, (-1, ratio)).unflatten(1, (-1, ratio))
        torch.maximum(cells, self._floor(values[0])[:, :, None, :, None], out=cells)
        return image, None if before is None else Stages(values, before, residual, fine)

    def _floor(self, values: torch.Tensor) -> torch.Tensor:
        """Below which nothing is believed, (C, H, W) in the bands' units: the least value that is known of the layer, or that
        of the pixels around, where these are lower still.  values: (C, H, W), normalized."""
        around = -torch.nn.functional.max_pool2d(-values[None], 3, 1, 1)[0]
        units = around * column(self.coarse.spread, values) + column(self.coarse.level, values)
        return torch.minimum(units, column(self.coarse.least, values))

    def _residual(
        self, network: SharpenerNetwork, base: torch.Tensor, guide: torch.Tensor, corner: Corner
    ) -> torch.Tensor:
        """The network's, on cells that lie the same in the layer whatever the tile."""
        top, left = (start * self.ratio % CELL for start in corner)
        height, width = base.shape[2:]
        pads = [left, -(left + width) % CELL, top, -(top + height) % CELL]
        slots = list(self.slots if self.slots is not None else range(base.shape[1]))
        inputs = [torch.nn.functional.pad(image, pads, "replicate") if any(pads) else image for image in (base, guide)]
        rows = strip_rows(network, base.shape[1], *inputs[0].shape[2:])
        result = torch.empty_like(inputs[0])
        for start in range(0, result.shape[2], rows):
            above = min(start, network.reach)
            part = [image[:, :, start - above : start + rows + network.reach] for image in inputs]
            with torch.autocast(base.device.type, self.dtype, enabled=self.dtype is not None):
                strip = residual_of(network, part[0], part[1], self.responses, slots, self.guide_slots, self.ratio)
            result[:, :, start : start + rows] = strip[:, :, above : above + rows]
        return result[:, :, top : top + height, left : left + width]


def regressed(
    coarse: torch.Tensor,
    guide: torch.Tensor,
    coarse_valid: torch.Tensor,
    guide_valid: torch.Tensor,
    responses: Sequence[Optional[Response]],
    ratio: int,
    corner: Corner = ORIGIN,
) -> torch.Tensor:
    """What the network's residual is added to: (B, C, H * ratio, W * ratio) by regression and first passes.

    coarse: (B, C, H, W).  guide: (B, K, H * ratio, W * ratio).  Both normalized and filled.
    """
    fine = guided(coarse, guide, coarse_valid, guide_valid, responses, ratio, corner)
    return consistent(fine, coarse, responses, ratio, FIRST_PASSES, coarse_valid)


def guided(
    coarse: torch.Tensor,
    guide: torch.Tensor,
    coarse_valid: torch.Tensor,
    guide_valid: torch.Tensor,
    responses: Sequence[Optional[Response]],
    ratio: int,
    corner: Corner = ORIGIN,
) -> torch.Tensor:
    """The same by regression alone."""
    touched = torch.nn.functional.max_pool2d((~guide_valid).to(coarse.dtype), ratio)
    known = torch.nn.functional.max_pool2d(touched, 3, 1, 1) == 0
    detail = torch.empty(len(coarse), len(responses), *guide.shape[2:], dtype=coarse.dtype, device=coarse.device)
    for response, bands in alike(responses, ratio).items():
        low = degraded(guide, [response] * guide.shape[1], ratio)
        missing = enlarged(low, ratio).neg_().add_(guide)
        weight = (coarse_valid[:, bands].all(1, keepdim=True) & known).to(coarse.dtype)
        for image in range(len(coarse)):
            slope = slopes(coarse[image, bands], low[image], weight[image], corner)
            detail[image, bands] = injected(slope, missing[image])
    return enlarged(coarse, ratio).add_(detail.masked_fill_(~guide_valid, 0.0))


def alike(responses: Sequence[Optional[Response]], ratio: int) -> dict[Response, list[int]]:
    """Bands by a response near their own: the regression needs it no better, and is made once for each."""
    groups: dict[Response, list[int]] = {}
    usual = Response.of(USUAL, ratio)
    for band, response in enumerate(responses):
        own = response or usual
        near = (
            other for other in groups if abs(other.at_nyquist - own.at_nyquist) <= NEAR and other.width == own.width
        )
        groups.setdefault(next(near, own), []).append(band)
    return groups


def injected(slope: torch.Tensor, missing: torch.Tensor) -> torch.Tensor:
    """slope (C, K, H, W) of the guide's detail (K, H * ratio, W * ratio) -> (C, H * ratio, W * ratio)."""
    ratio = missing.shape[1] // slope.shape[2]
    cells = missing.unflatten(2, (-1, ratio)).unflatten(1, (-1, ratio))
    total = slope[:, 0, :, None, :, None] * cells[0]
    for band in range(1, len(cells)):
        total.addcmul_(slope[:, band, :, None, :, None], cells[band])
    return total.flatten(3, 4).flatten(1, 2)


def filled(values: torch.Tensor, valid: torch.Tensor, reach: int) -> torch.Tensor:
    """(C, H, W) with what is invalid replaced by the mean of what is valid up to `reach` pixels away along either axis; by 0
    where nothing is."""
    valid = valid.expand_as(values)
    if bool(valid.all()):
        return values
    known = valid.to(values.dtype)
    planes = torch.cat((torch.where(valid, values, 0.0), known))[None]
    for size, pad in (((2 * reach + 1, 1), (reach, 0)), ((1, 2 * reach + 1), (0, reach))):
        planes = torch.nn.functional.avg_pool2d(planes, size, 1, pad)
    total, count = planes[0].chunk(2)
    return torch.where(valid, values, total / count.clamp(min=LEAST_SHARE))
