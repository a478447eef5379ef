"""The jobs from raster to raster."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Optional, Tuple

from ..errors import RasterGanError
from ..sensors import AUTO, CHOICES
from . import options as shared
from .base import BaseJob, check_choice, check_strength, check_tile_size, option
from .options import Extent
from .parts import part_file, part_of

PRECISIONS = ("exact", "fastest")

DOUBTFUL = ("keep", "soften", "nodata")

MOST_PASSES = 8
"""A square has so many ways to lie."""


@dataclass(frozen=True)
class RasterJob(BaseJob):
    """A raster in, a raster out.  Paths are whatever GDAL opens; the extent is in the raster's own CRS."""

    task: ClassVar[str]
    """Of the models that it runs, as their cards have it."""

    input: str = shared.raster_input("read")
    output: str = option("raster to write; .tif, or a format that GDAL makes from one")
    model: str = option("a model's id or the path of a model file; automatic when left out", "")
    extent: Extent = shared.extent("part to read, in the raster's CRS; grows to whole pixels")
    device: str = shared.device()
    tile_size: int = shared.tile_size()
    creation_options: Tuple[str, ...] = shared.creation_options()
    models: Tuple[str, ...] = shared.model_folders()
    trust: str = option("raster to write beside it: how far each pixel can be trusted, 0 to 100", "")
    job_file: bool = option("write no OUTPUT.json, from which `repeat` makes the same again", True)
    resume: bool = shared.resume_run()
    part: str = option("make only part I of N, on any computer that sees the same files; `join` puts them together", "")
    dask: str = option(
        "let the workers of a Dask cluster make the parts: its scheduler's address, or `local` for this computer", ""
    )
    sensor: str = option(
        "the sensor that the raster is from; auto recognizes it or measures it, perfect says that every pixel is the mean of "
        "its ground",
        AUTO,
        choices=CHOICES,
    )
    precision: str = option(
        "exact: the same on every run; fastest: fewer bits where this computer gains by it and nobody sees it",
        "exact",
        choices=PRECISIONS,
    )
    checks: bool = option("do not look for what is wrong with the raster first", True)

    def __post_init__(self) -> None:
        check_tile_size(self.tile_size)
        check_choice("sensor", self.sensor, CHOICES)
        check_choice("precision", self.precision, PRECISIONS)
        if self.part:
            part_of(self.part)
            if self.dask:
                raise RasterGanError("part-dask")
        if self.trust and Path(self.trust).absolute() == Path(self.output).absolute():
            raise RasterGanError("trust-output", path=self.trust)

    def writes(self) -> Tuple[str, ...]:
        return tuple(path for path in self.paths if path)

    @property
    def paths(self) -> Tuple[str, str, str]:
        """Where this run writes the raster, its trust and its job file; a part always has a job file."""
        if not self.part:
            return self.output, self.trust, self.record
        output = part_file(self.output, self.part)
        return output, part_file(self.trust, self.part) if self.trust else "", f"{output}.json"

    @property
    def record(self) -> str:
        """The job file; empty where none is wanted."""
        return f"{self.output}.json" if self.job_file else ""

    @property
    def record_file(self) -> str:
        return self.paths[2]

    @property
    def doubts(self) -> bool:
        """Whether trust is computed."""
        return bool(self.trust)


@dataclass(frozen=True)
class RestorationJob(RasterJob):
    """What one raster alone shows, made finer or cleaner."""

    bands: Tuple[int, ...] = shared.bands(
        "which bands play the model's bands, in its order (4,3,2); the others are kept too"
    )
    strength: Optional[float] = shared.strength()
    trust_passes: int = option("how often the network looks for the trust; more is steadier and slower", 2, type=int)
    trust_below: int = option("trust below which a pixel is doubtful", 50, type=int)
    doubtful: str = option(
        "what becomes of doubtful pixels: kept, softened towards plain interpolation, or made nodata",
        "keep",
        choices=DOUBTFUL,
    )
    sharpness: Optional[float] = option(
        "contrast that the sensor's blur leaves of the finest pattern that pixels can hold, 0.003 to 1: less sharpens more; "
        "the sensor's when left out",
        None,
        type=float,
    )
    noise: Optional[float] = option(
        "standard deviation of the noise, in the raster's units; the sensor's when left out", None, type=float
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        check_strength(self.strength)
        if self.sharpness is not None and not 0 < self.sharpness <= 1:
            raise RasterGanError("sharpness", got=self.sharpness)
        if self.noise is not None and not 0 <= self.noise < float("inf"):
            raise RasterGanError("noise", got=self.noise)
        if not 2 <= self.trust_passes <= MOST_PASSES:
            raise RasterGanError("trust-passes", got=self.trust_passes, most=MOST_PASSES)
        if not 0 <= self.trust_below <= 100:
            raise RasterGanError("trust-below", got=self.trust_below)
        check_choice("trust-doubtful", self.doubtful, DOUBTFUL)

    @property
    def doubts(self) -> bool:
        return super().doubts or self.doubtful != "keep"


@dataclass(frozen=True)
class UpscaleJob(RestorationJob):
    """Upscale a raster."""

    verb: ClassVar[str] = "upscale"
    task: ClassVar[str] = "upscale"

    consistent: bool = option("leave the output as the network made it, not held to the input", True)
    enhance: bool = option(
        "clean the raster first: for very noisy or strongly compressed input, whose faults would be upscaled", False
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.enhance and (self.part or self.dask):
            raise RasterGanError("part-enhance")


@dataclass(frozen=True)
class EnhanceJob(RestorationJob):
    """Remove noise, blur, stripes and compression artefacts from a raster."""

    verb: ClassVar[str] = "enhance"
    task: ClassVar[str] = "enhance"


@dataclass(frozen=True)
class RepeatJob(BaseJob):
    """Make an output again as its job file says: the same pixels on the same machine."""

    verb: ClassVar[str] = "repeat"

    file: str = option("the job file that lies beside an output: OUTPUT.json")
    output: str = option("raster to write; where the first one was written when left out", "")
    input: str = option("raster to read, where the job file does not say or it has moved", "")

    def writes(self) -> Tuple[str, ...]:
        return (self.output, f"{self.output}.json", trust_beside(self.output)) if self.output else ()

    def locks(self) -> Tuple[str, ...]:
        return ()


def trust_beside(output: str) -> str:
    """Where the trust of a repeated job goes."""
    path = Path(output)
    return str(path.with_name(f"{path.stem}.trust{path.suffix}"))
