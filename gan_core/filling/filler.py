"""A tile with gaps in, the same without them out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Optional

import torch

from gan_core.filling import prediction
from gan_core.filling.lines import interpolated, lines
from gan_core.filling.prediction import predicted
from gan_core.networks.filler import FillerNetwork
from gan_core.sharpening.regression import Corner
from gan_core.sharpening.statistics import Statistics, column

CELL = 16
"""Pixels of the layer on which everything coarser than a pixel is laid, whatever the tile."""
SMALLEST = 304
"""Side of what a network is given: PyTorch computes an image of at most 20,480 values by another convolution, which rounds
differently, and at an eighth of this side the gates still have more."""
ORIGIN = Corner()


class FilledTile(NamedTuple):
    """Of a tile, halo included; what lies nearer than that to its edge means nothing."""

    values: torch.Tensor
    """(C, H, W) float32: known pixels as they came, gaps filled."""
    error: torch.Tensor
    """(C, H, W) float32: the error to expect of a filled pixel, in standard deviations of the band; 0 on known pixels, and
    everywhere without a network, which alone can tell."""


@dataclass(frozen=True)
class Filler:
    """What is the same for every tile of a job."""

    bands: Statistics
    reach: int
    """Fewer pixels than that along a line are looked at for known ones; a power of 2."""
    network: Optional[FillerNetwork] = None
    """None: interpolation and regression alone."""
    reference: Optional[Statistics] = None
    prior: Optional[torch.Tensor] = None
    """Of the whole layer, beside a reference: the mean of prediction.moments over pixels known in both."""

    @property
    def halo(self) -> int:
        """Pixels on each side of a tile that its result depends on, a multiple of CELL."""
        return self._once + self.guided_halo if self.reference else self._once

    @property
    def guided_halo(self) -> int:
        """The same of a tile whose gaps the reference knows all: no pixel is filled from what was filled by it."""
        return self._once + prediction.REACH

    @property
    def _once(self) -> int:
        """Pixels that `_filled` looks at."""
        looked = self.reach + (self.network.reach if self.network else 0)
        return -(-looked // CELL) * CELL

    @torch.no_grad()
    def __call__(
        self,
        image: torch.Tensor,
        known: torch.Tensor,
        reference: Optional[torch.Tensor] = None,
        reference_known: Optional[torch.Tensor] = None,
        corner: Corner = ORIGIN,
    ) -> FilledTile:
        """image: (C, H, W) float32 in the layer's units, halo included.  known: (C, H, W) bool.  reference: (R, H, W) float32
        in its units.  reference_known: (H, W) bool, of all its bands.  corner: of the tile's first pixel in the layer."""
        top, left = corner.row % CELL, corner.column % CELL
        origin = Corner(corner.row - top, corner.column - left)
        height, width = image.shape[1:]
        pads = [left, -(left + width) % CELL, top, -(top + height) % CELL]
        inside = (slice(None), slice(top, top + height), slice(left, left + width))
        mask = torch.nn.functional.pad(known, pads)
        values = torch.nn.functional.pad(torch.where(known, self.bands.normalized(image), 0.0), pads)
        error = torch.zeros_like(values)
        if reference is not None and reference_known is not None and self.reference and self.prior is not None:
            beside = torch.nn.functional.pad(reference_known, pads)
            detail = torch.where(reference_known, self.reference.normalized(reference), 0.0)
            detail = torch.nn.functional.pad(detail, pads)
            guide = predicted(values, mask, detail, beside, self.prior)
            self._fill(values, error, mask & beside, ~mask & beside, origin, guide)
            mask = mask | beside
        self._fill(values, error, mask, ~mask, origin)
        units = values[inside] * column(self.bands.spread, image) + column(self.bands.level, image)
        return FilledTile(torch.where(known, image, units), error[inside])

    def _fill(
        self,
        values: torch.Tensor,
        error: torch.Tensor,
        known: torch.Tensor,
        gaps: torch.Tensor,
        corner: Corner,
        guide: Optional[torch.Tensor] = None,
    ) -> None:
        """(C, H, W) all: `values` and the errors to expect, where there are gaps; in place, band by band.

        guide: what a reference says.
        """
        for band in range(len(values)):
            if bool(gaps[band].any()):
                band_guide = torch.zeros_like(values[:1]) if guide is None else guide[band : band + 1]
                filled, doubt = self._filled(
                    values[band : band + 1], known[band : band + 1], gaps[band], band_guide, corner
                )
                values[band] = torch.where(gaps[band], filled, values[band])
                error[band] = torch.where(gaps[band], doubt, error[band])

    def _filled(
        self, values: torch.Tensor, known: torch.Tensor, gaps: torch.Tensor, guide: torch.Tensor, corner: Corner
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """A band, (1, H, W), without gaps, (H, W), and the error to expect."""
        left_out = torch.where(known, values - guide, 0.0)
        along = lines(left_out, known, self.reach)
        image = interpolated(left_out, known, along) + guide
        error = torch.zeros_like(image)
        if self.network is None:
            return image[0], error[0]
        rows, columns = around(gaps, self.network.reach, self.network.aligned)
        whole = (slice(None), rows, columns)
        values, weights = (planes[:, :, rows, columns] for planes in (along.values + guide[:, None], along.weights))
        first = corner.row + rows.start, corner.column + columns.start
        made = self.network(image[whole], guide[whole], values, weights, known[whole], first)
        image[whole], error[whole] = made
        return image[0], error[0]


def around(gaps: torch.Tensor, reach: int, aligned: int) -> tuple[slice, slice]:
    """Rows and columns of (H, W) that hold every gap and `reach` pixels around it, at least SMALLEST where there are as many;
    their ends are multiples of `aligned`."""
    parts = []
    for axis in (1, 0):
        where, length = gaps.any(axis).nonzero()[:, 0], gaps.shape[1 - axis]
        first, last = int(where[0]) - reach, int(where[-1]) + 1 + reach
        lacking = max(0, SMALLEST - (last - first))
        first = max(0, min(first - lacking // 2, length - SMALLEST))
        last = min(length, max(last + lacking, SMALLEST))
        parts.append(slice(first // aligned * aligned, -(-last // aligned) * aligned))
    return parts[0], parts[1]
