"""The jobs of training."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Tuple

from ..errors import RasterGanError
from . import options as shared
from .base import BaseJob, check_minutes, check_name, option
from .options import Extent

ROLES = ("train", "validation", "ignore")
"""What a tile is for: to learn from, to judge by, or nothing."""
SMALLEST_TILE, LARGEST_TILE = 32, 1024


@dataclass(frozen=True)
class MakeTilesJob(BaseJob):
    """Cut a raster into tiles to train on, and choose some that show all kinds of its ground."""

    verb: ClassVar[str] = "maketiles"
    needs_torch: ClassVar[bool] = False

    input: str = shared.training_raster()
    output: str = option("Tiles to write, a GeoPackage of polygons.", label="Tiles")
    size: int = option(
        "Pixels along a tile's side. Larger tiles show more of their surroundings; there are fewer of them.",
        128,
        label="Tile side (pixels)",
        type=int,
    )
    overlap: int = option("Pixels that neighboring tiles share.", 0, label="Overlap of tiles (pixels)", type=int)
    count: int = option(
        "How many tiles are chosen for training and validation; the others are not used until you pick them.",
        20,
        label="Number of tiles to choose",
        type=int,
    )
    extent: Extent = shared.extent()

    def __post_init__(self) -> None:
        if not SMALLEST_TILE <= self.size <= LARGEST_TILE:
            raise RasterGanError("training-tile-size", smallest=SMALLEST_TILE, largest=LARGEST_TILE, got=self.size)
        if not 0 <= self.overlap < self.size:
            raise RasterGanError("tile-overlap", size=self.size, got=self.overlap)
        if self.count < 1:
            raise RasterGanError("tile-count", got=self.count)

    def writes(self) -> Tuple[str, ...]:
        return (self.output,)


GAN = ("auto", "on", "off")


@dataclass(frozen=True)
class FinetuneJob(BaseJob):
    """Fine-tune a model on tiles of your own imagery.  It is kept only if it is better than its base model."""

    verb: ClassVar[str] = "finetune"

    input: str = shared.training_raster()
    tiles: str = option(
        "At least 4 polygons on the raster, as Make training tiles makes them; any polygon layer works, and so do its selected "
        "features alone. Their field role says which are for training and which for validation.",
        label="Training tiles",
    )
    name: str = shared.model_name()
    parent: str = option(
        "The model to start from: its id or the path of its file. Empty: the one at ×2 for red, green and blue, or for single "
        "bands.",
        "",
        label="Base model",
    )
    bands: Tuple[int, ...] = shared.bands()
    truth: str = option(
        "A finer or cleaner raster to learn from, such as an aerial photograph beside a satellite image. It is aligned to a "
        "fraction of a pixel and its colors are matched; tiles with clouds or change are left out. Empty: the raster itself is "
        "made coarser and serves as its own reference.",
        "",
        label="Reference raster (same area, finer or cleaner)",
    )
    minutes: float = shared.minutes(10.0)
    gan: str = option(
        "After the faithful weights a second set of weights is trained, which adds plausible detail. It is kept only if it "
        "passes a check of its own. Automatic: from 50 tiles on.",
        "auto",
        label="GAN phase",
        choices=GAN,
    )
    resume: bool = shared.resume()
    folder: str = shared.model_folder()
    device: str = shared.device()
    models: Tuple[str, ...] = shared.model_folders()

    def __post_init__(self) -> None:
        check_name(self.name)
        check_minutes(self.minutes)
        if self.gan not in GAN:
            raise RasterGanError("gan-phase", expected=", ".join(GAN), got=self.gan)
