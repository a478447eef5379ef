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

    input: str = shared.raster_input("read")
    output: str = option("tiles to write, a GeoPackage")
    size: int = option("side of a tile, pixels", 128, type=int)
    overlap: int = option("pixels that neighbouring tiles share", 0, type=int)
    count: int = option("how many tiles to choose", 20, type=int)
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
    """Teach a model the look of your own imagery, from tiles that you picked.  Nothing worse than its parent is kept."""

    verb: ClassVar[str] = "finetune"

    input: str = shared.raster_input("learn from")
    tiles: str = option("polygons on it, as maketiles makes them: where to learn and, by their role, where to judge")
    name: str = shared.model_name()
    parent: str = option("the model to start from: an id or the path of a model file; automatic when left out", "")
    bands: Tuple[int, ...] = shared.bands()
    truth: str = option(
        "a raster that shows the same ground finer (for enhance: cleaner), to learn from; left out, the raster itself is "
        "made coarser",
        "",
    )
    minutes: float = shared.minutes(10.0)
    gan: str = option("a second phase that learns detail; automatic from 50 tiles on", "auto", choices=GAN)
    resume: bool = shared.resume_training()
    folder: str = shared.model_folder()
    device: str = shared.device()
    models: Tuple[str, ...] = shared.model_folders()

    def __post_init__(self) -> None:
        check_name(self.name)
        check_minutes(self.minutes)
        if self.gan not in GAN:
            raise RasterGanError("gan-phase", expected=", ".join(GAN), got=self.gan)
