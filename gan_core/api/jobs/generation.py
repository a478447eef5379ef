"""The jobs of making tiles from noise."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Tuple

from ..errors import RasterGanError
from ..language import translatable
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
    """Train a generator that makes tiles like those of a raster, from noise alone."""

    verb: ClassVar[str] = "traingenerator"

    input: str = shared.training_raster()
    tiles: str = option(
        "Polygons on the raster, as Make training tiles makes them; any polygon layer works, and so do its selected features "
        "alone. At least 8 tiles, hundreds are better. Empty: random places with data.",
        "",
        label="Training tiles",
    )
    size: int = option(
        "Pixels along the side of a generated tile: 32, 64 or 128. Larger ones take longer to learn.",
        64,
        label="Generated tile side (pixels)",
        type=int,
    )
    architecture: str = option(
        "r3gan: small residual networks that train steadily. dcgan: the classic networks, for 64 pixels only and much slower.",
        "r3gan",
        label="Network architecture",
        choices=ARCHITECTURES,
    )
    field: str = option(
        "The class of each tile: the model then makes tiles of one class at will, for example to train a classifier. Empty: no "
        "classes.",
        "",
        label="Class field",
    )
    adversary: str = option(
        "How generator and discriminator are trained against each other. Automatic: relativistic for r3gan, classic "
        "(non-saturating) for dcgan.",
        "auto",
        label="Adversarial loss",
        choices=ADVERSARIES,
    )
    minutes: float = shared.minutes(
        20.0,
        translatable(
            "On two processor cores tiles of 64 pixels take about 20 minutes until they are varied; longer is better. The "
            "Trainings tab of the Raster GAN panel shows the same tiles over time; there the training can be paused, ended and "
            "resumed."
        ),
    )
    name: str = shared.model_name()
    resume: bool = shared.resume()
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

    model: str = option(
        "A generator of your own: its id or the path of its file. Train a generator makes one.", label="Model"
    )
    output: str = option(
        "A folder for the tiles; on the command line also a .tif for one raster with the tiles side by side.",
        label="Folder of tiles",
    )
    count: int = option(
        "How many tiles to make; a mosaic over an extent has as many as that takes.",
        16,
        label="Number of tiles",
        type=int,
    )
    seed: int = option(
        "The random seed of the first tile; the others follow. The same seed gives the same tile, byte for byte.",
        0,
        label="Random seed of the first tile",
        type=int,
    )
    category: str = option("The class of the tiles. Empty: all in turn.", "", label="Class", called="CLASS")
    between: Tuple[int, ...] = option(
        "Two seeds or more: the tiles go from one to the next in even steps. Empty: tiles of single seeds.",
        (),
        label="Interpolate between seeds (e.g. 3,17)",
        type=int,
        metavar="N,N",
    )
    extent: Extent = option(
        "The ground that a mosaic covers; it holds as many tiles as that takes, side by side. A CRS with other units than the "
        "model's is converted. Empty: anywhere.",
        None,
        label="Extent of the mosaic",
        metavar=("XMIN", "YMIN", "XMAX", "YMAX"),
    )
    crs: str = option("Of the extent, as EPSG:CODE or WKT. Empty: that of the training raster.", "")
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
