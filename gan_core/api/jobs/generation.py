"""The jobs of making tiles from noise."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Tuple

from ..errors import RasterGanError
from . import options as shared
from .base import BaseJob, check_minutes, check_name, option
from .options import Extent

SIZES = (32, 64, 128)
"""Sides that a generated tile may have, pixels."""
ARCHITECTURES = ("r3gan", "dcgan")
DCGAN_SIZE = 64
ADVERSARIES = ("auto", "relativistic", "classic", "minimax")
LARGEST_SEED = 2**31 - 1
MOST_TILES = 100_000
RASTERS = (".tif", ".tiff")


@dataclass(frozen=True)
class TrainGeneratorJob(BaseJob):
    """Teach a generator to make tiles like those of a raster, from noise alone."""

    verb: ClassVar[str] = "traingenerator"

    input: str = shared.raster_input("learn from")
    tiles: str = option("polygons on it, as maketiles makes them; random places with data when left out", "")
    size: int = option("side of a generated tile, pixels: 32, 64 or 128", 64, type=int)
    architecture: str = option(
        "r3gan: small residual networks; dcgan: the classic ones, 64 pixels only", "r3gan", choices=ARCHITECTURES
    )
    field: str = option("field of the tiles that holds a class, to make tiles of one class at will", "")
    adversary: str = option(
        "the game: relativistic (default of r3gan), classic (non-saturating, default of dcgan) or minimax",
        "auto",
        choices=ADVERSARIES,
    )
    minutes: float = shared.minutes(20.0)
    name: str = shared.model_name()
    resume: bool = shared.resume_training()
    folder: str = shared.model_folder()
    device: str = shared.device()
    models: Tuple[str, ...] = shared.model_folders()
    encoding: str = shared.encoding()

    def __post_init__(self) -> None:
        check_name(self.name)
        if self.size not in SIZES or (self.architecture == "dcgan" and self.size != DCGAN_SIZE):
            sizes = str(DCGAN_SIZE) if self.architecture == "dcgan" else ", ".join(map(str, SIZES))
            raise RasterGanError("generator-size", expected=sizes, architecture=self.architecture, got=self.size)
        for name, known in (("architecture", ARCHITECTURES), ("adversary", ADVERSARIES)):
            if getattr(self, name) not in known:
                got = getattr(self, name)
                raise RasterGanError("generator-choice", name=name.upper(), expected=", ".join(known), got=got)
        if self.field and not self.tiles:
            raise RasterGanError("generator-field-alone", field=self.field)
        check_minutes(self.minutes)


@dataclass(frozen=True)
class GenerateJob(BaseJob):
    """Make synthetic tiles with a trained generator: a folder of them, or one raster placed on an extent."""

    verb: ClassVar[str] = "generate"

    model: str = option("a generator: its id or the path of its file")
    output: str = option("folder for the tiles; or a .tif for one raster, with its tiles side by side")
    count: int = option("how many tiles; an extent holds as many as it takes", 16, type=int)
    seed: int = option("number of the first tile, the others follow; the same seed gives the same tile", 0, type=int)
    category: str = option("class of the tiles; all in turn when left out", "")
    between: Tuple[int, ...] = option(
        "seeds to go between in COUNT steps, instead of SEED", (), type=int, metavar="N,N"
    )
    extent: Extent = shared.extent("with a .tif: the ground to cover")
    crs: str = option("of the extent, as EPSG:CODE or WKT; that of the raster learned from when left out", "")
    models: Tuple[str, ...] = shared.model_folders()

    def __post_init__(self) -> None:
        if not 1 <= self.count <= MOST_TILES:
            raise RasterGanError("generate-count", most=MOST_TILES, got=self.count)
        for seed in (self.seed, *self.between):
            if not 0 <= seed <= LARGEST_SEED - MOST_TILES:
                raise RasterGanError("generate-seed", most=LARGEST_SEED - MOST_TILES, got=seed)
        if len(self.between) == 1 or (self.between and self.count < len(self.between)):
            raise RasterGanError("generate-between", got=", ".join(map(str, self.between)), count=self.count)
        if self.extent and not self.mosaic:
            raise RasterGanError("generate-extent", output=self.output)

    @property
    def mosaic(self) -> bool:
        """Whether one raster is asked for."""
        return Path(self.output).suffix.lower() in RASTERS

    def writes(self) -> Tuple[str, ...]:
        return (self.output,)
