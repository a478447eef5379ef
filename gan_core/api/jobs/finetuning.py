"""The jobs of training."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Optional, Tuple

from ..errors import RasterGanError
from .base import DEVICES, MODELS_HELP, BaseJob, check_name, option

ROLES = ("train", "validation", "ignore")
"""What a tile is for: to learn from, to judge by, or nothing."""
SMALLEST_TILE, LARGEST_TILE = 32, 1024


@dataclass(frozen=True)
class MakeTilesJob(BaseJob):
    """Cut a raster into tiles to train on, and choose some that show all kinds of its ground."""

    verb: ClassVar[str] = "maketiles"
    needs_torch: ClassVar[bool] = False

    input: str = option("raster to read: a path or anything that GDAL opens")
    output: str = option("tiles to write, a GeoPackage")
    size: int = option("side of a tile, pixels", 128, type=int)
    overlap: int = option("pixels that neighbouring tiles share", 0, type=int)
    count: int = option("how many tiles to choose", 20, type=int)
    extent: Optional[Tuple[float, float, float, float]] = option(
        "part of the raster, in its CRS", None, metavar=("XMIN", "YMIN", "XMAX", "YMAX")
    )

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

    input: str = option("raster to learn from: a path or anything that GDAL opens")
    tiles: str = option("polygons on it, as maketiles makes them: where to learn and, by their role, where to judge")
    name: str = option("what to call the model in the library; after the raster when left out", "")
    parent: str = option("the model to start from: an id or the path of a model file; automatic when left out", "")
    bands: Tuple[int, ...] = option(
        "which bands play the model's bands, in its order (4,3,2)", (), type=int, metavar="N,N,N"
    )
    truth: str = option(
        "a raster that shows the same ground finer (for enhance: cleaner), to learn from; left out, the raster itself is "
        "made coarser",
        "",
    )
    minutes: float = option("how long to train at most", 10.0, type=float)
    gan: str = option("a second phase that learns detail; automatic from 50 tiles on", "auto", choices=GAN)
    resume: bool = option("begin anew where the same training was broken off", True)
    folder: str = option("where to put the model; your own models' folder when left out", "")
    device: str = option("where to compute", "auto", choices=DEVICES)
    models: Tuple[str, ...] = option(MODELS_HELP, (), type=str, metavar="FOLDER")

    def __post_init__(self) -> None:
        check_name(self.name)
        if not 0 < self.minutes < 10_000:
            raise RasterGanError("minutes", got=self.minutes)
        if self.gan not in GAN:
            raise RasterGanError("gan-phase", expected=", ".join(GAN), got=self.gan)
