"""The jobs from raster to raster."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Optional, Tuple

from ..errors import RasterGanError
from ..language import translatable
from ..sensors import CHOICES
from . import options as shared
from .base import BaseJob, check_choice, check_strength, check_tile_size, option
from .options import Extent
from .parts import part_file, part_of

PRECISIONS = ("exact", "fastest")

DOUBTFUL = ("keep", "soften", "nodata")

SECONDS = ("trust", "filled")
"""Fields that name a raster which is written beside the output."""

MOST_PASSES = 8
"""A square has so many ways to lie."""


@dataclass(frozen=True)
class RasterJob(BaseJob):
    """A raster in, a raster out.  Paths are whatever GDAL opens; the extent is in the raster's own CRS."""

    task: ClassVar[str]
    """Of the models that it runs, as their cards have it."""
    second_field: ClassVar[str] = ""
    """Which field names the raster that is written beside the output; empty for none."""
    also_read: ClassVar[Tuple[str, ...]] = ()
    """Fields that name what is read beside the input."""

    input: str = shared.input_layer()
    output: str = option("Raster to write: .tif, or a format that GDAL makes from one.")
    model: str = option(
        "A model's id or the path of its file. Empty: the one for red, green, blue and near infrared where the layer has them, "
        "else for red, green and blue, and the one for single bands for every other band; to upscale, at ×2.",
        "",
        label="Model",
    )
    extent: Extent = shared.extent()
    device: str = shared.device()
    tile_size: int = shared.tile_size()
    creation_options: Tuple[str, ...] = shared.creation_options()
    models: Tuple[str, ...] = shared.model_folders()
    job_file: bool = option(
        "Write OUTPUT.json beside the output. It says how the output was made and makes it again (python -m gan_core repeat "
        "OUTPUT.json); it holds no addresses or passwords of data sources.",
        True,
        label="Write job file (to repeat this run)",
    )
    resume: bool = shared.resume()
    part: str = option(
        "Make only part I of N, on any computer that sees the same files; `join` puts them together.", ""
    )
    dask: str = option(
        "For very large layers: the address of a Dask cluster's scheduler (tcp://host:8786), whose workers make the output in "
        "parts, or “local” for one worker per core of this computer. All must see the same files under the same paths; run "
        "again, finished parts are kept. Empty: this computer alone.",
        "",
        label="Dask scheduler address",
    )
    checks: bool = option("Look for what is wrong with the raster first.", True)

    def __post_init__(self) -> None:
        check_tile_size(self.tile_size)
        if self.part:
            part_of(self.part)
            if self.dask:
                raise RasterGanError("part-dask")

    def writes(self) -> Tuple[str, ...]:
        return tuple(path for path in self.paths if path)

    @property
    def second(self) -> str:
        """The raster that is written beside the output; empty for none."""
        path: str = getattr(self, self.second_field) if self.second_field else ""
        return path

    @property
    def paths(self) -> Tuple[str, str, str]:
        """Where this run writes the raster, the second one and its job file; a part always has a job file."""
        if not self.part:
            return self.output, self.second, self.record
        output = part_file(self.output, self.part)
        return output, part_file(self.second, self.part) if self.second else "", f"{output}.json"

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
        return False


