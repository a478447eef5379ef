"""Synthetic tiles as files: one raster of all, or a raster for each, and a layer that names them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from gan_core.api.model_card import ModelCard
from gan_core.datasets.latents import Latent
from gan_core.datasets.tile_layout import TileLayout
from gan_core.radiometry.cast import stored
from gan_core.radiometry.quantize import Storage
from gan_core.raster.synthetic import CLASS, MARK, Canvas, SyntheticSpec, reference_of
from gan_core.tiling.window import Window
from gan_core.vector import picked_tiles as layer


@dataclass(frozen=True)
class SyntheticTiles:
    """What a generator is to make.  Images are (C, size, size) in its range.  What writes raises RuntimeError as GDAL does."""

    card: ModelCard
    layout: TileLayout
    latents: Sequence[Latent]
    tags: Mapping[str, str]
    """Of every raster."""

    @property
    def windows(self) -> list[Window]:
        """Whole, though some may reach over the layout's edge."""
        return [self.layout.window(number) for number in range(len(self.latents))]

    @property
    def outside(self) -> int:
        """How many reach over it."""
        return sum(window.intersection(self.layout.grid.window) != window for window in self.windows)

    def draw_mosaic(self, path: Path, images: Iterable[np.ndarray], parameters: str) -> None:
        """One raster.  parameters: for its tags."""
        tags = {**self.tags, "RASTERGAN_PARAMETERS": parameters}
        canvas = Canvas(path, self.layout.grid, self.layout.crs, self._spec, tags)
        for window, image in zip(self.windows, images):
            canvas.paint(self._in_units(image), window.column, window.row)
        canvas.close()

    def draw_files(self, folder: Path, images: Iterable[np.ndarray]) -> Iterator[np.ndarray]:
        """A raster for each tile; every image is handed on when it is written."""
        for window, latent, image in zip(self.windows, self.latents, images):
            tags = {**self.tags, "RASTERGAN_SEED": latent.seed, CLASS: latent.category}
            canvas = Canvas(folder / f"{latent.name}.tif", self.layout.grid.part(window), "", self._spec, tags)
            canvas.paint(self._in_units(image), 0, 0)
            canvas.close()
            yield image

    def write_labels(self, path: Path, windows: Sequence[Window], files: Sequence[str]) -> None:
        """The tiles as polygons: their class, for a classifier to learn from, the seed and the file."""
        facts = [
            {"class": latent.category, "seed": latent.seed, "file": file, "source": MARK}
            for latent, file in zip(self.latents, files)
        ]
        crs = str(reference_of(self.layout.crs).ExportToWkt()) if self.layout.crs else ""
        layer.write(path, self.layout.grid, crs, list(zip(windows, facts)))

    @property
    def _spec(self) -> SyntheticSpec:
        raster = self.card.raster
        return SyntheticSpec(self.card.bands, np.dtype(raster["dtype"]), raster["nodata"], raster["roles"])

    def _in_units(self, image: np.ndarray) -> np.ndarray:
        """(C, H, W) of the network -> the raster's own units and type."""
        storage = Storage(np.dtype(self.card.raster["dtype"]), self.card.raster["nodata"])
        normalization = self.card.normalization
        ranges = zip(image.astype(np.float64), normalization["scale"], normalization["offset"])
        return np.stack([stored(band * scale + offset, storage) for band, scale, offset in ranges])
