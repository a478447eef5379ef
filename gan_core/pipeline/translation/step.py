"""What `translate` does with a tile: the target's bands of the input's, with its brightness where that is held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Optional

import numpy as np
import torch

from gan_core.api.model_card import ModelCard
from gan_core.inference.predictor import ALIGNED, Predictor
from gan_core.inference.trust import NODATA
from gan_core.pipeline.summary import RasterSummary
from gan_core.pipeline.tiles import Tile, normalize
from gan_core.pipeline.translation.doubt import Doubt
from gan_core.pipeline.trust_claim import counted, ranges_in_json
from gan_core.pipeline.work import TileResult
from gan_core.radiometry.luminance import luminance
from gan_core.radiometry.normalize import Normalizer
from gan_core.radiometry.quantize import Storage, quantize
from gan_core.radiometry.translated import TranslationRules
from gan_core.raster.source import RasterSource


@dataclass(frozen=True)
class TranslationStep:
    """All bands of the target."""

    canvas: RasterSource
    """What the result is like: the target's bands on the input's grid."""
    card: ModelCard
    predictor: Predictor
    """Sees ALIGNED pixels less on each side than a tile has."""
    inputs: Sequence[Normalizer]
    outputs: Sequence[Normalizer]
    rules: TranslationRules
    doubt: Optional[Doubt]
    """How the trust is told; None where nobody asked."""
    scale = 1

    @property
    def cards(self) -> list[ModelCard]:
        return [self.card]

    @property
    def devices(self) -> list[str]:
        return [str(self.predictor.device)]

    @property
    def sensors(self) -> str:
        return ""

    @property
    def nothing(self) -> RasterSummary:
        return RasterSummary()

    def sensor_facts(self) -> Mapping[str, Any]:
        return {}

    def ranges(self) -> str:
        return ranges_in_json(dict(enumerate(self.outputs, 1)))

    def __call__(self, tile: Tile) -> TileResult:
        """Planes: all bands, and their trust where it is computed."""
        known = tile.valid.all(0)
        pixels = np.empty((len(self.outputs), *known.shape), self.canvas.dtype)
        trust = np.full(known.shape, NODATA, np.uint8)
        if known.any():
            made, given, doubts = self._translated(tile)
            wanted = self.rules(made.double()[None], given[None])[0]
            for index, own in enumerate(self.outputs):
                band = wanted[index] * own.scale + own.offset
                stored = quantize(band[None], band, torch.from_numpy(known), self._storage(index), keep_means=False)[0]
                pixels[index] = stored.numpy().astype(self.canvas.dtype)
            if doubts is not None:
                trust[known] = doubts.numpy()[known]
        summary = self.measured(tile, pixels)
        self._hide(pixels, ~known)
        mask = known if self.canvas.has_mask else None
        if self.doubt is None:
            return TileResult((pixels,), mask, summary)
        return TileResult((pixels, trust[None]), mask, summary.merged(counted(trust[tile.inside])))

    def _translated(self, tile: Tile) -> tuple[torch.Tensor, torch.Tensor, Optional[torch.Tensor]]:
        """Of the core, in the network's range: what is made (K, H, W), the input (C, H, W) float64, the trust (H, W)."""
        image = normalize(tile.image, self.inputs)
        halo = (image.shape[1] - tile.core.height) // 2
        rows, columns = (_aligned(start, halo) for start in (tile.core.row, tile.core.column))
        height, width = (side - ALIGNED for side in image.shape[1:])
        seen = image[None, :, rows : rows + height, columns : columns + width].contiguous()
        made = self.predictor(seen, seen)[0]
        core = _cut(ALIGNED - rows, ALIGNED - columns, *tile.valid.shape[1:])
        if self.doubt is None:
            return made[core], self._exact(tile), None
        turned = seen.flip(2, 3).contiguous()
        again = self.predictor(turned, turned)[0].flip(1, 2)
        return made[core], self._exact(tile), self.doubt(seen[0], made, again, self.predictor.halo)[core[1:]]

    def _exact(self, tile: Tile) -> torch.Tensor:
        """The core's own values, in the network's range, float64."""
        values = np.where(tile.valid, tile.values, 0).astype(np.float64)
        return torch.stack(
            [torch.from_numpy((band - own.offset) / own.scale) for band, own in zip(values, self.inputs)]
        )

    def _storage(self, index: int) -> Storage:
        return Storage(self.canvas.dtype, self.canvas.bands[index].GetNoDataValue())

    def measured(self, tile: Tile, pixels: np.ndarray) -> RasterSummary:
        """By how much the luminance of a core, (K, H, W) in the file's data type, is off where it is held, in its units."""
        lock, known = self.rules.lock, tile.valid.all(0)
        written = np.zeros_like(known)
        written[tile.inside] = known[tile.inside]
        if lock is None or not written.any():
            return RasterSummary()
        own = self.outputs[lock.places[0]]
        wanted = (self._exact(tile)[0] * lock.gain + lock.offset).clamp(self.rules.low, self.rules.high)
        got = luminance(torch.from_numpy(pixels[list(lock.places)].astype(np.float64)))[0]
        error = (got - (wanted * own.scale + own.offset)).abs().numpy()
        return RasterSummary(worst=float(error[written].max()))

    def _hide(self, pixels: np.ndarray, hidden: np.ndarray) -> None:
        """Invalid pixels made nodata, in place."""
        for index, plane in enumerate(pixels):
            nodata = self._storage(index).nodata
            nothing = np.nan if self.canvas.dtype.kind == "f" else 0
            plane[hidden] = nothing if nodata is None else nodata


def _aligned(start: int, halo: int) -> int:
    """How many pixels of a tile are left out before those that the network sees, 1 to ALIGNED: it folds the same pixels of the
    raster together, wherever tiles begin.  start: of the core, on the raster's grid."""
    return ALIGNED - (start - halo) % ALIGNED


def _cut(rows: int, columns: int, height: int, width: int) -> tuple[slice, slice, slice]:
    return slice(None), slice(rows, rows + height), slice(columns, columns + width)