@dataclass(frozen=True)
class TrustedJob(RasterJob):
    """One that can tell the trust in its pixels, and whose network may compute with fewer bits."""

    second_field: ClassVar[str] = "trust"

    trust: str = option(
        "A second layer, 0 to 100 for each pixel, computed from two passes of the network: 80 means an error bound of 2% of "
        "the value range, 50 means 8%. At least 90% of the pixels with 80 or more keep to it, measured on photographs that the "
        "model had not seen; where that was not measured the layer says “uncalibrated”. Empty: none.",
        "",
        label="Trust map",
    )
    precision: str = option(
        "Exact: the same on every run. Fastest: fewer bits, where this computer gains by it and the difference cannot be seen.",
        "exact",
        label="Numerical precision",
        choices=PRECISIONS,
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        check_choice("precision", self.precision, PRECISIONS)
        if self.trust and Path(self.trust).absolute() == Path(self.output).absolute():
            raise RasterGanError("trust-output", path=self.trust)

    @property
    def doubts(self) -> bool:
        return bool(self.trust)


@dataclass(frozen=True)
class SensedJob(TrustedJob):
    """One whose network is told of the layer's sensor."""

    sensor: str = shared.sensor()

    def __post_init__(self) -> None:
        super().__post_init__()
        check_choice("sensor", self.sensor, CHOICES)


@dataclass(frozen=True)
class RestorationJob(SensedJob):
    """What one raster alone shows, made finer or cleaner."""

    bands: Tuple[int, ...] = shared.bands(
        translatable(
            "The bands that serve as red, green, blue (and near infrared), in this order (4,3,2). Empty: as the layer says. No "
            "band is left out: the others are done one by one."
        )
    )
    sensor: str = shared.sensor()
    strength: Optional[float] = shared.strength()
    trust_passes: int = option(
        "How many passes of the network the trust is computed from. More are steadier and slower.",
        2,
        label="Passes for the trust map",
        type=int,
    )
    trust_below: int = option(
        "Pixels with less trust than this count as low-trust pixels.",
        50,
        label="Low-trust threshold (0 to 100)",
        type=int,
    )
    doubtful: str = option(
        "What becomes of low-trust pixels: they are kept, blended with plain interpolation, or set to nodata.",
        "keep",
        label="Low-trust pixels",
        choices=DOUBTFUL,
    )
    sharpness: Optional[float] = option(
        "The contrast that the optics leave at the finest pattern that pixels can hold (MTF): 1 is perfect, satellites have "
        "0.3 to 0.6. Lower values sharpen more. Empty: the sensor's.",
        None,
        label="Input sharpness (MTF at Nyquist, 0 to 1)",
        type=float,
    )
    noise: Optional[float] = option(
        "How strong the layer's noise is. Higher values smooth more. Empty: the sensor's.",
        None,
        label="Noise level (standard deviation, layer units)",
        type=float,
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        check_choice("sensor", self.sensor, CHOICES)
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

    consistent: bool = option(
        "Keep the input's brightness over 8 × 8 pixels, or in every pixel of a perfect sensor. Otherwise the output stays as "
        "the network made it.",
        True,
        label="Preserve input values (block means)",
    )
    enhance: bool = option(
        "For very noisy (more than 2% of the value range) or strongly compressed layers: noise and artifacts are removed "
        "before upscaling. The result then keeps the values of the cleaned layer, not of the input.",
        False,
        label="Enhance first (noisy or compressed layers)",
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.enhance and (self.part or self.dask):
            raise RasterGanError("part-enhance")


@dataclass(frozen=True)
class EnhanceJob(RestorationJob):
    """Remove noise, blur, stripes and compression artifacts from a raster."""

    verb: ClassVar[str] = "enhance"
    task: ClassVar[str] = "enhance"


@dataclass(frozen=True)
class RepeatJob(BaseJob):
    """Make an output again as its job file says: the same pixels on the same machine."""

    verb: ClassVar[str] = "repeat"

    file: str = option("The job file that lies beside an output: OUTPUT.json.")
    output: str = option("Raster to write. Empty: where the first one was written.", "")
    input: str = option("Raster to read, where the job file does not say or it has moved.", "")

    def writes(self) -> Tuple[str, ...]:
        seconds = (second_beside(self.output, name) for name in SECONDS)
        return (self.output, f"{self.output}.json", *seconds) if self.output else ()

    def locks(self) -> Tuple[str, ...]:
        return ()


def second_beside(output: str, name: str) -> str:
    """Where the second raster of a repeated job goes.  name: of its field."""
    path = Path(output)
    return str(path.with_name(f"{path.stem}.{name}{path.suffix}"))
