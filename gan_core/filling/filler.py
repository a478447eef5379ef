"""A tile with gaps in, the same without them out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Optional

import torch

from gan_core.filling import prediction
from gan_core.filling.lines import interpolated, lines
from gan_core.filling.prediction import predicted
from gan_core.sharpening.regression import Place
from gan_core.sharpening.statistics import Statistics, column

CELL = 16
"""Pixels of the layer on which everything coarser than a pixel is laid, whatever the tile."""


class FilledTile(NamedTuple):
    """Of a tile, halo included; what lies nearer than that to its edge means nothing."""

    values: torch.Tensor
    """(C, H, W) float32: known pixels as they came, gaps filled."""
    error: torch.Tensor
    """(C, H, W) float32: the error to expect of a filled pixel, in standard deviations of the band; 0 on known pixels."""


@dataclass(frozen=True)
class Filler:
    """What is the same for every tile of a job."""

    bands: Statistics
    reach: int
    """Pixels up to which known ones are looked for along a line, a power of 2."""
    reference: Optional[Statistics] = None
    prior: Optional[torch.Tensor] = None
    """Of the whole layer, beside a reference: the mean of prediction.moments over pixels known in both."""

    @property
    def halo(self) -> int:
        """Pixels on each side of a tile that its result depends on, a multiple of CELL."""
        wanted = self.reach + (prediction.REACH if self.reference else 0)
        return -(-wanted // CELL) * CELL

    @torch.no_grad()
    def __call__(
        self,
        image: torch.Tensor,
        known: torch.Tensor,
        reference: Optional[torch.Tensor] = None,
        reference_known: Optional[torch.Tensor] = None,
        place: Place = Place(),
    ) -> FilledTile:
        """image: (C, H, W) float32 in the layer's units, halo included.  known: (C, H, W) bool.  reference: (R, H, W) float32
        in its units.  reference_known: (H, W) bool, of all its bands.  place: of the tile's first pixel in the layer."""
        top, left = place.row % CELL, place.column % CELL
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
            guess = predicted(values, mask, detail, beside, self.prior)
            part, doubt = self._filled(values - guess, mask & beside)
            mended = ~mask & beside
            values, error = torch.where(mended, guess + part, values), torch.where(mended, doubt, error)
            mask = mask | beside
        if not bool(mask.all()):
            part, doubt = self._filled(values, mask)
            values, error = torch.where(mask, values, part), torch.where(mask, error, doubt)
        units = values[inside] * column(self.bands.spread, image) + column(self.bands.level, image)
        return FilledTile(torch.where(known, image, units), error[inside])

    def _filled(self, values: torch.Tensor, known: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """(C, H, W) both: without gaps, and the error to expect."""
        seen = lines(values, known, self.reach)
        image = interpolated(values, known, seen)
        return image, torch.zeros_like(image)
